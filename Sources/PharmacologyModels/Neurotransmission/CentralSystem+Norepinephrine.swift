import Expressions

extension CentralSystem {
  /// Fluxes of norepinephrine around the cortical terminal.
  struct TerminalFluxes<S: Scalar> {
    /// Rates of change, umol/L/h.
    var cortex: S
    var cytosol: S
    var releasable: S
    var reserve: S
    /// Of DHPG relative to rest, 1/h.
    var metabolite: S
    /// Release relative to rest.
    var release: S
    /// All vesicular norepinephrine relative to rest.
    var store: S
    /// The part of it that impulses release, relative to rest.
    var releasablePool: S
  }

  /// Synthesis, storage, leak, deamination, release, reuptake and reverse transport at the cortical terminal.
  ///
  /// The vesicles are two pools in exchange: a small one that impulses empty and a reserve that refills it.
  static func terminalFluxes<S: Scalar>(
    _ y: NamedValues<S>, _ p: NamedValues<S>, _ actions: DrugActions<S>, _ rest: RestingState<S>,
    _ receptors: ReceptorState<S>
  ) -> TerminalFluxes<S> {
    let cortex = y["norepinephrineCortex"]
    let pool = y["releasableNorepinephrine"] / p["releasableNorepinephrine"]
    let reserve = y["reserveNorepinephrine"] / p["reserveNorepinephrine"]
    let cytosol = y["cytosolicNorepinephrine"] / p["cytosolicNorepinephrine"]

    let impulses = receptors.firing + actions.localDepolarisation
    let relative = (impulses * receptors.releaseGate * pool).named("releaseRelative")
    let release = rest.release * relative

    // Reuptake is competitive between norepinephrine, dopamine and the drug.
    let substrate =
      .one + cortex / p["netMichaelisNorepinephrine"] + y["dopamineCortex"] / p["netMichaelisDopamine"]
    let taken = (cortex / p["norepinephrineCortex"]) * actions.netCortex * rest.substrate / substrate
    let reuptake = (rest.reuptake * taken).named("reuptake")
    let otherLoss = rest.otherLoss * cortex / p["norepinephrineCortex"]

    // A releaser is carried in, empties vesicles into the cytosol and takes the transmitter out through the transporter.
    let inside = (actions.releaserNET / (.one + actions.releaserNET)).named("releaserInside")
    let reverse = p["reverseTransportRate"] * inside * y["cytosolicNorepinephrine"]
    let leak = rest.leak * reserve * (.one + p["releaserLeak"] * inside)
    let sequestered =
      (rest.reuptake + rest.leak - rest.deamination) * cytosol * actions.vesicularTransporter
      / (.one + p["releaserVesicularInhibition"] * inside)
    let deaminated = (rest.deamination * cytosol * actions.monoamineOxidaseA).named("deamination")

    // Tyrosine hydroxylase: held back by cytosolic norepinephrine and by the terminal autoreceptor.
    let brake = p["endProductInhibition"]
    let autoreceptor =
      .one - p["autoreceptorOnSynthesis"] * (receptors.terminal - rest.terminalActivation)
      / (.one - rest.terminalActivation)
    let synthesisAtRest = rest.deamination + rest.otherLoss
    let synthesis =
      synthesisAtRest
      * ((.one + brake) / (.one + brake * cytosol) * autoreceptor * actions.tyrosineHydroxylase + actions.precursor)

    let depletion = p["releasableDepletion"]
    let refill = rest.release / depletion * ((.one + depletion) * reserve - pool)

    let total = p["releasableNorepinephrine"] + p["reserveNorepinephrine"]
    return TerminalFluxes(
      cortex: release + reverse - reuptake - otherLoss,
      cytosol: reuptake + leak - sequestered - deaminated - reverse,
      releasable: refill - release,
      reserve: synthesis.named("synthesis") + sequestered - leak - refill,
      metabolite: p["metaboliteClearance"]
        * (cytosol * actions.monoamineOxidaseA - y["dihydroxyphenylglycol"]),
      release: relative,
      store: (y["releasableNorepinephrine"] + y["reserveNorepinephrine"]) / total, releasablePool: pool)
  }

  /// Extracellular norepinephrine around the cells of the locus coeruleus.
  static func somaRate<S: Scalar>(
    _ y: NamedValues<S>, _ p: NamedValues<S>, _ actions: DrugActions<S>, _ rest: RestingState<S>,
    _ receptors: ReceptorState<S>
  ) -> S {
    let share = p["transporterShareCoeruleus"]
    let level = y["norepinephrineCoeruleus"]
    // The cell bodies release from stores that fare like those of the terminals.
    let store = y["reserveNorepinephrine"] / p["reserveNorepinephrine"]
    return p["clearanceRate"]
      * (p["norepinephrineCoeruleus"] * receptors.firing * store - level * (share * actions.netCoeruleus + .one - share))
  }

  /// Adaptation over days and weeks: receptor sensitivities, and the slow inhibition of the coeruleus by serotonin.
  static func adaptation<S: Scalar>(
    _ y: NamedValues<S>, _ p: NamedValues<S>, _ actions: DrugActions<S>, _ rest: RestingState<S>,
    _ receptors: ReceptorState<S>
  ) -> [S] {
    // How far activation stands above its resting value, from 0 to 1; activation below rest leaves sensitivity alone.
    func excess(_ activation: S, _ atRest: S) -> S {
      let raw = (activation - atRest) / (.one - atRest)
      let width = S(0.01)
      return raw.positivePart(width: width) - S.zero.positivePart(width: width)
    }
    func sensitivity(_ name: String, _ activation: S, _ atRest: S) -> S {
      let ratio = excess(activation, atRest) / p[name + "HalfMaximum"]
      let lost = p[name + "MaximalLoss"] * ratio * ratio / (.one + ratio * ratio)
      return (.one - lost - y[name + "Sensitivity"]) / p[name + "TimeConstant"]
    }
    let tone1A = p["serotoninRaphe"] / p["serotonin1ADissociation"]
    // In the brainstem only agonists from outside are strong enough: tolerance to them, and rebound when they leave.
    let stimulus = p["somaReserve"] * actions.alpha2Cortex.stimulation
    let lost = p["brainstemAlpha2MaximalLoss"] * stimulus / (.one + stimulus)
    let brainstem = (.one - lost - y["brainstemAlpha2Sensitivity"]) / p["brainstemAlpha2TimeConstant"]
    return [
      sensitivity("terminalAlpha2", receptors.terminalUnscaled, rest.terminalActivation),
      sensitivity("somaAlpha2", receptors.somaUnscaled, rest.somaActivation),
      sensitivity("serotonin1A", receptors.serotonin1AUnscaled, tone1A / (.one + tone1A)),
      (y["serotoninCortex"] / p["serotoninCortex"] - y["slowSerotonin"]) / p["slowSerotoninTimeConstant"],
      brainstem,
    ]
  }
}
