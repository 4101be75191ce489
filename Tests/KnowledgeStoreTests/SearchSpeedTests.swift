import Foundation
import KnowledgeBase
import Testing

@testable import KnowledgeStore

/// Prints how long building the index and asking it take; nothing depends on the times.
@Suite struct SearchSpeedTests {
  @Test func `prints the time of building the index and of a query`() throws {
    let fixture = try SearchFixture.shared.get()
    let clock = ContinuousClock()
    let documents = SearchDocument.all(library: fixture.library, ledger: fixture.ledger, articles: fixture.articles)
    let building = try clock.measure {
      _ = try SearchIndex(
        library: fixture.library, ledger: fixture.ledger, articles: fixture.articles, vocabulary: fixture.vocabulary)
    }
    let questions = [
      "pt on Strattera 80, GP added Wellbutrin. what happens to levels?",
      "nortryptiline 75mg nocte, 2D6 PM. dose too high? what trough?",
      "fluvoxamine 100 mg and duloxetine 30 mg, he stopped smoking last week. What does that do to his duloxetine level?",
      "what is norepinephrine anyway and is it the same as adrenaline",
    ]
    for question in questions { _ = fixture.index.hits(for: question, kinds: [], limit: 10) }
    let rounds = 25
    let asking = clock.measure {
      for _ in 0..<rounds { for question in questions { _ = fixture.index.hits(for: question, kinds: [], limit: 10) } }
    }
    print(
      "search index: \(documents.count) documents built in \(building); a query in \(asking / (rounds * questions.count))"
    )
    #expect(documents.count > 900)
  }
}
