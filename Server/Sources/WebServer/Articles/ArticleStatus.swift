import Answers
import Evidence
import Foundation
import KnowledgeBase
import KnowledgeStore

/// Where an article stands: the banner of its present version, its reviews and its versions.
struct ArticleStatus {
  let banner: StatusBanner
  /// The reviews of this version that count.
  let reviews: [Review]
  /// Every stored version, the latest last.
  let versions: [StoredVersion]
  /// The day on which the present version was recorded, or on which its youngest claim was checked.
  let updated: String?
  /// The approved version that the present one has left behind.
  let staleSince: String?

  /// Reads the store for the present version of an article.
  init(_ entry: ArticleBook.Entry, site: Site) throws {
    let all = try site.store.reviews(of: entry.source.slug)
    versions = try site.store.versions(of: entry.source.slug)
    reviews = ReviewState.latestReviews(of: entry.version.hash, author: entry.author, reviews: all)
    let state = ReviewState.state(of: entry.version.hash, author: entry.author, reviews: all)
    var reasons: [String] = []
    let earlier = versions.last { stored in
      stored.version.hash != entry.version.hash
        && ReviewState.state(of: stored.version.hash, author: stored.author, reviews: all) == .approved
    }
    if state != .approved, let earlier {
      let changed = earlier.version.staleReasons(ledger: site.knowledge.ledger, modelDigest: site.knowledge.modelDigest)
      reasons = changed.isEmpty ? ["the text has been edited"] : changed
    }
    staleSince = reasons.isEmpty ? nil : earlier?.version.hash
    banner = StatusBanner(version: entry.version, author: entry.author, reviews: all, staleReasons: reasons)
    let stored = versions.last { $0.version.hash == entry.version.hash }
    updated =
      stored.map { String($0.created.prefix(10)) }
      ?? entry.source.claimIDs.compactMap { site.knowledge.ledger[$0]?.date }.max()
  }

  /// Reads the store for a stored version.
  init(stored: StoredVersion, site: Site) throws {
    let all = try site.store.reviews(of: stored.version.slug)
    versions = try site.store.versions(of: stored.version.slug)
    reviews = ReviewState.latestReviews(of: stored.version.hash, author: stored.author, reviews: all)
    banner = StatusBanner(
      version: stored.version, author: stored.author, reviews: all,
      staleReasons: stored.version.staleReasons(ledger: site.knowledge.ledger, modelDigest: site.knowledge.modelDigest))
    updated = String(stored.created.prefix(10))
    staleSince = nil
  }
}

extension ReviewState {
  /// The state as a class of the style sheet.
  var styleClass: String { rawValue.lowercased().replacing(" ", with: "-") }
}
