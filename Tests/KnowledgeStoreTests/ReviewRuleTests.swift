import Foundation
import KnowledgeBase
import Testing

@testable import KnowledgeStore

/// Versions and reviews: what is stored once, who may review, and the state that follows.
@Suite struct ReviewRuleTests {
  let fixture: StoreFixture
  var store: EditorialStore { fixture.store }

  init() throws { fixture = try StoreFixture() }

  @Test func `records a version once`() throws {
    let (version, articles) = try StoreFixture.version("Reboxetine raises the pulse.")
    #expect(
      try store.recordVersion(version, articles: articles, author: "ed", source: "s", now: StoreFixture.moment(1)))
    #expect(try !store.recordVersion(version, articles: articles, now: StoreFixture.moment(9)))
    let stored = try #require(try store.latestVersion(of: "example"))
    #expect(stored.version == version && stored.author == "ed" && stored.source == "s")
    #expect(stored.created == "2026-11-26T00:00:01Z")
    #expect(stored.rendering == CanonicalJSON.text(articles))
    for article in articles { #expect(stored.article(for: article.reader) == article) }
    #expect(try store.versions(of: "example") == [stored])
    #expect(try store.version(of: "example", hash: version.hash) == stored)
  }

  @Test func `keeps versions in the order of recording`() throws {
    let hashes = try ["First.", "Second.", "Third."].map { try fixture.record($0) }
    try fixture.record("Another article.", slug: "other")
    #expect(Set(hashes).count == 3)
    #expect(try store.versions(of: "example").map(\.version.hash) == hashes)
    #expect(try store.latestVersion(of: "example")?.version.hash == hashes.last)
    #expect(try store.latestVersion(of: "none") == nil)
    #expect(try store.version(of: "example", hash: "none") == nil)
  }

  @Test func `only editors and administrators write versions`() throws {
    expectRefusal("may not edit") { try fixture.record("By a reader.", author: "rea") }
    expectRefusal("may not edit") { try fixture.record("By a reviewer.", author: "rita") }
    try fixture.record("By the administrator.", author: "ada")
    let (version, articles) = try StoreFixture.version("Incomplete.")
    expectRefusal("once for each reader") {
      try store.recordVersion(version, articles: Array(articles.dropLast()), now: StoreFixture.start)
    }
    var wrong = version
    wrong.hash = "'; DROP TABLE reviews; --"
    #expect(throws: EditorialError.self) { try store.recordVersion(wrong, articles: articles, now: StoreFixture.start) }
  }

  @Test func `the state follows from the stored reviews`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.", author: "ed")
    func state() throws -> ReviewState {
      ReviewState.state(
        of: hash, author: try store.version(of: "example", hash: hash)?.author,
        reviews: try store.reviews(of: "example"))
    }
    #expect(try state() == .submitted)
    try fixture.review(hash, by: "rita")
    try fixture.review(hash, by: "rita", at: 3)
    #expect(try state() == .underReview)
    try fixture.review(hash, by: "rob", .askForChanges, remark: "the number is wrong", at: 4)
    #expect(try state() == .underReview)
    try fixture.review(hash, by: "rob", at: 5)
    #expect(try state() == .approved)
    let banner = StatusBanner(
      version: try #require(try store.version(of: "example", hash: hash)).version, author: "ed",
      reviews: try store.reviews(of: "example"), staleReasons: [])
    #expect(banner.approvedBy == ["Dr Rita", "Dr Rob"] && banner.lastReviewed == "2026-11-26")
    let newHash = try fixture.record("Reboxetine raises the pulse a little.", author: "ed")
    #expect(ReviewState.state(of: newHash, author: "ed", reviews: try store.reviews(of: "example")) == .submitted)
  }

  @Test func `a review is stored whole`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.")
    let review = try fixture.review(
      hash, by: "rita", .askForChanges, remark: " say by how much ", interest: "lecture fees, 2025")
    #expect(review.remark == "say by how much" && review.conflictOfInterest == "lecture fees, 2025")
    #expect(review.name == "Dr Rita" && review.date == "2026-11-26T00:00:02Z")
    #expect(try store.reviews(of: "example") == [review])
    #expect(try store.reviews(of: "other").isEmpty)
  }

  @Test func `refuses a review of what is not stored`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.")
    let other = String(repeating: "0", count: 64)
    expectRefusal("this version is not stored; did you mean version \(hash.prefix(12))?") {
      try fixture.review(other, by: "rita")
    }
    expectRefusal("did you mean example?") {
      try store.addReview(
        slug: "exmaple", hash: hash, by: "rita", decision: .approve, remark: "", conflictOfInterest: "none",
        now: StoreFixture.start)
    }
  }

  @Test(arguments: ["ada", "ed", "rea"])
  func `refuses a review by somebody who is no reviewer`(username: String) throws {
    let hash = try fixture.record("Reboxetine raises the pulse.")
    expectRefusal("may not review; that takes reviewer") { try fixture.review(hash, by: username) }
    expectRefusal("no account has this name") { try fixture.review(hash, by: "nobody") }
    #expect(try store.reviews(of: "example").isEmpty)
  }

  @Test func `refuses a review by the author, even after a change of role`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.", author: "ed")
    try store.setRole(.reviewer, of: "ed", by: .account("ada"), now: StoreFixture.start)
    expectRefusal("nobody reviews what they wrote") { try fixture.review(hash, by: "ed") }
    #expect(throws: EditorialError.self) {
      try store.execute(
        """
        INSERT INTO reviews (slug, hash, reviewer, name, decision, remark, conflict_of_interest, created)
        SELECT slug, hash, author, 'x', 'approve', '', 'none', created FROM article_versions
        """)
    }
  }

  @Test func `needs a remark when changes are asked for, and a line on interests always`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.")
    expectRefusal("say what has to change") {
      try fixture.review(hash, by: "rita", .askForChanges, remark: " \n")
    }
    expectRefusal("declare your interests") { try fixture.review(hash, by: "rita", interest: "  ") }
    expectRefusal("at most 10000 characters") {
      try fixture.review(hash, by: "rita", remark: String(repeating: "x", count: 10_001))
    }
    try fixture.review(hash, by: "rita", .approve, remark: "")
    #expect(try store.reviews(of: "example").count == 1)
  }

  @Test func `writes the review and its audit entry together or not at all`() throws {
    let hash = try fixture.record("Reboxetine raises the pulse.")
    let entries = try store.auditEntries().count
    try fixture.review(hash, by: "rita")
    let entry = try #require(try store.auditEntries(limit: 1).first)
    #expect(entry.action == "review written" && entry.username == "rita" && entry.detail == "approve")
    #expect(entry.subject.contains(String(hash.prefix(12))))
    try store.execute("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END")
    #expect(throws: EditorialError.self) { try fixture.review(hash, by: "rob") }
    #expect(try store.reviews(of: "example").count == 1)
    #expect(try store.auditEntries().count == entries + 1)
  }
}
