/// The concepts that occur in a sentence.
struct SentenceConcepts: Sendable {
  /// Those that occur beside the harmless phrases.
  var dangerous: Set<Int>
  /// Those that occur anywhere.
  var all: Set<Int>
}

/// Which concepts together are a red flag.
struct ScreenRule: Sendable {
  /// How near to each other the concepts must stand.
  enum Reach: String, Sendable, CaseIterable {
    case sentence, neighbours, text
  }

  let id: String
  let kind: RedFlag.Kind
  /// One concept of each list must occur.
  let all: [[Int]]
  /// None of these may occur in the same sentences.
  let none: [Int]
  let reach: Reach
  /// Whether it gives way where the words together are clearly harmless.
  let yields: Bool

  /// Whether it holds for the concepts of the sentences of a text.
  func holds(in sentences: [SentenceConcepts]) -> Bool {
    switch reach {
    case .sentence:
      sentences.contains { holds(for: [$0]) }
    case .neighbours:
      // Single sentences too: else a sentence that is added at the end would bring its exceptions to the last one.
      sentences.indices.contains { start in
        holds(for: sentences[start...start]) || holds(for: sentences[start..<min(start + 2, sentences.count)])
      }
    case .text:
      holds(for: sentences[...])
    }
  }

  /// The share of what it asks for that is there.
  func share(of concepts: Set<Int>) -> Double {
    Double(all.count { choices in choices.contains(where: concepts.contains) }) / Double(all.count)
  }

  private func holds(for sentences: ArraySlice<SentenceConcepts>) -> Bool {
    all.allSatisfy { choices in choices.contains { concept in sentences.contains { $0.dangerous.contains(concept) } } }
      && !none.contains { concept in sentences.contains { $0.all.contains(concept) } }
  }
}
