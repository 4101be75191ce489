import DrugLibrary
import Foundation
import PharmacologyModels
import Testing

@testable import Simulation

/// Answers of `simulate` with transmitters and circulation behind the levels.
@Suite struct SystemOutcomeTests {
  private func outcome(
    _ regimens: [String], readouts: [String]? = nil, patient: Patient = Patient(age: 45, weight: 70),
    duration: Double = 336,
    draws: Int = 20, seed: UInt64 = 3
  ) throws -> Outcome {
    var scenario = try Scenario(
      regimens: regimens, patient: patient, duration: duration, library: Shipped.library, draws: draws, seed: seed)
    scenario.readouts = readouts
    var builder = try OutcomeBuilder(scenario, library: Shipped.library)
    return try builder.build()
  }

  private func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(value)
  }

  private func readout(_ outcome: Outcome, _ name: String) throws -> Outcome.SystemReadout {
    try #require(outcome.system.first { $0.name == name }, "\(name) is not told")
  }

  @Test func `the same seed gives the same JSON bit for bit, another seed other intervals`() throws {
    let regimens = ["atomoxetine 80 mg daily"]
    let first = try outcome(regimens)
    #expect(try json(first) == json(outcome(regimens)))
    let other = try outcome(regimens, seed: 4)
    let (a, b) = (try readout(first, "NE.PFC").average, try readout(other, "NE.PFC").average)
    #expect(a.value == b.value && a.interval != b.interval)
  }

  @Test func `only what was asked for is told, in the model's order, and nothing when nothing was asked for`() throws {
    let regimens = ["reboxetine 4 mg twice daily"]
    let all = try outcome(regimens, draws: 4)
    #expect(all.system.map(\.name) == SystemReadoutName.all)
    let some = try outcome(regimens, readouts: ["HR.standing", "NE.PFC"], draws: 4)
    #expect(some.system.map(\.name) == ["NE.PFC", "HR.standing"])
    #expect(some.thresholds.map(\.readout) == ["HR.standing"])
    #expect(some.curves.map(\.name).filter(SystemReadoutName.all.contains) == ["NE.PFC", "HR.standing"])
    // What is told of one readout does not hang on the others.
    for name in ["NE.PFC", "HR.standing"] { #expect(try json(readout(all, name)) == json(readout(some, name))) }
    let none = try outcome(regimens, readouts: [], draws: 4)
    #expect(none.system.isEmpty && none.thresholds.isEmpty)
    #expect(!none.curves.contains { SystemReadoutName.all.contains($0.name) })
  }

  @Test func `levels and occupancies of the typical patient keep their bits when the system stands behind them`() throws
  {
    let regimens = ["nortriptyline 100 mg daily", "bupropion XL 300 mg daily"]
    let with = try outcome(regimens, draws: 8)
    let without = try outcome(regimens, readouts: [], draws: 8)
    #expect(with.levels.map(\.name) == without.levels.map(\.name))
    for (a, b) in zip(with.levels, without.levels) {
      for path in [\Outcome.Level.trough, \.peak, \.average, \.areaUnderCurve, \.now] {
        #expect(a[keyPath: path].value == b[keyPath: path].value, "\(a.name)")
        #expect(a[keyPath: path].personInterval == b[keyPath: path].personInterval, "\(a.name)")
        // Intervals come from runs with other steps: they agree as well as the tolerance.
        for (x, y) in zip(a[keyPath: path].interval, b[keyPath: path].interval) {
          #expect(abs(x - y) <= 2e-3 * max(y.magnitude, 1e-9), "\(a.name): \(x) and \(y)")
        }
      }
    }
    for (a, b) in zip(with.occupancies, without.occupancies) {
      #expect(a.average.value == b.average.value, "\(a.target)")
    }
  }

  @Test func `kinds, units and panels are as declared`() throws {
    let told = try outcome(["venlafaxine XR 150 mg daily"], patient: Patient(age: 35, weight: 70), draws: 4)
    for readout in told.system {
      #expect(["transmitters", "firing", "circulation", "plasma", "function"].contains(readout.panel))
      switch readout.panel {
      case "transmitters", "firing", "function":
        #expect(readout.average.kind == .extrapolated && readout.average.unit == "percent")
      case "circulation": #expect(["beats/min", "mmHg", "percent"].contains(readout.average.unit))
      default: #expect(["nmol/L", "percent"].contains(readout.average.unit))
      }
      #expect(readout.isExploratory == (readout.panel == "function"))
      if readout.average.unit == "percent" { #expect(abs(readout.rest - 100) < 1e-9, "\(readout.name)") }
      #expect(readout.average.value.isFinite && readout.average.interval.count == 2)
      #expect(abs(readout.change.value - (readout.average.value - readout.rest)) < 1e-9)
    }
    #expect(abs(try readout(told, "HR.supine").rest - 65) < 0.01)
    #expect(abs(try readout(told, "MAP.supine").rest - 88) < 0.01)
  }

  @Test func `a NET inhibitor raises cortical dopamine and leaves the striatum alone; pulse rises`() throws {
    let told = try outcome(["atomoxetine 80 mg daily"])
    #expect(try readout(told, "NE.PFC").average.value > 150)
    #expect(try readout(told, "DA.PFC").average.value > 125)
    #expect(abs(try readout(told, "DA.striatum").average.value - 100) < 8)
    #expect(try readout(told, "LC.rate").average.value < 85)
    // 5 beats/min in adults by the label.
    #expect((1...10).contains(try readout(told, "HR.supine").change.value))
  }

  @Test func `age raises plasma norepinephrine of the person who takes nothing much`() throws {
    var before = 0.0
    for age in [20.0, 45, 75] {
      let rest = try readout(
        outcome(
          ["caffeine 10 mg once"], readouts: ["NE.plasma"], patient: Patient(age: age, weight: 70), duration: 24,
          draws: 2), "NE.plasma"
      ).rest
      #expect(rest > before, "\(age) years: \(rest)")
      before = rest
    }
    let young = try readout(
      outcome(
        ["caffeine 10 mg once"], readouts: ["NE.plasma"], patient: Patient(age: 35, weight: 70), duration: 24, draws: 2),
      "NE.plasma"
    ).rest
    #expect(abs(young - 1.4) < 0.01)
  }

  /// Percentages on placebo of the Strattera label, adults: at the endpoint and at any time.
  @Test(
    arguments: [
      ("HR.supine", 20.0, 2.0, 8.3), ("SBP.supine", 20, 3.2, 7.8), ("DBP.supine", 15, 3.5, 8.7),
    ] as [(String, Double, Double, Double)])
  func `without drugs as many cross a limit as on placebo`(
    _ name: String, _ threshold: Double, _ endpoint: Double, _ anyTime: Double
  ) throws {
    let intake = try Shipped.scenario(["caffeine 10 mg once"]).intakes
    let assembly = try Assembly(
      medicines: intake.map { ($0.drug, $0.formulation) }, patient: Patient(), library: Shipped.library,
      includesSystem: true)
    let values = assembly.parameters.typical
    let once = ThresholdCrossing(assembly, values: values).probability(change: 0, of: name, threshold: threshold) * 100
    let any =
      ThresholdCrossing(assembly, values: values, isAtAnyTime: true).probability(
        change: 0, of: name, threshold: threshold) * 100
    #expect(abs(once - endpoint) < 0.1, "\(once) %")
    #expect(abs(any - anyTime) < 0.15, "\(any) %")
  }

  @Test func `the outcome tells the placebo rate beside the rate on the drug`() throws {
    let told = try outcome(
      ["atomoxetine 80 mg daily"], readouts: ["HR.supine", "SBP.supine", "DBP.supine", "SBP.standing"], draws: 8)
    for (name, placebo) in [("HR.supine", 2.0), ("SBP.supine", 3.2), ("DBP.supine", 3.5)] {
      let crossing = try #require(told.thresholds.first { $0.readout == name })
      #expect(abs(crossing.withoutDrugs - placebo) < 0.1, "\(name): \(crossing.withoutDrugs)")
      let change = try readout(told, name).change.value
      #expect((crossing.probability.value > crossing.withoutDrugs) == (change > 0), "\(name)")
      #expect((0...100).contains(crossing.probability.value))
    }
    let fall = try #require(told.thresholds.first { $0.readout == "SBP.standing" })
    #expect(fall.threshold == -20 && (0...100).contains(fall.probability.value))
  }
}
