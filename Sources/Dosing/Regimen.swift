/// How a medicine is taken: amounts, times, and what went differently.
public struct Regimen: Sendable, Equatable, CustomStringConvertible {
  /// How it enters the body, where the text says so.
  public enum Route: String, Sendable { case oral, intravenous = "iv" }

  /// When doses are taken within a phase.
  public enum Schedule: Sendable, Equatable {
    case once
    /// Every so many hours.
    case every(Double)
    /// At these minutes after midnight, each day.
    case clock([Int])
  }

  /// A stretch of time with one dose and one schedule.
  public struct Phase: Sendable, Equatable {
    public var amount: Double
    public var unit: DoseUnit
    public var schedule: Schedule
    /// h; nil for a dose that is swallowed or given at once
    public var infusion: Double?
    /// h after time zero; nil follows the phase before
    public var start: Double?
    /// h; how long the phase lasts
    public var length: Double?
    /// The number of doses, where that ends the phase.
    public var count: Int?
    /// h after time zero at which it ends
    public var end: Double?
  }

  /// The medicine as it was typed, perhaps with a form ("bupropion xl").
  public var medicine: String
  public var route: Route?
  public var phases: [Phase]
  /// Days, counted from one, on which nothing is taken.
  public var missedDays: [Int] = []
  /// Doses, counted from one, that are not taken.
  public var missedDoses: [Int] = []
  /// Days on which each dose is taken twice.
  public var doubledDays: [Int] = []
  /// h before the end of the simulation at which it was stopped
  public var stoppedAgo: Double?

  /// The clock time of time zero, in minutes after midnight: 08:00.
  public static let clockOfTimeZero = 480

  /// Whether doses are taken at clock times.
  public var hasClockTimes: Bool {
    phases.contains { if case .clock = $0.schedule { true } else { false } }
  }

  /// The nominal interval of the last phase in hours; nil for a single dose.
  public var interval: Double? {
    guard let last = phases.last else { return nil }
    switch last.schedule {
    case .once: return nil
    case .every(let hours): return hours
    case .clock: return 24
    }
  }

  /// Whether one dose goes on without end, so that steady state means something.
  public var isSteady: Bool {
    interval != nil && missedDays.isEmpty && missedDoses.isEmpty && doubledDays.isEmpty && stoppedAgo == nil
  }

  // MARK: text

  /// The regimen in words that read back to the same regimen.
  public var description: String {
    var text = medicine
    for (index, phase) in phases.enumerated() {
      text += (index == 0 ? " " : " then ") + "\(Self.plain(phase.amount)) \(phase.unit.rawValue)"
      if index == 0, let route { text += " \(route.rawValue)" }
      if let infusion = phase.infusion { text += " over \(Self.plain(infusion)) h" }
      switch phase.schedule {
      case .once: text += " once"
      case .every(24): text += " daily"
      case .every(let hours): text += " every \(Self.plain(hours)) h"
      case .clock(let minutes): text += " at " + minutes.map(Self.clockText).joined(separator: " and ")
      }
      if let start = phase.start { text += (phase.schedule == .once ? " at " : " from ") + "\(Self.plain(start)) h" }
      if let length = phase.length { text += " for \(Self.plain(length)) h" }
      if let count = phase.count { text += " for \(count) doses" }
      if let end = phase.end { text += " until \(Self.plain(end)) h" }
    }
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: " and ") }
    if !missedDays.isEmpty { text += " missing days \(list(missedDays))" }
    if !missedDoses.isEmpty { text += " missing doses \(list(missedDoses))" }
    if !doubledDays.isEmpty { text += " double dose on days \(list(doubledDays))" }
    if let stoppedAgo { text += " stopped \(Self.plain(stoppedAgo)) h ago" }
    return text
  }

  /// A number without a needless fraction.
  static func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
  }

  static func clockText(_ minutes: Int) -> String {
    let minute = minutes % 60
    return "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minute < 10 ? "0" : "")\(minute)"
  }
}

/// The units of doses.
public enum DoseUnit: String, Sendable, CaseIterable {
  case milligram = "mg"
  case microgram = "ug"
  case gram = "g"
  case nanogram = "ng"
  case milligramPerKilogram = "mg/kg"
  case microgramPerKilogram = "ug/kg"
  case milligramPerHour = "mg/h"
  case microgramPerMinute = "ug/min"
  case milligramPerMinute = "mg/min"
  case microgramPerKilogramMinute = "ug/kg/min"
  case milligramPerKilogramHour = "mg/kg/h"
  case microgramPerKilogramHour = "ug/kg/h"

  /// The unit written as `word`.
  static func named(_ word: String) -> DoseUnit? {
    var plain = word
    for (long, short) in [("mcg", "ug"), ("micrograms", "ug"), ("microgram", "ug"), ("milligrams", "mg"), ("milligram", "mg"), ("grams", "g"), ("gram", "g")]
    where plain == long || plain.hasPrefix(long + "/") {
      plain = short + plain.dropFirst(long.count)
    }
    return DoseUnit(rawValue: plain)
  }

  /// Whether it is a rate and needs a duration.
  public var isRate: Bool { milligramsPerHour(1, weightKg: 1) != nil }

  /// The dose in mg; nil for a rate.
  func milligrams(_ amount: Double, weightKg: Double) -> Double? {
    switch self {
    case .milligram: amount
    case .microgram: amount / 1000
    case .gram: amount * 1000
    case .nanogram: amount / 1_000_000
    case .milligramPerKilogram: amount * weightKg
    case .microgramPerKilogram: amount * weightKg / 1000
    default: nil
    }
  }

  /// The rate in mg/h; nil for a dose.
  func milligramsPerHour(_ amount: Double, weightKg: Double) -> Double? {
    switch self {
    case .milligramPerHour: amount
    case .milligramPerMinute: amount * 60
    case .microgramPerMinute: amount * 60 / 1000
    case .microgramPerKilogramMinute: amount * weightKg * 60 / 1000
    case .milligramPerKilogramHour: amount * weightKg
    case .microgramPerKilogramHour: amount * weightKg / 1000
    default: nil
    }
  }
}
