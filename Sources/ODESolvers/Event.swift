/// A sudden change in one subject's run; steps end at events and never pass over them.
public struct Event: Sendable, Equatable {
  /// What changes.
  public enum Action: UInt8, Sendable {
    /// Adds the value to a state: a bolus, or drug swallowed into a depot.
    case addToState
    /// Gives a state the value: a reset.
    case setState
    /// Adds the value to an input: an infusion starts or, with a negative rate, ends.
    case addToInput
    /// Gives an input the value.
    case setInput
    /// Changes nothing; the step ends here.
    case mark
  }

  /// When, in hours.
  public var time: Double
  /// What changes.
  public var action: Action
  /// The number of the state or input.
  public var index: Int
  /// The amount or rate.
  public var value: Double

  /// Makes an event.
  public init(time: Double, action: Action, index: Int = 0, value: Double = 0) {
    self.time = time
    self.action = action
    self.index = index
    self.value = value
  }
}

/// A moment at which the observables are recorded.
public struct SampleTime: Sendable, Equatable {
  /// When, in hours.
  public var time: Double
  /// Whether events at exactly this time have happened: false is the trough before a dose, true the level after a bolus.
  public var afterEvents: Bool

  /// Makes a sample time.
  public init(_ time: Double, afterEvents: Bool = false) {
    self.time = time
    self.afterEvents = afterEvents
  }
}
