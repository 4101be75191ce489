import Answers
import DrugLibrary
import Foundation
import KnowledgeBase
import KnowledgeStore
import Logging
import Synchronization

/// The articles as they stand now: what ships, and what editors have made of it since.
///
/// An editor's version holds until the shipped text changes; then the shipped text holds again, and the edited version stays in the list of versions.
final class ArticleBook: Sendable {
  /// An article that is shown.
  struct Entry: Sendable {
    var source: ArticleSource
    var version: ArticleVersion
    /// The account that wrote it; nil for what ships.
    var author: String?
    /// The text as an editor sees it; nil for generated articles.
    var text: String?
  }

  let knowledge: Knowledge
  private let store: EditorialStore
  private let entries: Mutex<[String: Entry]>
  /// The order in which articles are listed.
  let order: [String]

  /// Records the present version of every written article and finds out which one holds.
  ///
  /// - Throws: `EditorialError` when the store cannot be written.
  init(knowledge: Knowledge, store: EditorialStore, logger: Logger, now: Date = Date()) throws {
    self.knowledge = knowledge
    self.store = store
    order = knowledge.articles.sources.map(\.slug)
    var entries: [String: Entry] = [:]
    for source in knowledge.articles.sources {
      let text = knowledge.articles.texts[source.slug]
      var entry = Entry(source: source, version: knowledge.renderer.version(source), author: nil, text: text)
      if let text {
        let stored = try store.versions(of: source.slug)
        try Self.record(entry, knowledge: knowledge, store: store, now: now)
        if let edited = Self.edited(in: stored, shipped: text), let editedText = edited.source {
          do {
            let read = try Self.read(editedText, slug: source.slug, knowledge: knowledge)
            entry = Entry(
              source: read, version: knowledge.renderer.version(read), author: edited.author, text: editedText)
            try Self.record(entry, knowledge: knowledge, store: store, now: now)
          } catch let error as LibraryError {
            // A claim that it names has gone: the shipped text is shown until an editor mends it.
            logger.warning(
              "edited article not shown", metadata: ["article": .string(source.slug), "rule": .string(error.rule)])
          }
        }
      }
      entries[source.slug] = entry
    }
    self.entries = Mutex(entries)
  }

  subscript(slug: String) -> Entry? { entries.withLock { $0[slug] } }

  /// All articles in order.
  var all: [Entry] { entries.withLock { entries in order.compactMap { entries[$0] } } }

  /// The article as a reader sees it.
  func article(_ entry: Entry, for reader: Reader) -> Article { knowledge.renderer.article(entry.source, for: reader) }

  /// Puts an editor's text in the place of the present version.
  ///
  /// - Throws: `LibraryError` with line and rule for a faulty text, `EditorialError` when it cannot be stored.
  func save(_ text: String, slug: String, author: String, now: Date = Date()) throws -> Entry {
    let source = try Self.read(text, slug: slug, knowledge: knowledge)
    let entry = Entry(source: source, version: knowledge.renderer.version(source), author: author, text: text)
    try Self.record(entry, knowledge: knowledge, store: store, now: now)
    entries.withLock { $0[slug] = entry }
    return entry
  }

  /// Stores the present version, so that reviews and comments can be bound to it.
  func recordPresent(_ slug: String, now: Date = Date()) throws {
    guard let entry = self[slug] else { return }
    try Self.record(entry, knowledge: knowledge, store: store, now: now)
  }

  /// Reads an editor's text for an article.
  static func read(_ text: String, slug: String, knowledge: Knowledge) throws(LibraryError) -> ArticleSource {
    let root = try FileNode.parse(text, file: "\(slug).yaml")
    let source = try ArticleSource.read(
      root, ledger: knowledge.ledger, panels: Set(knowledge.panels.specifications.keys))
    guard source.slug == slug else {
      throw try root.require("slug").fault("the slug of an article stays as it is, '\(slug)'")
    }
    return source
  }

  private static func record(_ entry: Entry, knowledge: Knowledge, store: EditorialStore, now: Date) throws {
    let articles = Reader.allCases.map { knowledge.renderer.article(entry.source, for: $0) }
    try store.recordVersion(entry.version, articles: articles, author: entry.author, source: entry.text, now: now)
  }

  /// The editor's version that stands above the shipped text: the latest, unless the shipped text has changed since.
  static func edited(in stored: [StoredVersion], shipped text: String) -> StoredVersion? {
    guard let place = stored.lastIndex(where: { $0.author != nil }) else { return nil }
    let edited = stored[place]
    let shippedBefore = stored[..<place].last { $0.author == nil }
    return shippedBefore?.source == text ? edited : nil
  }
}
