extension RegimenParser {
  /// Reads a clause that says when a segment or dose begins and ends.
  mutating func readTime() throws(DosingError) -> Bool {
    guard let token = cursor.current, token.kind == .word else { return false }
    switch token.key {
    case "for", "x":
      cursor.index += 1
      try readLength(token)
    case "until", "till", "through", "to":
      cursor.index += 1
      try readEnd(token, isInclusive: token.key == "through" || token.key == "to")
    case "from", "start", "starting", "beginning", "after":
      cursor.index += 1
      cursor.skip("from", "on", "at")
      try readStart(token)
    case "at": try readPoint(token)
    case "on", "day", "days":
      cursor.skip("on")
      try readDays(token)
    case "over", "infused", "infusion":
      cursor.index += 1
      if token.key != "over" { cursor.skip("over") }
      guard draft.over == nil else { throw cursor.error(token, "a second \"over\"") }
      cursor.skip("about")
      draft.over = try cursor.span()
    default: return false
    }
    return true
  }

  private mutating func readLength(_ token: RegimenToken) throws(DosingError) {
    cursor.skip("the")
    cursor.skip("next", "first", "another", "further")
    try draft.setEnd(at: token, in: cursor)
    if let noun = cursor.word(at: cursor.index + 1), noun == "dose" || noun == "doses" {
      draft.count = try cursor.ordinal("for", upTo: RegimenLimits.doseCount)
      cursor.index += 1
    } else if cursor.matches(["days"], at: cursor.index) || cursor.matches(["day"], at: cursor.index) {
      draft.endToken = nil
      try readDays(token)
    } else {
      draft.span = try cursor.span()
    }
  }

  private mutating func readEnd(_ token: RegimenToken, isInclusive: Bool) throws(DosingError) {
    if let day = try dayNumber() {
      try draft.setEnd(at: token, in: cursor)
      draft.end = Double(isInclusive ? day : day - 1) * 24
      return
    }
    let hours = try cursor.span()
    if cursor.skip("ago") != nil {
      try setStopped(hours, at: token)
      return
    }
    try draft.setEnd(at: token, in: cursor)
    draft.end = hours
  }

  private mutating func readStart(_ token: RegimenToken) throws(DosingError) {
    if let day = try dayNumber() {
      try draft.setStart(Double(day - 1) * 24, at: token, in: cursor)
    } else if let minute = try clockTime(afterAt: true) {
      try draft.setStart(nil, at: token, in: cursor)
      draft.startMinute = minute
    } else {
      try draft.setStart(try cursor.span(allowingZero: true), at: token, in: cursor)
    }
  }

  private mutating func readPoint(_ token: RegimenToken) throws(DosingError) {
    if try readClockTimes(afterAt: true) { return }
    cursor.index += 1
    if cursor.current?.number != nil, cursor.peek()?.raw == ":" {
      throw cursor.error(
        cursor.current, "a clock time has hours 0 to 24 and minutes 00 to 59", "08:00")
    }
    if let day = try dayNumber() {
      try draft.setStart(Double(day - 1) * 24, at: token, in: cursor)
    } else {
      if let number = cursor.current, let value = number.number, (0...24).contains(value),
        TimeUnit(word: cursor.word(at: cursor.index + 1) ?? "") == nil
      {
        throw cursor.error(
          number, "\"\(number.raw)\" could be morning or evening",
          value == value.rounded() && value < 24
            ? "\(value < 10 ? "0" : "")\(plainNumber(value)):00" : "08:00")
      }
      try draft.setStart(try cursor.span(allowingZero: true), at: token, in: cursor)
    }
    draft.isPoint = true
  }

  /// Reads `day 5`, or `days 5-7` as a first and a last day.
  private mutating func readDays(_ token: RegimenToken) throws(DosingError) {
    guard cursor.skip("day", "days") != nil else {
      throw cursor.error(cursor.current, "a day is missing after \"\(token.raw)\"", "on day 5")
    }
    let days = try cursor.ordinals("day", upTo: RegimenLimits.day)
    guard let first = days.first, let last = days.last else { return }
    guard last - first + 1 == days.count else {
      throw cursor.error(token, "days of one segment must follow each other", "days 1-7")
    }
    try draft.setStart(Double(first - 1) * 24, at: token, in: cursor)
    guard days.count > 1 else {
      draft.isPoint = true
      return
    }
    try draft.setEnd(at: token, in: cursor)
    draft.end = Double(last) * 24
  }

  /// Reads `day N`; nil when no day is at the cursor.
  private mutating func dayNumber() throws(DosingError) -> Int? {
    guard cursor.skip("day") != nil else { return nil }
    return try cursor.ordinal("day", upTo: RegimenLimits.day)
  }

  // MARK: Exceptions

  private static let missing: Set<String> = [
    "missing", "missed", "skipping", "skipped", "skip", "forgot", "omit", "omitting", "without",
    "except",
  ]

  /// Reads `missing day 5`, `missed doses 3 and 4`, `double dose on day 6` or `stopped 10 days ago`.
  mutating func readException() throws(DosingError) -> Bool {
    guard let token = cursor.current, token.kind == .word else { return false }
    if Self.missing.contains(token.key) {
      cursor.index += 1
      try readMissing(token)
    } else if cursor.skip("double", "doubled", "doubling") != nil {
      cursor.skip("the", "a")
      cursor.skip("dose", "doses", "dosing")
      cursor.skip("on", "of")
      guard cursor.skip("day", "days") != nil else {
        throw cursor.error(token, "nothing says which day was doubled", "double dose on day 6")
      }
      doubledDays += try cursor.ordinals("day", upTo: RegimenLimits.day)
    } else if cursor.skip("stopped", "discontinued") != nil || skipLastDose() {
      cursor.skip("taking", "was")
      guard cursor.count(at: cursor.index) != nil || cursor.word(at: cursor.index) == "a" else {
        throw cursor.error(token, "nothing says how long ago", "stopped 10 d ago")
      }
      let hours = try cursor.span()
      guard cursor.skip("ago") != nil else {
        throw cursor.error(cursor.current, "\"ago\" is missing", "stopped 10 d ago")
      }
      try setStopped(hours, at: token)
    } else {
      return false
    }
    return true
  }

  private mutating func skipLastDose() -> Bool {
    guard cursor.matches(["last", "dose"], at: cursor.index) else { return false }
    cursor.index += 2
    return true
  }

  private mutating func setStopped(_ hours: Double, at token: RegimenToken) throws(DosingError) {
    guard stoppedAgo == nil else { throw cursor.error(token, "a second \"ago\"") }
    stoppedAgo = hours
  }

  private mutating func readMissing(_ token: RegimenToken) throws(DosingError) {
    cursor.skip("the", "a")
    let isDose = cursor.skip("dose", "doses") != nil
    let isOnDay = isDose && cursor.skip("on", "of") != nil
    if cursor.skip("day", "days") != nil {
      missedDays += try cursor.ordinals("day", upTo: RegimenLimits.day)
    } else if isDose, !isOnDay {
      missedDoses += try cursor.ordinals("dose", upTo: RegimenLimits.doseCount)
    } else {
      throw cursor.error(
        token, "nothing says which days or doses", "missing day 5, or missing doses 3 and 4")
    }
  }
}
