import Expressions

extension DispositionModel {
  /// The rate of change of an enzyme's amount E, relative to its baseline.
  ///
  ///     dE/dt = kdeg (S - E) - E sum(kinact C / (KI + C))
  ///     S     = product(1 + Emax C / (EC50 + C)) product(1 - Imax C / (IC50 + C))
  ///
  /// Constants are on total plasma concentration (unbound constant divided by fu). Source: Yang et al., Drug Metab Dispos
  /// 36:1050 (2008) for inactivation and turnover; induction and down-regulation act on synthesis.
  func turnover<S: Scalar>(
    of enzyme: ModelLayout.Enzyme, amount: S, degradation: S, _ p: [S], _ c: [S]
  ) -> S {
    func effect(_ place: ModelLayout.EnzymeEffect) -> S {
      let concentration = c[place.compound]
      let maximum = place.maximum.map { p[$0] } ?? S.one
      return maximum * concentration / (p[place.constant] + concentration)
    }
    var synthesis = S.one
    for inducer in enzyme.inducers { synthesis = synthesis * (S.one + effect(inducer)) }
    for suppressor in enzyme.downRegulators { synthesis = synthesis * (S.one - effect(suppressor)) }
    let inactivation = enzyme.inactivators.reduce(S.zero) { $0 + effect($1) }
    return degradation * (synthesis - amount) - inactivation * amount
  }
}
