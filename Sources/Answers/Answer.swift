public import KnowledgeBase
public import Simulation

/// The answer to a question: what was read, what was computed, what is known, and from where.
///
/// Its JSON is described by Data/schemas/answer.schema.json.
public struct Answer: Sendable, Codable {
  /// A computed or measured number.
  public struct Number: Sendable, Codable, Equatable {
    /// What it is, such as "nortriptyline, trough level".
    public var quantity: String
    public var value: Double
    public var unit: String
    /// The 5th percentile of what is not known about the typical patient; nil where none is known.
    public var low: Double?
    /// The 95th percentile.
    public var high: Double?
    public var kind: Outcome.Kind
    /// The scenario that made it.
    public var scenario: String
  }

  /// The parts of an answer, in the order in which they are told.
  public enum Section: String, Sendable, Codable, CaseIterable {
    case answer
    case premise
    case numbers
    case reasons
    case options
    case monitoring
    case uncertainty
    case wouldChange = "would change"
    case evidence
  }

  /// A sentence and what it rests on: claims, or the scenario that computed it.
  public struct Sentence: Sendable, Codable, Equatable {
    public var text: String
    /// Claim ids; empty only where `scenario` says what computed it.
    public var claims: [String]
    /// The scenario whose numbers it tells.
    public var scenario: String?
    public var section: Section
    /// fact, commonly said, detail, computed.
    public var role: String
    /// The numbers of its sources in the list.
    public var citations: [Int]
    public var grade: String?

    /// Makes a sentence.
    public init(
      text: String, claims: [String], scenario: String? = nil, section: Section, role: String, citations: [Int] = [],
      grade: String? = nil
    ) {
      self.text = text
      self.claims = claims
      self.scenario = scenario
      self.section = section
      self.role = role
      self.citations = citations
      self.grade = grade
    }
  }

  /// A warning.
  public struct Warning: Sendable, Codable, Equatable {
    /// contraindicated, major, moderate, minor, information.
    public var severity: String
    public var text: String
    public var claims: [String]
    public var citations: [Int]
    /// Whether its source was read; false is shown as "not verified".
    public var isVerified: Bool
  }

  /// An option beside others.
  public struct Option: Sendable, Codable, Equatable {
    /// The profile, such as "adult, no special comorbidity".
    public var profile: String
    public var guideline: String
    public var year: Int?
    public var text: String
    public var speaksAgainst: [Sentence]
    public var medicines: [OptionMedicine]
    public var claims: [String]
    public var citations: [Int]
  }

  /// A medicine in an option.
  public struct OptionMedicine: Sendable, Codable, Equatable {
    public var name: String
    /// Computed occupancies at a usual dose; empty where nothing is computed for this reader.
    public var numbers: [Number]
    /// Interactions with what the person takes.
    public var interactions: [String]
  }

  /// What could not be answered, and the nearest that can.
  public struct Gap: Sendable, Codable, Equatable {
    public var question: String
    public var reason: String
    /// What can be asked instead.
    public var nearest: [String]
  }

  /// Why nothing was answered, and where help is.
  public struct Refusal: Sendable, Codable, Equatable {
    /// self-harm, overdose, misuse, harm-to-others, evading-contraindication, hidden-instruction.
    public var kind: String
    /// What to do and whom to call, line by line.
    public var help: [String]
  }

  /// A scenario that was computed.
  public struct ComputedScenario: Sendable, Codable {
    public var id: String
    /// How to run it again: the words of the command line.
    public var command: String
    public var outcome: Outcome
  }

  public var schemaVersion = 1
  public var reader: Reader
  public var understood: Understood
  /// At most 60 words.
  public var answer: String
  /// What the answer begins with and is no statement of fact: that a dose is not worked out here, or what nothing is known of.
  public var notices: [String] = []
  public var numbers: [Number]
  public var sentences: [Sentence]
  public var warnings: [Warning]
  public var options: [Option]
  public var sources: [Article.Citation]
  public var unanswered: [Gap]
  public var refused: Refusal?
  /// The outcomes behind the numbers; left out of the JSON of `ask` unless asked for.
  public var scenarios: [ComputedScenario]
  /// Further questions that suit.
  public var followUps: [String]
  /// Articles that treat the subject, by slug.
  public var articles: [String]
  public var disclaimer: String
  /// SHA-256 of the answer's content with the ledger and the model: the same question gives the same digest until one of them changes.
  public var digest: String
}
