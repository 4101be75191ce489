/// Why a dosing instruction or an event table cannot be understood.
public struct DosingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where: the words, or file and line.
  public var place: String
  /// The rule that is broken.
  public var rule: String
  /// The nearest valid choice.
  public var suggestion: String?

  /// Makes an error.
  public init(place: String, rule: String, suggestion: String? = nil) {
    self.place = place
    self.rule = rule
    self.suggestion = suggestion
  }

  /// "place: rule; did you mean ...?"
  public var description: String { "\(place): \(rule)" + (suggestion.map { "; did you mean \($0)?" } ?? "") }
}
