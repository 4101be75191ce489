/// Integrates many subjects, sixteen at a time, each on its own timeline.
///
/// Every lane has its own time, step size, next event and next sample; a lane that finishes receives the next subject. No subject waits
/// for a difficult neighbour, and each gets bit for bit what it would get alone.
public struct BatchIntegrator: Sendable {
  /// The system that is integrated.
  public let system: CompiledSystem
  /// How accurately.
  public let tolerances: Tolerances

  /// Makes an integrator.
  public init(system: CompiledSystem, tolerances: Tolerances) {
    self.system = system
    self.tolerances = tolerances
  }

  /// Integrates subjects.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - problem: gives a subject's problem; called once for each, in order.
  ///   - finished: receives each subject's number and result, in the order in which they finish.
  public func run(
    count: Int, problem: (Int) -> SubjectProblem, finished: (Int, SubjectResult) -> Void
  ) {
    var lanes = LaneSet(
      block: LaneBlock(system: system, absoluteTolerance: tolerances.absolute),
      tolerances: tolerances)
    lanes.run(count: count, problem: problem, finished: finished)
  }

  /// Integrates subjects and returns their results in order.
  public func run(_ problems: [SubjectProblem]) -> [SubjectResult] {
    var results: [SubjectResult?] = Array(repeating: nil, count: problems.count)
    run(count: problems.count, problem: { problems[$0] }, finished: { results[$0] = $1 })
    return results.compactMap { $0 }
  }
}
