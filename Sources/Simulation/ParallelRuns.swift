import Dispatch
import Foundation
import ODESolvers

/// Spreads the subjects of a run over the machine's cores.
///
/// A subject's bits do not depend on its neighbours, so nothing in a result depends on how many cores there are.
enum ParallelRuns {
  /// The results of all subjects, in order.
  ///
  /// - Parameters:
  ///   - count: how many subjects.
  ///   - integrator: what integrates them.
  ///   - problem: a subject's problem; called from several threads.
  ///   - progress: told the share done, from one thread at a time.
  static func run(
    count: Int, integrator: BatchIntegrator, problem: @escaping @Sendable (Int) -> SubjectProblem,
    progress: ((Double) -> Void)?
  ) -> [SubjectResult?] {
    // Fewer than four full blocks of lanes are not worth a second thread.
    let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count / 64))
    let store = ResultStore(count: count, progress: progress)
    @Sendable func work(_ worker: Int) {
      let range = (count * worker / workers)..<(count * (worker + 1) / workers)
      integrator.run(
        count: range.count, problem: { problem(range.lowerBound + $0) },
        finished: { store.keep($1, at: range.lowerBound + $0) })
    }
    if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
    return store.results
  }
}

/// Results that several threads hand in.
private final class ResultStore: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var results: [SubjectResult?]
  private var done = 0
  private let progress: ((Double) -> Void)?

  init(count: Int, progress: ((Double) -> Void)?) {
    results = Array(repeating: nil, count: count)
    self.progress = progress
  }

  func keep(_ result: SubjectResult, at place: Int) {
    lock.withLock {
      results[place] = result
      done += 1
      if done % 50 == 0 { progress?(Double(done) / Double(results.count)) }
    }
  }
}
