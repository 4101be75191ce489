public import Foundation
import GRDB
import KnowledgeBase

extension EditorialStore {
  /// Takes a reader's report of an error; it needs no account.
  @discardableResult
  public func addReport(
    slug: String, claim: String? = nil, text: String, contact: String? = nil, now: Date
  ) throws(EditorialError) -> ErrorReport {
    let slug = try Checked.text(slug, "article", longest: 200)
    let text = try Checked.text(text, "report", longest: 5_000)
    let claim = try optional(claim, "claim", longest: 100)
    let contact = try optional(contact, "contact", longest: 200)
    return try write("reports") { db in
      try db.execute(
        sql: "INSERT INTO error_reports (slug, claim, text, contact, created, state) VALUES (?, ?, ?, ?, ?, 'open')",
        arguments: [slug, claim, text, contact, Moment.text(now)])
      let id = db.lastInsertedRowID
      try Self.audit(db, .reportReceived, subject: slug, detail: "report \(id)", account: nil, now: now)
      return ErrorReport(
        id: id, slug: slug, claim: claim, text: text, contact: contact, created: Moment.text(now), state: .open,
        answer: nil)
    }
  }

  /// The reports, oldest first; of one state or one article when they are given.
  public func reports(state: ErrorReport.State? = nil, slug: String? = nil) throws(EditorialError) -> [ErrorReport] {
    try read("reports") { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM error_reports WHERE (? IS NULL OR state = ?) AND (? IS NULL OR slug = ?) ORDER BY id
          """, arguments: [state?.rawValue, state?.rawValue, slug, slug]
      ).map(ErrorReport.init)
    }
  }

  /// Closes a report with what was done.
  @discardableResult
  public func closeReport(
    _ id: Int64, answer: String, by username: String, now: Date
  ) throws(EditorialError) -> ErrorReport {
    let place = "report \(id)"
    let answer = try Checked.text(answer, "answer", longest: 5_000)
    return try write(place) { db in
      let account = try Self.authorise(db, username, to: .closeReport)
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM error_reports WHERE id = ?", arguments: [id]) else {
        throw EditorialError.notFound(place: place, rule: "there is no such report")
      }
      var report = try ErrorReport(row)
      guard report.state == .open else { throw EditorialError.conflict(place: place, rule: "it is closed already") }
      report.state = .closed
      report.answer = answer
      try db.execute(
        sql: "UPDATE error_reports SET state = 'closed', answer = ? WHERE id = ?", arguments: [answer, id])
      try Self.audit(db, .reportClosed, subject: report.slug, detail: place, account: account.id, now: now)
      return report
    }
  }

  /// Publishes a correction; entries of this log are never changed.
  @discardableResult
  public func addCorrection(slug: String, text: String, by agent: Agent, now: Date) throws(EditorialError) -> Correction
  {
    let slug = try Checked.text(slug, "article", longest: 200)
    let text = try Checked.text(text, "correction", longest: 5_000)
    return try write("corrections") { db in
      let account = try Self.authorise(db, agent, to: .edit)
      try db.execute(
        sql: "INSERT INTO corrections (slug, text, date, account) VALUES (?, ?, ?, ?)",
        arguments: [slug, text, Moment.text(now), account?.id])
      let id = db.lastInsertedRowID
      try Self.audit(
        db, .correctionPublished, subject: slug, detail: "correction \(id)", account: account?.id, now: now)
      return Correction(id: id, slug: slug, text: text, date: Moment.text(now), name: account?.displayName)
    }
  }

  /// The public log of corrections, latest first; of one article when it is given.
  public func corrections(slug: String? = nil) throws(EditorialError) -> [Correction] {
    try read("corrections") { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT corrections.*, display_name FROM corrections LEFT JOIN accounts ON accounts.id = corrections.account
          WHERE ? IS NULL OR slug = ? ORDER BY corrections.id DESC
          """, arguments: [slug, slug]
      ).map { row in
        Correction(id: row["id"], slug: row["slug"], text: row["text"], date: row["date"], name: row["display_name"])
      }
    }
  }

  /// A field that may be left out: empty counts as absent.
  private func optional(_ text: String?, _ place: String, longest: Int) throws(EditorialError) -> String? {
    guard let text else { return nil }
    let checked = try Checked.text(text, place, longest: longest, mayBeEmpty: true)
    return checked.isEmpty ? nil : checked
  }
}

extension ErrorReport {
  /// Reads a report; the words of the state are guarded by the table.
  init(_ row: Row) throws {
    let state: String = row["state"]
    guard let known = State(rawValue: state) else {
      throw EditorialError.unavailable(place: "reports", rule: "the state '\(state)' is not known to this version")
    }
    self.init(
      id: row["id"], slug: row["slug"], claim: row["claim"], text: row["text"], contact: row["contact"],
      created: row["created"], state: known, answer: row["answer"])
  }
}
