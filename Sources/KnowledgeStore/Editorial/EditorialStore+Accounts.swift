public import Foundation
import GRDB
public import KnowledgeBase

extension EditorialStore {
  /// Makes the first administrator of a new store.
  ///
  /// - Throws: `EditorialError` when there has been an administrator already.
  @discardableResult
  public func createFirstAdministrator(_ new: NewAccount, now: Date) throws(EditorialError) -> Account {
    try write("accounts") { db in
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM accounts WHERE role = 'administrator'") ?? 0
      guard count == 0 else {
        throw EditorialError.conflict(
          place: "accounts", rule: "there is an administrator already, who makes further accounts")
      }
      return try Self.insert(db, new, role: .administrator, maker: nil, now: now)
    }
  }

  /// Makes an account.
  @discardableResult
  public func createAccount(
    _ new: NewAccount, role: Role, by agent: Agent, now: Date
  ) throws(EditorialError) -> Account {
    try write("accounts") { db in
      let maker = try Self.authorise(db, agent, to: .manageAccounts)
      return try Self.insert(db, new, role: role, maker: maker?.id, now: now)
    }
  }

  /// The account of a name, disabled or not.
  public func account(named username: String) throws(EditorialError) -> Account? {
    try read("accounts") { db in
      try Row.fetchOne(db, sql: "SELECT * FROM accounts WHERE username = ?", arguments: [username]).map(Account.init)
    }
  }

  /// All accounts in the order of their names.
  public func accounts() throws(EditorialError) -> [Account] {
    try read("accounts") { db in
      try Row.fetchAll(db, sql: "SELECT * FROM accounts ORDER BY username").map(Account.init)
    }
  }

  /// The password's hash of an account that may be used; nil for a name that is unknown or disabled.
  public func passwordHash(of username: String) throws(EditorialError) -> String? {
    try read("accounts") { db in
      try String.fetchOne(
        db, sql: "SELECT password_hash FROM accounts WHERE username = ? AND disabled IS NULL", arguments: [username])
    }
  }

  /// Sets a new password and ends the sessions of the account; everybody may set their own.
  public func setPasswordHash(
    _ hash: String, of username: String, by agent: Agent, now: Date
  ) throws(EditorialError) {
    let hash = try Checked.text(hash, "password", longest: 1_000)
    try write("accounts") { db in
      let account = try Self.row(of: username, db)
      if agent != .account(username) || account.isDisabled { _ = try Self.authorise(db, agent, to: .manageAccounts) }
      try db.execute(sql: "UPDATE accounts SET password_hash = ? WHERE id = ?", arguments: [hash, account.id])
      try Self.endSessions(db, of: account)
      try Self.audit(db, .passwordChanged, subject: username, account: Self.id(of: agent, db), now: now)
    }
  }

  /// Gives an account another role.
  public func setRole(_ role: Role, of username: String, by agent: Agent, now: Date) throws(EditorialError) {
    try write("accounts") { db in
      let maker = try Self.authorise(db, agent, to: .manageAccounts)
      let account = try Self.row(of: username, db)
      if role != .administrator { try Self.keepAnAdministrator(db, without: account) }
      try db.execute(sql: "UPDATE accounts SET role = ? WHERE id = ?", arguments: [role.rawValue, account.id])
      try Self.audit(
        db, .roleChanged, subject: username, detail: "\(account.role.rawValue) to \(role.rawValue)",
        account: maker?.id, now: now)
    }
  }

  /// Disables an account and ends its sessions; what it wrote stays.
  public func disableAccount(_ username: String, by agent: Agent, now: Date) throws(EditorialError) {
    try write("accounts") { db in
      let maker = try Self.authorise(db, agent, to: .manageAccounts)
      let account = try Self.row(of: username, db)
      if account.isDisabled { return }
      try Self.keepAnAdministrator(db, without: account)
      try db.execute(
        sql: "UPDATE accounts SET disabled = ? WHERE id = ?", arguments: [Moment.text(now), account.id])
      try Self.endSessions(db, of: account)
      try Self.audit(db, .accountDisabled, subject: username, account: maker?.id, now: now)
    }
  }

  /// Lets a disabled account be used again.
  public func enableAccount(_ username: String, by agent: Agent, now: Date) throws(EditorialError) {
    try write("accounts") { db in
      let maker = try Self.authorise(db, agent, to: .manageAccounts)
      let account = try Self.row(of: username, db)
      guard account.isDisabled else { return }
      try db.execute(sql: "UPDATE accounts SET disabled = NULL WHERE id = ?", arguments: [account.id])
      try Self.audit(db, .accountEnabled, subject: username, account: maker?.id, now: now)
    }
  }

  // MARK: rows

  private static func insert(
    _ db: Database, _ new: NewAccount, role: Role, maker: Int64?, now: Date
  ) throws -> Account {
    guard new.username.wholeMatch(of: /[a-z0-9._\-]{2,40}/) != nil else {
      throw EditorialError.invalid(
        place: "username", rule: "a username has 2 to 40 small letters, digits, points, hyphens or underscores")
    }
    let display = try Checked.text(new.displayName, "display name", longest: 100)
    let affiliation = try Checked.text(new.affiliation, "affiliation", longest: 200, mayBeEmpty: true)
    let hash = try Checked.text(new.passwordHash, "password", longest: 1_000)
    let isTaken =
      try Row.fetchOne(db, sql: "SELECT 1 FROM accounts WHERE username = ?", arguments: [new.username]) != nil
    guard !isTaken else {
      throw EditorialError.conflict(place: "account \(new.username)", rule: "an account of this name exists already")
    }
    try db.execute(
      sql: """
        INSERT INTO accounts (username, display_name, affiliation, role, password_hash, created) VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: [new.username, display, affiliation, role.rawValue, hash, Moment.text(now)])
    let account = try row(of: new.username, db)
    try audit(
      db, .accountCreated, subject: new.username, detail: "role \(role.rawValue)", account: maker, now: now)
    return account
  }

  /// Refuses to leave the store without an administrator who can sign in.
  private static func keepAnAdministrator(_ db: Database, without account: Account) throws {
    guard account.role == .administrator, !account.isDisabled else { return }
    let others = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM accounts WHERE role = 'administrator' AND disabled IS NULL AND id <> ?",
      arguments: [account.id])
    guard others ?? 0 > 0 else {
      throw EditorialError.conflict(
        place: "account \(account.username)", rule: "this is the last administrator; make another one first")
    }
  }

  private static func endSessions(_ db: Database, of account: Account) throws {
    try db.execute(sql: "DELETE FROM sessions WHERE account = ?", arguments: [account.id])
  }

  private static func id(of agent: Agent, _ db: Database) throws -> Int64? {
    try agent.username.map { try row(of: $0, db).id }
  }
}

extension Account {
  /// Reads an account; the role's words are guarded by the table.
  init(_ row: Row) throws {
    let role: String = row["role"]
    guard let known = Role(rawValue: role) else {
      throw EditorialError.unavailable(place: "accounts", rule: "the role '\(role)' is not known to this version")
    }
    self.init(
      id: row["id"], username: row["username"], displayName: row["display_name"], affiliation: row["affiliation"],
      role: known, created: row["created"], disabled: row["disabled"])
  }
}
