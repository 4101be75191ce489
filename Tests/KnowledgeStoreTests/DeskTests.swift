import Foundation
import KnowledgeBase
import Testing

@testable import KnowledgeStore

/// Comments, reports, corrections, and the audit trail that nobody changes.
@Suite struct DeskTests {
  let fixture: StoreFixture
  var store: EditorialStore { fixture.store }

  init() throws { fixture = try StoreFixture() }

  @Test func `keeps comments on versions and claims`() throws {
    let first = try fixture.record("First.")
    let second = try fixture.record("Second.")
    let comment = try store.addComment(
      slug: "example", hash: first, claim: "A1", text: " Which dose? ", by: "ed", now: StoreFixture.moment(1))
    try store.addComment(slug: "example", hash: second, text: "Good.", by: "rita", now: StoreFixture.moment(2))
    #expect(comment.text == "Which dose?" && comment.name == "Dr Ed" && comment.resolved == nil)
    #expect(try store.comments(slug: "example").map(\.text) == ["Which dose?", "Good."])
    #expect(try store.comments(slug: "example", hash: first) == [comment])
    try store.resolveComment(comment.id, by: "rita", now: StoreFixture.moment(3))
    try store.resolveComment(comment.id, by: "rob", now: StoreFixture.moment(4))
    #expect(try store.comments(slug: "example", hash: first).first?.resolved == "2026-11-26T00:00:03Z")
    expectRefusal("may not comment") {
      try store.addComment(slug: "example", hash: first, text: "Hm", by: "rea", now: StoreFixture.start)
    }
    expectRefusal("there is no such comment") {
      try store.resolveComment(99, by: "ed", now: StoreFixture.start)
    }
    expectRefusal("must not be empty") {
      try store.addComment(slug: "example", hash: first, text: " ", by: "ed", now: StoreFixture.start)
    }
  }

  @Test func `takes reports from anybody and closes them with an answer`() throws {
    let report = try store.addReport(
      slug: "example", claim: "A1", text: "The dose is wrong.", contact: "  ", now: StoreFixture.moment(1))
    #expect(report.state == .open && report.contact == nil && report.answer == nil)
    let second = try store.addReport(
      slug: "other", text: "'); DELETE FROM audit; --", contact: "me@example.org", now: StoreFixture.moment(2))
    #expect(try store.reports() == [report, second])
    expectRefusal("may not answer reports") {
      try store.closeReport(report.id, answer: "No.", by: "rea", now: StoreFixture.start)
    }
    expectRefusal("must not be empty") {
      try store.closeReport(report.id, answer: "", by: "ed", now: StoreFixture.start)
    }
    let closed = try store.closeReport(report.id, answer: "Corrected.", by: "ed", now: StoreFixture.moment(3))
    #expect(closed.state == .closed && closed.answer == "Corrected.")
    #expect(try store.reports(state: .open) == [second])
    #expect(try store.reports(state: .closed) == [closed])
    #expect(try store.reports(slug: "other") == [second])
    expectRefusal("it is closed already") {
      try store.closeReport(report.id, answer: "Again.", by: "ed", now: StoreFixture.start)
    }
    #expect(try store.auditEntries().allSatisfy { !$0.detail.contains("example.org") })
  }

  @Test func `publishes corrections, latest first`() throws {
    try store.addCorrection(slug: "example", text: "18 mg, not 80 mg.", by: .account("ed"), now: StoreFixture.moment(1))
    try store.addCorrection(slug: "other", text: "Source replaced.", by: .console, now: StoreFixture.moment(2))
    let log = try store.corrections()
    #expect(log.map(\.slug) == ["other", "example"] && log.map(\.name) == [nil, "Dr Ed"])
    #expect(log.last?.date == "2026-11-26T00:00:01Z")
    #expect(try store.corrections(slug: "example").map(\.text) == ["18 mg, not 80 mg."])
    expectRefusal("may not edit") {
      try store.addCorrection(slug: "example", text: "x", by: .account("rita"), now: StoreFixture.start)
    }
    #expect(throws: EditorialError.self) { try store.execute("UPDATE corrections SET text = 'nothing'") }
  }

  @Test func `pages through the audit trail, latest first`() throws {
    for number in 0..<25 {
      try store.record(
        .signInRefused, subject: "try \(number)", by: .console, now: StoreFixture.moment(Double(number)))
    }
    var seen: [AuditEntry] = []
    while true {
      let page = try store.auditEntries(before: seen.last?.sequence, limit: 10)
      if page.isEmpty { break }
      seen += page
    }
    #expect(seen.count == 30)
    #expect(seen.map(\.sequence) == seen.map(\.sequence).sorted(by: >))
    #expect(seen.first?.subject == "try 24" && seen.last?.subject == "ada" && seen.last?.username == nil)
  }

  @Test(arguments: [
    "UPDATE audit SET detail = 'nothing'", "DELETE FROM audit", "DELETE FROM audit WHERE sequence = 1",
    "REPLACE INTO audit (sequence, action, subject, detail, created) VALUES (1, 'x', 'x', 'x', '2026-11-26T00:00:00Z')",
    "UPDATE audit SET sequence = sequence + 100", "UPDATE reviews SET decision = 'approve'", "DELETE FROM reviews",
    "UPDATE article_versions SET rendering = '[]'", "DELETE FROM article_versions", "DELETE FROM accounts",
  ])
  func `refuses to change what was written`(statement: String) throws {
    let hash = try fixture.record("Reboxetine raises the pulse.", author: "ed")
    try fixture.review(hash, by: "rita", .askForChanges)
    let before = try store.auditEntries()
    #expect(throws: EditorialError.self) { try store.execute(statement) }
    #expect(try store.auditEntries() == before)
    #expect(try store.reviews(of: "example").map(\.decision) == [.askForChanges])
    #expect(try store.versions(of: "example").count == 1)
  }
}
