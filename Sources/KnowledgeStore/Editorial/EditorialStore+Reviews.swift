public import Foundation
import GRDB
public import KnowledgeBase

extension EditorialStore {
  /// Writes a reviewer's word on exactly one version, together with its audit entry.
  ///
  /// - Throws: `EditorialError` when the version is not stored, the account is no reviewer or wrote the version, a remark is missing where changes are asked
  ///   for, or nothing is said about conflicts of interest.
  @discardableResult
  public func addReview(
    slug: String, hash: String, by username: String, decision: Review.Decision, remark: String,
    conflictOfInterest: String, now: Date
  ) throws(EditorialError) -> Review {
    let place = Self.place(slug, hash)
    let remark = try Checked.text(remark, "remark", longest: 10_000, mayBeEmpty: true)
    if decision == .askForChanges, remark.isEmpty {
      throw .invalid(place: "remark", rule: "say what has to change")
    }
    let interest = try conflictOfInterestLine(conflictOfInterest)
    return try write(place) { db in
      let account = try Self.authorise(db, username, to: .review)
      let author = try Self.author(db, slug: slug, hash: hash)
      guard author != username else {
        throw EditorialError.notAllowed(place: place, rule: "nobody reviews what they wrote")
      }
      try db.execute(
        sql: """
          INSERT INTO reviews (slug, hash, reviewer, name, decision, remark, conflict_of_interest, created)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          slug, hash, account.id, account.displayName, decision.rawValue, remark, interest, Moment.text(now),
        ])
      let review = Review(
        sequence: db.lastInsertedRowID, slug: slug, hash: hash, reviewer: username, name: account.displayName,
        decision: decision, remark: remark, conflictOfInterest: interest, date: Moment.text(now))
      try Self.audit(db, .reviewWritten, subject: place, detail: decision.rawValue, account: account.id, now: now)
      return review
    }
  }

  /// Every review of an article, of all its versions, in the order of writing.
  public func reviews(of slug: String) throws(EditorialError) -> [Review] {
    try read("article \(slug)") { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT reviews.*, accounts.username FROM reviews JOIN accounts ON accounts.id = reviews.reviewer
          WHERE slug = ? ORDER BY sequence
          """, arguments: [slug]
      ).map(Review.init)
    }
  }

  private func conflictOfInterestLine(_ text: String) throws(EditorialError) -> String {
    let line = try Checked.text(text, "conflict of interest", longest: 1_000, mayBeEmpty: true)
    guard !line.isEmpty else {
      throw .invalid(place: "conflict of interest", rule: "declare your interests, or write \"none\"")
    }
    return line
  }
}

extension Review {
  /// Reads a review; the words of the decision are guarded by the table.
  init(_ row: Row) throws {
    let decision: String = row["decision"]
    guard let known = Decision(rawValue: decision) else {
      throw EditorialError.unavailable(
        place: "reviews", rule: "the decision '\(decision)' is not known to this version")
    }
    self.init(
      sequence: row["sequence"], slug: row["slug"], hash: row["hash"], reviewer: row["username"], name: row["name"],
      decision: known, remark: row["remark"], conflictOfInterest: row["conflict_of_interest"], date: row["created"])
  }
}
