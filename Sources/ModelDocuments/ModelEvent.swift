/// A sudden change of a state or input: a dose, or an infusion that starts or stops.
public struct ModelEvent: Sendable, Equatable {
  /// What changes.
  public enum Target: Sendable, Equatable {
    case state(Int)
    case input(Int)
  }

  /// How it changes.
  public enum Change: Sendable, Equatable {
    case set(Double)
    case add(Double)
  }

  /// When, in the model's unit of time.
  public var time: Double
  /// What changes.
  public var target: Target
  /// How it changes.
  public var change: Change

  /// Describes an event.
  public init(time: Double, target: Target, change: Change) {
    self.time = time
    self.target = target
    self.change = change
  }
}
