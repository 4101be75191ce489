extension RegimenParser {
  /// Reads the medicine's name at the cursor, as typed from a character position.
  mutating func readName(from start: Int) throws(DosingError) -> String {
    let first = cursor.current
    cursor.index = Self.nameEnd(cursor)
    let end = cursor.current?.position ?? cursor.characters.count
    let name = Self.tidy(cursor.characters[min(start, end)..<end])
    if draft.amount == nil, first?.number != nil, !hasAmountAhead {
      cursor.index = 1
      throw cursor.unknownUnit()
    }
    guard !name.isEmpty else {
      throw cursor.error(first, "the name of the medicine is missing", "nortriptyline 100 mg daily")
    }
    guard Self.isMedicineName(name) else {
      throw cursor.error(first, "\"\(name.prefix(80))\" is not a name of a medicine")
    }
    return name
  }

  private var hasAmountAhead: Bool {
    cursor.tokens.indices.contains { $0 >= cursor.index && cursor.startsAmount(at: $0) }
  }

  /// True for a name that stays whole when a dose is written after it.
  static func isMedicineName(_ name: String) -> Bool {
    let characters = Array(name)
    guard let first = characters.first, characters.count <= RegimenLimits.nameLength,
      first.isLetter || first.isNumber || first == "(", characters.contains(where: \.isLetter),
      RegimenLexer.characters(of: name) == characters, tidy(characters[...]) == name,
      let cursor = try? TokenCursor(name + " 1 mg daily"), !cursor.startsAmount(at: 0)
    else { return false }
    let end = nameEnd(cursor)
    return end > 0 && end == cursor.tokens.count - 3 && cursor.startsAmount(at: end)
  }

  /// Collapses spaces and drops what is left of punctuation at the end.
  private static func tidy(_ characters: ArraySlice<Character>) -> String {
    var name = characters.split(separator: " ").map { String($0) }.joined(separator: " ")
    while let last = name.last, " ,:;-.(/".contains(last) { name.removeLast() }
    return name
  }

  /// The index of the first token from the cursor on that is not part of a name.
  private static func nameEnd(_ cursor: TokenCursor) -> Int {
    var index = cursor.index
    while cursor.token(at: index) != nil, !isBreak(cursor, at: index) { index += 1 }
    return index
  }

  private static func isBreak(_ cursor: TokenCursor, at index: Int) -> Bool {
    guard let token = cursor.token(at: index) else { return true }
    let isFirst = index == cursor.index
    if cursor.startsAmount(at: index) { return true }
    switch token.kind {
    case .comma, .other, .clock: return true
    case .slash: return isFirst
    case .dash:
      guard let next = cursor.token(at: index + 1) else { return true }
      return isFirst || !token.isAttached || !next.isAttached
        || cursor.startsAmount(at: index + 1)
    case .number(let value):
      if value < 0 { return true }
      let next = cursor.token(at: index + 1)
      let joinsNext = next?.kind == .word && next?.isAttached == true
      if isFirst { return !joinsNext }
      return !token.isAttached && !(joinsNext && next?.isHyphenated == true)
    case .word:
      return RegimenVocabulary.starters.contains(token.key)
        || RegimenVocabulary.containers.contains(token.key)
        || RegimenVocabulary.startsPhrase(cursor, at: index)
        || isShorthand(cursor, at: index)
    }
  }

  /// True for `q8h`, `x 7 d`, `three times` and `last dose`.
  private static func isShorthand(_ cursor: TokenCursor, at index: Int) -> Bool {
    let word = cursor.word(at: index) ?? ""
    let unit = cursor.word(at: index + 2) ?? ""
    if word == "q" || word == "x", cursor.token(at: index + 1)?.number != nil {
      return TimeUnit(word: unit) != nil || unit == "hourly" || word == "x" && unit == "doses"
    }
    if RegimenVocabulary.numbers[word] != nil { return cursor.word(at: index + 1) == "times" }
    return word == "last" && cursor.word(at: index + 1) == "dose"
  }
}
