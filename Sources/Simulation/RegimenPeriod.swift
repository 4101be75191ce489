import Regimens

extension Regimen {
  /// The time after which the last phase repeats itself, in hours: a day for clock times; nil for a single dose.
  var period: Double? { hasClockTimes ? 24 : interval }

  /// Whether the last phase has doses at clock times.
  var hasClockTimes: Bool {
    guard case .clock? = phases.last?.schedule else { return false }
    return true
  }

  /// Whether one schedule goes on without interruption, so that steady state means something.
  var isSteady: Bool { interval != nil && exceptions == .none }
}
