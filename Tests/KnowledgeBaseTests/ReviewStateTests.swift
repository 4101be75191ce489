import KnowledgeBase
import Testing

@Suite struct ReviewStateTests {
  private func review(
    _ reviewer: String, _ decision: Review.Decision, hash: String = "h1", sequence: Int64 = 1
  ) -> Review {
    Review(
      sequence: sequence, slug: "s", hash: hash, reviewer: reviewer, name: "Dr \(reviewer)", decision: decision,
      remark: "",
      conflictOfInterest: "none", date: "2026-01-0\(sequence)T00:00:00Z")
  }

  private func state(_ reviews: [Review], author: String? = nil) -> ReviewState {
    ReviewState.state(of: "h1", author: author, reviews: reviews)
  }

  @Test func `without reviews it is Submitted`() { #expect(state([]) == .submitted) }

  @Test func `one approval leaves it Under Review, two of different people approve it`() {
    #expect(state([review("a", .approve)]) == .underReview)
    #expect(state([review("a", .approve), review("a", .approve, sequence: 2)]) == .underReview)
    #expect(state([review("a", .approve), review("b", .approve, sequence: 2)]) == .approved)
  }

  @Test func `reviews of another version count for nothing`() {
    #expect(state([review("a", .approve, hash: "h0"), review("b", .approve, hash: "h0")]) == .submitted)
  }

  @Test func `the author of a version is not its reviewer`() {
    #expect(state([review("a", .approve), review("b", .approve)], author: "a") == .underReview)
    #expect(state([review("a", .approve)], author: "a") == .submitted)
  }

  @Test func `an open objection stands against any number of approvals until it is withdrawn`() {
    let approvals = [review("a", .approve), review("b", .approve, sequence: 2)]
    #expect(state(approvals + [review("c", .askForChanges, sequence: 3)]) == .underReview)
    #expect(
      state(approvals + [review("c", .askForChanges, sequence: 3), review("c", .approve, sequence: 4)]) == .approved)
    #expect(state(approvals + [review("b", .askForChanges, sequence: 3)]) == .underReview)
  }

  @Test func `the banner names reviewers and a date only when approved`() {
    let version = ArticleVersion(slug: "s", hash: "h1", claimDigests: [:], modelDigest: nil)
    let under = StatusBanner(version: version, author: nil, reviews: [review("a", .approve)], staleReasons: [])
    #expect(under.approvedBy.isEmpty && under.lastReviewed == nil)
    let approved = StatusBanner(
      version: version, author: nil, reviews: [review("a", .approve), review("b", .approve, sequence: 2)],
      staleReasons: [])
    #expect(approved.approvedBy == ["Dr a", "Dr b"])
    #expect(approved.lastReviewed == "2026-01-02")
  }

  @Test func `only reviewers review, only editors and administrators edit, readers do nothing`() {
    #expect(Role.allCases.filter { $0.may(.review) } == [.reviewer])
    #expect(Role.allCases.filter { $0.may(.edit) } == [.editor, .administrator])
    #expect(Role.allCases.filter { $0.may(.manageAccounts) } == [.administrator])
    #expect(Role.Action.allCases.allSatisfy { !Role.reader.may($0) })
  }
}
