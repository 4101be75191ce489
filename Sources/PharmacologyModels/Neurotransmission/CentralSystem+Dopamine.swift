import Expressions

extension CentralSystem {
  /// Rates of change of extracellular dopamine: prefrontal cortex, occipital cortex, striatum, accumbens; umol/L/h.
  ///
  /// In the prefrontal cortex norepinephrine terminals release a share of it, and the norepinephrine transporter clears most; in the
  /// striatum the dopamine transporter does both alone. The occipital cortex has no dopamine terminals.
  static func dopamineRates<S: Scalar>(
    _ y: NamedValues<S>, _ p: NamedValues<S>, _ actions: DrugActions<S>, _ rest: RestingState<S>,
    _ receptors: ReceptorState<S>, _ terminal: TerminalFluxes<S>
  ) -> [S] {
    let resting = p["dopamineCortex"]
    let substrate =
      .one + y["norepinephrineCortex"] / p["netMichaelisNorepinephrine"] + y["dopamineCortex"]
      / p["netMichaelisDopamine"]
    let viaNET = p["netShareOfDopamine"]
    let viaCOMT = p["comtShareOfDopamine"]
    let viaDAT = p["datShareOfDopamine"]
    let other = .one - viaNET - viaCOMT - viaDAT
    let net = viaNET * actions.netCortex * rest.substrate / substrate
    let comt = viaCOMT * actions.catecholMethyltransferase
    let prefrontal = (net + comt + viaDAT * actions.datCortex + other).named("dopamineClearance")
    let occipital = (net + comt + other) / (.one - viaDAT)

    let gate2 = autoreceptor(y["dopamineCortex"] / resting, p, actions)
    // Norepinephrine drives mesocortical cells and terminals through alpha-1 receptors.
    let relative = y["norepinephrineCortex"] / p["norepinephrineCortex"]
    let half = p["mesocorticalAlpha1HalfMaximum"] * (.one + actions.alpha1.antagonists)
    let tone = (relative + actions.alpha1.stimulation) / (relative + actions.alpha1.stimulation + half)
    let alpha1 =
      .one + p["mesocorticalAlpha1Gain"] * (tone * (.one + p["mesocorticalAlpha1HalfMaximum"]) - .one)
    let stores = .one + p["dopamineStoreGain"] * (.one - actions.monoamineOxidaseA)
    let insideDAT = actions.releaserDAT / (.one + actions.releaserDAT)
    let insideNET = actions.releaserNET / (.one + actions.releaserNET)
    let fromDopamine =
      (.one - p["coreleaseShare"]) * receptors.ventralTegmentum * receptors.dopamineGate * gate2 * alpha1
      * actions.vesicularTransporter
    let fromNorepinephrine = p["coreleaseShare"] * terminal.release
    let released = p["releaserDopamineCortex"] * (insideDAT + insideNET)
    let rate = p["dopamineClearanceCortex"]
    let cortex =
      rate
      * (resting * ((fromDopamine + fromNorepinephrine) * stores + released) - y["dopamineCortex"] * prefrontal)
    let back =
      rate
      * (resting * (terminal.release * stores + p["releaserDopamineCortex"] * insideNET)
        - y["dopamineOccipital"] * occipital)

    let fast = p["dopamineClearanceStriatum"]
    let base = p["dopamineStriatum"]
    func ventral(_ level: S, _ clearance: S) -> S {
      let gate = autoreceptor(level / base, p, actions)
      let impulse = receptors.ventralTegmentum * gate * stores * actions.vesicularTransporter
      return fast * (base * (impulse + p["releaserDopamineStriatum"] * insideDAT) - level * clearance)
    }
    let share = p["datShareStriatum"]
    let striatum = ventral(y["dopamineStriatum"], share * actions.datStriatum + .one - share)
    let netShare = p["netShareAccumbens"]
    let datShare = share - netShare
    let accumbens = ventral(
      y["dopamineAccumbens"],
      datShare * actions.datStriatum + netShare * actions.netAccumbens + .one - share)
    return [cortex, back, striatum, accumbens]
  }

  /// Release relative to rest that dopamine D2 autoreceptors permit.
  private static func autoreceptor<S: Scalar>(_ relative: S, _ p: NamedValues<S>, _ actions: DrugActions<S>) -> S {
    let tone = p["dopamine2Tone"]
    let maximum = p["dopamine2MaximalInhibition"]
    let rest = .one - maximum * tone / (.one + tone)
    return (.one - maximum * actions.dopamine2.activation(by: tone * relative)) / rest
  }
}
