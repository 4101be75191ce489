/// The answer to a scenario: every number with its kind, interval and what it depends on.
public struct Outcome: Codable, Sendable {
  /// Where a number comes from.
  public enum Kind: String, Codable, Sendable {
    /// Seen in a study.
    case measured
    /// Computed by the model inside what its parameters were measured in.
    case computed
    /// Computed outside of it: another age, dose or species.
    case extrapolated
  }

  /// A parameter and its share of a number's variance.
  public struct Influence: Codable, Sendable {
    public var parameter: String
    /// 0...1.
    public var share: Double
  }

  /// A number with its intervals.
  public struct Measure: Codable, Sendable {
    public var value: Double
    public var unit: String
    /// The 5th and 95th percentile for the typical patient: uncertainty of the parameters.
    public var interval: [Double]
    /// The 5th and 95th percentile for a person: uncertainty and differences between persons.
    public var personInterval: [Double]?
    /// The same in nmol/L or nmol/L*h.
    public var molar: Double?
    public var kind: Kind
    /// The three parameters that it depends on most.
    public var dependsOn: [Influence]
  }

  /// The levels of a compound or of an active moiety over the last dosing interval.
  public struct Level: Codable, Sendable {
    public var name: String
    /// parent, metabolite, active moiety or comedication.
    public var role: String
    public var now: Measure
    public var trough: Measure
    public var peak: Measure
    public var average: Measure
    public var areaUnderCurve: Measure
    /// Hours after the dose at which the peak stands.
    public var timeOfPeak: Double
    public var range: Range?
    /// Average level over that of the same patient without genotype and comedication.
    public var exposureRatio: Measure?
    /// h; nil when it is not reached or does not apply.
    public var timeToSteadyState: Double?

    /// Which level leads the answer: the one that the reference range is meant for, otherwise the trough.
    public var leadingName: String { range?.at ?? "trough" }
    /// That level.
    public var leading: Measure { leadingName == "peak" ? peak : trough }
  }

  /// A therapeutic reference range beside a level.
  public struct Range: Codable, Sendable {
    public var lower: Double
    public var upper: Double
    public var alert: Double?
    public var unit: String
    /// trough or peak: which level it is meant for.
    public var at: String
    /// below, within, above or alert: where that level stands.
    public var position: String
    /// The citation; nil when the source was not read.
    public var citation: String?
    public var status: String
  }

  /// The occupancy of a target over the last dosing interval, per cent.
  public struct Occupancy: Codable, Sendable {
    public var target: String
    public var trough: Measure
    public var peak: Measure
    public var average: Measure
    /// The compounds at the target, with action and evidence.
    public var ligands: [Ligand]
    public var note: String?
  }

  /// A compound at a target.
  public struct Ligand: Codable, Sendable {
    public var compound: String
    public var action: String
    public var evidence: String
  }

  /// The share of a compound's clearance that an organ or enzyme carries.
  public struct ClearanceShare: Codable, Sendable {
    public var compound: String
    public var route: String
    /// 0...1.
    public var share: Double
  }

  /// A transmitter, a rate of firing, pulse, pressure or function over the last dosing interval.
  public struct SystemReadout: Codable, Sendable {
    /// Such as NE.PFC or HR.supine.
    public var name: String
    public var meaning: String
    /// transmitters, firing, circulation, plasma or function.
    public var panel: String
    /// The value without the drugs; 100 where the unit is per cent of it.
    public var rest: Double
    /// The mean over the window, in the unit: percent (of the drug-free state), beats/min, mmHg, nmol/L.
    public var average: Measure
    /// The value in the window that lies farthest from the one without the drugs.
    public var extreme: Measure
    /// The mean minus the value without the drugs.
    public var change: Measure
    /// Whether the size of the effect is not known from any measurement.
    public var isExploratory: Bool
  }

  /// How many persons cross a limit that labels count.
  public struct ThresholdCrossing: Codable, Sendable {
    /// Such as HR.supine.
    public var readout: String
    public var threshold: Double
    public var unit: String
    /// Per cent of persons at a reading in the window.
    public var probability: Measure
    /// The same without the drugs, by spontaneous variation alone.
    public var withoutDrugs: Double
  }

  /// A warning.
  public struct Warning: Codable, Sendable {
    public var id: String
    public var severity: String
    public var about: [String]
    public var mechanism: String
    public var effect: String
    public var advice: String
    public var citation: String?
    public var status: String
  }

  /// A curve for the report.
  public struct Curve: Codable, Sendable {
    public var name: String
    /// concentration, occupancy, transmitters, firing, circulation, plasma or function.
    public var quantity: String
    public var unit: String
    public var typical: [Double]
    public var lower: [Double]
    public var upper: [Double]
    /// The typical value in the comparison patient, where there is one.
    public var comparison: [Double]?
  }

  /// A published PET observation drawn behind an occupancy curve.
  public struct PublishedOccupancy: Codable, Sendable {
    public var target: String
    public var drug: String
    public var label: String
    public var value: Double
    public var lower: Double?
    public var upper: Double?
  }

  /// A source that the answer rests on.
  public struct Source: Codable, Sendable {
    public var id: String
    public var citation: String
    public var link: String?
  }

  /// The time of a dose.
  public struct DoseMark: Codable, Sendable {
    public var drug: String
    /// h.
    public var time: Double
    /// mg.
    public var amount: Double
  }

  public var schemaVersion = 1
  public var title: String
  public var regimens: [String]
  public var patient: String
  public var comparison: String?
  /// h.
  public var duration: Double
  /// The window that "last interval" means, h.
  public var window: [Double]
  public var draws: Int
  public var seed: UInt64
  public var levels: [Level]
  public var occupancies: [Occupancy]
  /// The noradrenergic system and the circulation; empty when they were not asked for.
  public var system: [SystemReadout] = []
  public var thresholds: [ThresholdCrossing] = []
  public var clearanceShares: [ClearanceShare]
  public var warnings: [Warning]
  /// Remarks on domain, gaps and what was not computed.
  public var notes: [String]
  public var times: [Double]
  public var curves: [Curve]
  public var doses: [DoseMark]
  public var publishedOccupancies: [PublishedOccupancy]
  public var sources: [Source]
  /// Draws that could not be integrated.
  public var failedDraws: Int
  public var disclaimer =
    "Research and education; not a medical device; not a substitute for clinical judgement."
  public var referenceLine =
    "50 % NET: ten responders to nortriptyline had 50-70 % (Takano 2014, doi 10.1017/S1461145713001521). A landmark, not a rule: "
    + "occupancy is not response."
}
