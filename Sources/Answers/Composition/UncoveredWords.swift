import KnowledgeBase

/// Finds what a question speaks of and the answer does not, so that silence is told and not talked over.
struct UncoveredWords {
  let understood: Understood
  let words: QuestionWords

  /// The gap, when most of the question's own words stand nowhere in what was told.
  func gap(told: [String]) -> Answer.Gap? {
    let own = contentWords()
    guard !own.isEmpty else { return nil }
    let stems = Set(told.flatMap { ReadingGrade.words($0.lowercased()) }.map(Self.stem))
    let missing = own.filter { !stems.contains(Self.stem($0)) }
    guard Double(missing.count) >= 0.75 * Double(own.count) else { return nil }
    let subject = understood.medicines.first?.name ?? understood.topics.first ?? "norepinephrine"
    return Answer.Gap(
      question: understood.conversation.last ?? "",
      reason: "Nothing checked here speaks of: \(missing.prefix(6).joined(separator: ", ")).",
      nearest: ["What does \(subject) do?", "What is monitored with \(subject)?"])
  }

  /// The words that are neither names, nor doses, nor ways of asking.
  private func contentWords() -> [String] {
    var result: [String] = []
    for word in QuestionTokens(understood.conversation.last ?? "").words {
      guard word.count >= 5, word.allSatisfy(\.isLetter), words.names[word] == nil, !words.asking.contains(word),
        words.nearestMedicine(to: word) == nil, !result.contains(word)
      else { continue }
      result.append(word)
    }
    return result
  }

  /// The first letters: enough to see that "capsule" and "capsules" are one.
  private static func stem(_ word: String) -> String { String(word.prefix(5)) }
}
