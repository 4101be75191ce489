import Expressions
import Testing

@testable import ODESolvers

/// A drug that takes away the enzyme that eliminates it.
///
/// Parameters: ka, CL, V, kdeg, kinact, KI.
private struct AutoInhibition: PlainSystem {
  let stateNames = ["depot", "central", "enzyme"]
  var parameterCount: Int { 6 }
  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let c = y[1] / p[2]
    return [
      -(p[0] * y[0]), p[0] * y[0] - p[1] * y[2] * c,
      p[3] * (S.one - y[2]) - y[2] * (p[4] * c / (p[5] + c)),
    ]
  }
}

/// One compartment and its depot.
private struct OneCompartment: PlainSystem {
  let stateNames = ["depot", "central"]
  var parameterCount: Int { 2 }
  var inputCount: Int { 1 }
  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    [-(p[0] * y[0]), inputs[0] + p[0] * y[0] - p[1] * y[1]]
  }
}

@Suite struct PeriodicStateTests {
  /// The state before a dose after many periods.
  private func longRun(
    _ integrator: BatchIntegrator, _ parameters: [Double], _ initial: [Double], _ events: [Event], period: Double,
    count: Int
  ) -> [Double] {
    let all = (0..<count).flatMap { k in
      events.map { event in
        var moved = event
        moved.time += Double(k) * period
        return moved
      }
    }
    return integrator.run(
      alone: SubjectProblem(
        parameters: parameters, initialState: initial, events: all, samples: [], end: Double(count) * period)
    ).finalState
  }

  private func expectClose(_ found: [Double], _ expected: [Double], _ tolerance: Double) {
    for (x, y) in zip(found, expected) {
      #expect(abs(x - y) < tolerance * (1e-6 + y.magnitude), "\(found) \(expected)")
    }
  }

  @Test func `equals the long run of linear kinetics`() throws {
    let integrator = integrator(OneCompartment(), relative: 1e-10, absolute: 1e-13)
    let events = [
      Event(time: 0, action: .addToState, index: 0, value: 100),
      Event(time: 8, action: .addToState, index: 0, value: 40),
      Event(time: 10, action: .addToInput, index: 0, value: 5),
      Event(time: 11, action: .addToInput, index: 0, value: -5),
    ]
    let found = try PeriodicState(integrator: integrator).solve(
      parameters: [0.9, 0.05], guess: [0, 0], events: events, period: 24, scale: [1, 1])
    let expected = longRun(integrator, [0.9, 0.05], [0, 0], events, period: 24, count: 40)
    expectClose(found, expected, 1e-7)
  }

  @Test func `finds what would take months to reach`() throws {
    // Half-life 29 days: the sum of a geometric series instead of a run of years.
    let integrator = integrator(OneCompartment(), relative: 1e-11, absolute: 1e-13)
    let found = try PeriodicState(integrator: integrator).solve(
      parameters: [2, 0.001], guess: [0, 0], events: [Event(time: 0, action: .addToState, index: 1, value: 10)],
      period: 24, scale: [1, 1])
    var kept = 1.0
    for _ in 0..<24 { kept *= 0.999_000_499_833_374_99 }
    #expect(abs(found[1] / (10 * kept / (1 - kept)) - 1) < 1e-8)
  }

  @Test func `equals the long run of a drug that inactivates its own enzyme`() throws {
    let integrator = integrator(AutoInhibition(), relative: 1e-10, absolute: 1e-13)
    let parameters = [1.2, 60.0, 200.0, 0.02, 0.3, 0.4]
    let events = [Event(time: 0, action: .addToState, index: 0, value: 120)]
    let found = try PeriodicState(integrator: integrator).solve(
      parameters: parameters, guess: [0, 0, 1], events: events, period: 12, scale: [1, 1, 0.1])
    let expected = longRun(integrator, parameters, [0, 0, 1], events, period: 12, count: 400)
    expectClose(found, expected, 1e-6)
    #expect(found[2] < 0.7, "the enzyme must be well below its baseline for this to test anything")
  }

  @Test func `is a fixed point of one more period`() throws {
    let integrator = integrator(AutoInhibition(), relative: 1e-10, absolute: 1e-13)
    let parameters = [0.5, 30.0, 150.0, 0.03, 0.5, 1.0]
    let events = [Event(time: 2, action: .addToState, index: 0, value: 200)]
    let found = try PeriodicState(integrator: integrator).solve(
      parameters: parameters, guess: [0, 0, 1], events: events, period: 24, scale: [1, 1, 0.1])
    expectClose(longRun(integrator, parameters, found, events, period: 24, count: 1), found, 1e-7)
  }

  @Test func `throws for a state that is never eliminated`() {
    let solver = PeriodicState(integrator: integrator(TwoCompartments(), relative: 1e-10))
    let dose = [Event(time: 0, action: .addToState, index: 0, value: 100)]
    #expect(throws: PeriodicState.Failure.self) {
      try solver.solve(
        parameters: TwoCompartments.linear, guess: [0, 0, 0, 0], events: dose, period: 24, scale: [1, 1, 1, 1])
    }
    #expect(throws: PeriodicState.Failure.self) {
      try solver.solve(
        parameters: [0.8, 3, 60, 20, 150, 20, 0.1], guess: [10, 20, 30, 4000], events: dose, period: 24,
        scale: [1, 1, 1, 1])
    }
    let oneCompartment = PeriodicState(integrator: integrator(OneCompartment(), relative: 1e-10))
    #expect(throws: PeriodicState.Failure.self) {
      try oneCompartment.solve(parameters: [1, 0], guess: [0, 0], events: dose, period: 24, scale: [1, 1])
    }
  }

  @Test func `reports a period that could not be integrated`() {
    let solver = PeriodicState(integrator: integrator(TwoCompartments(), relative: 1e-10, maximumSteps: 5))
    let error = #expect(throws: PeriodicState.Failure.self) {
      try solver.solve(
        parameters: TwoCompartments.linear, guess: [0, 0, 0, 0],
        events: [Event(time: 0, action: .addToState, index: 0, value: 100)], period: 24, scale: [1, 1, 1, 1])
    }
    guard case .integration(.maximumStepsReached) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `dense elimination solves and finds singular columns`() throws {
    let x = try PeriodicState.solveLinear([[0, 2, 1], [1, 1, 0], [3, 0, -1]], [7, 3, 0])
    for (found, expected) in zip(x, [1.0, 2, 3]) { #expect(abs(found - expected) < 1e-14) }
    #expect(throws: PeriodicState.Failure.singular(state: 1)) {
      try PeriodicState.solveLinear([[1, 2], [2, 4]], [1, 2])
    }
  }
}
