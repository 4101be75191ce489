/// Why a question is not answered with content: somebody may be in danger, or is asked to be put in danger.
public struct RedFlag: Sendable, Equatable, Codable {
  /// What the danger is.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case selfHarm = "self-harm"
    case overdose, misuse
    case harmToOthers = "harm-to-others"
    case evadingContraindication = "evading-contraindication"
    case hiddenInstruction = "hidden-instruction"
  }

  public var kind: Kind
  /// The rule that found it, for tests and for reports of errors; never shown with the words of the question.
  public var rule: String

  /// Makes a flag.
  public init(kind: Kind, rule: String) {
    self.kind = kind
    self.rule = rule
  }
}
