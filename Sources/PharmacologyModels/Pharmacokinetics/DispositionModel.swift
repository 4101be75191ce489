public import Expressions
public import ODESolvers

/// Absorption, first pass, distribution, metabolism through shared enzymes, renal clearance, and occupancy.
///
/// For a compound with absorption rate P, plasma concentration C = A / V and hepatic flow Q:
///
///     inlet  = C + P / Q
///     x_p    = CLint_p E / (1 + sum(fu_j C_j / Ki_j) + fu inlet / Km)        each pathway, L/h
///     outlet = (Q C + P) / (Q + sum x_p)                                      well-stirred liver
///     dA/dt  = P - outlet sum(x_p) - CLr C - distribution + formation
///
/// Metabolites appear at yield times the rate of the pathway that makes them. Sources: Pang and Rowland, J Pharmacokinet
/// Biopharm 5:625 (1977) for the well-stirred liver; the inlet concentration in the saturation term follows the convention for
/// hepatic interactions of orally given drugs (Ito et al., Pharmacol Rev 50:387, 1998).
public struct DispositionModel: DifferentialSystem, Sendable {
  /// What the model consists of.
  public let structure: ModelStructure
  /// Where its numbers stand.
  public let layout: ModelLayout
  /// Whether the elimination rates by pathway are among the observables.
  public let readsEliminationRates: Bool

  /// Makes a model of a structure.
  public init(_ structure: ModelStructure, readsEliminationRates: Bool = false) {
    self.structure = structure
    layout = ModelLayout(structure)
    self.readsEliminationRates = readsEliminationRates
  }

  /// The names of the states.
  public var stateNames: [String] { layout.stateNames }
  /// The number of parameters.
  public var parameterCount: Int { layout.parameterNames.count }
  /// The number of inputs.
  public var inputCount: Int { layout.inputCount }

  /// The names of the observables: concentrations in umol/L, occupancies as fractions, then enzyme amounts, then rates in umol/h.
  public var observableNames: [String] {
    var names = structure.compounds.map { "C \($0.name)" }
    names += structure.targets.filter(\.isOccupied).map { "occupancy \($0.name)" }
    guard readsEliminationRates else { return names }
    names += structure.enzymes.map { "amount \($0.name)" }
    for compound in structure.compounds {
      for pathway in compound.pathways {
        names.append("rate \(compound.name) \(structure.enzymes[pathway.enzyme].name)")
      }
      names.append("rate \(compound.name) kidney")
    }
    return names
  }

  /// Rates of one compound at a moment.
  private struct Flow<S: Scalar> {
    var absorbed: S
    var eliminated: [S]
    var renal: S
  }

  func concentrations<S: Scalar>(_ y: [S], _ p: [S]) -> [S] {
    layout.compounds.map { y[$0.central] * p[$0.inverseVolume] }
  }

  private func flows<S: Scalar>(_ y: [S], _ p: [S], _ c: [S]) -> [Flow<S>] {
    let flow = p[layout.hepaticFlow]
    return zip(structure.compounds, layout.compounds).enumerated().map { number, pair in
      let (shape, place) = pair
      let absorbed = place.depots.reduce(S.zero) { $0 + p[$1.rateConstant] * y[$1.amount] }
      let hasFirstPass = !place.depots.isEmpty
      let inlet = hasFirstPass ? c[number] + absorbed * (S.one / flow) : c[number]
      let intrinsic = zip(shape.pathways, place.pathways).map { pathway, at in
        // A substrate's own inhibition constant is its saturation, unless a Michaelis constant says the same.
        var denominator = layout.enzymes[pathway.enzyme].competitors
          .filter { $0.compound != number || at.inverseMichaelisConstant == nil }
          .reduce(S.one) { $0 + c[$1.compound] * p[$1.constant] }
        if let inverse = at.inverseMichaelisConstant { denominator = denominator + inlet * p[inverse] }
        var clearance = p[at.intrinsicClearance] / denominator
        if let amount = layout.enzymes[pathway.enzyme].amount { clearance = clearance * y[amount] }
        return clearance
      }
      let total = intrinsic.reduce(S.zero, +)
      let outlet = intrinsic.isEmpty ? c[number] : inlet * (flow / (flow + total))
      return Flow(
        absorbed: absorbed, eliminated: intrinsic.map { $0 * outlet },
        renal: p[place.renalClearance] * c[number])
    }
  }

  /// A ligand's concentration over its half-maximal one.
  func ratio<S: Scalar>(_ ligand: ModelLayout.Ligand, _ y: [S], _ p: [S], _ c: [S], _ inputs: [S]) -> S {
    let concentration =
      ligand.localConcentration.map { inputs[$0] } ?? ligand.effectSite.map { y[$0] } ?? c[ligand.compound]
    return concentration * p[ligand.inverseHalfMaximalConcentration]
  }

  /// Occupancy of a target by ligands that compete: sum(Emax_i r_i) / (1 + sum r_i) with r = C / EC50.
  func occupancy<S: Scalar>(
    _ ligands: [ModelLayout.Ligand], _ y: [S], _ p: [S], _ c: [S], _ inputs: [S]
  ) -> S {
    var bound = S.zero
    var total = S.one
    for ligand in ligands {
      let ratio = ratio(ligand, y, p, c, inputs)
      bound = bound + p[ligand.maximumOccupancy] * ratio
      total = total + ratio
    }
    return bound / total
  }

  /// The right-hand side, per hour.
  public func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let c = concentrations(y, p)
    let rates = flows(y, p, c)
    var dy = Array(repeating: S.zero, count: layout.stateNames.count)
    for (number, place) in layout.compounds.enumerated() {
      let flow = rates[number]
      for depot in place.depots {
        dy[depot.amount] = inputs[depot.release] - p[depot.rateConstant] * y[depot.amount]
      }
      var central = inputs[place.infusion] + flow.absorbed - flow.renal
      for rate in flow.eliminated { central = central - rate }
      if let peripheral = place.peripheral, let q = place.intercompartmentalClearance,
        let inverse = place.inversePeripheralVolume
      {
        let exchange = p[q] * c[number] - y[peripheral] * (p[q] * p[inverse])
        central = central - exchange
        dy[peripheral] = exchange
      }
      dy[place.central] = dy[place.central] + central
      for (pathway, rate) in zip(zip(structure.compounds[number].pathways, place.pathways), flow.eliminated) {
        for (product, yield) in zip(pathway.0.products, pathway.1.yields) {
          let state = layout.compounds[product].central
          dy[state] = dy[state] + p[yield] * rate
        }
      }
    }
    for enzyme in layout.enzymes {
      guard let state = enzyme.amount, let degradation = enzyme.degradation else { continue }
      dy[state] = turnover(of: enzyme, amount: y[state], degradation: p[degradation], p, c)
    }
    for ligand in layout.targets.flatMap({ $0 }) {
      guard let site = ligand.effectSite, let rate = ligand.effectSiteRateConstant else { continue }
      dy[site] = p[rate] * (c[ligand.compound] - y[site])
    }
    return dy
  }

  /// What is read out.
  public func observables<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let c = concentrations(y, p)
    let occupied = zip(structure.targets, layout.targets).filter(\.0.isOccupied)
    var values = c + occupied.map { occupancy($0.1, y, p, c, inputs) }
    guard readsEliminationRates else { return values }
    values += layout.enzymes.map { $0.amount.map { y[$0] } ?? S.one }
    for flow in flows(y, p, c) { values += flow.eliminated + [flow.renal] }
    return values
  }
}
