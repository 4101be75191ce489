import Foundation

/// A word of typed text, as it was written and in the form in which words are compared.
struct TypedWord: Equatable, Sendable {
  let written: String
  /// Small letters without accents; Greek letters by their names.
  let folded: String

  /// How much of a text is read: enough for a long question, and a bound on work.
  static let mostScalars = 8_000
  static let mostWords = 256

  init(_ written: String) {
    self.written = written
    folded = Self.fold(written)
  }

  /// The words of a text: runs of letters and digits; an apostrophe inside a word joins its parts.
  static func words(of text: String) -> [TypedWord] {
    var result: [TypedWord] = []
    var current = String.UnicodeScalarView()
    func finish() {
      guard !current.isEmpty, result.count < mostWords else { return }
      result.append(TypedWord(String(current)))
      current = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars.prefix(mostScalars) {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark {
        current.append(scalar)
      } else if scalar != "'" && scalar != "\u{2019}" {
        finish()
      }
    }
    finish()
    return result
  }

  /// A word or phrase in the form in which it is looked up.
  static func key(_ text: String) -> String { words(of: text).map(\.folded).joined(separator: " ") }

  private static let greek: [(letter: String, name: String)] = [
    ("\u{03B1}", "alpha"), ("\u{03B2}", "beta"), ("\u{03B3}", "gamma"), ("\u{03B4}", "delta"), ("\u{03BA}", "kappa"),
    ("\u{03BC}", "u"), ("\u{00B5}", "u"),
  ]

  private static func fold(_ word: String) -> String {
    let small = word.lowercased()
    if small.utf8.allSatisfy({ $0 < 0x80 }) { return small }
    var result = small.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
    for (letter, name) in greek { result = result.replacingOccurrences(of: letter, with: name) }
    return result
  }

  /// Whether it consists of small letters a to z once folded, so that its spelling can be judged.
  var isPlainLetters: Bool { folded.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
  /// Whether a digit is in it; such a word is never read as another.
  var hasDigit: Bool { folded.utf8.contains { (0x30...0x39).contains($0) } }

  /// The digits that a dose such as "75mg" begins with, and what follows them; nil where it does not begin with a digit.
  var dose: (number: String, rest: String)? {
    let number = folded.prefix { $0.isASCII && $0.isNumber }
    return number.isEmpty ? nil : (String(number), String(folded.dropFirst(number.count)))
  }
}
