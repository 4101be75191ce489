import Answers
import DrugLibrary
import Foundation
import KnowledgeBase
import KnowledgeStore

/// The shipped knowledge with its search index, loaded once.
enum Shipped {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let knowledge: Result<Knowledge, LibraryError> = Result { () throws(LibraryError) in
    try Knowledge(folder: root + "/Data")
  }
  static let engine: Result<AnswerEngine, LibraryError> = Result { () throws(LibraryError) in
    let knowledge = try Shipped.knowledge.get()
    let search = try SearchIndex(
      library: knowledge.library, ledger: knowledge.ledger, articles: knowledge.articles,
      vocabulary: Vocabulary(library: knowledge.library))
    return AnswerEngine(knowledge: knowledge, search: search)
  }

  /// An answer without simulations, unless they are wanted.
  static func answer(
    _ question: String..., reader: Reader = .clinician, changes: ScenarioChanges = ScenarioChanges(),
    computes: Bool = false
  ) throws -> Answer {
    try engine.get().answer(
      AnswerRequest(conversation: question, reader: reader, changes: changes, draws: 40, computes: computes))
  }

  /// A corpus of the tests folder.
  static func corpus(_ name: String) throws -> FileNode {
    try DrugLibrary.parse(root + "/Tests/Corpora/\(name).yaml")
  }
}
