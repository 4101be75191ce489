public import Foundation
import GRDB
public import KnowledgeBase
import Quantities

extension EditorialStore {
  /// Records a version of an article as all readers see it; a version that is recorded already stays as it is.
  ///
  /// - Parameters:
  ///   - version: its hash and what it was made from.
  ///   - articles: the article for each reader.
  ///   - author: the account that wrote it; nil for what ships or is generated.
  ///   - source: the text that the author wrote.
  ///   - now: when it is recorded.
  /// - Returns: whether it is new.
  @discardableResult
  public func recordVersion(
    _ version: ArticleVersion, articles: [Article], author: String? = nil, source: String? = nil, now: Date
  ) throws(EditorialError) -> Bool {
    let place = Self.place(version.slug, version.hash)
    guard !version.slug.isEmpty, version.hash.wholeMatch(of: /[0-9a-f]{64}/) != nil else {
      throw .invalid(place: place, rule: "a version has a slug and a hash of 64 hexadecimal digits")
    }
    guard articles.map(\.reader) == Reader.allCases, articles.allSatisfy({ $0.slug == version.slug }) else {
      throw .invalid(place: place, rule: "a version holds this article once for each reader")
    }
    let rendering = CanonicalJSON.text(articles)
    let digests = CanonicalJSON.text(version.claimDigests)
    return try write(place) { db in
      let writer = try author.map { try Self.authorise(db, $0, to: .edit) }
      let isStored = try Self.versionRow(db, version.slug, version.hash) != nil
      if isStored { return false }
      try db.execute(
        sql: """
          INSERT INTO article_versions (slug, hash, author, source, rendering, claim_digests, model_digest, created)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          version.slug, version.hash, writer?.id, source, rendering, digests, version.modelDigest, Moment.text(now),
        ])
      try Self.audit(db, .versionRecorded, subject: place, account: writer?.id, now: now)
      return true
    }
  }

  /// The versions of an article in the order in which they were recorded.
  public func versions(of slug: String) throws(EditorialError) -> [StoredVersion] {
    try read("article \(slug)") { db in
      try Row.fetchAll(db, sql: Self.selectVersions + " WHERE slug = ? ORDER BY sequence", arguments: [slug])
        .map(StoredVersion.init)
    }
  }

  /// The version of an article that was recorded last.
  public func latestVersion(of slug: String) throws(EditorialError) -> StoredVersion? {
    try read("article \(slug)") { db in
      try Row.fetchOne(
        db, sql: Self.selectVersions + " WHERE slug = ? ORDER BY sequence DESC LIMIT 1", arguments: [slug]
      ).map(StoredVersion.init)
    }
  }

  /// The version of an article with a hash.
  public func version(of slug: String, hash: String) throws(EditorialError) -> StoredVersion? {
    try read("article \(slug)") { try Self.versionRow($0, slug, hash).map(StoredVersion.init) }
  }

  // MARK: rows

  private static let selectVersions = """
    SELECT article_versions.*, accounts.username
    FROM article_versions LEFT JOIN accounts ON accounts.id = article_versions.author
    """

  private static func versionRow(_ db: Database, _ slug: String, _ hash: String) throws -> Row? {
    try Row.fetchOne(db, sql: selectVersions + " WHERE slug = ? AND hash = ?", arguments: [slug, hash])
  }

  /// The author of a version that must be stored; nil for what ships or is generated.
  static func author(_ db: Database, slug: String, hash: String) throws -> String? {
    if let row = try versionRow(db, slug, hash) { return row["username"] }
    let slugs = try String.fetchAll(db, sql: "SELECT DISTINCT slug FROM article_versions ORDER BY slug")
    let hashes = try String.fetchAll(
      db, sql: "SELECT hash FROM article_versions WHERE slug = ? ORDER BY sequence DESC", arguments: [slug])
    let suggestion =
      hashes.isEmpty ? NearestName.suggestion(for: slug, among: slugs) : hashes.first.map { "version \($0.prefix(12))" }
    throw EditorialError.notFound(
      place: place(slug, hash), rule: "this version is not stored", suggestion: suggestion)
  }

  /// "slug, version 0123456789ab".
  static func place(_ slug: String, _ hash: String) -> String { "\(slug), version \(hash.prefix(12))" }
}

extension StoredVersion {
  /// Reads a version.
  init(_ row: Row) throws {
    let digests: String = row["claim_digests"]
    let version = ArticleVersion(
      slug: row["slug"], hash: row["hash"],
      claimDigests: try JSONDecoder().decode([String: String].self, from: Data(digests.utf8)),
      modelDigest: row["model_digest"])
    self.init(
      sequence: row["sequence"], version: version, author: row["username"], source: row["source"],
      rendering: row["rendering"], created: row["created"])
  }
}
