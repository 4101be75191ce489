import Expressions
import ODESolvers
import TestSupport
import Testing

/// Subjects who differ by orders of magnitude in their parameters, doses and sampling.
func variedSubjects(_ count: Int, seed: UInt64) -> [SubjectProblem] {
  var generator = SeededGenerator(seed: seed)
  func spread(_ typical: Double, _ factor: Double) -> Double {
    // A product of two draws: skewed, as people are.
    typical * Double.random(in: 1...factor, using: &generator) / Double.random(in: 1...factor, using: &generator)
  }
  return (0..<count).map { number in
    let parameters = [
      spread(0.8, 20), spread(12, 30), spread(60, 10), spread(20, 100), spread(150, 10),
      number % 3 == 0 ? 0 : spread(20, 10),
      spread(0.1, 30),
    ]
    let end = Double.random(in: 1...400, using: &generator)
    var events: [Event] = []
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      let time = generator.pick([0, end, Double.random(in: 0...end, using: &generator)])
      if generator.chance(0.4) {
        let (rate, duration) = (spread(20, 5), spread(1, 50))
        events.append(Event(time: time, action: .addToInput, index: 0, value: rate))
        events.append(Event(time: time + duration, action: .addToInput, index: 0, value: -rate))
      } else {
        events.append(
          Event(time: time, action: .addToState, index: generator.pick([0, 1]), value: spread(100, 4)))
      }
    }
    let moments = events.map(\.time) + (0..<30).map { _ in Double.random(in: 0...end, using: &generator) }
    let samples = moments.flatMap { [SampleTime($0), SampleTime($0, afterEvents: true)] }
    return SubjectProblem(
      parameters: parameters, initialState: [0, 0, 0, 0],
      events: events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element),
      samples: samples.sorted { ($0.time, $0.afterEvents ? 1 : 0) < ($1.time, $1.afterEvents ? 1 : 0) }, end: end)
  }
}

@Suite struct BatchTests {
  private let integrator40 = integrator(TwoCompartments(), relative: 1e-6)

  @Test func `a subject alone gets the same bits as among forty others`() {
    let problems = variedSubjects(40, seed: 1)
    let together = integrator40.run(problems)
    #expect(together.count == 40)
    for (problem, result) in zip(problems, together) {
      let alone = integrator40.run(alone: problem)
      #expect(alone.bits == result.bits)
      #expect(alone.outcome == result.outcome)
      #expect(alone.statistics == result.statistics)
    }
  }

  @Test func `the order of subjects does not matter`() {
    let problems = variedSubjects(40, seed: 2)
    let forward = integrator40.run(problems)
    var order = Array(problems.indices)
    var generator = SeededGenerator(seed: 3)
    for round in 0..<3 {
      if round == 0 { order.reverse() } else { order.shuffle(using: &generator) }
      let shuffled = integrator40.run(order.map { problems[$0] })
      for (place, number) in order.enumerated() { #expect(shuffled[place].bits == forward[number].bits) }
    }
  }

  @Test func `every subject is run once, whatever the number of lanes`() {
    for count in [0, 1, 7, 8, 9, 15, 16, 17, 33] {
      let problems = variedSubjects(count, seed: 4)
      var asked: [Int] = []
      var finished: [Int] = []
      integrator40.run(
        count: count,
        problem: {
          asked.append($0)
          return problems[$0]
        },
        finished: { number, _ in finished.append(number) })
      #expect(asked == Array(0..<count))
      #expect(finished.sorted() == Array(0..<count))
    }
  }

  @Test func `a failing neighbour changes nothing for the others`() {
    let problems = variedSubjects(40, seed: 5)
    let free = integrator40.run(problems)
    let steps = free.map { $0.statistics.accepted + $0.statistics.rejected }
    let limit = steps.sorted()[25]
    let limited = integrator(TwoCompartments(), relative: 1e-6, maximumSteps: limit).run(problems)
    var failures = 0
    for (number, result) in limited.enumerated() {
      if case .maximumStepsReached(let time) = result.outcome {
        failures += 1
        #expect(result.statistics.accepted + result.statistics.rejected == limit)
        #expect(time >= 0 && time <= problems[number].end)
        #expect(steps[number] >= limit)
      } else {
        #expect(result.outcome == .completed)
        #expect(result.bits == free[number].bits)
      }
    }
    #expect(failures >= 5 && failures <= 20)
  }

  @Test func `a subject whose numbers are no numbers fails alone`() {
    var problems = variedSubjects(40, seed: 6)
    let healthy = integrator40.run(problems)
    for number in stride(from: 3, to: 40, by: 7) { problems[number].parameters[1] = .nan }
    for number in stride(from: 5, to: 40, by: 7) { problems[number].parameters[2] = 0 }
    let mixed = integrator40.run(problems)
    for number in problems.indices {
      if number % 7 == 3 || number % 7 == 5 {
        guard case .stepSizeUnderflow = mixed[number].outcome else {
          Issue.record("subject \(number): \(mixed[number].outcome)")
          continue
        }
      } else {
        #expect(mixed[number].bits == healthy[number].bits)
      }
    }
  }

  @Test func `what was recorded before a failure stays, the rest is not a number`() {
    struct Blowup: PlainSystem {
      let stateNames = ["y"]
      func derivative<S: Scalar>(state y: [S], parameters: [S], inputs: [S]) -> [S] { [y[0] * y[0]] }
    }
    // y = 1 / (1 - t): infinite at 1.
    let result = integrator(Blowup(), relative: 1e-8).run(
      alone: SubjectProblem(
        parameters: [], initialState: [1], events: [], samples: [0, 0.5, 0.9, 1.5, 2].map { SampleTime($0) }, end: 2))
    guard case .stepSizeUnderflow(let time) = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
    #expect(abs(time - 1) < 1e-6)
    for (value, exact) in zip(result.observables, [1.0, 2, 10]) { #expect(abs(value / exact - 1) < 1e-6) }
    #expect(result.observables[3...].allSatisfy { $0.isNaN })
  }

  @Test func `statistics count steps, and a tighter tolerance needs more`() {
    let problem = variedSubjects(3, seed: 7)[1]
    let counts = [1e-4, 1e-6, 1e-8, 1e-10].map {
      integrator(TwoCompartments(), relative: $0).run(alone: problem).statistics.accepted
    }
    #expect(counts[0] > 0)
    #expect(counts == counts.sorted())
    #expect(counts[3] > counts[0])
  }
}
