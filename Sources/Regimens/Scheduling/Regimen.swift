/// How a medicine enters the body.
public enum DoseRoute: String, CaseIterable, Hashable, Sendable {
  case oral
  case intravenous = "iv"
}

/// How real intake differs from the plan.
public struct RegimenExceptions: Equatable, Hashable, Sendable {
  /// Days without any dose, ascending; day N starts at (N-1)*24 h.
  public let missedDays: [Int]
  /// Numbers of doses that were not taken, ascending, counted from 1 over the whole plan.
  public let missedDoses: [Int]
  /// Days on which each dose was taken twice, ascending.
  public let doubledDays: [Int]
  /// Time since intake stopped, in h before the horizon of the simulation; nil when it goes on.
  public let stoppedAgo: Double?

  /// Makes exceptions; lists are sorted and repeated entries are dropped.
  public init(
    missedDays: [Int] = [], missedDoses: [Int] = [], doubledDays: [Int] = [],
    stoppedAgo: Double? = nil
  ) {
    self.missedDays = Set(missedDays).sorted()
    self.missedDoses = Set(missedDoses).sorted()
    self.doubledDays = Set(doubledDays).sorted()
    self.stoppedAgo = stoppedAgo
  }

  /// Intake exactly as planned.
  public static let none = RegimenExceptions()
}

/// What a person takes of one medicine, and when.
///
/// Time zero is 08:00 of day 1. A regimen is read from text with ``parse(_:)``, and its ``description`` parses back to the
/// same value.
public struct Regimen: Equatable, Hashable, Sendable {
  /// The medicine with its formulation as typed, for example `bupropion XL`.
  public let medicine: String
  /// The route that the text states; nil leaves it to the medicine.
  public let route: DoseRoute?
  /// The stretches of constant dose, in order of time; at least one.
  public let phases: [RegimenPhase]
  /// Missed and doubled doses and the end of intake.
  public let exceptions: RegimenExceptions

  /// Makes a regimen from its parts.
  ///
  /// - Throws: ``DosingError`` when parts contradict each other: see `Regimen+Validation.swift` for the rules.
  public init(
    medicine: String,
    route: DoseRoute? = nil,
    phases: [RegimenPhase],
    exceptions: RegimenExceptions = .none
  ) throws(DosingError) {
    self.medicine = medicine
    self.route = route
    self.phases = phases
    self.exceptions = exceptions
    try validate()
  }

  /// Reads a regimen such as `bupropion XL 150 mg daily for 3 d then 300 mg daily for 4 d`.
  ///
  /// - Throws: ``DosingError`` that names the column and word when the text is incomplete, contradictory or not understood.
  public static func parse(_ text: String) throws(DosingError) -> Regimen {
    var parser = try RegimenParser(text)
    return try parser.regimen()
  }

  /// The nominal time between doses of the last phase in h; nil for a single dose.
  public var interval: Double? { phases.last?.interval }

  /// True when the plan itself ends, so that ``lastDoseTime`` is known without a horizon.
  public var isBounded: Bool { phases.last?.isBounded ?? true }
}
