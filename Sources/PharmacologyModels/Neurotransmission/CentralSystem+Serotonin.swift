import Expressions

extension CentralSystem {
  /// Rates of change of extracellular serotonin in the cortex and the raphe, umol/L/h.
  static func serotoninRates<S: Scalar>(
    _ y: NamedValues<S>, _ p: NamedValues<S>, _ actions: DrugActions<S>, _ rest: RestingState<S>,
    _ receptors: ReceptorState<S>
  ) -> [S] {
    let stores =
      (.one + p["serotoninStoreGain"] * (.one - actions.monoamineOxidaseA)) * actions.tryptophanHydroxylase
      * actions.vesicularTransporter
    let inside = actions.releaserSERT / (.one + actions.releaserSERT)
    let share = p["transporterShareSerotonin"]
    let viaNET = p["netShareOfSerotonin"]
    let rate = p["serotoninClearance"]

    let tone = p["serotonin1BTone"]
    let maximum = p["serotonin1BMaximalInhibition"]
    let relative = y["serotoninCortex"] / p["serotoninCortex"]
    let gate1B =
      (.one - maximum * actions.serotonin1B.activation(by: tone * relative)) / (.one - maximum * tone / (.one + tone))
    let cortex =
      rate
      * (p["serotoninCortex"]
        * (receptors.raphe * receptors.serotoninGate * gate1B * stores + p["releaserSerotonin"] * inside)
        - y["serotoninCortex"]
        * (share * actions.sertCortex + viaNET * actions.netCortex + .one - share - viaNET))
    let raphe =
      rate
      * (p["serotoninRaphe"] * (receptors.raphe * stores + p["releaserSerotonin"] * inside)
        - y["serotoninRaphe"] * (share * actions.sertRaphe + .one - share))
    return [cortex, raphe]
  }
}
