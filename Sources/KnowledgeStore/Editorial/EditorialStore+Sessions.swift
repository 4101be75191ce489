public import Foundation
import GRDB

extension EditorialStore {
  /// Begins a session of an account that may be used.
  ///
  /// - Parameters:
  ///   - tokenHash: the hash of the secret that the browser keeps; the secret itself is never stored.
  ///   - username: the account that signed in.
  ///   - csrfSecret: what forms must send back.
  ///   - now: when it begins.
  ///   - expires: from when on it is worth nothing.
  @discardableResult
  public func createSession(
    tokenHash: String, username: String, csrfSecret: String, now: Date, expires: Date
  ) throws(EditorialError) -> Session {
    try write("sessions") { db in
      let account = try Self.row(of: username, db)
      guard !account.isDisabled else {
        throw EditorialError.notAllowed(place: "account \(username)", rule: "the account is disabled")
      }
      guard Moment.text(expires) > Moment.text(now) else {
        throw EditorialError.invalid(place: "session", rule: "must expire after it begins")
      }
      guard !tokenHash.isEmpty, !csrfSecret.isEmpty else {
        throw EditorialError.invalid(place: "session", rule: "needs the hash of a token and a secret for forms")
      }
      let session = Session(
        account: account, csrfSecret: csrfSecret, created: Moment.text(now), expires: Moment.text(expires))
      try db.execute(
        sql: "INSERT INTO sessions (token_hash, account, csrf_secret, created, expires) VALUES (?, ?, ?, ?, ?)",
        arguments: [tokenHash, account.id, csrfSecret, session.created, session.expires])
      try Self.audit(db, .signedIn, subject: username, account: account.id, now: now)
      return session
    }
  }

  /// The session of a token's hash; nil when there is none, it has expired, or its account is disabled.
  public func session(tokenHash: String, now: Date) throws(EditorialError) -> Session? {
    try read("sessions") { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT accounts.*, csrf_secret, sessions.created AS began, expires
          FROM sessions JOIN accounts ON accounts.id = sessions.account
          WHERE token_hash = ? AND expires > ? AND disabled IS NULL
          """, arguments: [tokenHash, Moment.text(now)]
      ).map { row in
        Session(
          account: try Account(row), csrfSecret: row["csrf_secret"], created: row["began"], expires: row["expires"])
      }
    }
  }

  /// Ends a session; nothing happens when there is none.
  public func deleteSession(tokenHash: String, now: Date) throws(EditorialError) {
    try write("sessions") { db in
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT account, username FROM sessions JOIN accounts ON accounts.id = sessions.account WHERE token_hash = ?
            """, arguments: [tokenHash])
      else { return }
      try db.execute(sql: "DELETE FROM sessions WHERE token_hash = ?", arguments: [tokenHash])
      try Self.audit(db, .signedOut, subject: row["username"], account: row["account"], now: now)
    }
  }

  /// Removes sessions that have expired and says how many there were.
  @discardableResult
  public func deleteExpiredSessions(now: Date) throws(EditorialError) -> Int {
    try write("sessions") { db in
      try db.execute(sql: "DELETE FROM sessions WHERE expires <= ?", arguments: [Moment.text(now)])
      return db.changesCount
    }
  }
}
