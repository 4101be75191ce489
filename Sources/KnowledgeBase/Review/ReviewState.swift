/// Where an article version stands; computed from stored reviews of its content hash, never set.
public enum ReviewState: String, Sendable, Codable, CaseIterable {
  case submitted = "Submitted"
  case underReview = "Under Review"
  case approved = "Approved"

  /// How many different people must approve.
  public static let approvalsNeeded = 2

  /// The state that reviews give to a version.
  ///
  /// Only reviews of exactly this hash count, and of each person only the latest. The author of a version does not count as its reviewer. Submitted: nobody
  /// has reviewed. Approved: two or more approve and nobody's latest word asks for changes. Under Review: everything between.
  public static func state(of hash: String, author: String?, reviews: [Review]) -> ReviewState {
    let latest = latestReviews(of: hash, author: author, reviews: reviews)
    guard !latest.isEmpty else { return .submitted }
    let approvals = latest.count { $0.decision == .approve }
    let isObjected = latest.contains { $0.decision == .askForChanges }
    return approvals >= approvalsNeeded && !isObjected ? .approved : .underReview
  }

  /// The reviews that count, one for each person, in the order of their writing.
  public static func latestReviews(of hash: String, author: String?, reviews: [Review]) -> [Review] {
    var latest: [String: Review] = [:]
    for review in reviews where review.hash == hash && review.reviewer != author { latest[review.reviewer] = review }
    return latest.values.sorted { ($0.sequence, $0.reviewer) < ($1.sequence, $1.reviewer) }
  }
}

/// A reviewer's word on one version.
public struct Review: Sendable, Equatable, Codable {
  /// What the reviewer says.
  public enum Decision: String, Sendable, Codable, CaseIterable {
    case approve
    case askForChanges = "ask for changes"
  }

  /// The order of writing.
  public var sequence: Int64
  public var slug: String
  /// The content hash that was read.
  public var hash: String
  /// The account that wrote it.
  public var reviewer: String
  /// The name that is shown.
  public var name: String
  public var decision: Decision
  public var remark: String
  /// What the reviewer declares, such as "none".
  public var conflictOfInterest: String
  /// When, as yyyy-mm-ddThh:mm:ssZ.
  public var date: String

  /// Makes a review.
  public init(
    sequence: Int64, slug: String, hash: String, reviewer: String, name: String, decision: Decision, remark: String,
    conflictOfInterest: String, date: String
  ) {
    self.sequence = sequence
    self.slug = slug
    self.hash = hash
    self.reviewer = reviewer
    self.name = name
    self.decision = decision
    self.remark = remark
    self.conflictOfInterest = conflictOfInterest
    self.date = date
  }
}

/// What an account may do at the desk.
public enum Role: String, Sendable, Codable, CaseIterable, Comparable {
  case reader, editor, reviewer, administrator

  /// Something that may be allowed.
  public enum Action: Sendable, CaseIterable { case comment, edit, review, manageAccounts, readAudit, closeReport }

  /// Whether the role allows it.
  public func may(_ action: Action) -> Bool {
    switch action {
    case .comment: self != .reader
    case .edit: self == .editor || self == .administrator
    case .review: self == .reviewer
    case .manageAccounts: self == .administrator
    case .readAudit, .closeReport: self != .reader
    }
  }

  public static func < (left: Role, right: Role) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// The banner above an article: the state and what it rests on, in words.
public struct StatusBanner: Sendable, Equatable, Codable {
  public var state: ReviewState
  public var hash: String
  /// The names of those who approved, empty unless Approved.
  public var approvedBy: [String]
  /// The day of the approval that completed it.
  public var lastReviewed: String?
  /// Why an earlier approval no longer holds, or a stored version is out of date.
  public var staleReasons: [String]

  /// Computes the banner of a version.
  public init(version: ArticleVersion, author: String?, reviews: [Review], staleReasons: [String]) {
    state = ReviewState.state(of: version.hash, author: author, reviews: reviews)
    hash = version.hash
    let approvals = ReviewState.latestReviews(of: version.hash, author: author, reviews: reviews).filter {
      $0.decision == .approve
    }
    approvedBy = state == .approved ? approvals.map(\.name) : []
    lastReviewed = state == .approved ? approvals.map { String($0.date.prefix(10)) }.max() : nil
    self.staleReasons = staleReasons
  }

  /// The banner in one line.
  public var text: String {
    let short = hash.prefix(12)
    switch state {
    case .submitted:
      return "Submitted: no person has reviewed this version (\(short)) yet. Machine checks are not review."
    case .underReview: return "Under Review: this version (\(short)) has not been approved by two reviewers."
    case .approved:
      return "Approved by \(approvedBy.joined(separator: " and ")) on \(lastReviewed ?? "") (version \(short))."
    }
  }
}
