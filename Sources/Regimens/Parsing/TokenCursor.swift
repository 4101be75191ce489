import Quantities

/// A place in a tokenised text, with the readers that all clauses share.
struct TokenCursor {
  let characters: [Character]
  let tokens: [RegimenToken]
  var index = 0

  /// Cuts a text into tokens.
  init(_ text: String) throws(DosingError) {
    characters = RegimenLexer.characters(of: text)
    guard characters.count <= RegimenLimits.textLength else {
      throw DosingError(
        place: "text of \(characters.count) characters",
        rule: "must be at most \(RegimenLimits.textLength)")
    }
    var lexer = RegimenLexer(characters)
    tokens = lexer.run()
  }

  /// The token at the cursor; nil at the end.
  var current: RegimenToken? { token(at: index) }

  func token(at position: Int) -> RegimenToken? {
    tokens.indices.contains(position) ? tokens[position] : nil
  }

  /// The token some steps ahead.
  func peek(_ steps: Int = 1) -> RegimenToken? { token(at: index + steps) }

  func word(at position: Int) -> String? {
    guard let token = token(at: position), token.kind == .word else { return nil }
    return token.key
  }

  /// True when the words at a position are these.
  func matches(_ words: [String], at position: Int) -> Bool {
    for (offset, wanted) in words.enumerated() where word(at: position + offset) != wanted {
      return false
    }
    return true
  }

  /// Steps over one of some words and returns it.
  @discardableResult
  mutating func skip(_ words: String...) -> String? {
    guard let word = word(at: index), words.contains(word) else { return nil }
    index += 1
    return word
  }

  /// Steps over a comma.
  @discardableResult
  mutating func skipComma() -> Bool {
    guard current?.kind == .comma else { return false }
    index += 1
    return true
  }

  // MARK: Errors

  /// An error at a token, or at the end of the text.
  func error(_ token: RegimenToken?, _ rule: String, _ suggestion: String? = nil) -> DosingError {
    let place =
      token.map { "column \($0.position + 1), \"\($0.raw)\"" }
      ?? "column \(characters.count + 1), end of text"
    return DosingError(place: place, rule: rule, suggestion: suggestion)
  }

  /// The error for something that is no unit at the cursor.
  func unknownUnit() -> DosingError {
    guard let token = current, token.kind == .word else {
      return error(current, "a unit is missing", "mg")
    }
    if let reason = RegimenVocabulary.refusedUnits[token.key] {
      return error(token, reason, "mg")
    }
    let nearest = NearestName.suggestion(for: token.key, among: RegimenVocabulary.units)
    return error(token, "\"\(token.raw)\" is not a unit of dose", nearest ?? "mg, ug, g or ng")
  }

  // MARK: Numbers

  /// A number at a position: digits, or a word from `one` to `twelve`.
  func count(at position: Int) -> Double? {
    if let number = token(at: position)?.number { return number }
    return word(at: position).flatMap { RegimenVocabulary.numbers[$0] }
  }

  /// Reads a whole number from 1 to a limit.
  mutating func ordinal(_ noun: String, upTo limit: Int) throws(DosingError) -> Int {
    guard let value = count(at: index) else {
      throw error(current, "a number is missing after \"\(noun)\"", "\(noun) 5")
    }
    guard value >= 1, value <= Double(limit), value == value.rounded() else {
      throw error(
        current, "\(noun) \(plainNumber(value)); must be a whole number from 1 to \(limit)")
    }
    index += 1
    return Int(value)
  }

  /// Reads whole numbers such as `3`, `3 and 4`, `3, 4 and 6` or `5-7`.
  mutating func ordinals(_ noun: String, upTo limit: Int) throws(DosingError) -> [Int] {
    var result: [Int] = []
    repeat {
      skip("day", "days", "dose", "doses", "number", "no")
      let first = try ordinal(noun, upTo: limit)
      guard current?.kind == .dash || word(at: index) == "to" || word(at: index) == "through" else {
        result.append(first)
        continue
      }
      index += 1
      skip("day", "dose")
      let token = current
      let last = try ordinal(noun, upTo: limit)
      guard last >= first, last - first <= 1000 else {
        throw error(token, "a range must ascend and span at most 1000", "\(noun) \(last)-\(first)")
      }
      result += first...last
    } while skipToNextOrdinal()
    return result
  }

  private mutating func skipToNextOrdinal() -> Bool {
    var next = index
    if token(at: next)?.kind == .comma { next += 1 }
    if word(at: next) == "and" { next += 1 }
    guard next > index else { return false }
    if ["day", "days", "dose", "doses"].contains(word(at: next) ?? "") { next += 1 }
    guard count(at: next) != nil, !startsAmount(at: next) else { return false }
    index = next
    return true
  }

  /// Reads a span such as `4 weeks`, `a week` or `1 h 30 min` in h.
  mutating func span(allowingZero: Bool = false) throws(DosingError) -> Double {
    let start = current
    var total = try simpleSpan().hours
    var smallest = TimeUnit(word: word(at: index - 1) ?? "")
    while let outer = smallest, current?.number != nil,
      let inner = TimeUnit(word: word(at: index + 1) ?? ""), inner.hours(1) < outer.hours(1)
    {
      total += try simpleSpan().hours
      smallest = inner
    }
    guard total <= TimeSpan.longest else {
      throw error(start, "a time of \(plainNumber(total)) h is absurd; must be within 100 years")
    }
    guard total > 0 || allowingZero else { throw error(start, "a time must be above 0", "1 h") }
    return total
  }

  private mutating func simpleSpan() throws(DosingError) -> TimeSpan {
    let start = current
    var value = 1.0
    if let number = count(at: index) {
      value = number
      index += 1
    } else if skip("a", "an") == nil {
      if let token = current, token.kind == .word, Double(token.key)?.isFinite == false {
        throw error(token, "a time must be a finite number")
      }
      throw error(start, "a time is missing", "7 d")
    }
    guard value.isFinite else { throw error(start, "a time must be a finite number") }
    guard value >= 0 else { throw error(start, "a time must not be negative", plainNumber(-value)) }
    guard let token = current, token.kind == .word else {
      throw error(current ?? start, "a unit of time is missing", "\(plainNumber(value)) h")
    }
    guard let unit = TimeUnit(word: token.key) else {
      let rule =
        token.key == "m" ? "\"m\" could be minutes or months" : "\"\(token.raw)\" is not a unit of time"
      let nearest = NearestName.suggestion(
        for: token.key, among: TimeUnit.allCases.flatMap(\.names))
      throw error(token, rule, token.key == "m" ? "min or month" : nearest ?? "min, h, d or w")
    }
    index += 1
    return TimeSpan(hours: unit.hours(value))
  }
}
