public import DrugLibrary
import Regimens

/// Who, what, and for how long.
public struct Scenario: Sendable {
  public var title: String
  public var patient: Patient
  public var intakes: [Intake]
  /// Medicines for which only warnings are known.
  public var substances: [Substance]
  /// h.
  public var duration: Double
  public var draws: Int
  public var seed: UInt64
  /// Which transmitters, rates and circulatory readouts are told; nil tells all of them, an empty list none.
  public var readouts: [String]?

  /// Whether transmitters and circulation are computed.
  public var readsSystem: Bool { readouts?.isEmpty != true }

  /// The seed when none is given: any fixed number does.
  public static let defaultSeed: UInt64 = 20_240_607

  /// Makes a scenario.
  ///
  /// - Parameters:
  ///   - regimens: lines of medication, the first is what the answer is about.
  ///   - patient: who takes them.
  ///   - duration: h; nil runs four weeks, or as long as a single dose takes to leave.
  ///   - library: where names are looked up.
  ///   - draws: draws from the parameters' uncertainty.
  ///   - seed: the seed of the draws.
  ///   - title: what the answer is called; the regimens when absent.
  public init(
    regimens: [String], patient: Patient, duration: Double?, library: DrugLibrary, draws: Int = 1000,
    seed: UInt64 = Scenario.defaultSeed, title: String? = nil
  ) throws(ScenarioError) {
    try patient.validate()
    self.patient = patient
    intakes = []
    substances = []
    for text in regimens {
      switch try Intake.parse(text, library: library) {
      case .intake(let intake): intakes.append(intake)
      case .substance(let substance): substances.append(substance)
      }
    }
    guard let first = intakes.first else {
      throw ScenarioError(
        place: regimens.first ?? "medicine",
        rule: substances.isEmpty
          ? "names no medicine" : "no kinetics are known for it, so there is nothing to compute beside the warnings",
        kind: .data)
    }
    let length = duration ?? Self.usualDuration(first.regimen)
    self.duration = length
    self.draws = draws
    self.seed = seed
    self.title = title ?? regimens.joined(separator: " with ")
    try validate()
  }

  /// Checks what may be changed after the scenario was made; every run checks it again.
  ///
  /// - Throws: ``ScenarioError`` that names the value and the rule.
  public func validate() throws(ScenarioError) {
    try patient.validate()
    guard duration.isFinite, duration > 0, duration <= 20 * 365 * 24 else {
      throw ScenarioError(
        place: "duration", rule: "must be longer than zero and at most 20 years, not \(duration) h", kind: .data)
    }
    guard (1...100_000).contains(draws) else {
      throw ScenarioError(place: "draws", rule: "must lie between 1 and 100000, not \(draws)", kind: .usage)
    }
  }

  /// Refuses doses that are impossible or make sense only as harm, without computing anything.
  ///
  /// - Throws: ``ScenarioError`` of kind `data` or `safety`.
  public func checkDoses() throws(ScenarioError) { _ = try DoseLimits.check(self) }

  /// A single dose is followed for four days, an infusion for four times its length, everything else for four weeks.
  private static func usualDuration(_ regimen: Regimen) -> Double {
    guard regimen.interval == nil, let phase = regimen.phases.last else { return 28 * 24 }
    let start = regimen.lastDoseTime ?? 0
    return start + (phase.infusionDuration.map { max(1, 4 * $0) } ?? 96)
  }

  /// The medicines with their formulations, for ``Assembly``.
  var medicines: [(drug: Drug, formulation: Formulation)] { intakes.map { ($0.drug, $0.formulation) } }
}
