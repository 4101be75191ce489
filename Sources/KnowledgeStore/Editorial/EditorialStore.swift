import Foundation
import GRDB

/// Accounts, article versions, reviews, comments, reports, corrections and the audit trail in one SQLite file.
///
/// Every change is one transaction that is on disk before the call returns, with its audit entry in the same transaction; so a review that was accepted survives
/// the end of the process. Several programs may have the file open. Calls block and may come from any thread.
public final class EditorialStore: Sendable {
  let pool: DatabasePool

  /// Opens the store at a path, or makes a new one there that only the owner can read.
  ///
  /// - Throws: `EditorialError` when the file is damaged, was written by a newer version, or cannot be opened.
  public convenience init(path: String) throws(EditorialError) {
    try self.init(path: path, upTo: nil)
  }

  /// Opens the store and brings it up to a step of the schema; nil for the last.
  init(path: String, upTo step: String?) throws(EditorialError) {
    let place = Self.place(path)
    try Self.makeFile(path)
    do {
      let pool = try DatabasePool(path: path, configuration: Self.configuration)
      // GRDB chooses NORMAL when it opens a pool, which may lose the last commits when the machine loses power.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try Self.check(pool, place: place)
      try Self.migrate(pool, upTo: step)
      self.pool = pool
    } catch {
      throw EditorialError(error, place: place)
    }
  }

  /// Writes everything into the main file and shrinks the write-ahead log; changes nothing about what is safe.
  public func checkpoint() throws(EditorialError) {
    do {
      _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch {
      throw EditorialError(error, place: "store")
    }
  }

  /// Closes the file; further calls fail.
  public func close() throws(EditorialError) {
    do { try pool.close() } catch { throw EditorialError(error, place: "store") }
  }

  /// Reads inside one snapshot.
  func read<Value>(_ place: String, _ body: (Database) throws -> Value) throws(EditorialError) -> Value {
    do { return try pool.read(body) } catch { throw EditorialError(error, place: place) }
  }

  /// Writes inside one transaction; an error undoes all of it.
  func write<Value>(_ place: String, _ body: (Database) throws -> Value) throws(EditorialError) -> Value {
    do { return try pool.write(body) } catch { throw EditorialError(error, place: place) }
  }

  // MARK: opening

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.label = "editorial store"
    configuration.prepareDatabase { db in
      // A replaced row counts as deleted for triggers.
      try db.execute(sql: "PRAGMA recursive_triggers = ON")
    }
    return configuration
  }

  /// The file's name: what errors tell of a path.
  static func place(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  /// Makes the folder and an empty file that only the owner can read; SQLite gives its side files the same rights.
  static func makeFile(_ path: String) throws(EditorialError) {
    let files = FileManager.default
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      if !files.fileExists(atPath: folder) {
        try files.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
    } catch {
      throw .unavailable(place: place(path), rule: "its folder cannot be made; check the rights of the folder above it")
    }
    if files.fileExists(atPath: path) { return }
    do {
      // Another program may make it at the same moment; then its file stays.
      try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch {
      if files.fileExists(atPath: path) { return }
      throw .unavailable(place: place(path), rule: "the file cannot be made; check the rights of its folder")
    }
  }

  private static func check(_ pool: DatabasePool, place: String) throws {
    let findings = try pool.read { try String.fetchAll($0, sql: "PRAGMA quick_check(3)") }
    guard findings == ["ok"] else {
      throw EditorialError.unavailable(place: place, rule: "the file is damaged; bring back the latest backup")
    }
    let isNewer = try pool.read { db in
      try db.tableExists("grdb_migrations") && EditorialSchema.migrator.hasBeenSuperseded(db)
    }
    if isNewer {
      throw EditorialError.unavailable(
        place: place, rule: "the store was written by a newer version of Coeruleus; use that version")
    }
  }

  private static func migrate(_ pool: DatabasePool, upTo step: String?) throws {
    func run() throws {
      if let step {
        try EditorialSchema.migrator.migrate(pool, upTo: step)
      } else {
        try EditorialSchema.migrator.migrate(pool)
      }
    }
    // Each step is whole or absent. When another program takes the same step at the same moment, one of both fails and finds it done the second time.
    do { try run() } catch { try run() }
  }
}
