public import KnowledgeBase

/// A question with its reader.
public struct AnswerRequest: Sendable, Equatable {
  /// The longest question that is read, in characters.
  public static let longestQuestion = 2000

  /// The first question and what was asked after it.
  public var conversation: [String]
  public var reader: Reader
  /// What was changed in the reading by hand.
  public var changes: ScenarioChanges
  /// Draws from the parameters' uncertainty for computed numbers.
  public var draws: Int
  /// Whether simulations may run.
  public var computes: Bool

  /// Makes a request.
  public init(
    conversation: [String], reader: Reader, changes: ScenarioChanges = ScenarioChanges(), draws: Int = 300,
    computes: Bool = true
  ) {
    self.conversation = conversation
    self.reader = reader
    self.changes = changes
    self.draws = draws
    self.computes = computes
  }
}
