import Expressions
import Foundation
import TestSupport
import Testing

@testable import ODESolvers
@testable import PharmacologyModels

/// Plasma norepinephrine, heart rate and pressure: balance at rest, signs of the reflex, people who are ill or old.
@Suite struct CirculationTests {
  /// The circulation under constant drugs.
  private struct Driven: DifferentialSystem {
    var inputs: CirculationInputs<Double>
    var stateNames: [String] { Circulation.states.map(\.name) }
    var parameterCount: Int { Circulation.parameters.count }
    var inputCount: Int { 0 }
    var observableNames: [String] { Circulation.readouts.map(\.name) }

    private func evaluate<S: Scalar>(_ y: [S], _ p: [S]) -> (derivative: [S], readouts: [S]) {
      Circulation.evaluate(
        state: NamedValues(Circulation.states, y), parameters: NamedValues(Circulation.parameters, p),
        inputs: converted(inputs))
    }

    private func converted<S: Scalar>(_ from: CirculationInputs<Double>) -> CirculationInputs<S> {
      var result = CirculationInputs<S>()
      result.centralNorepinephrine = S(from.centralNorepinephrine)
      result.centralAlpha2AgonistRatio = S(from.centralAlpha2AgonistRatio)
      result.centralAlpha2AgonistEfficacyRatio = S(from.centralAlpha2AgonistEfficacyRatio)
      result.centralAlpha2AntagonistRatio = S(from.centralAlpha2AntagonistRatio)
      result.somaSensitivity = S(from.somaSensitivity)
      result.peripheralNETAvailability = S(from.peripheralNETAvailability)
      result.alpha1AntagonistRatio = S(from.alpha1AntagonistRatio)
      result.alpha1AgonistRatio = S(from.alpha1AgonistRatio)
      result.beta1AntagonistRatio = S(from.beta1AntagonistRatio)
      result.muscarinicAntagonistRatio = S(from.muscarinicAntagonistRatio)
      result.peripheralAlpha2AgonistRatio = S(from.peripheralAlpha2AgonistRatio)
      result.peripheralAlpha2AntagonistRatio = S(from.peripheralAlpha2AntagonistRatio)
      result.releaser = S(from.releaser)
      result.monoamineOxidaseAvailability = S(from.monoamineOxidaseAvailability)
      result.infusion = S(from.infusion)
      return result
    }

    func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
      evaluate(state, parameters).derivative
    }
    func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
      evaluate(state, parameters).readouts
    }
  }

  private let parameters: [Double]

  init() {
    var generator = SeededGenerator(seed: 70)
    parameters = SystemFixtures.circulation(&generator)
  }

  /// What is read before and hours after drugs begin.
  private func effect(
    _ parameters: [Double]? = nil, hours: Double = 2, _ change: (inout CirculationInputs<Double>) -> Void
  ) throws -> (before: [String: Double], after: [String: Double]) {
    let parameters = parameters ?? self.parameters
    var inputs = CirculationInputs<Double>()
    change(&inputs)
    let start = Circulation.initialState(parameters: parameters)
    let system = Driven(inputs: inputs)
    let integrator = BatchIntegrator(
      system: CompiledSystem(system), tolerances: Tolerances(relative: 1e-7, absolute: start.map { $0 * 1e-9 }))
    let result = integrator.run([
      SubjectProblem(parameters: parameters, initialState: start, events: [], samples: [SampleTime(hours)], end: hours)
    ])[0]
    try #require(result.outcome == .completed)
    let names = system.observableNames
    let before = Driven(inputs: CirculationInputs()).observables(state: start, parameters: parameters, inputs: [])
    return (
      Dictionary(uniqueKeysWithValues: zip(names, before)),
      Dictionary(uniqueKeysWithValues: zip(names, result.observables))
    )
  }

  private func changes(
    _ parameters: [Double]? = nil, hours: Double = 2, _ change: (inout CirculationInputs<Double>) -> Void
  ) throws -> [String: Double] {
    let (before, after) = try effect(parameters, hours: hours, change)
    return after.merging(before) { $0 - $1 }
  }

  @Test func `without drugs nothing moves, whatever the parameters`() {
    var generator = SeededGenerator(seed: 71)
    for sample in 0..<300 {
      let parameters = SystemFixtures.circulation(spread: sample == 0 ? 0 : 0.15, &generator)
      let state = Circulation.initialState(parameters: parameters)
      let derivative = Driven(inputs: CirculationInputs()).derivative(state: state, parameters: parameters, inputs: [])
      let p = NamedValues(Circulation.parameters, parameters)
      let clearance = p["norepinephrineClearance"] / p["norepinephrineVolume"]
      let rates =
        [1 / p["pressureSensingTime"], 1 / p["pressureSensingTime"], clearance, clearance, 1 / p["resettingTime"]]
        + [1 / p["sensitivityTime"], 1 / p["sensitivityTime"]]
      for (k, rate) in rates.enumerated() {
        #expect(state[k] > 0)
        #expect(derivative[k].magnitude < 1e-8 * rate * state[k], "\(Circulation.states[k].name) of sample \(sample)")
      }
    }
  }

  @Test func `a healthy adult at rest and on standing up is as published`() throws {
    let (rest, _) = try effect { _ in }
    func near(_ name: String, _ value: Double, _ margin: Double) throws {
      #expect(abs(try #require(rest[name]) - value) < margin, "\(name) is \(rest[name] ?? .nan)")
    }
    // Lying: what the parameters say. Standing: 65 to 84 beats/min and 85 to 88 mmHg on tilt (Schroeder 2002).
    try near("HR.supine", 65, 1e-6)
    try near("MAP.supine", 88, 1e-6)
    try near("SBP.supine", 88 + 43 * 2.0 / 3, 1e-6)
    try near("DBP.supine", 88 - 43 / 3.0, 1e-6)
    try near("NE.plasma", 0.0014, 1e-9)
    try near("HR.standing", 84, 8)
    try near("MAP.standing", 91, 8)
    // Norepinephrine about doubles on standing; outflow 17 to 38 bursts/min at 60 degrees (Fu 2006).
    #expect((1.5...3).contains(try #require(rest["NE.plasma.standing"]) / 0.0014))
    try near("sympatheticActivity.supine", 1, 1e-9)
    #expect((1.5...3).contains(try #require(rest["sympatheticActivity.standing"])))
  }

  @Test func `the reflex answers pressure in the other direction`() {
    var generator = SeededGenerator(seed: 72)
    for _ in 0..<100 {
      let parameters = SystemFixtures.circulation(spread: 0.15, &generator)
      let p = NamedValues(Circulation.parameters, parameters)
      let state = Circulation.initialState(parameters: parameters)
      let inputs = CirculationInputs<Double>()
      let effects = Circulation.drugEffects(p, inputs)
      for (posture, place) in [(Circulation.Posture.supine, 0), (.standing, 1)] {
        func result(_ factor: Double) -> Circulation.PostureResult<Double> {
          var moved = state
          moved[place] *= factor
          return Circulation.posture(posture, NamedValues(Circulation.states, moved), p, inputs, effects)
        }
        let (low, high) = (result(0.9), result(1.1))
        #expect(high.sympathetic < low.sympathetic)
        #expect(high.heartRate < low.heartRate)
        #expect(high.vascularJunction < low.vascularJunction)
        // The loop is stable: what pressure is produced falls with what pressure is sensed.
        #expect(high.meanPressure < low.meanPressure)
      }
    }
  }

  @Test func `activity stays within its limits and passes through one`() {
    let p = NamedValues(Circulation.parameters, parameters)
    var state = Circulation.initialState(parameters: parameters)
    let effects = Circulation.drugEffects(p, CirculationInputs<Double>())
    for pressure in [1.0, 40, 60, 88, 120, 200, 400] {
      state[0] = pressure
      let activity = Circulation.posture(
        .supine, NamedValues(Circulation.states, state), p, CirculationInputs<Double>(), effects
      ).sympathetic
      #expect(activity > p["sympatheticMinimum"] && activity < p["sympatheticMaximum"])
      if pressure == 88 { #expect(abs(activity - 1) < 1e-12) }
    }
  }

  @Test func `transmitter at a junction satisfies the balance that it was solved from`() {
    var generator = SeededGenerator(seed: 73)
    for _ in 0..<500 {
      let parameters = SystemFixtures.circulation(spread: 0.3, &generator)
      let p = NamedValues(Circulation.parameters, parameters)
      var inputs = CirculationInputs<Double>()
      inputs.peripheralNETAvailability = Double.random(in: 0...1, using: &generator)
      inputs.releaser = Double.random(in: 0...4, using: &generator)
      inputs.monoamineOxidaseAvailability = Double.random(in: 0...1, using: &generator)
      inputs.peripheralAlpha2AgonistRatio = Double.random(in: 0...4, using: &generator)
      inputs.peripheralAlpha2AntagonistRatio = Double.random(in: 0...10, using: &generator)
      let effects = Circulation.drugEffects(p, inputs)
      let outflow = Double.random(in: 0.05...3, using: &generator)
      let share = Double.random(in: 0...0.99, using: &generator)
      let j = Circulation.junction(share, outflow, p, inputs, effects)
      let x = p["prejunctionalTone"]
      let e = p["prejunctionalInhibition"]
      func gate(_ level: Double, _ agonist: Double, _ antagonist: Double) -> Double {
        1 - e * (x * level + agonist) / (1 + x * level + agonist + antagonist)
      }
      let gain =
        outflow * gate(j, inputs.peripheralAlpha2AgonistRatio, inputs.peripheralAlpha2AntagonistRatio) / gate(1, 0, 0)
        + share * effects.exchange
      let removal = j * (share * effects.freeTransporter + 1 - share)
      #expect(j > 0)
      #expect(abs(gain - removal) < 1e-10 * max(gain, removal))
    }
  }

  @Test func `an infusion of norepinephrine raises pressure and plasma level and slows the heart`() throws {
    var before = (pressure: 0.0, rate: 0.0, level: 0.0)
    // umol/h; the largest is about 0.2 ug/kg/min.
    for infusion in [0.5, 1.5, 5] {
      let change = try changes(hours: 0.5) { $0.infusion = infusion }
      let now = (
        try #require(change["MAP.supine"]), try #require(change["HR.supine"]), try #require(change["NE.plasma"])
      )
      #expect(now.0 > before.pressure && now.1 < before.rate && now.2 > before.level)
      #expect(try #require(change["sympatheticActivity.supine"]) < 0)
      before = now
    }
    // All that is infused is cleared: level = own + rate / clearance, with outflow lower than before.
    #expect(before.level < 5.0 / 120 && before.level > 0.9 * (5.0 / 120 - 0.0014))
  }

  @Test(arguments: [
    ("alpha-1 block", "DBP.standing", -1.0), ("alpha-1 block", "HR.standing", 1), ("alpha-1 agonist", "MAP.supine", 1),
    ("alpha-1 agonist", "HR.supine", -1), ("beta-1 block", "HR.supine", -1), ("beta-1 block", "HR.standing", -1),
    ("muscarinic block", "HR.supine", 1), ("central alpha-2 agonist", "MAP.supine", -1),
    ("central alpha-2 agonist", "sympatheticActivity.supine", -1), ("central alpha-2 agonist", "NE.plasma", -1),
    ("alpha-2 antagonist", "MAP.supine", 1), ("alpha-2 antagonist", "NE.plasma", 1), ("NET block", "HR.supine", 1),
    ("NET block", "HR.standing", 1), ("central norepinephrine", "sympatheticActivity.supine", -1),
    ("releaser", "MAP.supine", 1), ("releaser without oxidase", "MAP.supine", 1),
  ])
  func `drugs move pulse and pressure in the known direction`(_ drug: String, _ readout: String, _ sign: Double) throws
  {
    let change = try changes { inputs in
      switch drug {
      case "alpha-1 block": inputs.alpha1AntagonistRatio = 5
      case "alpha-1 agonist": inputs.alpha1AgonistRatio = 1
      case "beta-1 block": inputs.beta1AntagonistRatio = 10
      case "muscarinic block": inputs.muscarinicAntagonistRatio = 5
      case "central alpha-2 agonist":
        inputs.centralAlpha2AgonistRatio = 1
        inputs.centralAlpha2AgonistEfficacyRatio = 1
      case "alpha-2 antagonist":
        inputs.centralAlpha2AntagonistRatio = 5
        inputs.peripheralAlpha2AntagonistRatio = 5
      case "NET block": inputs.peripheralNETAvailability = 0.1
      case "central norepinephrine": inputs.centralNorepinephrine = 2
      case "releaser": inputs.releaser = 1
      default:
        inputs.releaser = 1
        inputs.monoamineOxidaseAvailability = 0.1
      }
    }
    #expect(sign * (try #require(change[readout])) > 0, "\(drug): \(readout) changes by \(change[readout] ?? .nan)")
  }

  @Test func `an indirect amine is stronger without monoamine oxidase and powerless without the transporter`() throws {
    func pressure(_ oxidase: Double, _ transporter: Double, _ releaser: Double) throws -> Double {
      try #require(
        try effect {
          $0.releaser = releaser
          $0.monoamineOxidaseAvailability = oxidase
          $0.peripheralNETAvailability = transporter
        }.after["MAP.supine"])
    }
    let ordinary = try pressure(1, 1, 1) - pressure(1, 1, 0)
    let without = try pressure(0.1, 1, 1) - pressure(0.1, 1, 0)
    // The file claims the direction only.
    #expect(without > ordinary, "\(without) and \(ordinary) mmHg")
    #expect(abs(try pressure(1, 0.001, 1) - pressure(1, 0.001, 0)) < 0.2 * ordinary)
  }

  @Test func `clearance in septic shock falls with severity by the published power law`() throws {
    func clearance(_ score: Double) -> Double {
      let p = NamedValues(Circulation.parameters, Circulation.inSepticShock(parameters, score: score))
      return p["norepinephrineClearance"] * p["clearanceRatio"] / 60
    }
    // Beloeil et al. 2005: 3 L/min at 20 and 0.9 L/min at 60.
    #expect(abs(clearance(20) / 3 - 1) < 0.01)
    #expect(abs(clearance(60) / 0.9 - 1) < 0.01)
    for (a, b) in [(20.0, 40.0), (30, 60), (45, 90)] {
      #expect(abs(clearance(b) / clearance(a) - pow(2, log(0.9 / 3) / log(3))) < 0.002)
    }
    // Nothing is said outside of what was studied.
    #expect(clearance(5) == clearance(15) && clearance(300) == clearance(100))
    let healthy = NamedValues(Circulation.parameters, parameters)
    #expect(abs(clearance(50) / (healthy["norepinephrineClearance"] / 60) - 0.55) < 0.06)
  }

  @Test func `septic shock: low pressure, high endogenous norepinephrine, weak response to an infusion`() throws {
    let ill = Circulation.inSepticShock(parameters, score: 50)
    let (rest, _) = try effect(ill) { _ in }
    #expect(try #require(rest["MAP.supine"]) < 75)
    // Median of 8.8 nmol/L (Abboud 2009).
    #expect((8.8 / 2.5...8.8 * 2.5).contains(try #require(rest["NE.plasma"]) * 1000))
    let weak = try changes(ill, hours: 0.5) { $0.infusion = 2 }
    let healthy = try changes(hours: 0.5) { $0.infusion = 2 }
    #expect(try #require(weak["NE.plasma"]) > #require(healthy["NE.plasma"]))
    func perLevel(_ change: [String: Double]) throws -> Double {
      try #require(change["MAP.supine"]) / #require(change["NE.plasma"])
    }
    #expect(try perLevel(weak) < 0.7 * perLevel(healthy))
  }

  @Test func `age raises plasma norepinephrine by what spillover rises`() throws {
    #expect(Circulation.spilloverRatio(ageInYears: 35) == 1)
    // 10.3 and 19.7 nmol/min in young and old people lying.
    #expect(
      abs(Circulation.spilloverRatio(ageInYears: 72) / Circulation.spilloverRatio(ageInYears: 25) / (19.7 / 10.3) - 1)
        < 0.05)
    let place = try #require(Circulation.parameters.firstIndex { $0.name == "spilloverRatio" })
    var before = 0.0
    for age in [20.0, 35, 50, 65, 80] {
      var aged = parameters
      aged[place] *= Circulation.spilloverRatio(ageInYears: age)
      let level = try #require(try effect(aged) { _ in }.before["NE.plasma"])
      #expect(level > before)
      before = level
    }
  }

  @Test func `the chance to cross a limit follows the normal distribution`() {
    func chance(_ threshold: Double, _ change: Double, _ own: Double = 0) -> Double {
      Circulation.exceedance(of: threshold, change: change, spontaneousDeviation: 10, effectVariation: own)
    }
    // A change as large as the limit: one half. One, 1.645 and 2.326 deviations: the familiar tails.
    #expect(chance(20, 20) == 0.5)
    #expect(abs(chance(10, 0) - 0.158655) < 1e-6)
    #expect(abs(chance(16.448536, 0) - 0.05) < 1e-8)
    #expect(abs(chance(23.263479, 0) - 0.01) < 1e-8)
    for change in [-5.0, 0, 5, 10] {
      #expect(chance(20, change) < chance(20, change + 1))
      #expect(chance(20, change) > chance(21, change))
      #expect(
        abs(
          chance(20, change)
            + Circulation.exceedance(of: -20, change: -change, spontaneousDeviation: 10, effectVariation: 0) - 1)
          < 1e-12)
    }
    // People who differ in the effect cross a distant limit more often.
    #expect(chance(20, 8, 0.5) > chance(20, 8))
    #expect(chance(20, 0, 0.5) == chance(20, 0))
  }

  @Test func `the sigmoid and its inverse undo each other`() {
    for value in [-0.999, -0.5, 0, 0.1, 0.7, 0.9999] {
      #expect(abs(Circulation.sigmoid(Circulation.inverseSigmoid(value)) - value) < 1e-12)
    }
    let step = 1e-6
    #expect(abs((Circulation.sigmoid(step) - Circulation.sigmoid(-step)) / (2 * step) - 1) < 1e-9)
    #expect(abs(Circulation.sigmoid(1e9)) <= 1)
  }
}
