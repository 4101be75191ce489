/// Splits a dosing instruction into numbers and words and hands them out one by one.
struct TokenReader {
  enum Token: Equatable {
    case number(Double)
    case word(String)
    /// Minutes after midnight.
    case clock(Int)
  }

  let text: String
  private let tokens: [Token]
  private var position = 0

  init(_ text: String) {
    self.text = text
    tokens = Self.split(text)
  }

  var isAtEnd: Bool { position >= tokens.count }
  var peek: Token? { position < tokens.count ? tokens[position] : nil }
  func peek(_ ahead: Int) -> Token? { position + ahead < tokens.count ? tokens[position + ahead] : nil }

  mutating func skip(_ count: Int = 1) { position += count }

  /// What is left, for messages.
  var rest: String { tokens[min(position, tokens.count)...].map(Self.plain).joined(separator: " ") }

  static func plain(_ token: Token) -> String {
    switch token {
    case .number(let value): Regimen.plain(value)
    case .word(let word): word
    case .clock(let minutes): Regimen.clockText(minutes)
    }
  }

  /// Takes the next words if they are these.
  mutating func take(_ words: String...) -> Bool {
    for (offset, word) in words.enumerated() where peek(offset) != .word(word) { return false }
    position += words.count
    return true
  }

  /// Takes the next word if it is one of these.
  mutating func takeAny(_ words: [String]) -> String? {
    guard case .word(let word)? = peek, words.contains(word) else { return nil }
    position += 1
    return word
  }

  mutating func takeNumber() -> Double? {
    guard case .number(let value)? = peek else { return nil }
    position += 1
    return value
  }

  /// Takes "3, 4 and 5".
  mutating func takeNumbers() -> [Int] {
    var result: [Int] = []
    while true {
      let before = position
      if !result.isEmpty, takeAny([",", "and"]) != nil { _ = take("and") }
      guard let number = takeNumber(), number == number.rounded(), number >= 1, number < 1e6 else {
        position = before
        return result
      }
      result.append(Int(number))
    }
  }

  /// Takes a number with a unit of time.
  ///
  /// - Returns: hours, or nil when no number stands here.
  mutating func takeSpan() throws(DosingError) -> Double? {
    guard case .number(let value)? = peek else { return nil }
    guard case .word(let word)? = peek(1) else {
      throw DosingError(place: "\"\(text)\"", rule: "\(Regimen.plain(value)) needs a unit of time, such as h or d")
    }
    guard let unit = TimeSpan.unit(word) else {
      throw DosingError(
        place: "\"\(text)\"", rule: "'\(word)' is not a unit of time", suggestion: TimeSpan.suggestion(word))
    }
    guard value.isFinite, value >= 0, value * unit < 1e6 else {
      throw DosingError(place: "\"\(text)\"", rule: "a time span of \(Regimen.plain(value)) \(word) is not possible")
    }
    position += 2
    return value * unit
  }

  // MARK: splitting

  private static func split(_ text: String) -> [Token] {
    let characters = Array(text.lowercased().map { $0 == "µ" || $0 == "μ" ? "u" : $0 })
    var tokens: [Token] = []
    var i = 0
    while i < characters.count {
      let c = characters[i]
      if c.isWhitespace {
        i += 1
      } else if c.isASCII, c.isNumber || ((c == "-" || c == "+" || c == ".") && next(characters, i)?.isASCIIDigit == true) {
        var end = i + 1
        while end < characters.count, characters[end].isASCIIDigit || characters[end] == "."
          || (characters[end] == "," && thousands(characters, end))
        { end += 1 }
        if end + 1 < characters.count, characters[end] == ":", characters[end + 1].isASCIIDigit,
          let hour = Int(String(characters[i..<end]))
        {
          var stop = end + 1
          while stop < characters.count, characters[stop].isASCIIDigit { stop += 1 }
          let minute = Int(String(characters[(end + 1)..<stop])) ?? 99
          tokens.append(hour >= 0 && hour <= 24 && minute < 60 ? .clock(hour * 60 + minute) : .word(String(characters[i..<stop])))
          i = stop
          continue
        }
        let digits = String(characters[i..<end].filter { $0 != "," })
        if let value = Double(digits) { tokens.append(.number(value)) } else { tokens.append(.word(digits)) }
        i = end
      } else if c == "," || c == ";" {
        tokens.append(.word(","))
        i += 1
      } else {
        var end = i
        while end < characters.count, !characters[end].isWhitespace, !",;".contains(characters[end]),
          // "q8h" and "5-ht" keep their digits; "mg2" does not occur.
          !(characters[end].isASCIIDigit && end == i)
        { end += 1 }
        tokens.append(.word(String(characters[i..<max(end, i + 1)])))
        i = max(end, i + 1)
      }
    }
    return tokens
  }

  private static func next(_ characters: [Character], _ i: Int) -> Character? {
    i + 1 < characters.count ? characters[i + 1] : nil
  }

  private static func thousands(_ characters: [Character], _ comma: Int) -> Bool {
    guard comma + 3 < characters.count, (1...3).allSatisfy({ characters[comma + $0].isASCIIDigit }) else { return false }
    return comma + 4 >= characters.count || !characters[comma + 4].isASCIIDigit
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
