import Foundation
import ODESolvers
import Testing

/// Closed solutions of linear compartment models: amounts in the central compartment.
///
/// Source: Gibaldi and Perrier, Pharmacokinetics, 2nd edition (1982), chapter 2.
private struct ClosedForm {
  let ka: Double
  let alpha: Double
  let beta: Double
  let shareAlpha: Double
  let shareBeta: Double

  init(_ p: [Double]) {
    ka = p[0]
    let (k10, k12, k21) = (p[1] / p[2], p[3] / p[2], p[3] / p[4])
    let sum = k10 + k12 + k21
    let root = (sum * sum - 4 * k10 * k21).squareRoot()
    alpha = (sum + root) / 2
    beta = (sum - root) / 2
    shareAlpha = (alpha - k21) / (alpha - beta)
    shareBeta = (k21 - beta) / (alpha - beta)
  }

  func bolus(_ t: Double) -> Double { t < 0 ? 0 : shareAlpha * exp(-alpha * t) + shareBeta * exp(-beta * t) }

  func oral(_ t: Double) -> Double {
    guard t >= 0 else { return 0 }
    func part(_ share: Double, _ rate: Double) -> Double {
      share * ka / (ka - rate) * (exp(-rate * t) - exp(-ka * t))
    }
    return part(shareAlpha, alpha) + part(shareBeta, beta)
  }

  func infusion(_ t: Double, duration: Double) -> Double {
    func running(_ t: Double) -> Double {
      t < 0 ? 0 : shareAlpha / alpha * (1 - exp(-alpha * t)) + shareBeta / beta * (1 - exp(-beta * t))
    }
    return (running(t) - running(t - duration)) / duration
  }
}

@Suite struct AnalyticPharmacokineticsTests {
  private let times = (0...192).map { Double($0) * 0.25 }
  /// A one-compartment subject: nothing goes to the periphery.
  private static let oneCompartment = [1.1, 9.0, 45.0, 0.0, 100.0, 0.0, 1.0]

  private func concentrations(_ p: [Double], _ events: [Event]) -> [Double] {
    let result = integrator(TwoCompartments(), relative: 1e-10, absolute: 1e-11).run(
      alone: SubjectProblem(
        parameters: p, initialState: [0, 0, 0, 0], events: events.sorted { $0.time < $1.time },
        samples: times.map { SampleTime($0) }, end: 48))
    #expect(result.outcome == .completed)
    return stride(from: 1, to: result.observables.count, by: 4).map { result.observables[$0] }
  }

  private func expectClose(_ found: [Double], _ expected: [Double]) {
    for (x, y) in zip(found, expected) { #expect(abs(x - y) < 1e-8 * y.magnitude + 1e-9) }
  }

  @Test func `one compartment after an oral dose`() {
    let p = Self.oneCompartment
    let k = p[1] / p[2]
    let found = concentrations(p, [Event(time: 0, action: .addToState, index: 0, value: 100)])
    let expected = times.map { 100 * p[0] / (p[2] * (p[0] - k)) * (exp(-k * $0) - exp(-p[0] * $0)) }
    expectClose(found, expected)
  }

  @Test func `one compartment during and after an infusion`() {
    let p = Self.oneCompartment
    let k = p[1] / p[2]
    let found = concentrations(
      p,
      [
        Event(time: 2, action: .addToInput, index: 0, value: 25),
        Event(time: 6, action: .addToInput, index: 0, value: -25),
      ])
    let expected = times.map { t -> Double in
      let running = min(4, max(0, t - 2))
      return 25 / p[1] * (1 - exp(-k * running)) * exp(-k * max(0, t - 6))
    }
    expectClose(found, expected)
  }

  @Test func `two compartments after a bolus`() {
    let form = ClosedForm(TwoCompartments.linear)
    let found = concentrations(
      TwoCompartments.linear, [Event(time: 1, action: .addToState, index: 1, value: 80)])
    // The sample at the dose is the level before it.
    expectClose(found, times.map { $0 > 1 ? 80 * form.bolus($0 - 1) / 60 : 0 })
  }

  @Test func `two compartments after repeated oral doses`() {
    let form = ClosedForm(TwoCompartments.linear)
    let doses = [(0.0, 100.0), (8, 50), (16, 75), (24, 100), (31.3, 20)]
    let found = concentrations(
      TwoCompartments.linear, doses.map { Event(time: $0.0, action: .addToState, index: 0, value: $0.1) })
    expectClose(found, times.map { t in doses.reduce(0) { $0 + $1.1 * form.oral(t - $1.0) } / 60 })
  }

  @Test func `two compartments with overlapping infusions`() {
    let form = ClosedForm(TwoCompartments.linear)
    let infusions = [(1.0, 6.0, 90.0), (3.5, 2.0, 40.0), (5, 10, 10)]
    let events = infusions.flatMap { begin, duration, amount in
      [
        Event(time: begin, action: .addToInput, index: 0, value: amount / duration),
        Event(time: begin + duration, action: .addToInput, index: 0, value: -amount / duration),
      ]
    }
    let found = concentrations(TwoCompartments.linear, events)
    expectClose(
      found, times.map { t in infusions.reduce(0) { $0 + $1.2 * form.infusion(t - $1.0, duration: $1.1) } / 60 })
  }

  @Test func `errors follow the tolerance`() {
    let form = ClosedForm(TwoCompartments.linear)
    let doses = (0..<4).map { Event(time: Double($0) * 12, action: .addToState, index: 0, value: 100) }
    let tolerances = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9]
    let errors = tolerances.map { tolerance -> Double in
      let result = integrator(TwoCompartments(), relative: tolerance, absolute: tolerance * 1e-2).run(
        alone: SubjectProblem(
          parameters: TwoCompartments.linear, initialState: [0, 0, 0, 0], events: doses,
          samples: times.map { SampleTime($0) }, end: 48))
      return zip(times, stride(from: 1, to: result.observables.count, by: 4)).reduce(0) { worst, pair in
        let exact = doses.reduce(0) { $0 + $1.value * form.oral(pair.0 - $1.time) } / 60
        return max(worst, abs(result.observables[pair.1] - exact) / (exact + 0.01))
      }
    }
    for (error, tolerance) in zip(errors, tolerances) { #expect(error < 20 * tolerance, "\(errors)") }
    let slope = log10(errors[0] / errors[errors.count - 1]) / 5
    #expect(slope > 0.75 && slope < 1.25, "\(errors)")
  }

  @Test func `starts at any time`() {
    func run(from start: Double) -> [Double] {
      integrator(TwoCompartments(), relative: 1e-10).run(
        alone: SubjectProblem(
          parameters: TwoCompartments.linear, initialState: [100, 0, 0, 0], events: [],
          samples: (0...12).map { SampleTime(start + Double($0)) }, start: start, end: start + 12)
      ).observables
    }
    for (x, y) in zip(run(from: 0), run(from: 1000)) { #expect(abs(x - y) < 1e-8 * (1 + y.magnitude)) }
  }
}
