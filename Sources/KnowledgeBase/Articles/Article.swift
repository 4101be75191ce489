/// An article as one reader sees it: sentences with their claims, numbered sources, places for panels.
public struct Article: Sendable, Equatable, Codable {
  /// What a sentence is.
  public enum Role: String, Sendable, Codable {
    /// A statement of fact that its claim's source supports.
    case fact
    /// How it is commonly said, told because the facts after it correct it.
    case commonlySaid = "commonly said"
    /// Design, numbers and limits behind the fact.
    case detail
    /// Kept in the ledger, but its source was not read: no fact.
    case notVerified = "not verified"
  }

  /// A sentence or two, and what they rest on.
  public struct Sentence: Sendable, Equatable, Codable {
    public var text: String
    public var claims: [String]
    public var role: Role
    /// The numbers of its sources in the list at the end.
    public var citations: [Int]
    public var grade: String?

    /// Makes a sentence.
    public init(text: String, claims: [String], role: Role, citations: [Int], grade: String?) {
      self.text = text
      self.claims = claims
      self.role = role
      self.citations = citations
      self.grade = grade
    }
  }

  /// What a section is made of.
  public enum Block: Sendable, Equatable, Codable {
    case subheading(String)
    case paragraph([Sentence])
    case list([[Sentence]])
    case panel(String)
    case options([OptionRow])
  }

  /// A row of options side by side.
  public struct OptionRow: Sendable, Equatable, Codable {
    public var profile: String
    public var medicines: [String]
    public var sentences: [Sentence]
  }

  /// A part with a heading.
  public struct Section: Sendable, Equatable, Codable {
    public var id: String
    public var heading: String
    public var blocks: [Block]

    /// Makes a section.
    public init(id: String, heading: String, blocks: [Block]) {
      self.id = id
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// A source in the list at the end.
  public struct Citation: Sendable, Equatable, Codable {
    public var number: Int
    public var id: String
    public var citation: String
    public var year: Int?
    public var type: String?
    public var doi: String?
    public var pmid: String?
    public var link: String?
    /// The claims of this article that rest on it.
    public var claims: [String]

    /// Makes a source.
    public init(
      number: Int, id: String, citation: String, year: Int?, type: String?, doi: String?, pmid: String?, link: String?,
      claims: [String]
    ) {
      self.number = number
      self.id = id
      self.citation = citation
      self.year = year
      self.type = type
      self.doi = doi
      self.pmid = pmid
      self.link = link
      self.claims = claims
    }
  }

  public var slug: String
  public var title: String
  public var kind: String
  public var reader: Reader
  public var lead: [Sentence]
  public var sections: [Section]
  public var sources: [Citation]
  public var disclaimer: String

  /// Makes an article.
  public init(
    slug: String, title: String, kind: String, reader: Reader, lead: [Sentence], sections: [Section],
    sources: [Citation], disclaimer: String
  ) {
    self.slug = slug
    self.title = title
    self.kind = kind
    self.reader = reader
    self.lead = lead
    self.sections = sections
    self.sources = sources
    self.disclaimer = disclaimer
  }

  /// What stands on every page and payload.
  public static let disclaimer =
    "Research and education; not a medical device; not a substitute for clinical judgement."

  /// Every sentence in order.
  public var sentences: [Sentence] {
    lead
      + sections.flatMap(\.blocks).flatMap { block -> [Sentence] in
        switch block {
        case .paragraph(let sentences): sentences
        case .list(let items): items.flatMap { $0 }
        case .options(let rows): rows.flatMap(\.sentences)
        case .panel, .subheading: []
        }
      }
  }

  /// The claims that it tells, each once.
  public var claimIDs: Set<String> { Set(sentences.flatMap(\.claims)) }

  /// Its words as running text, for measuring how hard they are to read.
  public var prose: String { sentences.map(\.text).joined(separator: "\n") }
}
