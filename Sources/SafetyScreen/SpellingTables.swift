/// How words are written in chats and in leetspeak, and how numbers and units are written.
struct SpellingTables: Sendable {
  /// Words for a chat spelling: "gonna" is "going to".
  var chat: [String: [String]] = [:]
  /// Values of number words.
  var numbers: [String: Double] = [:]
  /// Milligrams in a unit of mass.
  var masses: [String: Double] = [:]
  /// Other units that may be joined to a figure.
  var units: Set<String> = []
  /// Words that a lone figure may stand for: "2" for "to".
  var digitWords: [String: [String]] = [:]

  /// Whether letters after a figure are a unit, as in "25mg" or "40x75mg", and no leetspeak.
  func isUnit(_ letters: [UInt8]) -> Bool {
    let word = String(decoding: letters.prefix { $0.isLetter }, as: UTF8.self)
    if word == "x", letters.count > 1, letters[1].isDigit { return true }
    return letters.count == word.utf8.count && (units.contains(word) || masses[word] != nil)
  }

  /// The words that a chat spelling stands for, each with its forms; empty when it is no such spelling.
  func expansions(of word: String) -> [[String]] {
    guard let meant = chat[word] else { return [] }
    return meant.count == 1 ? [[word, meant[0]]] : meant.map { [$0] }
  }

  /// The spellings under which a word is looked up, the plainest first.
  func forms(of word: [UInt8], possessive: Bool) -> [String] {
    var words = Self.withoutSigns(word)
    let written = String(decoding: word, as: UTF8.self)
    if word.contains(where: \.isDigit) { words.append(written) }
    for index in words.indices {
      let bytes = Array(words[index].utf8)
      guard bytes.count >= 3 else { continue }
      for kept in [2, 1] {
        let shorter = Self.limitingRuns(bytes, to: kept)
        if shorter.count < bytes.count, kept == 2 ? true : Self.hasLongRun(bytes) {
          words.append(String(decoding: shorter, as: UTF8.self))
        }
      }
    }
    if possessive, written.utf8.count > 2 { words.append(String(written.dropLast())) }
    var seen: [String] = []
    for word in words where !seen.contains(word) { seen.append(word) }
    return seen
  }

  /// Letters for the figures and signs inside a word; a figure that may be two letters gives two words.
  private static func withoutSigns(_ word: [UInt8]) -> [String] {
    guard word.contains(where: { !$0.isLetter }) else { return [String(decoding: word, as: UTF8.self)] }
    var words: [[UInt8]] = [[]]
    for byte in word {
      let meant = letters(for: byte)
      if meant.count == 1 || words.count > 8 {
        for index in words.indices { words[index].append(meant[0]) }
      } else {
        words = meant.flatMap { letter in words.map { $0 + [letter] } }
      }
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func letters(for byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "0"): Array("o".utf8)
    case UInt8(ascii: "1"), .exclamation, .pipe: Array("il".utf8)
    case UInt8(ascii: "3"): Array("e".utf8)
    case UInt8(ascii: "4"), .at: Array("a".utf8)
    case UInt8(ascii: "5"), .dollar: Array("s".utf8)
    case UInt8(ascii: "7"): Array("t".utf8)
    case UInt8(ascii: "8"): Array("b".utf8)
    case UInt8(ascii: "9"): Array("g".utf8)
    case .star: Array("iueao".utf8)
    default: [byte]
    }
  }

  private static func limitingRuns(_ bytes: [UInt8], to limit: Int) -> [UInt8] {
    var result: [UInt8] = []
    var run = 0
    for byte in bytes {
      run = byte == result.last ? run + 1 : 1
      if run <= limit { result.append(byte) }
    }
    return result
  }

  private static func hasLongRun(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropFirst(2).contains { bytes[$0] == bytes[$0 - 1] && bytes[$0] == bytes[$0 - 2] }
  }
}
