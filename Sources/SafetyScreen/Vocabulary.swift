/// Finds the known words that a written word is, or is a misspelling of.
struct Vocabulary: Sendable {
  private struct Entry: Sendable {
    let bytes: [UInt8]
    /// One bit for each letter that occurs.
    let letters: UInt32
    let elements: [Int]
  }

  private var exact: [String: [Int]] = [:]
  /// Beginnings of words, by their first letter.
  private var prefixes: [[Entry]] = Array(repeating: [], count: 256)
  /// Words that may be misspelt, by length.
  private var misspellable: [[Entry]] = Array(repeating: [], count: SpellingDistance.longest + 1)
  private let notMisspelt: Set<String>

  /// Makes the vocabulary of some elements.
  init(_ elements: [PatternElement], notMisspelt: Set<String>) {
    self.notMisspelt = notMisspelt
    var users: [PatternElement.Word: [Int]] = [:]
    for (index, element) in elements.enumerated() {
      for word in element.words where users[word]?.last != index { users[word, default: []].append(index) }
    }
    // In the order of the words, so that nothing depends on hashing.
    let ordered = users.sorted { left, right in
      (left.key.text, left.key.exact ? 1 : 0, left.key.isPrefix ? 1 : 0)
        < (right.key.text, right.key.exact ? 1 : 0, right.key.isPrefix ? 1 : 0)
    }
    for (word, indices) in ordered {
      let bytes = Array(word.text.utf8)
      let entry = Entry(bytes: bytes, letters: Self.letters(bytes), elements: indices)
      exact[word.text, default: []] += indices
      if word.isPrefix, let first = bytes.first { prefixes[Int(first)].append(entry) }
      if !word.exact, (4...SpellingDistance.longest).contains(bytes.count) { misspellable[bytes.count].append(entry) }
    }
  }

  /// The elements that a token's spellings belong to.
  func elements(of forms: [String], distance: inout SpellingDistance) -> [Int] {
    var found: [Int] = []
    for form in forms {
      let bytes = Array(form.utf8)
      found += exact[form] ?? []
      for prefix in prefixes(of: bytes) { found += prefix.elements }
    }
    if found.isEmpty, !forms.contains(where: notMisspelt.contains) {
      for form in forms { found += nearElements(Array(form.utf8), distance: &distance) }
    }
    return found
  }

  /// Whether a word is known as it is spelt.
  func knows(_ word: String) -> Bool {
    exact[word] != nil || notMisspelt.contains(word) || !prefixes(of: Array(word.utf8)).isEmpty
  }

  private func prefixes(of bytes: [UInt8]) -> [Entry] {
    guard let first = bytes.first else { return [] }
    return prefixes[Int(first)].filter { prefix in
      bytes.count > prefix.bytes.count && prefix.bytes.indices.allSatisfy { bytes[$0] == prefix.bytes[$0] }
    }
  }

  /// Two known words that are written as one, such as "killmyself".
  func parts(of word: String) -> (String, String)? {
    guard word.utf8.count >= 8, !notMisspelt.contains(word) else { return nil }
    for length in 3...word.utf8.count - 3 {
      let first = String(word.prefix(length))
      let second = String(word.dropFirst(length))
      if exact[first] != nil, exact[second] != nil { return (first, second) }
    }
    return nil
  }

  /// One edit in words of five to seven letters, two in longer ones, a swap of neighbours in words of four.
  private func nearElements(_ written: [UInt8], distance: inout SpellingDistance) -> [Int] {
    guard written.count >= 4, written.count <= SpellingDistance.longest, written.allSatisfy(\.isLetter) else {
      return []
    }
    let letters = Self.letters(written)
    var found: [Int] = []
    var least = Int.max
    for length in max(4, written.count - 2)...min(written.count + 2, SpellingDistance.longest) {
      for entry in misspellable[length] {
        let limit = Self.limit(length)
        guard abs(length - written.count) <= limit, (letters ^ entry.letters).nonzeroBitCount <= 2 * limit,
          Self.mayBegin(written, entry.bytes)
        else { continue }
        guard let edits = distance.edits(written: written, known: entry.bytes, limit: min(limit, least)) else {
          continue
        }
        if length == 4, letters != entry.letters || written.count != 4 { continue }
        if edits < least { found.removeAll() }
        least = edits
        found += entry.elements
      }
    }
    return found + (found.isEmpty ? nearPrefixes(written, letters, distance: &distance) : [])
  }

  private func nearPrefixes(_ written: [UInt8], _ letters: UInt32, distance: inout SpellingDistance) -> [Int] {
    var found: [Int] = []
    for entry in prefixes.joined() where entry.bytes.count >= 5 && entry.bytes.count < written.count {
      let limit = entry.bytes.count >= 8 ? 2 : 1
      guard (entry.letters & ~letters).nonzeroBitCount <= limit, Self.mayBegin(written, entry.bytes) else { continue }
      if distance.edits(written: written, known: entry.bytes, limit: limit, openEnded: true) != nil {
        found += entry.elements
      }
    }
    return found
  }

  private static func limit(_ length: Int) -> Int { length < 8 ? 1 : 2 }

  /// The same first letter, the first two swapped, or a first letter too few or too many; anything for long words.
  private static func mayBegin(_ written: [UInt8], _ known: [UInt8]) -> Bool {
    written[0] == known[0] || written[0] == known[1] || written[1] == known[0]
      || known.count >= 6 && written[1] == known[1]
  }

  private static func letters(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0) { $1.isLetter ? $0 | 1 << UInt32($1 - 97) : $0 }
  }
}
