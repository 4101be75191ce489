/// The tokens of a text with the elements that each of them is.
struct Sentences {
  private(set) var tokens: [ScreenToken]
  private let width: Int
  /// One bit for each token and element.
  private var bits: [UInt64]
  private(set) var masked: [Bool]

  /// Makes it for tokens that are no elements yet.
  init(_ tokens: [ScreenToken], wordsPerToken: Int) {
    self.tokens = tokens
    width = wordsPerToken
    bits = Array(repeating: 0, count: tokens.count * wordsPerToken)
    masked = Array(repeating: false, count: tokens.count)
  }

  /// Notes that a token is an element.
  mutating func add(_ element: Int, at token: Int) {
    bits[token * width + element / 64] |= 1 << UInt64(element % 64)
  }

  /// Puts two words in the place of one.
  mutating func split(_ index: Int, _ first: String, _ second: String) {
    var token = tokens[index]
    token.forms = [second]
    tokens[index].forms = [first]
    tokens.insert(token, at: index + 1)
    bits.append(contentsOf: Array(repeating: 0, count: width))
    masked.append(false)
  }

  /// Notes that tokens belong to a harmless phrase.
  mutating func mask(_ range: Range<Int>) {
    for index in range { masked[index] = true }
  }

  /// Takes their elements from the tokens of harmless phrases.
  mutating func removeMasked() {
    for index in tokens.indices where masked[index] {
      for word in index * width..<(index + 1) * width { bits[word] = 0 }
    }
  }

  /// The elements that a token is, in order.
  func elements(at token: Int) -> [Int] {
    var found: [Int] = []
    for word in 0..<width {
      var remaining = bits[token * width + word]
      while remaining != 0 {
        found.append(word * 64 + remaining.trailingZeroBitCount)
        remaining &= remaining - 1
      }
    }
    return found
  }

  /// Where a pattern that begins at a token ends (one past the last token), nil when it does not fit.
  func end(of pattern: WordPattern, from start: Int) -> Int? {
    if pattern.atStart, start > 0, tokens[start - 1].sentence == tokens[start].sentence { return nil }
    return end(of: pattern.rest[...], from: start + 1, sentence: tokens[start].sentence)
  }

  private func end(of steps: ArraySlice<WordPattern.Step>, from position: Int, sentence: Int) -> Int? {
    guard let step = steps.first else { return position }
    let rest = steps.dropFirst()
    let isInside = position < tokens.count && tokens[position].sentence == sentence
    switch step {
    case .end:
      return isInside ? nil : end(of: rest, from: position, sentence: sentence)
    case .element(let element):
      guard isInside, has(element, at: position) else { return nil }
      return end(of: rest, from: position + 1, sentence: sentence)
    case .optional(let element):
      if isInside, has(element, at: position), let found = end(of: rest, from: position + 1, sentence: sentence) {
        return found
      }
      return end(of: rest, from: position, sentence: sentence)
    case .gap(let longest):
      for skipped in 0...longest {
        guard skipped == 0 || position + skipped <= tokens.count && tokens[position + skipped - 1].sentence == sentence
        else { return nil }
        if let found = end(of: rest, from: position + skipped, sentence: sentence) { return found }
      }
      return nil
    }
  }

  /// Whether a token is an element.
  func has(_ element: Int, at token: Int) -> Bool {
    bits[token * width + element / 64] & (1 << UInt64(element % 64)) != 0
  }
}
