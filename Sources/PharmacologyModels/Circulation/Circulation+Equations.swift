public import Expressions

extension Circulation {
  /// The two postures.
  enum Posture {
    case supine
    case standing
  }

  /// What the drugs do, in the same way in both postures.
  struct DrugEffects<S: Scalar> {
    /// Transporter that is free for norepinephrine.
    var freeTransporter: S
    /// Release by a substrate in exchange, in units of resting removal.
    var exchange: S
    /// Shift of the sympathetic set point, mmHg; positive when alpha-2 activation is low.
    var shift: S
    /// Plasma clearance of norepinephrine, L/h.
    var clearance: S
  }

  /// What one posture comes to.
  struct PostureResult<S: Scalar> {
    var sympathetic: S
    var cardiacJunction: S
    var vascularJunction: S
    var heartRate: S
    var meanPressure: S
    var pulsePressure: S
    /// Rate of change of arterial norepinephrine.
    var norepinephrineRate: S
  }

  /// The rate of change of each state per hour, and the readouts.
  ///
  /// - Parameters:
  ///   - state: in the order of ``states``.
  ///   - parameters: in the order of ``parameters``.
  ///   - inputs: drugs and what the central system supplies.
  public static func evaluate<S: Scalar>(
    state y: NamedValues<S>, parameters p: NamedValues<S>, inputs: CirculationInputs<S>
  ) -> (derivative: [S], readouts: [S]) {
    let effects = drugEffects(p, inputs)
    let lying = posture(.supine, y, p, inputs, effects)
    let upright = posture(.standing, y, p, inputs, effects)

    // Resetting follows the pressure lying; sensitivity the transmitter at the junctions lying.
    let target =
      p["restingMeanPressure"] + p["resettingShare"] * (y["sensedPressureSupine"] - p["restingMeanPressure"])
    let gain = p["sensitivityGain"]
    let alphaTarget = (.one + gain) / (.one + gain * lying.vascularJunction)
    let betaTarget = (.one + gain) / (.one + gain * lying.cardiacJunction)
    let derivative = [
      (lying.meanPressure - y["sensedPressureSupine"]) / p["pressureSensingTime"],
      (upright.meanPressure - y["sensedPressureStanding"]) / p["pressureSensingTime"],
      lying.norepinephrineRate,
      upright.norepinephrineRate,
      (target - y["pressureSetPoint"]) / p["resettingTime"],
      (alphaTarget - y["alpha1Sensitivity"]) / p["sensitivityTime"],
      (betaTarget - y["beta1Sensitivity"]) / p["sensitivityTime"],
    ]

    let systolic = S(2.0 / 3)
    let diastolic = S(1.0 / 3)
    // The forearm takes up a share of what arrives and adds what its own nerves release.
    let uptake =
      p["forearmExtraction"] * (.one - p["clearanceNETShare"] + p["clearanceNETShare"] * effects.freeTransporter)
    let local = p["forearmExtraction"] * p["restingNorepinephrine"] * p["spilloverRatio"] * lying.vascularJunction
    let readouts = [
      lying.heartRate,
      upright.heartRate,
      lying.meanPressure + systolic * lying.pulsePressure,
      upright.meanPressure + systolic * upright.pulsePressure,
      lying.meanPressure - diastolic * lying.pulsePressure,
      upright.meanPressure - diastolic * upright.pulsePressure,
      lying.meanPressure,
      upright.meanPressure,
      y["norepinephrineSupine"],
      y["norepinephrineSupine"] * (.one - uptake) + local,
      y["norepinephrineStanding"],
      lying.sympathetic,
      upright.sympathetic,
    ]
    return (derivative, readouts)
  }

  /// Occupancy of the transporter, activation of brainstem alpha-2 receptors, and clearance.
  ///
  ///     stimulus = sensitivity (n x0 + reserve efficacy agonist)
  ///     theta    = stimulus / (1 + stimulus + (1 - efficacy) agonist + antagonist)
  ///     shift    = S (theta at rest - theta)
  ///
  /// This is the operational model of agonism (Black and Leff, Proc R Soc Lond B 220:141, 1983): lost receptors weaken
  /// a strong agonist less than the transmitter, so that tolerance is partial and stopping rebounds.
  ///
  /// Norepinephrine and clonidine in the brainstem lower the pressure that sympathetic outflow defends. Plasma
  /// clearance loses only the transporter's share.
  static func drugEffects<S: Scalar>(_ p: NamedValues<S>, _ inputs: CirculationInputs<S>) -> DrugEffects<S> {
    let carried = inputs.peripheralNETAvailability * inputs.releaser
    let free = (inputs.peripheralNETAvailability / (.one + carried)).named("freePeripheralNET")
    let oxidaseLost = .one - inputs.monoamineOxidaseAvailability
    let exchange =
      p["releaserFlux"] * (carried / (.one + carried)) * (.one + p["releaserOxidaseGain"] * oxidaseLost)

    let tone = p["centralAlpha2Tone"]
    let stimulus =
      inputs.somaSensitivity
      * (tone * inputs.centralNorepinephrine + p["centralReserve"] * inputs.centralAlpha2AgonistEfficacyRatio)
    // What partial agonists occupy without activating.
    let idle = inputs.centralAlpha2AgonistRatio - inputs.centralAlpha2AgonistEfficacyRatio
    let activation =
      (stimulus / (.one + stimulus + idle + inputs.centralAlpha2AntagonistRatio))
      .named("brainstemAlpha2Activation")
    let shift = (p["centralShift"] * (tone / (.one + tone) - activation)).named("centralPressureShift")

    let share = p["clearanceNETShare"]
    let clearance = p["norepinephrineClearance"] * p["clearanceRatio"] * (.one - share + share * free)
    return DrugEffects(freeTransporter: free, exchange: exchange, shift: shift, clearance: clearance)
  }

  /// Baroreflex, transmitter, heart and vessels in one posture.
  static func posture<S: Scalar>(
    _ posture: Posture, _ y: NamedValues<S>, _ p: NamedValues<S>, _ inputs: CirculationInputs<S>,
    _ effects: DrugEffects<S>
  ) -> PostureResult<S> {
    let isStanding = posture == .standing
    let sensed = y[isStanding ? "sensedPressureStanding" : "sensedPressureSupine"]
    let plasma = y[isStanding ? "norepinephrineStanding" : "norepinephrineSupine"]
    var load = sensed
    if isStanding { load = load - p["orthostaticUnloading"] }

    // Sympathetic arm: a falling sigmoid that passes through one at rest. It does not reset, because over days the
    // kidney answers the same pressure in the opposite direction.
    let error = load - p["restingMeanPressure"]
    let middle = S(0.5) * (p["sympatheticMaximum"] + p["sympatheticMinimum"])
    let half = S(0.5) * (p["sympatheticMaximum"] - p["sympatheticMinimum"])
    let position = inverseSigmoid((middle - .one) / half)
    let sympathetic =
      (middle - half * sigmoid(position + (error - effects.shift) / p["sympatheticWidth"]))
      .named(isStanding ? "sympatheticStanding" : "sympatheticSupine")

    // Vagal arm: slowing rises with pressure above a set point that follows lasting changes.
    let vagalError = load - y["pressureSetPoint"] - p["vagalShift"] * effects.shift
    let restingVagal =
      .one - p["restingHeartRate"] / (p["intrinsicHeartRate"] * (.one + p["restingBetaTone"]))
    let vagal =
      restingVagal + p["vagalRange"] * sigmoid(vagalError / p["vagalWidth"])

    let cardiac = junction(p["cardiacNETShare"], sympathetic, p, inputs, effects)
    let vascular = junction(p["vascularNETShare"], sympathetic, p, inputs, effects)
    let circulating = plasma / p["restingNorepinephrine"]

    // Heart: rate (Rosenblueth and Simeone's product of two influences on the intrinsic rate) and stroke volume.
    let betaStimulus =
      y["beta1Sensitivity"] * (p["neuralShare"] * cardiac + (.one - p["neuralShare"]) * circulating)
    let betaHalf = p["betaMaximum"] / p["restingBetaTone"] - .one
    let beta =
      p["betaMaximum"] * betaStimulus / (betaStimulus + betaHalf * (.one + inputs.beta1AntagonistRatio))
    let muscarinic = .one + p["cardiacMuscarinicPotency"] * inputs.muscarinicAntagonistRatio
    let heartRate = p["intrinsicHeartRate"] * (.one + beta) * (.one - vagal / muscarinic)
    let relativeRate = heartRate / p["restingHeartRate"]

    // Vessels: alpha-1 receptors hold part of the resistance and limit pooling.
    let alphaStimulus =
      y["alpha1Sensitivity"] * p["vascularResponsiveness"]
      * (p["neuralShare"] * vascular + (.one - p["neuralShare"]) * circulating)
      + p["alphaHalfMaximum"] * inputs.alpha1AgonistRatio
    let constriction =
      (.one + p["alphaHalfMaximum"]) * alphaStimulus
      / (alphaStimulus + p["alphaHalfMaximum"] * (.one + inputs.alpha1AntagonistRatio))
    var resistance = p["vasoplegia"] * (.one + p["restingAlphaTone"] * (constriction - .one))
    var filling = S.one
    if isStanding {
      resistance = resistance * (.one + p["localConstriction"])
      // What holds veins without alpha-1 receptors keeps a person upright under full block.
      let tone = (.one - p["nonAdrenergicVenousTone"]) * (constriction - .one)
      filling = filling - p["pooling"] / (.one + p["poolingToneGain"] * tone)
    }

    let relativePressure = sensed / p["restingMeanPressure"] - .one
    let strokeVolume =
      filling * (.one + p["contractilityGain"] * (beta - p["restingBetaTone"]))
      * (.one + p["fillingTimeGain"])
      / ((.one + p["fillingTimeGain"] * relativeRate) * (.one + p["afterloadGain"] * relativePressure))
    let meanPressure = p["restingMeanPressure"] * relativeRate * strokeVolume * resistance
    let pulsePressure =
      p["restingPulsePressure"] * strokeVolume * (.one + p["arterialStiffening"] * relativePressure)

    // Spillover follows the transmitter at vascular junctions, which give most of it.
    let spillover =
      p["norepinephrineClearance"] * p["restingNorepinephrine"] * p["spilloverRatio"] * vascular
    let rate = (spillover + inputs.infusion - effects.clearance * plasma) / p["norepinephrineVolume"]
    return PostureResult(
      sympathetic: sympathetic, cardiacJunction: cardiac, vascularJunction: vascular, heartRate: heartRate,
      meanPressure: meanPressure, pulsePressure: pulsePressure, norepinephrineRate: rate)
  }

  /// Norepinephrine at a neuroeffector junction, relative to rest, where release and removal balance.
  ///
  ///     j c = u G(j) / G(1) + share exchange
  ///     c   = share free + 1 - share
  ///     G   = 1 - E (x j + agonist) / (1 + x j + agonist + antagonist)
  ///
  /// The positive root of a quadratic. Block of the transporter raises j less than 1 / c because the prejunctional
  /// receptors and the brainstem hold release back.
  static func junction<S: Scalar>(
    _ share: S, _ sympathetic: S, _ p: NamedValues<S>, _ inputs: CirculationInputs<S>, _ effects: DrugEffects<S>
  ) -> S {
    let tone = p["prejunctionalTone"]
    let left = .one - p["prejunctionalInhibition"]
    let removal = share * effects.freeTransporter + .one - share
    let release = sympathetic * (.one + tone) / (.one + tone * left)
    let exchange = share * effects.exchange
    let agonist = inputs.peripheralAlpha2AgonistRatio
    let bound = .one + agonist + inputs.peripheralAlpha2AntagonistRatio
    let active = .one + inputs.peripheralAlpha2AntagonistRatio + left * agonist
    let square = removal * tone
    let linear = removal * bound - release * tone * left - exchange * tone
    let constant = release * active + exchange * bound
    return (-linear + (linear * linear + S(4) * square * constant).squareRoot()) / (S(2) * square)
  }

  /// A sigmoid between -1 and 1 with slope one at zero.
  static func sigmoid<S: Scalar>(_ x: S) -> S { x / (.one + x * x).squareRoot() }

  /// The argument at which the sigmoid has a value.
  static func inverseSigmoid<S: Scalar>(_ value: S) -> S { value / (.one - value * value).squareRoot() }
}
