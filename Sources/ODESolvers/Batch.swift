/// One subject's problem: what is fixed for it, where it starts, what happens to it.
public struct SubjectProblem: Sendable {
  /// The system's parameters.
  public var parameters: [Double]
  /// The states at the start.
  public var initialState: [Double]
  /// What happens, in the order of time.
  public var events: [Event]
  /// When the observables are recorded, in the order of time.
  public var samples: [SampleTime]
  /// The beginning of the run, in hours.
  public var start: Double
  /// The end of the run, in hours.
  public var end: Double

  /// Makes a problem.
  public init(
    parameters: [Double], initialState: [Double], events: [Event], samples: [SampleTime],
    start: Double = 0, end: Double
  ) {
    self.parameters = parameters
    self.initialState = initialState
    self.events = events
    self.samples = samples
    self.start = start
    self.end = end
  }
}

/// How accurately to integrate.
public struct Tolerances: Sendable {
  /// Permitted local error relative to each state.
  public var relative: Double
  /// Permitted local error of each state in its own unit; one value serves all states.
  public var absolute: [Double]
  /// Steps after which a subject is given up.
  public var maximumSteps: Int

  /// Makes tolerances.
  public init(relative: Double = 1e-6, absolute: [Double] = [1e-12], maximumSteps: Int = 2_000_000) {
    self.relative = relative
    self.absolute = absolute
    self.maximumSteps = maximumSteps
  }
}

/// How one subject's run ended.
public enum RunOutcome: Sendable, Equatable {
  /// The end was reached.
  case completed
  /// The error test could not be met with any step that moves the clock.
  case stepSizeUnderflow(time: Double)
  /// The permitted number of steps was used up.
  case maximumStepsReached(time: Double)
}

/// What a run cost.
public struct RunStatistics: Sendable, Equatable {
  /// Accepted steps.
  public var accepted = 0
  /// Rejected steps.
  public var rejected = 0
}

/// One subject's recorded observables, final states, and how the run went.
public struct SubjectResult: Sendable {
  /// Row-major: for each sample time, each observable.
  public var observables: [Double]
  /// The states at the end.
  public var finalState: [Double]
  /// How it ended.
  public var outcome: RunOutcome
  /// What it cost.
  public var statistics: RunStatistics
}
