/// What happens at a record of an event table: EVID.
public enum EventKind: Int, CaseIterable, Hashable, Sendable {
  case observation = 0
  case dose = 1
  case other = 2
  case reset = 3
  case resetAndDose = 4

  /// True for records that give a dose.
  public var givesDose: Bool { self == .dose || self == .resetAndDose }
}

/// Whether a dose finds the system in steady state: SS.
public enum SteadyState: Int, CaseIterable, Hashable, Sendable {
  /// The dose adds to what is there.
  case none = 0
  /// Steady state replaces what is there.
  case replacing = 1
  /// Steady state adds to what is there.
  case adding = 2
}

/// One row of an event table in the conventions of NM-TRAN.
public struct EventRecord: Equatable, Hashable, Sendable {
  /// Line in the file, from 1; the header counts.
  public let line: Int
  /// Subject as written: ID.
  public let subject: String
  /// Time in h: TIME.
  public let time: Double
  /// What happens: EVID.
  public let eventKind: EventKind
  /// Dose in the unit of the file, usually mg: AMT; 0 without a dose and for an infusion at steady state.
  public let amount: Double
  /// Infusion rate in the unit of ``amount`` per h: RATE; 0 is a bolus, -1 a modelled rate, -2 a modelled duration.
  public let rate: Double
  /// Number of further doses after this one: ADDL.
  public let additionalDoses: Int
  /// Time between doses in h: II.
  public let interval: Double
  /// Steady state before this dose: SS.
  public let steadyState: SteadyState
  /// Number of a compartment or name of a compound: CMT; empty when missing.
  public let compartment: String
  /// True when ``dependentVariable`` is not an observation to fit: MDV.
  public let missingDependentVariable: Bool
  /// Observed value in the unit of the file: DV; nil when missing.
  public let dependentVariable: Double?
  /// Values of all other columns by their name in the header; missing cells have no entry.
  public let covariates: [String: Double]

  /// Makes a record; times in h.
  public init(
    line: Int,
    subject: String,
    time: Double,
    eventKind: EventKind,
    amount: Double = 0,
    rate: Double = 0,
    additionalDoses: Int = 0,
    interval: Double = 0,
    steadyState: SteadyState = .none,
    compartment: String = "",
    missingDependentVariable: Bool,
    dependentVariable: Double? = nil,
    covariates: [String: Double] = [:]
  ) {
    self.line = line
    self.subject = subject
    self.time = time
    self.eventKind = eventKind
    self.amount = amount
    self.rate = rate
    self.additionalDoses = additionalDoses
    self.interval = interval
    self.steadyState = steadyState
    self.compartment = compartment
    self.missingDependentVariable = missingDependentVariable
    self.dependentVariable = dependentVariable
    self.covariates = covariates
  }
}
