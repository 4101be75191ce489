import DrugLibrary
import Expressions
import ODESolvers
import Testing

@testable import PharmacologyModels
@testable import Simulation

/// The reduced form of the central system is a second opinion on the full one.
@Suite struct QuasiSteadyTests {
  private let parameters: [Double]
  private let rest: [Double]
  private let names: NamedValues<Double>

  init() throws {
    let library = Shipped.library
    var primary = PrimaryParameters(calibrated: library.calibrated, correlations: library.correlations)
    let sources = try SystemSources(&primary, library: library, hasCirculation: false)
    let own = sources.modelParameters(primary.typical)
    parameters = Array(own.prefix(CentralSystem.parameters.count))
    rest = sources.restingState(own)
    names = NamedValues(CentralSystem.parameters, parameters)
  }

  private static func blocked(_ share: Double, antagonist: Double = 0, serotonin: Double = 0) -> DrugActions<Double> {
    var actions = DrugActions<Double>()
    actions.netCortex = 1 - share
    actions.netCoeruleus = 1 - share
    actions.netAccumbens = 1 - share
    actions.sertCortex = 1 - serotonin
    actions.sertRaphe = 1 - serotonin
    actions.alpha2Cortex.antagonists = antagonist
    actions.alpha2Coeruleus.antagonists = antagonist
    return actions
  }

  /// The full stiff form under actions that are constant within each stretch.
  private func full(_ stretches: [(hours: Double, actions: DrugActions<Double>)]) throws -> [Double] {
    var state = rest
    for stretch in stretches {
      let integrator = BatchIntegrator(
        system: CompiledSystem(ActedSystem(actions: stretch.actions)),
        tolerances: Tolerances(relative: 1e-7, absolute: rest.map { $0 * 1e-9 }))
      let problem = SubjectProblem(
        parameters: parameters, initialState: state, events: [], samples: [], end: stretch.hours)
      let result = try #require(integrator.run([problem]).first)
      #expect(result.outcome == .completed)
      state = result.finalState
    }
    return state
  }

  @Test(arguments: [
    (0.9, 0.0, 0.0, 2.0), (0.9, 0, 0, 336), (0.95, 9, 0, 4), (0, 0, 0.9, 504), (0.6, 0, 0.8, 48), (0, 10, 0, 3),
  ])
  func `both forms agree within 2 per cent`(_ net: Double, _ antagonist: Double, _ sert: Double, _ hours: Double) throws
  {
    let actions = Self.blocked(net, antagonist: antagonist, serotonin: sert)
    let reduced = try #require(
      QuasiSteadySystem(parameters: names).course(
        from: rest, hours: hours, step: min(1, hours / 20)
      ) { _ in actions })
    let end = try #require(reduced.last)
    for (name, pair) in zip(CentralSystem.states, zip(try full([(hours, actions)]), end)) {
      #expect(
        (pair.0 / pair.1 - 1).magnitude < 0.02, "\(name.name): \(pair.0) in the full form, \(pair.1) in the reduced")
    }
  }

  @Test func `both forms agree when a drug comes and goes each day`() throws {
    let on = Self.blocked(0.85)
    let off = Self.blocked(0.2)
    let days = 7
    let stretches = (0..<days).flatMap { _ in [(hours: 12.0, actions: on), (hours: 12.0, actions: off)] }
    let reduced = try #require(
      QuasiSteadySystem(parameters: names).course(from: rest, hours: Double(24 * days), step: 0.25) { time in
        time.truncatingRemainder(dividingBy: 24) < 12 ? on : off
      })
    let end = try #require(QuasiSteadySystem(parameters: names).balanced(reduced[reduced.count - 1], actions: off))
    for (name, pair) in zip(CentralSystem.states, zip(try full(stretches), end)) {
      #expect(
        (pair.0 / pair.1 - 1).magnitude < 0.02, "\(name.name): \(pair.0) in the full form, \(pair.1) in the reduced")
    }
  }

  @Test func `rest is in balance`() throws {
    let settled = try #require(QuasiSteadySystem(parameters: names).balanced(rest, actions: DrugActions()))
    for (a, b) in zip(settled, rest) { #expect((a / b - 1).magnitude < 1e-9) }
  }
}

/// The central system under constant actions.
private struct ActedSystem: DifferentialSystem {
  let actions: DrugActions<Double>
  var stateNames: [String] { CentralSystem.states.map(\.name) }
  var parameterCount: Int { CentralSystem.parameters.count }
  var inputCount: Int { 0 }
  var observableNames: [String] { [] }

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    CentralSystem.evaluate(
      state: NamedValues(CentralSystem.states, state), parameters: NamedValues(CentralSystem.parameters, parameters),
      actions: DrugActions<S>(actions)
    ).derivative
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { [] }
}
