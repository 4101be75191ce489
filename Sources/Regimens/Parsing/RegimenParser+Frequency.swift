import Quantities

extension RegimenParser {
  /// Applies the longest fixed phrase at the cursor.
  mutating func readPhrase() throws(DosingError) -> Bool {
    guard let token = cursor.current,
      let phrase = RegimenVocabulary.phrase(cursor, at: cursor.index)
    else { return false }
    if phrase.words == ["once"], ["every", "each"].contains(cursor.word(at: cursor.index + 1)) {
      cursor.index += 1
      return true
    }
    if case .clock = phrase.meaning { return try readClockTimes(afterAt: false) }
    cursor.index += phrase.words.count
    switch phrase.meaning {
    case .once: try draft.set(.once, at: token, in: cursor)
    case .daily: try draft.set(.daily, at: token, in: cursor)
    case .continuous: try draft.set(.continuous, at: token, in: cursor)
    case .every(let hours): try draft.set(.every(hours), at: token, in: cursor)
    case .clock: break
    case .bolus:
      draft.isBolus = true
      try set(.intravenous, at: token)
    case .route(let route): try set(route, at: token)
    case .refused(let rule, let suggestion): throw cursor.error(token, rule, suggestion)
    }
    return true
  }

  /// Records the route; one regimen has one.
  mutating func set(_ new: DoseRoute, at token: RegimenToken?) throws(DosingError) {
    guard route == nil || route == new else {
      throw cursor.error(
        token, "contradicts the route \(route?.rawValue ?? ""); write one regimen for each route")
    }
    route = new
  }

  /// Reads `every 8 hours`, `q8h`, `q 2 d` or `every 2nd day`.
  mutating func readFrequency() throws(DosingError) -> Bool {
    guard let token = cursor.current else { return false }
    if RegimenVocabulary.numbers[token.key] != nil, token.kind == .word {
      return try readCountedFrequency()
    }
    guard let verb = cursor.skip("every", "each", "q") else { return false }
    guard verb == "q" || cursor.count(at: cursor.index) != nil else {
      guard TimeUnit(word: cursor.word(at: cursor.index) ?? "") != nil else {
        let suggestion = NearestName.suggestion(
          for: cursor.current?.key ?? "", among: ["day", "hour", "week", "month", "other"])
        throw cursor.error(
          cursor.current, "a time is missing after \"\(token.raw)\"",
          "every \(suggestion ?? "12 h")")
      }
      try setInterval(hours: try everySpan(), at: token)
      return true
    }
    let next = cursor.index + 1
    if cursor.current?.number != nil, verb == "q", !isTimeUnit(at: next) {
      let hours = try cursor.ordinal("every", upTo: 8760)
      try setInterval(hours: Double(hours), at: token)
      return true
    }
    if ["st", "nd", "rd", "th"].contains(cursor.word(at: next)), isTimeUnit(at: next + 1),
      let count = cursor.count(at: cursor.index), let unit = TimeUnit(word: cursor.word(at: next + 1) ?? "")
    {
      cursor.index += 3
      try setInterval(hours: unit.hours(count), at: token)
      return true
    }
    try setInterval(hours: try cursor.span(allowingZero: true), at: token)
    return true
  }

  private func isTimeUnit(at index: Int) -> Bool {
    TimeUnit(word: cursor.word(at: index) ?? "") != nil
  }

  /// Reads the time in h after `every`: `week`, `2 weeks` or a phrase such as `weekly`.
  mutating func everySpan() throws(DosingError) -> Double {
    if let unit = TimeUnit(word: cursor.word(at: cursor.index) ?? "") {
      cursor.index += 1
      return unit.hours(1)
    }
    return try cursor.span()
  }

  private mutating func setInterval(hours: Double, at token: RegimenToken) throws(DosingError) {
    guard RegimenLimits.interval.contains(hours) else {
      throw cursor.error(
        token, "every \(plainNumber(hours)) h; an interval must be 1 min to 10 years", "every 24 h")
    }
    try draft.set(.every(hours), at: token, in: cursor)
  }

  /// Reads `8 hourly`, `3 times daily`, `2x daily` or `three times a week`.
  mutating func readCountedFrequency() throws(DosingError) -> Bool {
    guard let token = cursor.current, let count = cursor.count(at: cursor.index) else { return false }
    let next = cursor.word(at: cursor.index + 1) ?? ""
    if next == "hourly" || next == "hrly" {
      cursor.index += 2
      try setInterval(hours: count, at: token)
      return true
    }
    guard ["times", "time", "x"].contains(next),
      let phrase = RegimenVocabulary.phrase(cursor, at: cursor.index + 2)
    else { return false }
    let period: Double
    switch phrase.meaning {
    case .daily: period = 24
    case .every(168): period = 168
    default: return false
    }
    guard count >= 1, count <= 48, count == count.rounded() else {
      throw cursor.error(token, "\(token.raw) times; must be a whole number from 1 to 48")
    }
    cursor.index += 2 + phrase.words.count
    try setInterval(hours: period / count, at: token)
    return true
  }

  /// Reads clock times such as `8am and 12pm`, `08:00, 12:00 and 16:00` or `mane and nocte`.
  mutating func readClockTimes(afterAt: Bool) throws(DosingError) -> Bool {
    var found = false
    var isAfterAt = afterAt
    while let token = cursor.current {
      let start = cursor.index
      if found {
        let comma = cursor.skipComma()
        let and = cursor.skip("and") != nil
        if !comma, !and {
          guard cursor.current?.kind == .slash else { break }
          cursor.index += 1
        }
      }
      if cursor.skip("at") != nil { isAfterAt = true }
      guard let minute = try clockTime(afterAt: isAfterAt) else {
        cursor.index = start
        break
      }
      found = true
      try draft.add(clock: minute, at: token, in: cursor)
    }
    return found
  }

  /// Reads one clock time as minutes after midnight; nil when none is at the cursor.
  mutating func clockTime(afterAt: Bool) throws(DosingError) -> Int? {
    guard let token = cursor.current else { return nil }
    if let phrase = RegimenVocabulary.phrase(cursor, at: cursor.index),
      case .clock(let minutes) = phrase.meaning
    {
      cursor.index += phrase.words.count
      draft.hasDayPart = true
      return minutes.first
    }
    let half = cursor.word(at: cursor.index + 1)
    if half == "am" || half == "pm" {
      let digits = token.raw.split { ".:".contains($0) }.map(String.init)
      let hour = Int(digits.first ?? "") ?? -1
      let minute = digits.count == 2 && digits[1].count == 2 ? Int(digits[1]) ?? -1 : 0
      guard digits.count <= 2, (1...12).contains(hour), (0..<60).contains(minute) else {
        guard token.number != nil || token.kind != .word else { return nil }
        throw cursor.error(token, "\(token.raw) \(half ?? "") is no clock time", "08:00")
      }
      cursor.index += 2
      return hour % 12 * 60 + minute + (half == "pm" ? 720 : 0)
    }
    if case .clock(let minutes) = token.kind {
      cursor.index += 1
      cursor.skip("h", "hrs", "hours")
      return minutes
    }
    let isUnitNext = isTimeUnit(at: cursor.index + 1)
    guard afterAt, token.raw.count == 4, let digits = Int(token.raw),
      !isUnitNext || token.raw.hasPrefix("0"), digits / 100 < 24, digits % 100 < 60
    else { return nil }
    cursor.index += 1
    cursor.skip("h", "hrs", "hours")
    return digits / 100 * 60 + digits % 100
  }
}
