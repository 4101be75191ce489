import Quantities

/// A question as words: lower case, punctuation off, numbers apart from their units.
struct QuestionTokens {
  /// The words in order.
  let words: [String]
  /// The words as they were typed, one for each of `words`.
  let typed: [String]
  /// Whether a comma, full stop or the like follows each word.
  let endsPart: [Bool]
  /// The text in lower case between spaces, for finding phrases: " 75 mg nocte ".
  let padded: String

  init(_ text: String) {
    var words: [String] = []
    var typed: [String] = []
    var endsPart: [Bool] = []
    for piece in Self.spaced(text).split(whereSeparator: \.isWhitespace) {
      let word = String(piece).trimming { "()[]{}\",;:?!\u{201C}\u{201D}\u{2018}\u{2019}'".contains($0) || $0 == "." }
      guard !word.isEmpty else { continue }
      for part in Self.parted(word) {
        words.append(part.lowercased())
        typed.append(part)
        endsPart.append(false)
      }
      if let last = piece.last, ",.;:?!".contains(last) { endsPart[endsPart.count - 1] = true }
    }
    self.words = words
    self.typed = typed
    self.endsPart = endsPart
    padded = " " + words.joined(separator: " ") + " "
  }

  /// Whether words stand in the question one after another.
  func contains(_ phrase: String) -> Bool { padded.contains(" \(phrase) ") }

  /// Where a phrase of words begins, or nil.
  func position(of phrase: [String], from start: Int = 0) -> Int? {
    guard !phrase.isEmpty, words.count >= phrase.count else { return nil }
    return (start...max(start, words.count - phrase.count)).first { place in
      place + phrase.count <= words.count && words[place..<(place + phrase.count)].elementsEqual(phrase)
    }
  }

  /// Plain quotes, arrows and plus signs as words of their own.
  private static func spaced(_ text: String) -> String {
    var result = ""
    for character in text.prefix(4000) {
      switch character {
      case "\u{2192}", "+", "=", "\u{2013}", "\u{2014}":
        result += " \(character == "\u{2192}" ? "->" : String(character)) "
      case "\u{B5}", "\u{3BC}": result += "u"
      case "\u{2019}", "\u{2018}": result += "'"
      default: result.append(character)
      }
    }
    return result.replacing("->", with: " -> ")
  }

  /// "75mg" as "75", "mg"; "52f" as "52", "f"; names such as 2d6 stay whole.
  private static func parted(_ word: String) -> [String] {
    let digits = word.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let rest = word.dropFirst(digits.count).lowercased()
    guard let first = digits.first, first.isNumber, !rest.isEmpty,
      units.contains(rest) || rest.hasPrefix("mg/") || rest.hasPrefix("-year")
    else {
      // "twice/day" and "150/95" stay whole; "venlafaxine/paroxetine" are two words.
      let halves = word.split(separator: "/")
      if halves.count == 2, halves.allSatisfy({ $0.count > 4 && $0.allSatisfy { $0.isLetter || $0 == "-" } }) {
        return halves.map(String.init)
      }
      return [word]
    }
    return [String(digits), rest]
  }

  private static let units: Set<String> = [
    "mg", "mcg", "ug", "g", "kg", "ng", "ml", "yo", "y", "yr", "yrs", "y/o", "f", "m", "h", "d", "wk", "w", "bid", "od",
    "tid", "bd",
    "%", "bpm", "mmhg", "am", "pm", "mg/d", "mg/day", "mg/kg", "mcg/kg/min", "ug/kg/min", "ng/ml", "years", "weeks",
    "days", "x",
  ]
}
