import ODESolvers
import Regimens

/// The last complete dosing interval of a regimen inside a run.
struct RegimenWindow: Sendable, Equatable {
  /// h.
  var start: Double
  /// h.
  var end: Double
  /// h; nil for a single dose.
  var interval: Double?

  init(_ regimen: Regimen, until horizon: Double, weight: Double) {
    let doses = regimen.doses(until: horizon, weightKg: weight)
    // Several clock times a day repeat after a day; an interval shorter than a day is kept.
    guard let nominal = regimen.period, let last = doses.last, doses.count > 1 else {
      start = doses.first?.time ?? 0
      end = horizon
      interval = nil
      return
    }
    interval = nominal
    var from = last.time
    if regimen.hasClockTimes { from = ((last.time / nominal).rounded(.down)) * nominal }
    if from + nominal > horizon + 1e-9 { from -= nominal }
    if let first = doses.first?.time, from < first {
      start = first
      end = horizon
    } else {
      start = from
      end = min(horizon, from + nominal)
    }
  }

  /// Sample times inside the window, denser after doses, where levels change fast.
  func samples(doses: [Double]) -> [Double] {
    let length = end - start
    var times = (0...48).map { start + length * Double($0) / 48 }
    for dose in doses where dose >= start - 1e-9 && dose < end {
      times += (1...24).map { dose + 0.25 * Double($0) }.filter { $0 < end }
    }
    return Array(Set(times)).sorted()
  }
}
