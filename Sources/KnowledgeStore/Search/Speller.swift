import Quantities

/// Finds the word that a misspelt one most likely means.
///
/// Names of medicines may be far off, for nothing else is written like them. Other words are near many ordinary words that no claim contains, so they have to be
/// nearer: snort is not read as short.
struct Speller: Sendable {
  /// Where a known word comes from; the earlier is preferred.
  enum Origin: Int, Sendable, Comparable {
    case name, synonym, text

    static func < (left: Origin, right: Origin) -> Bool { left.rawValue < right.rawValue }
  }

  /// A word that may be meant.
  struct Candidate: Sendable {
    let key: String
    let written: String
    let origin: Origin
    /// How often it occurs in texts.
    let count: Int
    fileprivate let letters: UInt32

    init(key: String, written: String, origin: Origin, count: Int = 0) {
      self.key = key
      self.written = written
      self.origin = origin
      self.count = count
      letters = Speller.letters(key)
    }
  }

  /// The lengths of words that are judged.
  static let lengths = 4...24

  private var byLength: [[Candidate]] = Array(repeating: [], count: Speller.lengths.upperBound + 3)
  private let names: [Lexicon.Name]

  /// Makes a speller of names and further words.
  init(names: [Lexicon.Name], words: [Candidate]) {
    self.names = names
    let all = names.map { Candidate(key: $0.key, written: $0.written, origin: .name) } + words
    for candidate in all where candidate.key.utf8.count >= Self.lengths.lowerBound {
      let length = candidate.key.utf8.count
      if length < byLength.count { byLength[length].append(candidate) }
    }
  }

  /// How many edits a word of a length may be away.
  static func limit(_ length: Int) -> Int { length < 4 ? 0 : length < 6 ? 1 : 2 }

  /// The same for words that are no names of medicines.
  static func strictLimit(_ length: Int) -> Int { length < 4 ? 0 : length < 8 ? 1 : 2 }

  /// The nearest word, or nil when none is near; another first letter counts as one edit more.
  func nearest(_ word: String, onlyNames: Bool = false) -> Candidate? {
    let length = word.utf8.count
    guard Self.lengths.contains(length) else { return nil }
    let limit = Self.limit(length)
    let letters = Self.letters(word)
    var best: (candidate: Candidate, cost: Int)?
    for candidates in byLength[(length - limit)...(length + limit)] {
      for candidate in candidates where !onlyNames || candidate.origin == .name {
        // An edit takes at most one letter out and puts at most one in.
        guard (letters & ~candidate.letters).nonzeroBitCount <= limit,
          (candidate.letters & ~letters).nonzeroBitCount <= limit
        else { continue }
        let hasSameStart = word.utf8.first == candidate.key.utf8.first
        let cost = NearestName.editDistance(word, candidate.key) + (hasSameStart ? 0 : 1)
        guard cost <= (candidate.origin == .name ? limit : Self.strictLimit(length)) else { continue }
        // Of short words one letter in place of another makes a different word rather than a misspelt one.
        if candidate.origin != .name, length < 6, length == candidate.key.utf8.count, letters != candidate.letters {
          continue
        }
        guard let current = best else {
          best = (candidate, cost)
          continue
        }
        if Self.precedes((candidate, cost), current) { best = (candidate, cost) }
      }
    }
    return best?.candidate
  }

  /// The one medicine whose names begin with a clipped word such as "nortrip", or nil.
  func completion(_ word: String) -> Candidate? {
    guard word.utf8.count >= 5 else { return nil }
    let found = names.filter { $0.key.hasPrefix(word) }
    guard let first = found.first, found.allSatisfy({ $0.medicine == first.medicine }) else { return nil }
    let name = found.first { $0.key == TypedWord.key($0.medicine) } ?? first
    return Candidate(key: name.key, written: name.written, origin: .name)
  }

  private static func precedes(_ left: (candidate: Candidate, cost: Int), _ right: (candidate: Candidate, cost: Int))
    -> Bool
  {
    if left.cost != right.cost { return left.cost < right.cost }
    if left.candidate.origin != right.candidate.origin { return left.candidate.origin < right.candidate.origin }
    if left.candidate.count != right.candidate.count { return left.candidate.count > right.candidate.count }
    return left.candidate.key < right.candidate.key
  }

  /// The letters of a word as a set of bits; whatever is no letter shares one bit.
  fileprivate static func letters(_ word: String) -> UInt32 {
    word.utf8.reduce(0) { $0 | 1 << ((0x61...0x7A).contains($1) ? UInt32($1 - 0x61) : 31) }
  }
}
