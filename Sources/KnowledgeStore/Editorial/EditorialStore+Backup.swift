public import Foundation
import GRDB
import KnowledgeBase

extension EditorialStore {
  /// Copies the store into a new file while it is in use: a whole, checked file without side files, readable by the owner only.
  ///
  /// The copy grows under another name and gets its own when it is complete.
  ///
  /// - Throws: `EditorialError` when the file exists already or cannot be written, or the account is no administrator.
  public func backup(to path: String, by agent: Agent = .console, now: Date) throws(EditorialError) {
    let place = Self.place(path)
    let files = FileManager.default
    guard !files.fileExists(atPath: path) else {
      throw .conflict(place: place, rule: "a file of this name exists already; a backup overwrites nothing")
    }
    try read(place) { _ = try Self.authorise($0, agent, to: .manageAccounts) }
    let partial = path + ".partial"
    try? files.removeItem(atPath: partial)
    try Self.makeFile(partial)
    do {
      let copy = try DatabaseQueue(path: partial, configuration: Self.configuration)
      try pool.backup(to: copy)
      let findings = try copy.writeWithoutTransaction { db in
        // One file: the copy needs no write-ahead log beside it.
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        return try String.fetchAll(db, sql: "PRAGMA quick_check(3)")
      }
      try copy.close()
      guard findings == ["ok"] else {
        throw EditorialError.unavailable(place: place, rule: "the copy is damaged; check the disk and try again")
      }
      try files.moveItem(atPath: partial, toPath: path)
    } catch {
      try? files.removeItem(atPath: partial)
      throw EditorialError(error, place: place)
    }
    try record(.backupMade, subject: place, by: agent, now: now)
  }
}
