/// Why a regimen text, a time span or an event table was refused.
public struct DosingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where the fault is: a column with its word, or a file with line and column name.
  public let place: String
  /// The rule that was broken, with the value that broke it.
  public let rule: String
  /// The nearest valid choice, written as it could be typed.
  public let suggestion: String?

  /// Makes an error from its place, the broken rule and the nearest valid choice.
  public init(place: String, rule: String, suggestion: String? = nil) {
    self.place = place
    self.rule = rule
    self.suggestion = suggestion
  }

  /// One line for people: place, rule and what to try.
  public var description: String {
    guard let suggestion else { return "\(place): \(rule)" }
    return "\(place): \(rule); try: \(suggestion)"
  }
}
