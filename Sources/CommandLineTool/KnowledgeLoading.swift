import Answers
import ArgumentParser
import DrugLibrary
import Foundation
import KnowledgeBase
import KnowledgeStore
import Simulation

extension DataFolder {
  /// The whole data folder: drugs, claims, articles, words.
  func knowledge() throws -> Knowledge {
    let library = try load()
    return try Failures.report { try Knowledge(library: library) }
  }

  /// An engine that answers, with its search index.
  func engine(_ knowledge: Knowledge) throws -> AnswerEngine {
    AnswerEngine(knowledge: knowledge, search: try searchIndex(knowledge))
  }

  /// A search index over a data folder.
  func searchIndex(_ knowledge: Knowledge) throws -> SearchIndex {
    try Failures.report {
      try SearchIndex(
        library: knowledge.library, ledger: knowledge.ledger, articles: knowledge.articles,
        vocabulary: Vocabulary(library: knowledge.library))
    }
  }
}

/// Where reviews and versions are kept.
struct DatabaseFile: ParsableArguments {
  @Option(
    name: .customLong("database"),
    help: "The file with reviews and versions (default: ~/.local/share/coeruleus/coeruleus.sqlite).") var file: String?

  /// The path that counts: the option, or the usual one.
  var path: String { file ?? EditorialStore.usualPath }

  /// The store, or nil where none was made yet.
  func open() throws -> EditorialStore? {
    guard FileManager.default.fileExists(atPath: path) else {
      if let file {
        throw Failures.complaint(
          "\(file): there is no database here; the server makes one when it starts", Failures.data)
      }
      return nil
    }
    do {
      return try EditorialStore(path: path)
    } catch {
      throw Failures.complaint("\(error)", Failures.data)
    }
  }
}

extension Failures {
  /// Says what is wrong and gives the exit code to throw.
  static func complaint(_ text: String, _ code: ExitCode) -> ExitCode {
    Terminal.complain("coeruleus: \(text)")
    return code
  }

  /// A reader by its name.
  static func reader(_ text: String) throws -> Reader {
    guard let reader = Reader(rawValue: text.lowercased()) else {
      throw complaint(
        "--for: '\(text)' is no reader; choose \(Reader.allCases.map(\.rawValue).joined(separator: ", "))", usage)
    }
    return reader
  }
}
