import Foundation
import KnowledgeBase
import Testing

@testable import KnowledgeStore

/// The file: opening, schema steps, damage, backup, several programs at once.
@Suite struct StoreFileTests {
  let fixture: StoreFixture
  var store: EditorialStore { fixture.store }

  init() throws { fixture = try StoreFixture() }

  private func rights(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `makes a folder and a file that only the owner can read`() throws {
    #expect(try rights(fixture.folder + "/editorial") == 0o700)
    #expect(try rights(fixture.path) == 0o600)
    #expect(try rights(fixture.path + "-wal") == 0o600)
  }

  @Test func `flushes every commit and guards links`() throws {
    #expect(try store.value("PRAGMA synchronous") == "2")
    #expect(try store.value("PRAGMA journal_mode") == "wal")
    #expect(try store.value("PRAGMA foreign_keys") == "1")
    #expect(try store.value("PRAGMA busy_timeout") == "5000")
    let loose = try store.value(
      "SELECT group_concat(name) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
    )
    #expect(loose == "grdb_migrations")
  }

  @Test func `holds everything after reopening`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.", author: "ed")
    try fixture.review(hash, by: "rita")
    try store.addComment(slug: "example", hash: hash, text: "Good.", by: "ed", now: StoreFixture.moment(3))
    try store.addReport(slug: "example", text: "Typo.", now: StoreFixture.moment(4))
    try store.createSession(
      tokenHash: "t", username: "ed", csrfSecret: "c", now: StoreFixture.moment(5), expires: StoreFixture.moment(60))
    let before = try Contents(store)
    try store.checkpoint()
    try store.close()
    #expect(throws: EditorialError.self) { try store.accounts() }
    let again = try EditorialStore(path: fixture.path)
    #expect(try Contents(again) == before)
    #expect(try again.session(tokenHash: "t", now: StoreFixture.moment(6))?.account.username == "ed")
    try again.close()
  }

  @Test(arguments: EditorialSchema.names)
  func `opens a store of every earlier step`(step: String) throws {
    let path = fixture.folder + "/old/store.sqlite"
    let old = try EditorialStore(path: path, upTo: step)
    try old.execute(
      """
      INSERT INTO accounts (username, display_name, affiliation, role, password_hash, created)
      VALUES ('old', 'Old', '', 'editor', 'h', '2026-01-01T00:00:00Z')
      """)
    try old.close()
    let new = try EditorialStore(path: path)
    #expect(try new.accounts().map(\.username) == ["old"])
    try new.createFirstAdministrator(StoreFixture.person("ada"), now: StoreFixture.start)
    #expect(try new.auditEntries().map(\.action) == ["account created"])
    #expect(
      try new.value("SELECT group_concat(identifier, '|') FROM grdb_migrations")
        == EditorialSchema.names.joined(separator: "|"))
    try new.close()
  }

  @Test func `refuses a store of a newer version`() throws {
    try store.execute("INSERT INTO grdb_migrations VALUES ('99 later')")
    expectRefusal("newer version") { try EditorialStore(path: fixture.path) }
  }

  @Test func `refuses a file that is no store or is damaged`() throws {
    let text = fixture.folder + "/text.sqlite"
    try Data(String(repeating: "no database ", count: 500).utf8).write(to: URL(fileURLWithPath: text))
    expectRefusal("text.sqlite: the file is damaged or no store") { try EditorialStore(path: text) }
    for number in 0..<40 { try fixture.record("Version \(number).") }
    try store.checkpoint()
    try store.close()
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: fixture.path))
    let size = try handle.seekToEnd()
    for offset in stride(from: 4_096, to: size, by: 4_096) {
      try handle.seek(toOffset: offset)
      try handle.write(contentsOf: Data(repeating: 0x5A, count: 64))
    }
    try handle.close()
    expectRefusal("damaged") { try EditorialStore(path: fixture.path) }
  }

  @Test func `refuses a path where nothing can be written`() throws {
    let file = fixture.folder + "/plain"
    try Data().write(to: URL(fileURLWithPath: file))
    expectRefusal("folder cannot be made") { try EditorialStore(path: file + "/sub/store.sqlite") }
    #expect(throws: EditorialError.self) { try EditorialStore(path: fixture.folder) }
  }

  @Test func `a backup opens and holds the same`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.", author: "ed")
    try fixture.review(hash, by: "rita")
    let before = try Contents(store)
    let copy = fixture.folder + "/backups/copy.sqlite"
    try store.backup(to: copy, by: .account("ada"), now: StoreFixture.moment(9))
    #expect(try rights(copy) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder + "/backups") == ["copy.sqlite"])
    try fixture.review(hash, by: "rob", at: 10)
    let opened = try EditorialStore(path: copy)
    #expect(try Contents(opened) == before)
    #expect(try opened.reviews(of: "example").count == 1)
    try opened.close()
    expectRefusal("may not manage accounts") {
      try store.backup(to: fixture.folder + "/x", by: .account("ed"), now: StoreFixture.moment(11))
    }
    expectRefusal("overwrites nothing") { try store.backup(to: copy, now: StoreFixture.moment(11)) }
    expectRefusal("overwrites nothing") { try store.backup(to: fixture.path, now: StoreFixture.moment(11)) }
    #expect(try store.auditEntries(limit: 2).last?.action == "backup made")
  }

  @Test func `two stores on one file see each other's writes`() throws {
    let other = try EditorialStore(path: fixture.path)
    let hash = try fixture.record("Reboxetine raises the pulse.")
    try other.addReview(
      slug: "example", hash: hash, by: "rita", decision: .approve, remark: "", conflictOfInterest: "none",
      now: StoreFixture.start)
    #expect(try store.reviews(of: "example").count == 1)
    let (store, other2) = (store, other)
    DispatchQueue.concurrentPerform(iterations: 40) { number in
      let one = number.isMultiple(of: 2) ? store : other2
      #expect(throws: Never.self) {
        try one.addReport(slug: "example", text: "Report \(number).", now: StoreFixture.start)
      }
    }
    #expect(Set(try other.reports().map(\.text)).count == 40)
    try other.close()
  }

  @Test func `a new file may be opened by many at once`() throws {
    let path = fixture.folder + "/many/store.sqlite"
    DispatchQueue.concurrentPerform(iterations: 6) { number in
      #expect(throws: Never.self) {
        let store = try EditorialStore(path: path)
        try store.addReport(slug: "example", text: "Report \(number).", now: StoreFixture.start)
        try store.close()
      }
    }
    let store = try EditorialStore(path: path)
    #expect(try store.reports().count == 6)
    try store.close()
  }

  /// What two stores are compared by.
  private struct Contents: Equatable {
    let accounts: [Account]
    let versions: [StoredVersion]
    let reviews: [Review]
    let comments: [KnowledgeStore.Comment]
    let reports: [ErrorReport]
    let audit: [AuditEntry]

    init(_ store: EditorialStore) throws {
      accounts = try store.accounts()
      versions = try store.versions(of: "example")
      reviews = try store.reviews(of: "example")
      comments = try store.comments(slug: "example")
      reports = try store.reports()
      audit = try store.auditEntries()
    }
  }
}
