public import DrugLibrary
import Foundation

/// The articles that ship: written views in `Data/articles`, and one generated for each medicine and condition.
public struct ArticleLibrary: Sendable {
  /// The views in order: written ones first.
  public let sources: [ArticleSource]
  /// The text of the written views by slug, as an editor sees it.
  public let texts: [String: String]
  private let index: [String: Int]

  /// Loads the written views and generates the others.
  ///
  /// - Throws: `LibraryError` with file, line and rule for the first fault.
  public init(library: DrugLibrary, ledger: ClaimLedger, panels: Set<String>) throws(LibraryError) {
    var sources: [ArticleSource] = []
    var texts: [String: String] = [:]
    for path in DrugLibrary.files(library.folder + "/articles") {
      let source = try ArticleSource.read(DrugLibrary.parse(path), ledger: ledger, panels: panels)
      texts[source.slug] = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
      sources.append(source)
    }
    sources += GeneratedArticles(ledger: ledger, library: library).all()
    self.sources = sources
    self.texts = texts
    index = Dictionary(
      sources.enumerated().map { ($0.element.slug, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// A view by its slug.
  public subscript(slug: String) -> ArticleSource? { index[slug].map { sources[$0] } }
}
