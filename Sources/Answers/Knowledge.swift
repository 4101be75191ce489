import ContentDigests
public import DrugLibrary
import Foundation
public import KnowledgeBase
public import SafetyScreen

/// Everything that is read from a data folder, loaded once: drugs, claims, articles, panels, words.
public struct Knowledge: Sendable {
  public let library: DrugLibrary
  public let ledger: ClaimLedger
  public let panels: PanelLibrary
  public let articles: ArticleLibrary
  public let words: QuestionWords
  public let screen: SafetyScreen
  /// SHA-256 over the drug library, the system's parameters and the program's version: what computed numbers depend on.
  public let modelDigest: String
  /// SHA-256 over ledger and model: what an answer depends on.
  public var digest: String { ContentDigest.hexadecimal(ledger.digest + modelDigest) }
  /// Renders articles with this ledger and model.
  public var renderer: ArticleRenderer { ArticleRenderer(ledger: ledger, modelDigest: modelDigest) }

  /// Loads and checks a data folder.
  ///
  /// - Throws: `LibraryError` for the first fault, with file, line and rule.
  public init(folder: String) throws(LibraryError) {
    try self.init(library: DrugLibrary(folder: folder))
  }

  /// Loads what goes with a library that is loaded already.
  ///
  /// - Throws: `LibraryError` for the first fault, with file, line and rule.
  public init(library: DrugLibrary) throws(LibraryError) {
    self.library = library
    ledger = try ClaimLedger(library: library)
    panels = try PanelLibrary(library: library)
    articles = try ArticleLibrary(library: library, ledger: ledger, panels: Set(panels.specifications.keys))
    words = try QuestionWords(library: library, ledger: ledger)
    screen = try SafetyScreen(folder: library.folder)
    modelDigest = Self.modelDigest(folder: library.folder)
  }

  /// The version of the equations; raised by hand when a change of code moves numbers.
  static let modelVersion = "1"

  private static func modelDigest(folder: String) -> String {
    let single = [
      "enzymes", "physiology", "noradrenergic-system", "circulation", "calibration", "interactions", "panels",
    ].map { "\(folder)/\($0).yaml" }
    let parts = (DrugLibrary.files(folder + "/drugs") + single).map { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
      return "\(name)\n\(text)"
    }
    return ContentDigest.hexadecimal(modelVersion + "\n" + parts.joined(separator: "\u{1E}"))
  }
}
