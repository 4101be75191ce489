public import Foundation
import GRDB
import KnowledgeBase
import Quantities

extension EditorialStore {
  /// Adds an entry to the audit trail for what happens outside the store, such as signing in.
  public func record(
    _ action: AuditEntry.Action, subject: String, detail: String = "", by agent: Agent, now: Date
  ) throws(EditorialError) {
    try write("audit") { db in
      let account = try agent.username.map { try Self.row(of: $0, db).id }
      try Self.audit(db, action, subject: subject, detail: detail, account: account, now: now)
    }
  }

  /// The audit trail, latest first: a page of entries that are older than a sequence number.
  public func auditEntries(before sequence: Int64? = nil, limit: Int = 100) throws(EditorialError) -> [AuditEntry] {
    try read("audit") { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT audit.*, accounts.username FROM audit LEFT JOIN accounts ON accounts.id = audit.account
          WHERE sequence < ? ORDER BY sequence DESC LIMIT ?
          """, arguments: [sequence ?? .max, min(max(limit, 1), 1_000)]
      ).map { row in
        AuditEntry(
          sequence: row["sequence"], username: row["username"], action: row["action"], subject: row["subject"],
          detail: row["detail"], created: row["created"])
      }
    }
  }

  // MARK: what all changes share

  static func audit(
    _ db: Database, _ action: AuditEntry.Action, subject: String, detail: String = "", account: Int64?, now: Date
  ) throws {
    try db.execute(
      sql: "INSERT INTO audit (account, action, subject, detail, created) VALUES (?, ?, ?, ?, ?)",
      arguments: [account, action.rawValue, subject, detail, Moment.text(now)])
  }

  /// The account of an agent, when it may do something; nil for the operator.
  static func authorise(_ db: Database, _ agent: Agent, to action: Role.Action) throws -> Account? {
    guard let username = agent.username else { return nil }
    return try authorise(db, username, to: action)
  }

  /// The account of a name, when it may do something.
  static func authorise(_ db: Database, _ username: String, to action: Role.Action) throws -> Account {
    let account = try row(of: username, db)
    guard !account.isDisabled else {
      throw EditorialError.notAllowed(place: "account \(username)", rule: "the account is disabled")
    }
    guard account.role.may(action) else {
      let roles = Role.allCases.filter { $0.may(action) }.map(\.rawValue).joined(separator: " or ")
      throw EditorialError.notAllowed(
        place: "account \(username)",
        rule: "the role \(account.role.rawValue) may not \(action.words); that takes \(roles)")
    }
    return account
  }

  /// The account of a name that must exist.
  static func row(of username: String, _ db: Database) throws -> Account {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM accounts WHERE username = ?", arguments: [username]) else {
      let names = try String.fetchAll(db, sql: "SELECT username FROM accounts ORDER BY username")
      throw EditorialError.notFound(
        place: "account \(username)", rule: "no account has this name",
        suggestion: NearestName.suggestion(for: username, among: names))
    }
    return try Account(row)
  }
}

extension Agent {
  /// The account's name; nil for the operator.
  var username: String? {
    switch self {
    case .account(let username): username
    case .console: nil
    }
  }
}

extension Role.Action {
  /// What it is, in words.
  fileprivate var words: String {
    switch self {
    case .comment: "comment"
    case .edit: "edit"
    case .review: "review"
    case .manageAccounts: "manage accounts"
    case .readAudit: "read the audit trail"
    case .closeReport: "answer reports"
    }
  }
}
