/// A length of time as typed by people, held in hours.
public struct TimeSpan: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// The length in h.
  public let hours: Double

  /// The longest accepted span: one hundred years of 365 days, in h.
  public static let longest: Double = 100 * 365 * 24

  /// Makes a span from a length in h.
  public init(hours: Double) { self.hours = hours }

  /// Reads a span such as `28d`, `6w`, `36 h`, `90 min`, `1 h 30 min` or `1 month`.
  ///
  /// A month is 30 d, a year 365 d. Zero is accepted, a bare number is not.
  /// - Throws: ``DosingError`` for a missing or unknown unit, a negative or infinite number, and more than 100 years.
  public static func parse(_ text: String) throws(DosingError) -> TimeSpan {
    var cursor = try TokenCursor(text)
    let hours = try cursor.span(allowingZero: true)
    if let token = cursor.current {
      throw cursor.error(token, "\"\(token.raw)\" is not understood after a time")
    }
    return TimeSpan(hours: hours)
  }

  /// The shortest exact text in days, hours or minutes; it parses back to the same value.
  public var description: String {
    let days = hours / 24
    if days >= 1, days == days.rounded(), days * 24 == hours { return "\(plainNumber(days)) d" }
    if hours == hours.rounded() { return "\(plainNumber(hours)) h" }
    let minutes = (hours * 60).rounded()
    if minutes >= 1, minutes / 60 == hours { return "\(plainNumber(minutes)) min" }
    return "\(plainNumber(hours)) h"
  }
}

/// A unit of time in regimen texts.
enum TimeUnit: CaseIterable {
  case second, minute, hour, day, week, month, year

  /// Finds a unit by its lower-case name or abbreviation.
  init?(word: String) {
    guard let unit = Self.allCases.first(where: { $0.names.contains(word) }) else { return nil }
    self = unit
  }

  var names: [String] {
    switch self {
    case .second: ["s", "sec", "secs", "second", "seconds"]
    case .minute: ["min", "mins", "minute", "minutes"]
    case .hour: ["h", "hr", "hrs", "hour", "hours"]
    case .day: ["d", "day", "days"]
    case .week: ["w", "wk", "wks", "week", "weeks"]
    case .month: ["mo", "month", "months"]
    case .year: ["y", "yr", "yrs", "year", "years"]
    }
  }

  /// Converts a number of these units to h; division keeps 90 min exact.
  func hours(_ value: Double) -> Double {
    switch self {
    case .second: value / 3600
    case .minute: value / 60
    case .hour: value
    case .day: value * 24
    case .week: value * 168
    case .month: value * 720
    case .year: value * 8760
    }
  }
}

/// Prints a number without a useless `.0`.
func plainNumber(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
