import Quantities

/// Reads a regimen from text: a medicine, then clauses in any order, in segments joined by `then`.
///
/// Goals in order: never guess a dose or an interval silently; accept what clinicians type; name the word that was not
/// understood and the nearest one that would be.
struct RegimenParser {
  var cursor: TokenCursor
  var route: DoseRoute?
  var draft: PhaseDraft
  var phases: [RegimenPhase] = []
  var missedDays: [Int] = []
  var missedDoses: [Int] = []
  var doubledDays: [Int] = []
  var stoppedAgo: Double?
  /// True after `then stop`: no further dose may follow.
  var hasStopped = false

  init(_ text: String) throws(DosingError) {
    cursor = try TokenCursor(text)
    draft = PhaseDraft(firstToken: cursor.current)
  }

  /// Reads the whole text.
  mutating func regimen() throws(DosingError) -> Regimen {
    guard !cursor.tokens.isEmpty else {
      throw DosingError(
        place: "regimen", rule: "the text is empty", suggestion: "nortriptyline 100 mg daily")
    }
    var nameStart = 0
    if cursor.startsAmount(at: 0) {
      try readAmount()
      nameStart = cursor.token(at: cursor.index - 1)?.end ?? 0
      while try readPhrase() { nameStart = cursor.token(at: cursor.index - 1)?.end ?? nameStart }
      if let of = cursor.current, cursor.skip("of") != nil { nameStart = of.end }
    }
    let medicine = try readName(from: nameStart)
    while cursor.current != nil { try readClause() }
    if !hasStopped { try closeSegment() }
    return try Regimen(
      medicine: medicine, route: route, phases: phases,
      exceptions: RegimenExceptions(
        missedDays: missedDays, missedDoses: missedDoses, doubledDays: doubledDays,
        stoppedAgo: stoppedAgo))
  }

  mutating func readAmount() throws(DosingError) {
    let amount = try cursor.amount()
    draft.amount = amount
    if amount.isDaily { try draft.set(.every(24), at: amount.token, in: cursor) }
  }

  /// Reads one clause; every path moves the cursor or throws.
  private mutating func readClause() throws(DosingError) {
    if cursor.skipComma() {
      if cursor.startsAmount(at: cursor.index), draft.amount != nil { try beginSegment() }
      return
    }
    if let sign = cursor.current, sign.kind == .dash || sign.raw == ":",
      draft.amount == nil, cursor.startsAmount(at: cursor.index + 1)
    {
      cursor.index += 1
      return
    }
    if try readSegmentBreak() { return }
    if try readPhrase() { return }
    if try readNumber() { return }
    if try readFrequency() { return }
    if try readTime() { return }
    if try readTitration() { return }
    if try readException() { return }
    throw notUnderstood()
  }

  /// The error for the word at the cursor.
  func notUnderstood() -> DosingError {
    guard let token = cursor.current else { return cursor.error(nil, "a word is missing") }
    if RegimenVocabulary.containers.contains(token.key) {
      return cursor.error(token, "a count of \(token.key) is not a dose: write the total", "100 mg")
    }
    if draft.amount == nil, RegimenVocabulary.starters.contains(token.key) == false,
      MassUnit(word: token.key) != nil
    {
      return cursor.error(token, "a number is missing before the unit", "100 \(token.key)")
    }
    let formulations = ["xl", "sr", "er", "mr", "xr", "ir", "cr", "la", "retard"]
    var suggestion = NearestName.suggestion(
      for: token.key, among: RegimenVocabulary.suggestions)
    if formulations.contains(token.key) {
      suggestion = "the formulation before the dose"
    } else if suggestion == token.key {
      suggestion = token.key == "twice" ? "twice daily" : nil
    }
    return cursor.error(token, "\"\(token.raw)\" is not understood", suggestion)
  }

  /// Reads a number at the cursor when it begins a dose, a clock time or a frequency.
  private mutating func readNumber() throws(DosingError) -> Bool {
    guard let token = cursor.current else { return false }
    if try readClockTimes(afterAt: false) { return true }
    if cursor.startsAmount(at: cursor.index) {
      guard draft.amount == nil else {
        throw cursor.error(token, "a second dose without \"then\"", "then \(token.raw) ..., or a regimen of its own")
      }
      guard !hasStopped else { throw cursor.error(token, "a dose after the regimen has stopped") }
      try readAmount()
      return true
    }
    guard token.number != nil else { return false }
    if try readCountedFrequency() { return true }
    if let unit = cursor.word(at: cursor.index + 1), TimeUnit(word: unit) != nil {
      throw cursor.error(
        token, "a time without a word before it", "for \(token.raw) \(unit)")
    }
    guard draft.amount == nil else { throw notUnderstood() }
    try readAmount()
    return true
  }

  /// Reads `then` and its synonyms, with what may follow at once.
  private mutating func readSegmentBreak() throws(DosingError) -> Bool {
    let start = cursor.index
    cursor.skip("and")
    if cursor.skip("then", "thereafter") == nil {
      guard cursor.matches(["followed", "by"], at: cursor.index) else {
        cursor.index = start
        return skipAnd()
      }
      cursor.index += 2
    }
    cursor.skipComma()
    if let verb = cursor.word(at: cursor.index), Self.titrationVerbs.contains(verb) {
      guard !verb.hasPrefix("taper") || draft.hasEnd || draft.amount == nil else {
        throw cursor.error(
          cursor.current, "nothing says when the taper begins", "for 4 weeks then taper ...")
      }
      return true
    }
    if cursor.matches(["stopped"], at: cursor.index) { return true }
    if cursor.skip("stop", "stopping", "nothing", "off") != nil {
      try closeSegment()
      guard phases.last?.isBounded == true else {
        throw cursor.error(cursor.token(at: start), "nothing says when to stop", "for 28 d")
      }
      hasStopped = true
      return true
    }
    try beginSegment()
    return true
  }

  /// Steps over `and` before an exception, as in `missing day 3 and double dose on day 6`.
  private mutating func skipAnd() -> Bool {
    guard cursor.word(at: cursor.index) == "and", let next = cursor.word(at: cursor.index + 1),
      RegimenVocabulary.starters.contains(next)
        || RegimenVocabulary.startsPhrase(cursor, at: cursor.index + 1)
    else { return false }
    cursor.index += 1
    return true
  }

  /// Ends the segment and begins the next at the cursor.
  mutating func beginSegment() throws(DosingError) {
    guard !hasStopped else {
      throw cursor.error(cursor.current, "nothing may follow after the regimen has stopped")
    }
    try closeSegment()
    draft = PhaseDraft(firstToken: cursor.current)
  }
}
