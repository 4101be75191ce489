import Foundation
import KnowledgeBase
import Testing

@testable import KnowledgeStore

/// Accounts, roles, sessions: who may do what, and until when.
@Suite struct AccountTests {
  let fixture: StoreFixture
  var store: EditorialStore { fixture.store }

  init() throws { fixture = try StoreFixture() }

  @Test func `makes a first administrator once`() throws {
    let ada = try #require(try store.account(named: "ada"))
    #expect(ada.role == .administrator && ada.displayName == "Dr Ada" && ada.created == "2026-11-26T00:00:00Z")
    expectRefusal("there is an administrator already") {
      try store.createFirstAdministrator(StoreFixture.person("eve"), now: StoreFixture.start)
    }
    #expect(try store.account(named: "eve") == nil)
  }

  @Test func `lists accounts by name, and keeps password hashes apart`() throws {
    #expect(try store.accounts().map(\.username) == ["ada", "ed", "rea", "rita", "rob"])
    #expect(try store.passwordHash(of: "rita") == "hash-of-rita")
    #expect(try store.passwordHash(of: "nobody") == nil)
    let json = String(decoding: try JSONEncoder().encode(try store.accounts()), as: UTF8.self)
    #expect(!json.contains("hash-of"))
  }

  @Test func `only administrators and the operator make accounts`() throws {
    expectRefusal("the role editor may not manage accounts; that takes administrator") {
      try store.createAccount(StoreFixture.person("eve"), role: .reader, by: .account("ed"), now: StoreFixture.start)
    }
    try store.createAccount(StoreFixture.person("eve"), role: .reader, by: .console, now: StoreFixture.start)
    expectRefusal("an account of this name exists already") {
      try store.createAccount(StoreFixture.person("eve"), role: .reader, by: .account("ada"), now: StoreFixture.start)
    }
    expectRefusal("did you mean ada?") {
      try store.createAccount(StoreFixture.person("kim"), role: .reader, by: .account("adda"), now: StoreFixture.start)
    }
  }

  @Test(arguments: [
    "", "x", "Upper", "with space", "semi;colon", "quote'", "../etc", String(repeating: "a", count: 41),
  ])
  func `refuses usernames that are none`(name: String) {
    #expect(throws: EditorialError.self) {
      try store.createAccount(StoreFixture.person(name), role: .reader, by: .console, now: StoreFixture.start)
    }
  }

  @Test func `a disabled account can do nothing and keeps what it wrote`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.")
    try fixture.review(hash, by: "rita")
    try store.createSession(
      tokenHash: "t", username: "rita", csrfSecret: "c", now: StoreFixture.start, expires: StoreFixture.moment(60))
    try store.disableAccount("rita", by: .account("ada"), now: StoreFixture.moment(3))
    #expect(try store.account(named: "rita")?.disabled == "2026-11-26T00:00:03Z")
    #expect(try store.session(tokenHash: "t", now: StoreFixture.moment(4)) == nil)
    #expect(try store.passwordHash(of: "rita") == nil)
    expectRefusal("the account is disabled") { try fixture.review(hash, by: "rita") }
    #expect(try store.reviews(of: "example").map(\.reviewer) == ["rita"])
    try store.enableAccount("rita", by: .console, now: StoreFixture.moment(5))
    try fixture.review(hash, by: "rita", at: 6)
    #expect(try store.reviews(of: "example").count == 2)
  }

  @Test func `the last administrator stays`() throws {
    expectRefusal("this is the last administrator") {
      try store.disableAccount("ada", by: .account("ada"), now: StoreFixture.start)
    }
    expectRefusal("this is the last administrator") {
      try store.setRole(.reader, of: "ada", by: .console, now: StoreFixture.start)
    }
    try store.setRole(.administrator, of: "ed", by: .account("ada"), now: StoreFixture.start)
    try store.setRole(.reader, of: "ada", by: .account("ed"), now: StoreFixture.start)
    #expect(try store.account(named: "ada")?.role == .reader)
    #expect(throws: EditorialError.self) {
      try store.setRole(.administrator, of: "ada", by: .account("ada"), now: StoreFixture.start)
    }
  }

  @Test func `everybody changes their own password and nobody another's`() throws {
    try store.createSession(
      tokenHash: "t", username: "rea", csrfSecret: "c", now: StoreFixture.start, expires: StoreFixture.moment(60))
    try store.setPasswordHash("new", of: "rea", by: .account("rea"), now: StoreFixture.moment(1))
    #expect(try store.passwordHash(of: "rea") == "new")
    #expect(try store.session(tokenHash: "t", now: StoreFixture.moment(2)) == nil)
    #expect(throws: EditorialError.self) {
      try store.setPasswordHash("stolen", of: "rita", by: .account("rea"), now: StoreFixture.moment(1))
    }
    #expect(try store.passwordHash(of: "rita") == "hash-of-rita")
  }

  @Test func `a session ends when its time is over`() throws {
    let session = try store.createSession(
      tokenHash: "t", username: "ed", csrfSecret: "secret", now: StoreFixture.start, expires: StoreFixture.moment(60))
    #expect(try store.session(tokenHash: "t", now: StoreFixture.moment(59)) == session)
    #expect(session.account.username == "ed" && session.csrfSecret == "secret")
    #expect(try store.session(tokenHash: "t", now: StoreFixture.moment(60)) == nil)
    #expect(try store.session(tokenHash: "other", now: StoreFixture.start) == nil)
    #expect(try store.deleteExpiredSessions(now: StoreFixture.moment(59)) == 0)
    #expect(try store.deleteExpiredSessions(now: StoreFixture.moment(60)) == 1)
    expectRefusal("must expire after it begins") {
      try store.createSession(
        tokenHash: "u", username: "ed", csrfSecret: "c", now: StoreFixture.start, expires: StoreFixture.start)
    }
  }

  @Test func `signing out ends the session at once`() throws {
    try store.createSession(
      tokenHash: "t", username: "ed", csrfSecret: "c", now: StoreFixture.start, expires: StoreFixture.moment(60))
    try store.deleteSession(tokenHash: "t", now: StoreFixture.moment(1))
    try store.deleteSession(tokenHash: "t", now: StoreFixture.moment(1))
    #expect(try store.session(tokenHash: "t", now: StoreFixture.moment(2)) == nil)
    #expect(try store.auditEntries(limit: 2).map(\.action) == ["signed out", "signed in"])
  }

  @Test func `the table refuses a role that does not exist`() {
    #expect(throws: EditorialError.self) { try store.execute("UPDATE accounts SET role = 'owner'") }
    #expect(throws: EditorialError.self) { try store.execute("UPDATE accounts SET created = 'yesterday'") }
    #expect(throws: EditorialError.self) { try store.execute("UPDATE accounts SET display_name = NULL") }
  }
}
