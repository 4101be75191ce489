import Quantities

/// Lengths of time as people write them.
public enum TimeSpan {
  private static let hours: [(words: [String], length: Double)] = [
    (["h", "hr", "hrs", "hour", "hours", "hourly"], 1), (["min", "mins", "minute", "minutes"], 1.0 / 60),
    (["s", "sec", "second", "seconds"], 1.0 / 3600), (["d", "day", "days"], 24),
    (["w", "wk", "wks", "week", "weeks"], 168), (["month", "months", "mo"], 720), (["y", "yr", "year", "years"], 8760),
  ]

  /// The length of a unit in hours.
  static func unit(_ word: String) -> Double? { hours.first { $0.words.contains(word) }?.length }

  /// Reads "28d", "6 weeks", "36 h", "90 min"; a month counts 30 days.
  ///
  /// - Returns: hours.
  public static func parse(_ text: String) throws(DosingError) -> Double {
    var reader = TokenReader(text)
    guard let span = try reader.takeSpan() else {
      throw DosingError(place: "\"\(text)\"", rule: "is not a time span such as 28 d, 6 weeks or 36 h")
    }
    guard reader.isAtEnd else {
      throw DosingError(place: "\"\(text)\"", rule: "'\(reader.rest)' is not understood after the time span")
    }
    return span
  }

  /// The nearest unit of time to a word.
  static func suggestion(_ word: String) -> String? {
    NearestName.suggestion(for: word, among: hours.flatMap(\.words))
  }
}
