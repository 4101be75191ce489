extension RegimenParser {
  /// Verbs that change the dose of the segment before them.
  static let titrationVerbs: Set<String> = [
    "increase", "increased", "increasing", "decrease", "decreased", "decreasing", "reduce",
    "reduced", "reducing", "titrate", "titrated", "taper", "tapered", "tapering",
  ]

  /// Reads `increase by 25 mg every week to 100 mg`, `increase to 50 mg` or a taper.
  mutating func readTitration() throws(DosingError) -> Bool {
    guard let token = cursor.current, token.kind == .word,
      Self.titrationVerbs.contains(token.key)
    else { return false }
    cursor.index += 1
    if token.key.hasPrefix("taper") {
      try readTaper(token)
    } else if cursor.skip("to") != nil {
      try beginSegment()
    } else {
      guard cursor.skip("by") != nil else {
        throw cursor.error(
          cursor.current, "\"by\" is missing after \"\(token.raw)\"",
          "increase by 25 mg every week to 100 mg")
      }
      try readSteps(token)
    }
    return true
  }

  /// Starts a titration of the present dose; a `for` before it is the length of the first amount.
  private mutating func begin(_ token: RegimenToken) throws(DosingError) -> Titration {
    guard draft.titration == nil, draft.count == nil, draft.end == nil else {
      throw cursor.error(token, "steps cannot follow a number of doses, an \"until\" or other steps")
    }
    draft.baseSpan = draft.span
    draft.span = nil
    draft.endToken = nil
    return Titration(token: token)
  }

  private mutating func readSteps(_ token: RegimenToken) throws(DosingError) {
    guard draft.amount != nil else {
      throw cursor.error(token, "a dose is missing before \"\(token.raw)\"", "25 mg daily")
    }
    var titration = try begin(token)
    titration.step = try convertedAmount()
    titration.stepSpan = try readStepSpan()
    cursor.skip("up")
    guard cursor.skip("to", "until") != nil else {
      throw cursor.error(cursor.current, "the last dose is missing", "to 100 mg")
    }
    titration.target = try convertedAmount()
    let rises = token.key.hasPrefix("increas")
    let falls = token.key.hasPrefix("decreas") || token.key.hasPrefix("reduc")
    if let target = titration.target, let amount = draft.amount?.value,
      rises && target <= amount || falls && target >= amount
    {
      throw cursor.error(
        token,
        "from \(plainNumber(amount)) to \(plainNumber(target)) is no "
          + (rises ? "increase" : "decrease"))
    }
    draft.titration = titration
  }

  /// Reads `every week` or `weekly` after the size of a step, in h.
  private mutating func readStepSpan() throws(DosingError) -> Double {
    if let phrase = RegimenVocabulary.phrase(cursor, at: cursor.index) {
      switch phrase.meaning {
      case .daily:
        cursor.index += phrase.words.count
        return 24
      case .every(let hours):
        cursor.index += phrase.words.count
        return hours
      default: break
      }
    }
    guard cursor.skip("every", "each", "per") != nil else {
      throw cursor.error(cursor.current, "nothing says how often the dose changes", "every week")
    }
    return try everySpan()
  }

  /// Reads `taper [from] 100 mg [daily] to 0 over 4 weeks in steps of 25 mg`, parts in any order.
  private mutating func readTaper(_ token: RegimenToken) throws(DosingError) {
    if draft.amount != nil, draft.hasEnd {
      let last = draft.amount
      try beginSegment()
      if !cursor.startsAmount(at: cursor.index), cursor.word(at: cursor.index) != "from" {
        draft.amount = last
      }
    }
    var titration = try begin(token)
    if cursor.matches(["from"], at: cursor.index) { cursor.index += 1 }
    if cursor.startsAmount(at: cursor.index) {
      guard draft.amount == nil else {
        throw cursor.error(cursor.current, "a second dose without \"then\"", "then taper ...")
      }
      try readAmount()
    }
    guard draft.amount != nil else {
      throw cursor.error(cursor.current ?? token, "the dose to taper from is missing", "taper 100 mg")
    }
    while try readTaperPart(&titration) {}
    guard titration.target != nil, titration.step != nil,
      titration.stepSpan != nil || titration.totalSpan != nil
    else {
      throw cursor.error(
        token, "a taper needs its last dose, its length and its steps",
        "taper 100 mg to 0 over 4 weeks in steps of 25 mg")
    }
    draft.titration = titration
  }

  private mutating func readTaperPart(_ titration: inout Titration) throws(DosingError) -> Bool {
    guard let token = cursor.current else { return false }
    let once = cursor.error(token, "given twice in one taper")
    if cursor.skip("off") != nil || cursor.matches(["to", "zero"], at: cursor.index) {
      if cursor.skip("to") != nil { cursor.index += 1 }
      guard titration.target == nil else { throw once }
      titration.target = 0
    } else if cursor.matches(["to"], at: cursor.index), cursor.word(at: cursor.index + 1) != "day" {
      cursor.index += 1
      guard titration.target == nil else { throw once }
      titration.target = try convertedAmount()
    } else if cursor.skip("over") != nil {
      guard titration.totalSpan == nil else { throw once }
      titration.totalSpan = try cursor.span()
    } else if cursor.matches(["in", "steps", "of"], at: cursor.index)
      || cursor.matches(["by"], at: cursor.index)
    {
      cursor.index += token.key == "by" ? 1 : 3
      guard titration.step == nil else { throw once }
      titration.step = try convertedAmount()
      if titration.totalSpan == nil,
        ["every", "each", "per", "weekly", "daily"].contains(
          cursor.word(at: cursor.index) ?? "")
      {
        titration.stepSpan = try readStepSpan()
      }
    } else {
      return try readPhrase()
    }
    return true
  }

  /// Reads an amount in the unit of the segment's dose; a bare number has that unit.
  private mutating func convertedAmount() throws(DosingError) -> Double {
    guard let base = draft.amount else { throw cursor.error(cursor.current, "a dose is missing") }
    let typed = try cursor.amount(defaultUnit: base.unit)
    guard typed.unit.isPerKilogram == base.unit.isPerKilogram,
      typed.unit.rateTime == base.unit.rateTime, !typed.isDaily
    else {
      throw cursor.error(
        typed.token, "\(typed.unit) cannot be compared with \(base.unit)", base.unit.description)
    }
    guard typed.unit != base.unit else { return typed.value }
    return typed.unit.mass.milligrams(typed.value) / base.unit.mass.milligrams(1)
  }
}
