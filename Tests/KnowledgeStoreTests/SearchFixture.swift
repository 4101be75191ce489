import DrugLibrary
import Evidence
import Foundation
import KnowledgeBase

@testable import KnowledgeStore

/// The shipped data, loaded once, and an index of them.
struct SearchFixture: Sendable {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../Data"
  static let shared = Result { try SearchFixture() }

  let library: DrugLibrary
  let ledger: ClaimLedger
  let articles: ArticleLibrary
  let vocabulary: Vocabulary
  let index: SearchIndex

  init() throws {
    library = try DrugLibrary(folder: Self.folder)
    ledger = try ClaimLedger(library: library)
    articles = try ArticleLibrary(library: library, ledger: ledger, panels: Self.panels())
    vocabulary = try Vocabulary(library: library)
    index = try SearchIndex(library: library, ledger: ledger, articles: articles, vocabulary: vocabulary)
  }

  /// The panels that the written articles name; which panels exist is not known here.
  private static func panels() -> Set<String> {
    let texts = DrugLibrary.files(folder + "/articles").compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    return Set(texts.flatMap { $0.matches(of: /panel: *"?([A-Za-z0-9-]+)/).map { String($0.1) } })
  }

  /// An index of a few claims of our own.
  func index(of claims: [Claim], notCitable: Set<String> = []) throws -> SearchIndex {
    try SearchIndex(
      claims.map { SearchDocument.document($0, isCitable: !notCitable.contains($0.id)) }, library: library,
      vocabulary: vocabulary)
  }

  static func claim(_ id: String, _ text: String, grade: EvidenceGrade = .c, drugs: [String] = []) -> Claim {
    Claim(
      id: id, text: text, plain: text, kind: .drugEffect, scope: Claim.Scope(species: "human", age: "adults"),
      sources: [Claim.Source(reference: "one", locator: "abstract", supports: .yes)], grade: grade,
      gradeReason: "as an example", status: .verified, date: "2026-11-26",
      tags: Claim.Tags(drugs: drugs, topics: ["efficacy"]))
  }
}

extension SearchIndex {
  /// The ids of the best hits.
  func ids(_ text: String, _ kinds: Set<SearchHit.Kind> = [], limit: Int = 10) -> [String] {
    hits(for: text, kinds: kinds, limit: limit).hits.map(\.id)
  }

  /// The words that a text's misspelt words were read as.
  func readings(_ text: String) -> [String] { hits(for: text, kinds: [], limit: 1).corrections.map(\.readAs) }
}
