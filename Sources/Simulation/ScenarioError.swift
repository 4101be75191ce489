/// Why a scenario cannot be computed: the place, the rule, and the nearest valid choice.
public struct ScenarioError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of mistake it is; decides the exit code.
  public enum Kind: Sendable { case usage, data, safety }

  public var place: String
  public var rule: String
  public var suggestion: String?
  public var kind: Kind

  /// Makes an error.
  public init(place: String, rule: String, suggestion: String? = nil, kind: Kind) {
    self.place = place
    self.rule = rule
    self.suggestion = suggestion
    self.kind = kind
  }

  /// "place: rule; did you mean ...?".
  public var description: String {
    "\(place): \(rule)" + (suggestion.map { "; did you mean \($0)?" } ?? "")
  }
}
