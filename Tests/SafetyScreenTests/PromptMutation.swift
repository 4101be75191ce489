/// Changes of a prompt's spelling that leave it readable.
struct PromptMutation {
  private var state: UInt64

  /// The same seed gives the same changes everywhere.
  init(seed: UInt64) { state = seed }

  /// SplitMix64, as in `TestSupport`, which this target does not depend on.
  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  /// A word of at least so many letters, by its place in the text.
  private mutating func word(of characters: [Character], atLeast length: Int) -> Range<Int>? {
    var words: [Range<Int>] = []
    var start: Int?
    for index in 0...characters.count {
      let isLetter = index < characters.count && characters[index].isASCII && characters[index].isLetter
      if isLetter, start == nil { start = index }
      if !isLetter, let first = start {
        if index - first >= length { words.append(first..<index) }
        start = nil
      }
    }
    return words.isEmpty ? nil : words[next(below: words.count)]
  }

  /// One letter inside a long word left out, doubled, swapped with its neighbour or replaced.
  mutating func typo(_ text: String) -> String {
    var characters = Array(text)
    guard let word = word(of: characters, atLeast: 6) else { return text }
    let index = word.lowerBound + 1 + next(below: word.count - 2)
    switch next(below: 4) {
    case 0: characters.remove(at: index)
    case 1: characters.insert(characters[index], at: index)
    case 2: characters.swapAt(index, index - 1)
    default: characters[index] = Array("abcdefghijklmnopqrstuvwxyz")[next(below: 26)]
    }
    return String(characters)
  }

  /// One letter of a word written as a figure or sign.
  mutating func leetspeak(_ text: String) -> String {
    var characters = Array(text)
    let signs: [Character: Character] = ["o": "0", "i": "1", "l": "1", "e": "3", "a": "@", "s": "$", "t": "7"]
    guard let word = word(of: characters, atLeast: 3) else { return text }
    if let index = word.first(where: { signs[characters[$0]] != nil }), let sign = signs[characters[index]] {
      characters[index] = sign
    }
    return String(characters)
  }

  /// Any characters at all, among them those that are treated in a special way.
  mutating func noise() -> String {
    let pieces = [
      "<!--", "<|", "]]", ">>>", "4", "mg", "x", " ", "\n", "\u{200B}", "\u{E0041}", "kill", "0", "'", "ö", "й", "-",
      "$", "@", "*", "!", "?",
      "aGVsbG8gd29ybGQhIQ==", "6869", ".", ",", "\u{0}", "💊", "e\u{301}", "K", "i", "l", "dose", "1,000", "1.5", "g",
      "\u{202E}", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    ]
    return (0..<next(below: 40)).map { _ in pieces[next(below: pieces.count)] }.joined()
  }
}
