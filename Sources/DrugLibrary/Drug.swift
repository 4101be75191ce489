public import Evidence

/// What is known of one compound: a medicine or an active metabolite.
public struct Drug: Sendable {
  /// Whether people take it, or the body makes it.
  public enum Kind: String, Sendable { case drug, metabolite }

  public var name: String
  public var kind: Kind
  public var summary: String
  public var synonyms: [String]
  public var brands: [String]
  /// ATC, RxNorm and UNII codes by system.
  public var codes: [String: String]
  /// Tags that interaction rules use.
  public var classes: [String]
  /// Free base, g/mol.
  public var molarMass: SourcedValue
  public var salts: [Salt]
  /// `base`, or the salt in which doses are printed.
  public var doseExpressedAs: String
  public var dose: DoseRange?
  /// The first is the default.
  public var formulations: [Formulation]
  public var kinetics: Kinetics?
  public var inhibits: [Inhibition]
  public var targets: [TargetBinding]
  public var referenceRanges: [ReferenceRange]
  public var domain: Domain
  /// What is thin or contradictory.
  public var gaps: [String]
  /// Every number of the file with its key path, for `drugs show`.
  public var numbers: [(path: String, value: SourcedValue)]
  /// The file's name.
  public var file: String
}

/// A salt and the share of its mass that is free base.
public struct Salt: Sendable {
  public var name: String
  public var baseFraction: SourcedValue
}

/// The label's daily doses for adults.
public struct DoseRange: Sendable {
  public var usual: ClosedRange<Double>?
  public var maximumDaily: Double?
  /// mg.
  public var unit: String
  public var strengths: [Double]
  public var source: String?
  public var status: EvidenceStatus
}

/// A pharmaceutical form: its route and how it gives up the drug.
public struct Formulation: Sendable {
  public var name: String
  public var synonyms: [String]
  /// oral, iv or transdermal.
  public var route: String
  public var relativeBioavailability: SourcedValue?
  public var doseExpressedAs: String?
  public var absorption: [AbsorptionInput]

  /// An injection into a vein, for a drug whose file has no form for it: disposition is known, only the way in differs.
  public static let intravenous = Formulation(
    name: "iv", synonyms: [], route: "iv", relativeBioavailability: nil, doseExpressedAs: nil, absorption: [])
}

/// One input of a dose: a share of it, released over a time or at once, then absorbed first order.
public struct AbsorptionInput: Sendable {
  public var fraction: SourcedValue?
  /// ka, 1/h.
  public var rateConstant: SourcedValue
  /// h.
  public var lag: SourcedValue?
  /// h, zero-order release into the depot.
  public var duration: SourcedValue?
}

/// Disposition at the reference patient.
public struct Kinetics: Sendable {
  public var reference: String
  /// The activity score of the reference patient for each genotyped enzyme.
  public var referenceActivity: [String: Double]
  /// CL/F or, when `isApparent` is false, CL; L/h.
  public var clearance: SourcedValue
  /// V/F or V; L.
  public var volume: SourcedValue
  /// Whether clearance and volumes are apparent (divided by bioavailability).
  public var isApparent: Bool
  /// Q; L/h.
  public var intercompartmentalClearance: SourcedValue?
  /// L.
  public var peripheralVolume: SourcedValue?
  /// Fa Fg.
  public var absorbedFraction: SourcedValue
  /// fu.
  public var unboundFraction: SourcedValue
  /// fe, the renal share of systemic clearance.
  public var renalFraction: SourcedValue
  public var pathways: [Pathway]
  /// Between-subject coefficients of variation as fractions.
  public var variability: [String: SourcedValue]
  public var covariates: [Covariate]
}

/// A hepatic route of elimination.
public struct Pathway: Sendable {
  public var enzyme: String
  /// The share of hepatic intrinsic clearance at the reference.
  public var fraction: SourcedValue
  /// Unbound, umol/L.
  public var michaelisConstant: SourcedValue?
  public var produces: [Product]
}

/// A compound made by a pathway.
public struct Product: Sendable {
  public var compound: String
  /// mol per mol.
  public var yield: SourcedValue
}

/// A multiplicative effect of who the patient is.
public struct Covariate: Sendable {
  /// clearance, volume or absorption.
  public var parameter: String
  public var condition: CovariateCondition
  public var ratio: SourcedValue
}

/// When a covariate applies.
public enum CovariateCondition: Sendable, Equatable {
  case sex(String)
  case smoker(Bool)
  case ageAbove(Double)
  case ageBelow(Double)
}

/// How a compound changes an enzyme.
///
/// Concentrations are unbound plasma, umol/L.
public struct Inhibition: Sendable {
  public enum Mechanism: String, Sendable, CaseIterable {
    case competitive, inactivation, induction
    case downRegulation = "down-regulation"
  }

  public var enzyme: String
  public var mechanism: Mechanism
  /// Ki of competitive inhibition, or the concentration of half the maximal effect.
  public var concentration: SourcedValue
  /// kinact in 1/h, or the maximal effect on synthesis as a fraction (loss) or ratio (gain).
  public var maximum: SourcedValue?
}

/// How a compound acts on a transporter or receptor.
public struct TargetBinding: Sendable {
  public var target: String
  /// inhibitor, releaser, agonist, partial-agonist, antagonist.
  public var action: String
  /// EC50 on total plasma, ng/mL or umol/L; nil when only in-vitro affinity is known.
  public var halfMaximalConcentration: SourcedValue?
  /// Ki in vitro, nmol/L.
  public var inhibitionConstant: SourcedValue?
  /// Emax as a fraction.
  public var maximumOccupancy: SourcedValue?
  /// ke0, 1/h.
  public var effectSiteRateConstant: SourcedValue?
  /// Ki outside the brain, nmol/L, where it cannot be told from the brain's EC50: little of the drug passes the barrier.
  public var peripheralInhibitionConstant: SourcedValue?
  /// Of agonists, 1 for a full one.
  public var efficacy: SourcedValue?
  /// human-PET, monkey-PET, in-vitro.
  public var evidence: String
}

/// A therapeutic reference range: where most patients in care lie, no guarantee of effect.
public struct ReferenceRange: Sendable {
  /// The compounds whose concentrations are added.
  public var of: [String]
  /// Whether it is meant for the level at its peak; otherwise for the trough.
  public var isAtPeak: Bool
  public var lower: Double
  public var upper: Double
  public var alert: Double?
  public var unit: String
  public var source: String?
  public var status: EvidenceStatus
  public var note: String?
}

/// Where the numbers were measured.
public struct Domain: Sendable {
  public var minimumAge: Double
  public var maximumAge: Double
  public var note: String?
}
