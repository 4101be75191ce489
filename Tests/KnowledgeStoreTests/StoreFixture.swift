import Evidence
import Foundation
import KnowledgeBase
import Testing

@testable import KnowledgeStore

/// A store in a folder of its own, with people, that goes when the test ends.
final class StoreFixture: Sendable {
  let folder: String
  let path: String
  let store: EditorialStore

  /// A day in November; each later moment is told in seconds after it.
  static let start = Date(timeIntervalSince1970: 1_795_651_200)
  static func moment(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  init(withPeople: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.path + "/coeruleus-store-" + UUID().uuidString
    path = folder + "/editorial/store.sqlite"
    store = try EditorialStore(path: path)
    guard withPeople else { return }
    try store.createFirstAdministrator(Self.person("ada"), now: Self.start)
    for (name, role) in [("ed", Role.editor), ("rita", .reviewer), ("rob", .reviewer), ("rea", .reader)] {
      try store.createAccount(Self.person(name), role: role, by: .account("ada"), now: Self.start)
    }
  }

  deinit {
    try? store.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  static func person(_ name: String) -> NewAccount {
    NewAccount(
      username: name, displayName: "Dr \(name.capitalized)", affiliation: "Example University",
      passwordHash: "hash-of-\(name)")
  }

  /// A version of an example article with a given text, as all readers see it.
  static func version(_ text: String, slug: String = "example") throws -> (version: ArticleVersion, articles: [Article])
  {
    let claim = SearchFixture.claim("A1", text)
    let ledger = try ClaimLedger(claims: [claim], references: ["one": Reference(id: "one", citation: "One 2020.")])
    let source = ArticleSource(
      slug: slug, title: ArticleSource.Heading("Example"), kind: "article", lead: ["A1"],
      sections: [
        ArticleSource.Section(
          id: "s", heading: ArticleSource.Heading("Section"), blocks: [.list(["A1"]), .panel("levels")])
      ])
    let renderer = ArticleRenderer(ledger: ledger, modelDigest: "model-1")
    return (renderer.version(source), Reader.allCases.map { renderer.article(source, for: $0) })
  }

  /// Records a version and gives its hash.
  @discardableResult
  func record(_ text: String, author: String? = nil, slug: String = "example", at seconds: Double = 1) throws -> String
  {
    let (version, articles) = try Self.version(text, slug: slug)
    try store.recordVersion(version, articles: articles, author: author, source: text, now: Self.moment(seconds))
    return version.hash
  }

  @discardableResult
  func review(
    _ hash: String, by username: String, _ decision: Review.Decision = .approve, remark: String = "read",
    interest: String = "none", at seconds: Double = 2
  ) throws -> Review {
    try store.addReview(
      slug: "example", hash: hash, by: username, decision: decision, remark: remark, conflictOfInterest: interest,
      now: Self.moment(seconds))
  }
}

/// Expects a refusal in these words; neither statements nor folders may be told.
func expectRefusal<Value>(
  _ words: String, at location: SourceLocation = #_sourceLocation, _ body: () throws -> Value
) {
  #expect(sourceLocation: location) {
    try body()
  } throws: { error in
    let text = "\(error)"
    return error is EditorialError && text.contains(words) && !text.contains("SELECT") && !text.contains("INSERT")
      && !text.contains("/")
  }
}
