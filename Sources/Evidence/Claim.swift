/// One statement with what supports it: the unit of which articles and answers are made.
public struct Claim: Sendable, Equatable, Identifiable {
  /// What sort of statement it is.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case mechanism
    case drugEffect = "drug-effect"
    case selection, monitoring, pitfall
    case researchGap = "research-gap"
    case epidemiology, interaction, safety, definition, measurement, dosing, pharmacokinetics
  }

  /// In whom or what it holds.
  public struct Scope: Sendable, Equatable, Codable {
    /// human, monkey, rat, mouse, animals, in-vitro, any.
    public var species: String
    /// adults, children, older adults, all, not applicable.
    public var age: String
    /// The doses studied, with unit.
    public var dose: String?

    /// Makes a scope.
    public init(species: String, age: String, dose: String? = nil) {
      self.species = species
      self.age = age
      self.dose = dose
    }
  }

  /// Whether a source says what the claim says.
  public enum Support: String, Sendable, CaseIterable, Codable { case yes, partly, no }

  /// A source and where in it the claim stands.
  public struct Source: Sendable, Equatable {
    /// The reference's id.
    public var reference: String
    public var locator: String
    public var supports: Support

    /// Makes a source.
    public init(reference: String, locator: String, supports: Support) {
      self.reference = reference
      self.locator = locator
      self.supports = supports
    }
  }

  /// What it is about, for search and for articles.
  public struct Tags: Sendable, Equatable, Codable {
    public var drugs: [String]
    public var targets: [String]
    public var conditions: [String]
    public var topics: [String]

    /// Makes tags.
    public init(drugs: [String] = [], targets: [String] = [], conditions: [String] = [], topics: [String] = []) {
      self.drugs = drugs
      self.targets = targets
      self.conditions = conditions
      self.topics = topics
    }
  }

  public var id: String
  /// How it is commonly said, where that is too simple or wrong.
  public var statement: String?
  /// Whether the sources support the popular statement.
  public var statementHolds: Support?
  /// What the evidence supports, in our own words.
  public var text: String
  /// The same for patients.
  public var plain: String
  /// Design, numbers and limits.
  public var detail: String?
  public var kind: Kind
  public var scope: Scope
  public var sources: [Source]
  public var grade: EvidenceGrade
  public var gradeReason: String
  public var status: EvidenceStatus
  /// The day on which it was entered or last checked, as yyyy-mm-dd.
  public var date: String
  /// Ids of claims that say the opposite or qualify it.
  public var contradicts: [String]
  public var tags: Tags

  /// Makes a claim.
  public init(
    id: String, statement: String? = nil, statementHolds: Support? = nil, text: String, plain: String,
    detail: String? = nil, kind: Kind, scope: Scope, sources: [Source], grade: EvidenceGrade, gradeReason: String,
    status: EvidenceStatus, date: String, contradicts: [String] = [], tags: Tags
  ) {
    self.id = id
    self.statement = statement
    self.statementHolds = statementHolds
    self.text = text
    self.plain = plain
    self.detail = detail
    self.kind = kind
    self.scope = scope
    self.sources = sources
    self.grade = grade
    self.gradeReason = gradeReason
    self.status = status
    self.date = date
    self.contradicts = contradicts
    self.tags = tags
  }

  /// Whether it may be shown as a cited fact: its source was read.
  public var mayBeCited: Bool { status.mayBeCited && !sources.isEmpty }
}
