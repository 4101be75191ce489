public import Expressions

/// Plasma norepinephrine, heart rate and blood pressure of a person, lying and standing.
///
/// The product of heart rate, stroke volume and resistance is the pressure (the scheme of Snelder et al., Br J
/// Pharmacol 169:1510, 2013, with human constants). A baroreflex with a vagal and a sympathetic arm holds it.
/// Sympathetic outflow releases norepinephrine at heart and vessels; the transporter, prejunctional alpha-2 receptors
/// and drugs decide how much stays there. Lying and standing are computed side by side under the same drugs: standing
/// takes blood from the chest and unloads the baroreceptors.
public enum Circulation {
  /// The states.
  ///
  /// Pressures as the baroreceptors report them follow the pressure within a minute, arterial norepinephrine within
  /// minutes. Three slow states adapt: the set point of the vagal baroreflex within a day or two, adrenoceptor
  /// sensitivity within days.
  public static let states: [QuantityDeclaration] = [
    QuantityDeclaration("sensedPressureSupine", "mmHg", "mean pressure as the baroreceptors report it, lying"),
    QuantityDeclaration("sensedPressureStanding", "mmHg", "the same, standing"),
    QuantityDeclaration("norepinephrineSupine", "nmol/L", "norepinephrine in arterial plasma, lying"),
    QuantityDeclaration("norepinephrineStanding", "nmol/L", "the same, standing"),
    QuantityDeclaration("pressureSetPoint", "mmHg", "pressure that the vagal arm of the baroreflex takes as normal"),
    QuantityDeclaration("alpha1Sensitivity", "1", "vascular response to norepinephrine, relative to rest"),
    QuantityDeclaration("beta1Sensitivity", "1", "cardiac response to norepinephrine, relative to rest"),
  ]

  /// What is read out.
  public static let readouts: [QuantityDeclaration] = [
    QuantityDeclaration("HR.supine", "beats/min", "heart rate, lying"),
    QuantityDeclaration("HR.standing", "beats/min", "heart rate, standing"),
    QuantityDeclaration("SBP.supine", "mmHg", "systolic pressure, lying"),
    QuantityDeclaration("SBP.standing", "mmHg", "systolic pressure, standing"),
    QuantityDeclaration("DBP.supine", "mmHg", "diastolic pressure, lying"),
    QuantityDeclaration("DBP.standing", "mmHg", "diastolic pressure, standing"),
    QuantityDeclaration("MAP.supine", "mmHg", "mean arterial pressure, lying"),
    QuantityDeclaration("MAP.standing", "mmHg", "mean arterial pressure, standing"),
    QuantityDeclaration("NE.plasma", "nmol/L", "norepinephrine in arterial plasma, lying"),
    QuantityDeclaration("NE.venous", "nmol/L", "norepinephrine in a forearm vein, lying"),
    QuantityDeclaration("NE.plasma.standing", "nmol/L", "norepinephrine in arterial plasma, standing"),
    QuantityDeclaration("sympatheticActivity.supine", "1", "sympathetic nerve activity relative to rest, lying"),
    QuantityDeclaration("sympatheticActivity.standing", "1", "the same, standing"),
  ]

  /// The parameters, in the order in which `Data/circulation.yaml` gives them.
  public static let parameters: [QuantityDeclaration] =
    personParameters + transmitterParameters + reflexParameters + heartParameters + vesselParameters
    + adaptationParameters

  private static let personParameters: [QuantityDeclaration] = [
    QuantityDeclaration("restingHeartRate", "beats/min", "heart rate lying, without drugs"),
    QuantityDeclaration("intrinsicHeartRate", "beats/min", "heart rate without vagal and sympathetic influence"),
    QuantityDeclaration("restingMeanPressure", "mmHg", "mean arterial pressure lying, without drugs"),
    QuantityDeclaration("restingPulsePressure", "mmHg", "systolic minus diastolic pressure lying, without drugs"),
    QuantityDeclaration("restingNorepinephrine", "nmol/L", "norepinephrine in arterial plasma lying, without drugs"),
    QuantityDeclaration("spilloverRatio", "1", "spillover relative to a healthy adult of 35 years"),
    QuantityDeclaration("clearanceRatio", "1", "clearance of norepinephrine relative to health"),
    QuantityDeclaration("vasoplegia", "1", "vascular resistance relative to health"),
    QuantityDeclaration("vascularResponsiveness", "1", "response of vessels to norepinephrine relative to health"),
  ]

  private static let transmitterParameters: [QuantityDeclaration] = [
    QuantityDeclaration("norepinephrineClearance", "L/h", "clearance of norepinephrine from arterial plasma"),
    QuantityDeclaration("norepinephrineVolume", "L", "volume of distribution of norepinephrine"),
    QuantityDeclaration("clearanceNETShare", "fraction", "share of plasma clearance through the transporter"),
    QuantityDeclaration("cardiacNETShare", "fraction", "transporter's share of removal at cardiac junctions"),
    QuantityDeclaration("vascularNETShare", "fraction", "transporter's share of removal at vascular junctions"),
    QuantityDeclaration("prejunctionalTone", "1", "resting norepinephrine over its constant at prejunctional alpha-2"),
    QuantityDeclaration("prejunctionalInhibition", "fraction", "share of release that prejunctional alpha-2 can stop"),
    QuantityDeclaration("forearmExtraction", "fraction", "share of arterial norepinephrine that the forearm removes"),
    QuantityDeclaration("releaserFlux", "1", "release by a substrate at saturation, in units of resting removal"),
    QuantityDeclaration("releaserOxidaseGain", "1", "growth of that release when monoamine oxidase is lost"),
  ]

  private static let reflexParameters: [QuantityDeclaration] = [
    QuantityDeclaration("centralAlpha2Tone", "1", "resting norepinephrine over its constant at brainstem alpha-2"),
    QuantityDeclaration("centralReserve", "1", "receptor reserve of brainstem alpha-2 for agonists"),
    QuantityDeclaration("centralShift", "mmHg", "shift of the sympathetic set point per unit of alpha-2 activation"),
    QuantityDeclaration("vagalShift", "fraction", "part of that shift that the vagal arm follows"),
    QuantityDeclaration("sympatheticMaximum", "1", "greatest sympathetic activity, relative to rest"),
    QuantityDeclaration("sympatheticMinimum", "1", "least sympathetic activity, relative to rest"),
    QuantityDeclaration("sympatheticWidth", "mmHg", "width of the sympathetic baroreflex curve"),
    QuantityDeclaration("vagalRange", "fraction", "half the range of vagal slowing"),
    QuantityDeclaration("vagalWidth", "mmHg", "width of the vagal baroreflex curve"),
    QuantityDeclaration("orthostaticUnloading", "mmHg", "fall of pressure that standing means to the baroreceptors"),
    QuantityDeclaration("pressureSensingTime", "h", "time constant of sensing"),
  ]

  private static let heartParameters: [QuantityDeclaration] = [
    QuantityDeclaration("betaMaximum", "1", "greatest relative rise of the intrinsic rate by norepinephrine"),
    QuantityDeclaration("restingBetaTone", "1", "relative rise of the intrinsic rate at rest"),
    QuantityDeclaration("neuralShare", "fraction", "share of stimulation from junctions, the rest from plasma"),
    QuantityDeclaration("cardiacMuscarinicPotency", "1", "potency at cardiac M2 relative to M1"),
    QuantityDeclaration("contractilityGain", "1", "rise of stroke volume per rise of rate by norepinephrine"),
    QuantityDeclaration("fillingTimeGain", "1", "how far a faster heart fills less"),
    QuantityDeclaration("afterloadGain", "1", "fall of stroke volume per relative rise of pressure"),
  ]

  private static let vesselParameters: [QuantityDeclaration] = [
    QuantityDeclaration("restingAlphaTone", "fraction", "share of resting resistance that alpha-1 receptors hold"),
    QuantityDeclaration("alphaHalfMaximum", "1", "stimulation at half-maximal constriction, relative to rest"),
    QuantityDeclaration("pooling", "fraction", "loss of filling on standing at resting vascular tone"),
    QuantityDeclaration("poolingToneGain", "1", "how far constriction limits pooling"),
    QuantityDeclaration(
      "nonAdrenergicVenousTone", "fraction", "share of that constriction that needs no alpha-1 receptors"),
    QuantityDeclaration("localConstriction", "1", "rise of resistance on standing that needs no nerves"),
    QuantityDeclaration("arterialStiffening", "1", "relative rise of pulse pressure per rise of mean pressure"),
  ]

  private static let adaptationParameters: [QuantityDeclaration] = [
    QuantityDeclaration("resettingShare", "fraction", "part of a lasting pressure change that the vagal arm accepts"),
    QuantityDeclaration("resettingTime", "h", "time constant of that resetting"),
    QuantityDeclaration("sensitivityGain", "1", "how far adrenoceptor sensitivity counters its stimulus"),
    QuantityDeclaration("sensitivityTime", "h", "time constant of adrenoceptor sensitivity"),
  ]
}

/// What reaches heart, vessels and the brainstem's control of them; without drugs the values given here.
///
/// A ratio is the unbound concentration over the constant at the target.
public struct CirculationInputs<S: Scalar> {
  /// Norepinephrine outside the cells of the brainstem, relative to rest.
  public var centralNorepinephrine: S = .one
  /// Alpha-2 agonists in the brain.
  public var centralAlpha2AgonistRatio: S = .zero
  /// The same, each ligand weighted by its efficacy.
  public var centralAlpha2AgonistEfficacyRatio: S = .zero
  /// Alpha-2 antagonists in the brain.
  public var centralAlpha2AntagonistRatio: S = .zero
  /// Sensitivity of brainstem alpha-2 receptors: below one in tolerance.
  public var somaSensitivity: S = .one
  /// What inhibitors leave of the transporter outside the brain; releasers are not counted here.
  public var peripheralNETAvailability: S = .one
  /// Alpha-1 antagonists.
  public var alpha1AntagonistRatio: S = .zero
  /// Alpha-1 agonists, weighted by efficacy.
  public var alpha1AgonistRatio: S = .zero
  /// Beta-1 antagonists.
  public var beta1AntagonistRatio: S = .zero
  /// Muscarinic antagonists, with their constants at M1.
  public var muscarinicAntagonistRatio: S = .zero
  /// Alpha-2 agonists at sympathetic endings, weighted by efficacy.
  public var peripheralAlpha2AgonistRatio: S = .zero
  /// Alpha-2 antagonists at sympathetic endings.
  public var peripheralAlpha2AntagonistRatio: S = .zero
  /// Substrates that the transporter carries in exchange for norepinephrine.
  public var releaser: S = .zero
  /// What inhibitors leave of monoamine oxidase A.
  public var monoamineOxidaseAvailability: S = .one
  /// Infusion of norepinephrine into a vein, amount per time.
  public var infusion: S = .zero

  /// Makes the inputs of a person without drugs.
  public init() {}
}
