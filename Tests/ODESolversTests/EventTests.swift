import ODESolvers
import Testing

@Suite struct EventTests {
  private func run(
    _ events: [Event], samples: [SampleTime] = [], parameters: [Double] = TwoCompartments.linear,
    initial: [Double] = [0, 0, 0, 0], end: Double = 24, relative: Double = 1e-9
  ) -> SubjectResult {
    let result = integrator(TwoCompartments(), relative: relative).run(
      alone: SubjectProblem(
        parameters: parameters, initialState: initial, events: events, samples: samples, end: end))
    #expect(result.outcome == .completed)
    return result
  }

  private func bolus(_ time: Double, _ value: Double) -> Event {
    Event(time: time, action: .addToState, index: 1, value: value)
  }

  private func infusion(_ begin: Double, _ duration: Double, amount: Double) -> [Event] {
    [
      Event(time: begin, action: .addToInput, index: 0, value: amount / duration),
      Event(time: begin + duration, action: .addToInput, index: 0, value: -amount / duration),
    ]
  }

  @Test func `a sample at a dose sees the level before or after it`() {
    for time in [0.0, 7, 24] {
      let result = run(
        [bolus(time, 120)], samples: [SampleTime(time), SampleTime(time, afterEvents: true)])
      #expect(result.observables[1] == 0)
      #expect(result.observables[5] == 120 / 60)
    }
  }

  @Test func `samples before and after an event of nothing are equal`() {
    let result = run(
      [bolus(0, 100), Event(time: 5, action: .mark)], samples: [SampleTime(5), SampleTime(5, afterEvents: true)])
    for k in 0..<4 { #expect(abs(result.observables[k] - result.observables[4 + k]) <= 1e-15 * 100) }
  }

  @Test func `a sample without an event does not care for the order`() {
    let result = run([bolus(0, 100)], samples: [SampleTime(5), SampleTime(5, afterEvents: true)])
    for k in 0..<4 { #expect(result.observables[k] == result.observables[4 + k]) }
  }

  @Test func `events at one time happen in the order given`() {
    let reset = Event(time: 3, action: .setState, index: 1, value: 7)
    let after = [SampleTime(3, afterEvents: true)]
    #expect(run([bolus(0, 50), bolus(3, 60), reset], samples: after).observables[1] == 7 / 60.0)
    #expect(run([bolus(0, 50), reset, bolus(3, 60)], samples: after).observables[1] == 67 / 60.0)
  }

  @Test func `events at the end change the final state`() {
    let result = run([bolus(24, 30)], samples: [SampleTime(24), SampleTime(24, afterEvents: true)])
    #expect(result.finalState == [0, 30, 0, 0])
    #expect(result.observables[1] == 0)
    #expect(result.observables[5] == 0.5)
  }

  @Test func `events after the end do not happen, samples after it stay empty`() {
    let result = run([bolus(30, 5)], samples: [SampleTime(24), SampleTime(25)])
    #expect(result.finalState == [0, 0, 0, 0])
    #expect(result.observables[1] == 0)
    #expect(result.observables[4...].allSatisfy { $0.isNaN })
  }

  @Test func `a run without length applies its events and samples`() {
    let result = run([bolus(0, 12)], samples: [SampleTime(0), SampleTime(0, afterEvents: true)], end: 0)
    #expect(result.observables[1] == 0)
    #expect(result.observables[5] == 0.2)
    #expect(result.finalState[1] == 12)
    #expect(result.statistics.accepted == 0 && result.statistics.rejected == 0)
  }

  @Test func `two doses at once are one dose`() {
    let samples = (0...24).map { SampleTime(Double($0)) }
    let once = run([bolus(2, 100)], samples: samples)
    let twice = run([bolus(2, 50), bolus(2, 50)], samples: samples)
    #expect(once.bits == twice.bits)
  }

  @Test func `doses a single bit apart both arrive`() {
    let result = run([bolus(5, 50), bolus(5.0.nextUp, 50), bolus(6, 1), bolus(6 + 1e-12, 1)])
    #expect(abs(result.finalState.reduce(0, +) - 102) < 1e-7)
  }

  @Test(arguments: [1e-5, 1e-3, 0.1, 1, 10]) func `an infusion of any length in a long quiet run is not stepped over`(
    _ duration: Double
  ) {
    let events = infusion(5000.3, duration, amount: 400)
    let result = run(events, end: 10_000)
    // The clock at 5000 h cannot hold the end of a very short infusion exactly: what counts is the time between the events.
    let given = events[0].value * (events[1].time - events[0].time)
    #expect(abs(result.finalState.reduce(0, +) / given - 1) < 1e-8)
  }

  @Test func `a setInput infusion gives the same as adding rates`() {
    let samples = (0...24).map { SampleTime(Double($0)) }
    let set = [
      Event(time: 1, action: .setInput, index: 0, value: 10), Event(time: 4, action: .setInput, index: 0, value: 0),
    ]
    #expect(run(set, samples: samples).bits == run(infusion(1, 3, amount: 30), samples: samples).bits)
  }

  @Test func `overlapping infusions conserve what was given`() {
    let events = (infusion(0, 5, amount: 70) + infusion(2, 1, amount: 11) + infusion(3, 40, amount: 90))
      .sorted { $0.time < $1.time }
    let result = run(events, samples: [SampleTime(10)], end: 100)
    #expect(abs(result.finalState.reduce(0, +) - 171) < 1e-7)
    let at10 = result.observables
    #expect(abs(at10[0] + at10[1] * 60 + at10[2] + at10[3] - (81 + 90 * 7 / 40)) < 1e-7)
  }

  @Test func `saturable kinetics conserve what was given`() {
    let p = [0.8, 1.0, 60.0, 20.0, 150.0, 30.0, 0.02]
    let doses = (0..<10).map { Event(time: Double($0) * 12, action: .addToState, index: 0, value: 100) }
    let result = run(doses, parameters: p, end: 120)
    #expect(abs(result.finalState.reduce(0, +) / 1000 - 1) < 1e-8)
  }

  @Test func `extra marks and samples change nothing but rounding within the tolerance`() {
    let doses = [bolus(0, 100), bolus(12, 100)]
    let plain = run(doses)
    let sampled = run(doses, samples: (0...240).map { SampleTime(Double($0) * 0.1) })
    #expect(plain.finalState == sampled.finalState)
    let marked = run(
      (doses + (1..<24).map { Event(time: Double($0), action: .mark) }).sorted { $0.time < $1.time })
    for (x, y) in zip(plain.finalState, marked.finalState) { #expect(abs(x - y) < 1e-7) }
  }
}
