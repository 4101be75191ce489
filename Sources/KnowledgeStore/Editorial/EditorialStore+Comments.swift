public import Foundation
import GRDB
import KnowledgeBase

extension EditorialStore {
  /// Writes a comment on a stored version, or on one claim in it.
  @discardableResult
  public func addComment(
    slug: String, hash: String, claim: String? = nil, text: String, by username: String, now: Date
  ) throws(EditorialError) -> Comment {
    let place = Self.place(slug, hash)
    let text = try Checked.text(text, "comment", longest: 10_000)
    let claim = try claim.map { id throws(EditorialError) in try Checked.text(id, "claim", longest: 100) }
    return try write(place) { db in
      let account = try Self.authorise(db, username, to: .comment)
      _ = try Self.author(db, slug: slug, hash: hash)
      try db.execute(
        sql: "INSERT INTO comments (slug, hash, claim, account, text, created) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [slug, hash, claim, account.id, text, Moment.text(now)])
      let comment = Comment(
        id: db.lastInsertedRowID, slug: slug, hash: hash, claim: claim, username: username, name: account.displayName,
        text: text, created: Moment.text(now), resolved: nil)
      try Self.audit(db, .commentWritten, subject: place, detail: claim ?? "", account: account.id, now: now)
      return comment
    }
  }

  /// The comments on an article in the order of writing; on one version when a hash is given.
  public func comments(slug: String, hash: String? = nil) throws(EditorialError) -> [Comment] {
    try read("article \(slug)") { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT comments.*, username, display_name FROM comments JOIN accounts ON accounts.id = comments.account
          WHERE slug = ? AND (? IS NULL OR hash = ?) ORDER BY comments.id
          """, arguments: [slug, hash, hash]
      ).map { row in
        Comment(
          id: row["id"], slug: row["slug"], hash: row["hash"], claim: row["claim"], username: row["username"],
          name: row["display_name"], text: row["text"], created: row["created"], resolved: row["resolved"])
      }
    }
  }

  /// Marks a comment as settled.
  public func resolveComment(_ id: Int64, by username: String, now: Date) throws(EditorialError) {
    try write("comment \(id)") { db in
      let account = try Self.authorise(db, username, to: .comment)
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM comments WHERE id = ?", arguments: [id]) else {
        throw EditorialError.notFound(place: "comment \(id)", rule: "there is no such comment")
      }
      let resolved: String? = row["resolved"]
      guard resolved == nil else { return }
      try db.execute(sql: "UPDATE comments SET resolved = ? WHERE id = ?", arguments: [Moment.text(now), id])
      try Self.audit(
        db, .commentResolved, subject: Self.place(row["slug"], row["hash"]), detail: "comment \(id)",
        account: account.id, now: now)
    }
  }
}
