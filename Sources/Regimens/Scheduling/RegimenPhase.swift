/// When the doses of a phase fall due.
public enum DoseSchedule: Equatable, Hashable, Sendable {
  /// One dose at the start of the phase.
  case once
  /// A dose at the start, then one after each interval, in h.
  case every(hours: Double)
  /// Doses at fixed minutes after midnight, each day.
  case clock(minutes: [Int])
}

/// One stretch of a regimen with a constant dose and schedule.
public struct RegimenPhase: Equatable, Hashable, Sendable {
  /// The number before the unit: the size of each dose, or the rate of the infusion.
  public let amount: Double
  /// The unit of ``amount``.
  public let unit: DoseUnit
  /// How long each dose runs in, in h; nil is a bolus, or for a rate without end an infusion until the horizon.
  public let infusionDuration: Double?
  /// When doses fall due.
  public let schedule: DoseSchedule
  /// Time from which doses fall due, in h after 08:00 of day 1.
  public let start: Double
  /// Time at and after which no dose falls due, in h after 08:00 of day 1; nil without such a time.
  public let end: Double?
  /// The number of doses after which the phase ends; nil without such a number.
  public let doseCount: Int?

  /// Makes a phase; times in h, the rules are checked by ``Regimen/init(medicine:route:phases:exceptions:)``.
  public init(
    amount: Double,
    unit: DoseUnit = .milligram,
    infusionDuration: Double? = nil,
    schedule: DoseSchedule = .every(hours: 24),
    start: Double = 0,
    end: Double? = nil,
    doseCount: Int? = nil
  ) {
    self.amount = amount
    self.unit = unit
    self.infusionDuration = infusionDuration
    self.schedule = schedule
    self.start = start
    self.end = end
    self.doseCount = doseCount
  }

  /// The mean time between doses in h; nil for a single dose.
  public var interval: Double? {
    switch schedule {
    case .once: nil
    case .every(let hours): hours
    case .clock(let minutes): 24 / Double(minutes.count)
    }
  }

  /// True when the phase gives finitely many doses by itself.
  var isBounded: Bool { schedule == .once || end != nil || doseCount != nil }

  /// The shortest time between two doses in h; nil for a single dose.
  var shortestGap: Double? {
    guard case .clock(let minutes) = schedule, let first = minutes.first, let last = minutes.last
    else { return interval }
    var gap = first + 1440 - last
    for (earlier, later) in zip(minutes, minutes.dropFirst()) { gap = min(gap, later - earlier) }
    return Double(gap) / 60
  }

  /// The time in h of slot `number`, counted from 0, without regard to the end of the phase.
  func slot(_ number: Int) -> Double {
    switch schedule {
    case .once: return start
    case .every(let hours): return start + Double(number) * hours
    case .clock(let minutes):
      let offsets = minutes.map(Self.hoursAfterEight).sorted()
      let firstDay = (start / 24).rounded(.down)
      let passed = offsets.count { firstDay * 24 + $0 < start - Self.timeTolerance }
      let (days, index) = (number + passed).quotientAndRemainder(dividingBy: offsets.count)
      return (firstDay + Double(days)) * 24 + offsets[index]
    }
  }

  /// The times in h of all doses that fall due before a horizon in h.
  func times(before horizon: Double) -> [Double] {
    let limit = min(horizon, end ?? .infinity)
    let most = schedule == .once ? 1 : doseCount ?? .max
    var result: [Double] = []
    while result.count < most {
      let time = slot(result.count)
      guard time < limit - Self.timeTolerance else { break }
      result.append(time)
    }
    return result
  }

  /// Where a phase begins that follows this one and says no time of its own, in h; nil when that is unclear.
  func followingStart(schedule next: DoseSchedule, isRate: Bool) -> Double? {
    if let end { return end }
    if let doseCount { return slot(doseCount) }
    guard self.schedule == .once else { return nil }
    if unit.isRate { return infusionDuration.map { start + $0 } }
    if isRate { return start + (infusionDuration ?? 0) }
    switch next {
    case .once: return nil
    case .every(let hours): return start + hours
    case .clock:
      let probe = RegimenPhase(amount: 1, schedule: next, start: start)
      return probe.slot(probe.slot(0) > start + Self.timeTolerance ? 0 : 1)
    }
  }

  /// Slack for sums of binary fractions, in h.
  static let timeTolerance = 1e-9

  /// The hours from 08:00 to a minute of the day, 0 to below 24; earlier minutes fall on the next morning.
  static func hoursAfterEight(_ minute: Int) -> Double {
    Double((minute + 1440 - 480) % 1440) / 60
  }
}
