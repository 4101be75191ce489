import Foundation
public import KnowledgeBase

/// An article version as it was when it was recorded; nothing about it changes.
public struct StoredVersion: Sendable, Equatable, Codable {
  /// The order of recording, over all articles.
  public var sequence: Int64
  public var version: ArticleVersion
  /// The account that wrote it; nil for what ships or is generated.
  public var author: String?
  /// The text that the author wrote.
  public var source: String?
  /// The article for all readers as canonical JSON: a list of `Article`.
  public var rendering: String
  /// When it was recorded, as yyyy-mm-ddThh:mm:ssZ.
  public var created: String

  /// Makes a stored version.
  public init(
    sequence: Int64, version: ArticleVersion, author: String?, source: String?, rendering: String, created: String
  ) {
    self.sequence = sequence
    self.version = version
    self.author = author
    self.source = source
    self.rendering = rendering
    self.created = created
  }

  /// The article as a reader saw it; nil when it was recorded in a form that is no longer read.
  public func article(for reader: Reader) -> Article? {
    let articles = try? JSONDecoder().decode([Article].self, from: Data(rendering.utf8))
    return articles?.first { $0.reader == reader }
  }
}
