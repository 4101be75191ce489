import KnowledgeBase
import Quantities

/// Reads typed text: corrects spelling, finds phrases, and says with which words the index is asked.
///
/// Typed text is data. What comes out are words in quotation marks; no character of it reaches the index as an operator.
struct QueryReader: Sendable {
  /// One idea of the text and the ways in which it may be written.
  struct Term: Equatable, Sendable {
    /// Words or phrases; any of them will do.
    var phrases: [String]
    /// How much it counts.
    var weight: Double

    /// The term in the language of the full-text index.
    var pattern: String {
      phrases.map { "\"" + $0.replacing("\"", with: " ") + "\"" }.joined(separator: " OR ")
    }
  }

  /// The most ideas that are looked for, and the most words whose spelling is judged: bounds on work.
  static let mostTerms = 40
  static let mostCorrections = 32
  /// A number finds a dose in a text, but says little on its own.
  static let numberWeight = 0.25

  let lexicon: Lexicon
  let speller: Speller
  let stopWords: Set<String>
  /// Words that are right as they are.
  let known: Set<String>

  /// Reads a text; `isIndexed` says whether a word stands in the index in any of its forms.
  func read(_ text: String, isIndexed: (String) -> Bool) -> (terms: [Term], corrections: [SearchCorrection]) {
    var corrections: [SearchCorrection] = []
    var judged = 0
    let words = TypedWord.words(of: text).map { word in
      guard judged < Self.mostCorrections, mayBeMisspelt(word) else { return word }
      judged += 1
      guard let candidate = meant(by: word, isIndexed: isIndexed) else { return word }
      let correction = SearchCorrection(typed: word.written, readAs: candidate.written)
      if !corrections.contains(correction) { corrections.append(correction) }
      return TypedWord(candidate.written)
    }
    return (terms(words[...]), corrections)
  }

  /// Whether the spelling of a word is in doubt: letters only, long enough, and nowhere known.
  func mayBeMisspelt(_ word: TypedWord) -> Bool {
    Speller.lengths.contains(word.folded.utf8.count) && word.isPlainLetters && !known.contains(word.folded)
      && lexicon.exact[word.written] == nil
  }

  /// The word that a word in doubt means; nil when it is right or nothing is near.
  ///
  /// A form of a word in the index is right, but "venlafaxin" has the stem of a name and is the name without its end.
  func meant(
    by word: TypedWord, onlyNames: Bool = false, isIndexed: (String) -> Bool
  ) -> Speller.Candidate? {
    if isIndexed(word.folded) {
      let name = speller.nearest(word.folded, onlyNames: true)
      return name.flatMap { NearestName.editDistance(word.folded, $0.key) == 1 ? $0 : nil }
    }
    return speller.completion(word.folded) ?? speller.nearest(word.folded, onlyNames: onlyNames)
  }

  private func terms(_ words: ArraySlice<TypedWord>) -> [Term] {
    var result: [Term] = []
    func add(_ phrases: [String], weight: Double = 1) {
      let term = Term(phrases: phrases, weight: weight)
      if result.count < Self.mostTerms, !result.contains(where: { $0.phrases == phrases }) { result.append(term) }
    }
    var rest = words
    while let word = rest.first {
      if let (means, length) = lexicon.meaning(at: rest) {
        let typed = rest.prefix(length).map(\.folded).joined(separator: " ")
        // What stands for one idea is searched as typed, too; of an abbreviation the letters alone say nothing.
        let isName = means.count == 1 && lexicon.exact[word.written] == nil
        if isName { add(Self.distinct([typed, means[0]])) } else { for idea in means { add([idea]) } }
        rest.removeFirst(length)
        continue
      }
      rest.removeFirst()
      if let (number, unit) = word.dose, unit.isEmpty || stopWords.contains(unit) {
        add([number], weight: Self.numberWeight)
      } else if word.folded.count > 1, !stopWords.contains(word.folded) {
        add([word.folded])
      }
    }
    return result
  }

  private static func distinct(_ phrases: [String]) -> [String] {
    phrases.count == 2 && phrases[0] == phrases[1].lowercased() ? [phrases[1]] : phrases
  }
}
