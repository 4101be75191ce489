public import KnowledgeBase

/// Something that may say sentences differently, and nothing else: the place for a language model.
///
/// It gets only sentences that carry claims, and gives one text for each. None ships. What it returns goes through ``RephrasingGuard``, so it can add no fact,
/// no number and no claim.
public protocol SentenceRephraser: Sendable {
  /// Other words for the same sentences, in the same order and number.
  func rephrase(_ sentences: [String], for reader: Reader) -> [String]
}

/// Takes over a rephrased sentence only where it says no number that the original does not say, drops none, and stays of its length.
public enum RephrasingGuard {
  /// How much longer a rephrased sentence may be.
  static let longest = 1.5

  /// The sentences with other words where these are harmless, otherwise as they were.
  public static func apply(_ rephraser: any SentenceRephraser, to sentences: [Answer.Sentence], for reader: Reader)
    -> [Answer.Sentence]
  {
    // What was computed, and what is told as not verified, keeps its words.
    let places = sentences.indices.filter { !sentences[$0].claims.isEmpty && sentences[$0].role == "fact" }
    let texts = rephraser.rephrase(places.map { sentences[$0].text }, for: reader)
    guard texts.count == places.count else { return sentences }
    var result = sentences
    for (place, text) in zip(places, texts) where isHarmless(text, insteadOf: sentences[place].text, for: reader) {
      result[place].text = text
    }
    return result
  }

  /// Whether a text may stand for another: the same numbers, no denial lost or gained, no efficacy out of occupancy, not harder to read than promised.
  static func isHarmless(_ text: String, insteadOf original: String, for reader: Reader) -> Bool {
    guard !text.isEmpty, Double(text.count) <= longest * Double(original.count) + 20 else { return false }
    guard numbers(text) == numbers(original), denials(text) == denials(original) else { return false }
    guard LedgerLint.occupancyAsEfficacy(text) == nil else { return false }
    guard let grade = reader.highestGrade else { return true }
    return ReadingGrade.grade(text) <= max(grade, ReadingGrade.grade(original))
  }

  private static func numbers(_ text: String) -> [String] {
    ReadingGrade.words(text).filter { $0.contains(where: \.isNumber) }.sorted()
  }

  private static func denials(_ text: String) -> Int {
    ReadingGrade.words(text.lowercased()).count {
      ["not", "no", "never", "nor", "neither", "without", "cannot"].contains($0) || $0.hasSuffix("n't")
    }
  }
}
