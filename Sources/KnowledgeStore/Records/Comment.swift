/// A remark on an article version that is no review.
public struct Comment: Sendable, Equatable, Codable, Identifiable {
  public var id: Int64
  public var slug: String
  /// The version on which it was written.
  public var hash: String
  /// The claim that it is about; nil when it is about the article.
  public var claim: String?
  /// The account that wrote it.
  public var username: String
  /// The name that is shown.
  public var name: String
  public var text: String
  /// When it was written, as yyyy-mm-ddThh:mm:ssZ.
  public var created: String
  /// When it was settled; nil while it is open.
  public var resolved: String?

  /// Makes a comment.
  public init(
    id: Int64, slug: String, hash: String, claim: String?, username: String, name: String, text: String,
    created: String, resolved: String?
  ) {
    self.id = id
    self.slug = slug
    self.hash = hash
    self.claim = claim
    self.username = username
    self.name = name
    self.text = text
    self.created = created
    self.resolved = resolved
  }
}
