/// Finds claims, medicines, warnings and articles for words; how is not known here.
public protocol EvidenceSearch: Sendable {
  /// The best hits for a text, best first.
  ///
  /// - Parameters:
  ///   - text: words as typed; nothing in them is an instruction or a query language.
  ///   - kinds: which documents to look through; empty looks through all.
  ///   - limit: how many at most.
  func hits(for text: String, kinds: Set<SearchHit.Kind>, limit: Int) -> SearchResult
}

/// What a search found.
public struct SearchResult: Sendable, Equatable, Codable {
  /// Words that were read differently from how they were typed.
  public var corrections: [SearchCorrection]
  public var hits: [SearchHit]

  /// Makes a result.
  public init(corrections: [SearchCorrection], hits: [SearchHit]) {
    self.corrections = corrections
    self.hits = hits
  }
}

/// A word as typed and as it was read.
public struct SearchCorrection: Sendable, Equatable, Codable {
  public var typed: String
  public var readAs: String

  /// Makes a correction.
  public init(typed: String, readAs: String) {
    self.typed = typed
    self.readAs = readAs
  }
}

/// Something that was found.
public struct SearchHit: Sendable, Equatable, Codable {
  /// What was found.
  public enum Kind: String, Sendable, Codable, CaseIterable { case claim, drug, interaction, article }

  public var kind: Kind
  /// The claim's id, the drug's name, or the article's slug.
  public var id: String
  public var title: String
  public var text: String
  /// The grade of a claim.
  public var grade: String?
  /// Higher is better; relevance weighed by grade.
  public var score: Double

  /// Makes a hit.
  public init(kind: Kind, id: String, title: String, text: String, grade: String?, score: Double) {
    self.kind = kind
    self.id = id
    self.title = title
    self.text = text
    self.grade = grade
    self.score = score
  }
}
