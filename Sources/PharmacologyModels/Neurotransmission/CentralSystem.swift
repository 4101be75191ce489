public import Expressions

/// The central noradrenergic system: locus coeruleus, cortex, raphe, striatum and accumbens, from synthesis to release.
///
/// Every flux is written relative to its own resting value, so that the drug-free state is a steady state whatever the
/// parameters. Concentrations are umol/L of extracellular fluid, amounts inside terminals umol per litre of that
/// fluid, time h. Architecture: Best, Nijhout and Reed (Theor Biol Med Model 6:21, 2009) for the cycle of synthesis, storage,
/// release and reuptake; Feuerstein et al. (J Pharmacol Exp Ther 294:356, 2000) for the terminal autoreceptor; Jorm and
/// Stamford (Br J Anaesth 71:447, 1993) for its reserve at the soma. Everything else is said in docs/system.md.
public enum CentralSystem {
  /// The right-hand side, per hour, and what is read out, relative to the drug-free state.
  public static func evaluate<S: Scalar>(
    state y: NamedValues<S>, parameters p: NamedValues<S>, actions: DrugActions<S>
  ) -> (derivative: [S], readouts: [S]) {
    let rest = RestingState(p)
    let receptors = ReceptorState(y, p, actions, rest)
    let terminal = terminalFluxes(y, p, actions, rest, receptors)
    let dopamine = dopamineRates(y, p, actions, rest, receptors, terminal)
    let serotonin = serotoninRates(y, p, actions, rest, receptors)
    let slow = adaptation(y, p, actions, rest, receptors)
    let soma = somaRate(y, p, actions, rest, receptors)
    let derivative =
      [terminal.cortex, soma, terminal.cytosol, terminal.releasable, terminal.reserve, terminal.metabolite]
      + dopamine + serotonin + slow
    let readouts = [
      y["norepinephrineCortex"] / p["norepinephrineCortex"], y["dopamineCortex"] / p["dopamineCortex"],
      y["serotoninCortex"] / p["serotoninCortex"], y["dopamineOccipital"] / p["dopamineCortex"],
      y["dopamineStriatum"] / p["dopamineStriatum"], y["dopamineAccumbens"] / p["dopamineStriatum"],
      y["norepinephrineCoeruleus"] / p["norepinephrineCoeruleus"], y["serotoninRaphe"] / p["serotoninRaphe"],
      receptors.firing, receptors.raphe, terminal.store, y["dihydroxyphenylglycol"], terminal.releasablePool,
    ]
    return (derivative, readouts)
  }

  /// What the parameters say about the drug-free state.
  struct RestingState<S: Scalar> {
    /// Activated fraction of the terminal and the somatic alpha-2A receptors.
    let terminalActivation: S
    let somaActivation: S
    /// Share of release that the terminal autoreceptor leaves.
    let releaseGate: S
    /// Release, reuptake and other loss of norepinephrine in the cortex, umol/L/h.
    let release: S
    let reuptake: S
    let otherLoss: S
    /// Deamination and vesicular leak, umol/L/h.
    let deamination: S
    let leak: S
    /// Substrate term of the norepinephrine transporter.
    let substrate: S

    init(_ p: NamedValues<S>) {
      let cortex = p["norepinephrineCortex"]
      let ratio = cortex / p["alpha2Dissociation"]
      terminalActivation = (ratio / (.one + ratio)).named("alpha2ActivationAtRest")
      let soma = p["norepinephrineCoeruleus"] * p["somaReserve"] / p["alpha2Dissociation"]
      somaActivation = (soma / (.one + soma)).named("somaAlpha2ActivationAtRest")
      releaseGate = .one - p["autoreceptorMaximalInhibition"] * terminalActivation
      release = (p["clearanceRate"] * cortex).named("releaseAtRest")
      reuptake = p["transporterShareCortex"] * release
      otherLoss = release - reuptake
      // Of what is taken up again a share is deaminated; the rest of deamination comes from vesicular leak.
      deamination = (.one - p["resequestration"]) * reuptake / (.one - p["leakShareOfDeamination"])
      leak = p["leakShareOfDeamination"] * deamination / (.one - p["resequestration"])
      substrate = .one + cortex / p["netMichaelisNorepinephrine"] + p["dopamineCortex"] / p["netMichaelisDopamine"]
    }
  }

  /// Activation of receptors and the firing that follows from it.
  struct ReceptorState<S: Scalar> {
    let terminalUnscaled: S
    let terminal: S
    let somaUnscaled: S
    let serotonin1AUnscaled: S
    /// Release relative to rest that the terminal autoreceptor permits.
    let releaseGate: S
    /// Inhibition by alpha-2 heteroreceptors on dopamine and serotonin terminals.
    let dopamineGate: S
    let serotoninGate: S
    /// Firing relative to rest.
    let firing: S
    let raphe: S
    let ventralTegmentum: S

    init(_ y: NamedValues<S>, _ p: NamedValues<S>, _ actions: DrugActions<S>, _ rest: RestingState<S>) {
      let cortex = y["norepinephrineCortex"] / p["alpha2Dissociation"]
      terminalUnscaled = actions.alpha2Cortex.activation(by: cortex)
      terminal = (y["terminalAlpha2Sensitivity"] * terminalUnscaled).named("alpha2Activation")
      releaseGate =
        ((.one - p["autoreceptorMaximalInhibition"] * terminal) / rest.releaseGate).named("releaseGate")
      let reserve = p["somaReserve"]
      let somatic = y["norepinephrineCoeruleus"] / p["alpha2Dissociation"]
      somaUnscaled = actions.alpha2Coeruleus.activation(by: somatic, reserve: reserve)
      let soma = (y["somaAlpha2Sensitivity"] * somaUnscaled).named("somaAlpha2Activation")

      // Serotonin 2C receptors hold both catecholamine nuclei down.
      let tone2C = p["serotoninCortex"] / p["serotonin2CDissociation"]
      let rest2C = tone2C / (.one + tone2C)
      let active2C = actions.serotonin2C.activation(by: y["serotoninCortex"] / p["serotonin2CDissociation"])
      let released2C = (rest2C - active2C).named("serotonin2CDisinhibition")

      let drive = (.one + actions.driveChange) * (.one + p["somaFeedbackGain"] * rest.somaActivation)
      // Serotonin's slow brake saturates: it halves firing, and does not end it.
      let gained = y["slowSerotonin"] - .one
      let slow = gained / (gained + p["serotoninInhibitionHalfMaximum"])
      let rate =
        drive - p["somaFeedbackGain"] * soma - p["serotoninInhibitionOfFiring"] * slow
        + p["serotonin2CGainOnFiring"] * released2C
      let excitability = (.one - soma) / (.one - rest.somaActivation)
      firing =
        (CentralSystem.rate(rate) + (actions.evokedRate + actions.sensoryRate * excitability) / p["restingRate"])
        .named("firing")

      // Heteroreceptors see the same norepinephrine, with less tone on serotonin terminals.
      func gate(_ maximum: S, _ activation: S, _ atRest: S) -> S {
        (.one - maximum * activation) / (.one - maximum * atRest)
      }
      dopamineGate = gate(p["dopamineHeteroreceptorInhibition"], terminalUnscaled, rest.terminalActivation)
      let weaker = p["serotoninHeteroreceptorDissociation"]
      let restHetero = p["norepinephrineCortex"] / weaker
      serotoninGate = gate(
        p["serotoninHeteroreceptorInhibition"],
        actions.alpha2Cortex.activation(by: y["norepinephrineCortex"] / weaker), restHetero / (.one + restHetero))

      // The raphe needs alpha-1 tone, which is nearly saturated at rest.
      let relative = y["norepinephrineCortex"] / p["norepinephrineCortex"]
      let half = p["rapheAlpha1HalfMaximum"]
      let tone1 =
        (relative + actions.alpha1.stimulation)
        / (relative + actions.alpha1.stimulation + half * (.one + actions.alpha1.antagonists))
      let alpha1Drive = .one + p["rapheAlpha1Dependence"] * (tone1 * (.one + half) - .one)
      let tone1A = p["serotoninRaphe"] / p["serotonin1ADissociation"]
      let rest1A = tone1A / (.one + tone1A)
      serotonin1AUnscaled = actions.serotonin1A.activation(by: y["serotoninRaphe"] / p["serotonin1ADissociation"])
      let active1A = y["serotonin1ASensitivity"] * serotonin1AUnscaled
      raphe = CentralSystem.rate(
        alpha1Drive * (.one + p["rapheFeedbackGain"] * rest1A) - p["rapheFeedbackGain"] * active1A
      ).named("rapheFiring")
      ventralTegmentum = CentralSystem.rate(.one + p["serotonin2CGainOnDopamine"] * released2C)
    }
  }

  /// A rate relative to rest that cannot fall below zero; exactly one at rest.
  static func rate<S: Scalar>(_ value: S) -> S {
    let width = S(0.02)
    return value.positivePart(width: width) / S.one.positivePart(width: width)
  }
}
