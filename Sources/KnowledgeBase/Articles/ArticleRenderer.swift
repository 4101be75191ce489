import ContentDigests
import Evidence
import Foundation

/// Renders views for readers and gives a version its content hash.
public struct ArticleRenderer: Sendable {
  let ledger: ClaimLedger
  /// A digest of the model and the drug library: what computed panels depend on.
  let modelDigest: String

  /// Makes a renderer.
  public init(ledger: ClaimLedger, modelDigest: String) {
    self.ledger = ledger
    self.modelDigest = modelDigest
  }

  /// The article as a reader sees it.
  public func article(_ source: ArticleSource, for reader: Reader) -> Article {
    var list = CitationList(ledger: ledger)
    let wording = ClaimWording(ledger: ledger, reader: reader)
    func tell(_ ids: [String]) -> [[Article.Sentence]] {
      ids.compactMap { ledger[$0] }.map { claim in wording.sentences(claim) { list.cite($0) } }
    }
    let lead = tell(source.lead).flatMap { $0.filter { $0.role == .fact || $0.role == .notVerified } }
    let sections = source.sections.map { section in
      Article.Section(
        id: section.id, heading: section.heading.text(for: reader),
        blocks: section.blocks.map { block in
          switch block {
          case .subheading(let heading): return .subheading(heading.text(for: reader))
          case .claims(let ids): return .paragraph(tell(ids).flatMap { $0 })
          case .list(let ids): return .list(tell(ids))
          case .panel(let id): return .panel(id)
          case .options(let ids):
            return .options(
              ids.compactMap { ledger[$0] }.map { claim in
                Article.OptionRow(
                  profile: claim.tags.conditions.joined(separator: ", "), medicines: claim.tags.drugs,
                  sentences: wording.sentences(claim) { list.cite($0) })
              })
          }
        })
    }
    return Article(
      slug: source.slug, title: source.title.text(for: reader), kind: source.kind, reader: reader, lead: lead,
      sections: sections, sources: list.citations, disclaimer: Article.disclaimer)
  }

  /// The version of a view: what is shown to all four readers, and what it depends on.
  public func version(_ source: ArticleSource) -> ArticleVersion {
    let articles = Reader.allCases.map { article(source, for: $0) }
    let usesModel = !source.panelIDs.isEmpty
    let content = articles.map(CanonicalJSON.text).joined(separator: "\n") + (usesModel ? "\n\(modelDigest)" : "")
    return ArticleVersion(
      slug: source.slug, hash: ContentDigest.hexadecimal(content),
      claimDigests: Dictionary(uniqueKeysWithValues: source.claimIDs.map { ($0, ledger.digest(of: $0) ?? "") }),
      modelDigest: usesModel ? modelDigest : nil)
  }
}

/// An article's content hash and what it was made from.
public struct ArticleVersion: Sendable, Equatable, Codable {
  public var slug: String
  /// SHA-256 over what all readers see.
  public var hash: String
  /// Claim id to the digest of the claim when the version was made.
  public var claimDigests: [String: String]
  /// The digest of model and drug library, when panels depend on it.
  public var modelDigest: String?

  /// Makes a version.
  public init(slug: String, hash: String, claimDigests: [String: String], modelDigest: String?) {
    self.slug = slug
    self.hash = hash
    self.claimDigests = claimDigests
    self.modelDigest = modelDigest
  }

  /// What changed since under this version: claims that changed or went, the model; empty while it is fresh.
  public func staleReasons(ledger: ClaimLedger, modelDigest current: String) -> [String] {
    var reasons = claimDigests.keys.sorted().compactMap { id -> String? in
      guard let now = ledger.digest(of: id) else { return "claim \(id) is no longer in the ledger" }
      return now == claimDigests[id] ? nil : "claim \(id) has changed"
    }
    if let modelDigest, modelDigest != current {
      reasons.append("the simulation model or the drug library has changed")
    }
    return reasons
  }
}

/// JSON with one way to write a value: sorted keys, nothing left to chance.
public enum CanonicalJSON {
  /// A value as text.
  public static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// A value as text for people: indented.
  public static func readable(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
