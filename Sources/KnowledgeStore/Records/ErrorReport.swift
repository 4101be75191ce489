/// A reader's report that something in an article is wrong.
public struct ErrorReport: Sendable, Equatable, Codable, Identifiable {
  /// Whether somebody has dealt with it.
  public enum State: String, Sendable, Codable, CaseIterable { case open, closed }

  public var id: Int64
  public var slug: String
  /// The claim that is wrong; nil when the report is about the article.
  public var claim: String?
  public var text: String
  /// How the reader wants to be reached; for the desk only.
  public var contact: String?
  /// When it came, as yyyy-mm-ddThh:mm:ssZ.
  public var created: String
  public var state: State
  /// What was done; nil while it is open.
  public var answer: String?

  /// Makes a report.
  public init(
    id: Int64, slug: String, claim: String?, text: String, contact: String?, created: String, state: State,
    answer: String?
  ) {
    self.id = id
    self.slug = slug
    self.claim = claim
    self.text = text
    self.contact = contact
    self.created = created
    self.state = state
    self.answer = answer
  }
}

/// An entry of the public log of corrections.
public struct Correction: Sendable, Equatable, Codable, Identifiable {
  public var id: Int64
  public var slug: String
  /// What was wrong and what stands there now.
  public var text: String
  /// When it was published, as yyyy-mm-ddThh:mm:ssZ.
  public var date: String
  /// The name of the account that published it, as it is shown; nil for the operator.
  public var name: String?

  /// Makes an entry.
  public init(id: Int64, slug: String, text: String, date: String, name: String?) {
    self.id = id
    self.slug = slug
    self.text = text
    self.date = date
    self.name = name
  }
}
