import Answers
import Crypto
import DrugLibrary
import Foundation
import KnowledgeBase
import KnowledgeStore
import Logging

/// Everything that the pages are made from, loaded once.
final class Site: Sendable {
  let configuration: ServerConfiguration
  let knowledge: Knowledge
  let engine: AnswerEngine
  let search: SearchIndex
  let store: EditorialStore
  let book: ArticleBook
  let assets: Assets
  let pages: PageMaker
  let panels: PanelCache
  let computing: Computing
  /// Places of their own for hashing passwords, so that nobody signs in behind a simulation.
  let signing = Computing(places: 2)
  let limits: RateLimits
  let tokens = FormTokens()
  let answers = RecentResults<Answer>(capacity: 60)
  let logger: Logger

  /// Loads and checks everything.
  ///
  /// - Throws: `LibraryError` or `EditorialError` for the first fault.
  init(_ configuration: ServerConfiguration, logger: Logger) throws {
    self.configuration = configuration
    self.logger = logger
    limits = RateLimits(isReadingUnlimited: configuration.isReadingUnlimited)
    knowledge = try Knowledge(folder: configuration.data)
    let vocabulary = try Vocabulary(library: knowledge.library)
    search = try SearchIndex(
      library: knowledge.library, ledger: knowledge.ledger, articles: knowledge.articles, vocabulary: vocabulary)
    engine = AnswerEngine(knowledge: knowledge, search: search)
    store = try EditorialStore(path: configuration.database)
    book = try ArticleBook(knowledge: knowledge, store: store, logger: logger)
    assets = Assets(charts: configuration.charts)
    pages = PageMaker(templates: try Templates(), assets: assets, digest: knowledge.digest)
    computing = Computing(places: configuration.computations)
    // One place of their own: panels are made one after another and never keep a question waiting for both cores.
    panels = PanelCache(library: knowledge.panels, computing: Computing(places: 1), logger: logger)
  }

  /// The answer to a request; the same request is not computed twice.
  func answer(_ request: AnswerRequest, key: String) async throws -> Answer {
    if let known = answers[key] { return known }
    let engine = engine
    let answers = answers
    return try await computing.run {
      let answer = engine.answer(request)
      // Kept by the work itself: when it was too slow for this reader, the next one has it at once.
      answers[key] = answer
      return answer
    }
  }
}
