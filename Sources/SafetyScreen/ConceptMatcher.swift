/// Finds which concepts occur in which sentences of a text.
struct ConceptMatcher: Sendable {
  let vocabulary: Vocabulary
  private let spelling: SpellingTables
  private let numberElements: [(index: Int, number: Double?, milligrams: Double?)]
  private let wordsPerToken: Int
  /// Phrases by their first element, each with its concept; those of harmless phrases have none.
  private let phrases: [[(pattern: WordPattern, concept: Int)]]
  private let harmless: [[WordPattern]]
  /// The elements that are classes of words, with their names.
  private let classes: [(name: String, element: Int)]

  /// Makes a matcher.
  ///
  /// - Parameters:
  ///   - phrases: the phrases of each concept.
  ///   - harmless: phrases whose words count for no concept.
  init(
    reader: PatternReader, phrases: [[WordPattern]], harmless: [WordPattern], spelling: SpellingTables,
    notMisspelt: Set<String>
  ) {
    let elements = reader.elements
    classes = WordWeights.classes.compactMap { name in reader.known[name].map { (name, $0) } }
    self.spelling = spelling
    vocabulary = Vocabulary(elements, notMisspelt: notMisspelt)
    wordsPerToken = (elements.count + 63) / 64
    numberElements = elements.indices.compactMap { index in
      let element = elements[index]
      return element.number == nil && element.milligrams == nil ? nil : (index, element.number, element.milligrams)
    }
    var byElement = [[(pattern: WordPattern, concept: Int)]](repeating: [], count: elements.count)
    for (concept, patterns) in phrases.enumerated() {
      for pattern in patterns { byElement[pattern.first].append((pattern, concept)) }
    }
    self.phrases = byElement
    var harmlessByElement = [[WordPattern]](repeating: [], count: elements.count)
    for pattern in harmless { harmlessByElement[pattern.first].append(pattern) }
    self.harmless = harmlessByElement
  }

  /// The words of a text, with those of harmless phrases marked.
  func sentences(of text: FoldedText) -> Sentences {
    var sentences = Sentences(ScreenLexer.tokens(of: text, spelling: spelling), wordsPerToken: wordsPerToken)
    label(&sentences)
    for start in sentences.tokens.indices {
      for element in sentences.elements(at: start) {
        for pattern in harmless[element] {
          if let end = sentences.end(of: pattern, from: start) { sentences.mask(start..<end) }
        }
      }
    }
    return sentences
  }

  /// The concepts of each sentence.
  func concepts(in sentences: Sentences) -> [SentenceConcepts] {
    let all = concepts(of: sentences)
    guard sentences.masked.contains(true) else { return all.map { SentenceConcepts(dangerous: $0, all: $0) } }
    var remaining = sentences
    remaining.removeMasked()
    return zip(concepts(of: remaining), all).map { SentenceConcepts(dangerous: $0, all: $1) }
  }

  /// The words of each sentence as `WordWeights` counts them.
  func features(of sentences: Sentences) -> [[String]] {
    var features = [[String]](repeating: [], count: (sentences.tokens.last?.sentence ?? -1) + 1)
    for (index, token) in sentences.tokens.enumerated() {
      let feature: String
      if token.milligrams != nil {
        feature = "AMOUNT"
      } else if let figure = token.forms.first, figure.utf8.first?.isDigit == true, token.number != nil {
        feature = "NUMBER"
      } else if let named = classes.first(where: { sentences.has($0.element, at: index) }) {
        feature = named.name
      } else {
        feature = WordWeights.stem(token.forms.first(where: vocabulary.knows) ?? token.forms[0])
      }
      features[token.sentence].append(feature)
    }
    return features
  }

  private func concepts(of sentences: Sentences) -> [Set<Int>] {
    var found = [Set<Int>](repeating: [], count: (sentences.tokens.last?.sentence ?? -1) + 1)
    for start in sentences.tokens.indices {
      let sentence = sentences.tokens[start].sentence
      for element in sentences.elements(at: start) {
        for (pattern, concept) in phrases[element] where !found[sentence].contains(concept) {
          if sentences.end(of: pattern, from: start) != nil { found[sentence].insert(concept) }
        }
      }
    }
    return found
  }

  /// The share of the words of a text that are known as they are spelt.
  func knownShare(of text: FoldedText) -> Double {
    let tokens = ScreenLexer.tokens(of: text, spelling: spelling)
    let known = tokens.count { token in token.forms.contains(where: vocabulary.knows) }
    return tokens.isEmpty ? 0 : Double(known) / Double(tokens.count)
  }

  /// Numbers that are more likely a year than a count.
  private static func isYear(_ number: Double) -> Bool { (1900..<2100).contains(number) && number == number.rounded() }

  /// Notes for each token which elements it is.
  private func label(_ sentences: inout Sentences) {
    var distance = SpellingDistance()
    var index = 0
    while index < sentences.tokens.count {
      let token = sentences.tokens[index]
      let found = vocabulary.elements(of: token.forms, distance: &distance)
      if found.isEmpty, let (first, second) = token.forms.lazy.compactMap(vocabulary.parts).first {
        sentences.split(index, first, second)
        continue
      }
      for element in found { sentences.add(element, at: index) }
      for test in numberElements {
        if let least = test.number, token.milligrams == nil, let number = token.number, number >= least,
          least > 1800 || !Self.isYear(number)
        {
          sentences.add(test.index, at: index)
        }
        if let least = test.milligrams, let amount = token.milligrams, amount >= least {
          sentences.add(test.index, at: index)
        }
      }
      index += 1
    }
  }
}
