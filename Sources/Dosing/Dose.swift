/// One dose at a time.
public struct Dose: Sendable, Equatable {
  /// h after time zero
  public var time: Double
  /// mg as printed on the box
  public var amount: Double
  /// h; zero for a dose taken at once
  public var duration: Double
  /// Counted from one, missed doses included.
  public var number: Int
}

extension Regimen {
  /// The doses until a time.
  ///
  /// Time zero is 08:00 of day 1; "daily" is taken at 0, 24, 48 h. Clock times before 08:00 belong to the next morning.
  ///
  /// - Parameters:
  ///   - horizon: the end of the simulation in hours; doses at or after it are left out.
  ///   - weightKg: for doses by body weight.
  public func doses(until horizon: Double, weightKg: Double) -> [Dose] {
    var result: [Dose] = []
    var clock = 0.0
    var number = 0
    let stop = stoppedAgo.map { horizon - $0 } ?? .infinity
    for phase in phases {
      let start = phase.start ?? clock
      var end = phase.end ?? .infinity
      if let length = phase.length { end = min(end, start + length) }
      let limit = min(end, horizon, stop)
      var taken = 0
      for time in times(phase, from: start, to: phase.schedule == .once ? .infinity : limit) {
        if let count = phase.count, taken >= count { break }
        taken += 1
        number += 1
        guard time < min(horizon, stop) else { break }
        let day = Int(time / 24) + 1
        if missedDays.contains(day) || missedDoses.contains(number) { continue }
        let factor = doubledDays.contains(day) ? 2.0 : 1.0
        if let amount = phase.unit.milligrams(phase.amount, weightKg: weightKg) {
          result.append(
            Dose(time: time, amount: amount * factor, duration: phase.infusion ?? 0, number: number))
        } else if let rate = phase.unit.milligramsPerHour(phase.amount, weightKg: weightKg) {
          let duration = phase.infusion ?? phase.length ?? max(horizon - time, 0)
          result.append(Dose(time: time, amount: rate * duration * factor, duration: duration, number: number))
        }
      }
      clock = phase.count.map { start + Double($0) * (phaseInterval(phase) ?? 0) } ?? (end.isFinite ? end : horizon)
    }
    return result.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
  }

  private func phaseInterval(_ phase: Phase) -> Double? {
    switch phase.schedule {
    case .once: nil
    case .every(let hours): hours
    case .clock(let minutes): 24 / Double(max(1, minutes.count))
    }
  }

  private func times(_ phase: Phase, from start: Double, to limit: Double) -> [Double] {
    switch phase.schedule {
    case .once: return [start]
    case .every(let hours):
      var result: [Double] = []
      var k = 0
      while start + Double(k) * hours < limit - 1e-9, k < 2_000_000 {
        result.append(start + Double(k) * hours)
        k += 1
      }
      return result
    case .clock(let minutes):
      let offsets = minutes.map { minute -> Double in
        let shifted = Double(minute - Self.clockOfTimeZero) / 60
        return shifted < 0 ? shifted + 24 : shifted
      }.sorted()
      var result: [Double] = []
      var day = (start / 24).rounded(.down)
      while day * 24 < limit, result.count < 2_000_000 {
        for offset in offsets where day * 24 + offset >= start - 1e-9 && day * 24 + offset < limit - 1e-9 {
          result.append(day * 24 + offset)
        }
        day += 1
      }
      return result
    }
  }
}
