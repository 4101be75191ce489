public import KnowledgeBase

/// What was read in a question: shown to whoever asked, and open to change.
public struct Understood: Sendable, Codable, Equatable {
  /// What is asked.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case mechanism
    case doseAdequacy = "dose-adequacy"
    case interaction, levels, genotype, monitoring, comparison, selection
    case sideEffects = "side-effects"
    case stopping, safety, evidence, definition
  }

  /// A medicine as it was read.
  public struct Medicine: Sendable, Codable, Equatable {
    /// The library's name.
    public var name: String
    /// What was typed.
    public var typed: String
    /// The form, such as XR.
    public var formulation: String?
    /// Amount of a dose.
    public var amount: Double?
    /// mg, ug or g.
    public var unit: String?
    /// How often, as a regimen says it, such as "twice daily".
    public var frequency: String
    /// Whether the dose was assumed because none was given.
    public var isDoseAssumed: Bool
    /// Whether the library has kinetics for it, so that it can be simulated.
    public var isComputable: Bool
    /// Whether it is only asked about and not taken, such as an option to compare with.
    public var isStopped: Bool

    /// The regimen as text for the simulator; nil where it cannot be computed.
    public var regimen: String? {
      guard isComputable, let amount, let unit else { return isComputable ? nil : name }
      let form = formulation.map { " \($0)" } ?? ""
      return "\(name)\(form) \(Self.plain(amount)) \(unit) \(frequency)"
    }

    static func plain(_ value: Double) -> String {
      value == value.rounded() && value.magnitude < 1e9 ? String(Int(value)) : String(value)
    }
  }

  /// What was read about the person.
  public struct Person: Sendable, Codable, Equatable {
    public var age: Double?
    /// child, adolescent or older adult, where words tell it and no number.
    public var ageGroup: String?
    public var sex: String?
    public var weight: Double?
    public var isPregnant = false
    public var isSmoker: Bool?
    /// Enzyme to phenotype, alleles or activity score.
    public var genotypes: [String: String] = [:]
    /// Conditions that warnings know.
    public var conditions: [String] = []
    public var creatinineClearance: Double?
    /// Measured signs as text: "pulse 110 beats/min", "blood pressure 150/95 mmHg".
    public var vitalSigns: [String] = []

    /// Whether it is a person below 18 years; nil when nothing tells it.
    var isChild: Bool? { age.map { $0 < 18 } ?? ageGroup.map { $0 != "older adult" } }

    /// Whether it is a person of 65 years or more; nil when nothing tells it.
    var isOld: Bool? { age.map { $0 >= 65 } ?? ageGroup.map { $0 == "older adult" } }
  }

  /// A question inside the text.
  public struct Question: Sendable, Codable, Equatable {
    public var kind: Kind
    /// The words that it was read from.
    public var text: String
  }

  /// The question as typed, the latest last.
  public var conversation: [String]
  public var corrections: [SearchCorrection]
  public var medicines: [Medicine]
  public var person: Person
  /// Illnesses and goals that the question is about: adhd, depression, orthostatic hypotension.
  public var topics: [String]
  /// Transporters, receptors, enzymes: NET, alpha2A, CYP2D6.
  public var targets: [String]
  /// Groups of medicines: SNRI, tricyclic, stimulant.
  public var groups: [String]
  public var questions: [Question]
  /// What was assumed because it was not said.
  public var assumptions: [String]
  /// What should be told for a better answer.
  public var missing: [String]
  /// Claims that correct what the question takes for granted.
  public var premises: [String]
  /// "I read: ..." in one line.
  public var summary: String

  /// Whether a kind of question is among those asked.
  public func asks(_ kind: Kind) -> Bool { questions.contains { $0.kind == kind } }
}
