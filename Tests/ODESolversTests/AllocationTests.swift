import AllocationCounter
import ODESolvers
import Testing

/// Counts calls of the C library's allocator by this thread; see Tests/AllocationCounter.
@Suite struct AllocationTests {
  private func cost(_ integrator: BatchIntegrator, _ problem: SubjectProblem) -> (allocations: Int64, steps: Int) {
    let problems = Array(repeating: problem, count: 20)
    var steps = 0
    let before = allocations_of_this_thread()
    integrator.run(
      count: problems.count, problem: { problems[$0] },
      finished: { steps += $1.statistics.accepted + $1.statistics.rejected })
    return (allocations_of_this_thread() - before, steps)
  }

  @Test(.enabled(if: allocations_of_this_thread() >= 0)) func `the counter counts`() {
    let before = allocations_of_this_thread()
    let arrays = (0..<50).map { Array(repeating: $0, count: 10) }
    #expect(arrays.count == 50)
    #expect(allocations_of_this_thread() - before >= 50)
  }

  @Test(.enabled(if: allocations_of_this_thread() >= 0)) func `a run twice as long allocates the same`() {
    let circle = integrator(Circle(), relative: 1e-6)
    func problem(_ end: Double) -> SubjectProblem {
      SubjectProblem(
        parameters: [3], initialState: [1, 0], events: [], samples: (0...50).map { SampleTime(Double($0) / 50 * end) },
        end: end)
    }
    _ = cost(circle, problem(10))
    let short = cost(circle, problem(100))
    let long = cost(circle, problem(200))
    #expect(long.steps > short.steps + 20 * 100)
    #expect(long.allocations == short.allocations)
  }

  @Test(.enabled(if: allocations_of_this_thread() >= 0))
  func `doses, samples and rejections allocate nothing by number`() {
    let model = integrator(TwoCompartments(), relative: 1e-8)
    func problem(_ doses: Int, _ samples: Int) -> SubjectProblem {
      SubjectProblem(
        parameters: [0.8, 12, 60, 20, 150, 20, 0.1], initialState: [0, 0, 0, 0],
        events: (0..<doses).map { Event(time: Double($0) * 6, action: .addToState, index: 0, value: 100) },
        samples: (0..<samples).map { SampleTime(Double($0) * 0.7) }, end: 400)
    }
    _ = cost(model, problem(5, 10))
    #expect(cost(model, problem(60, 500)).allocations == cost(model, problem(5, 10)).allocations)
  }
}
