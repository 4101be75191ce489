public import Expressions

extension CentralSystem {
  /// Release that the terminal autoreceptor permits at a state without drugs, relative to rest.
  public static func releaseGate(state y: NamedValues<Double>, parameters p: NamedValues<Double>) -> Double {
    ReceptorState(y, p, DrugActions(), RestingState(p)).releaseGate
  }

  /// What makes and destroys norepinephrine at a state without drugs, umol/L/h.
  ///
  /// Written out apart from the equations, as an independent opinion on their balance.
  public static func norepinephrineBalance(
    state y: NamedValues<Double>, parameters p: NamedValues<Double>
  ) -> (synthesis: Double, deamination: Double, lost: Double) {
    let release = p["clearanceRate"] * p["norepinephrineCortex"]
    let reuptake = p["transporterShareCortex"] * release
    let lost = (release - reuptake) * y["norepinephrineCortex"] / p["norepinephrineCortex"]
    let deaminationAtRest = (1 - p["resequestration"]) * reuptake / (1 - p["leakShareOfDeamination"])
    let cytosol = y["cytosolicNorepinephrine"] / p["cytosolicNorepinephrine"]
    let activation = { (level: Double) in level / (level + p["alpha2Dissociation"]) }
    let tone = activation(p["norepinephrineCortex"])
    let now = y["terminalAlpha2Sensitivity"] * activation(y["norepinephrineCortex"])
    let brake = p["endProductInhibition"]
    let synthesis =
      (deaminationAtRest + release - reuptake) * (1 + brake) / (1 + brake * cytosol)
      * (1 - p["autoreceptorOnSynthesis"] * (now - tone) / (1 - tone))
    return (synthesis, deaminationAtRest * cytosol, lost)
  }
}
