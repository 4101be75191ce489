/// Solves for the state to which a periodic regimen leads, instead of waiting for it.
///
/// The state after one period is a function P of the state before it; steady state is its fixed point. Newton's method on
/// `P(y) - y = 0` uses the period's exact run for y and for y moved along each state, all in one batch of lanes. For a linear system
/// one iteration is exact; enzymes that inhibit themselves take a few.
public struct PeriodicState: Sendable {
  /// The integrator that runs periods.
  public let integrator: BatchIntegrator

  /// Why no steady state was found.
  public enum Failure: Error, Equatable, Sendable {
    /// A period could not be integrated.
    case integration(RunOutcome)
    /// The iteration did not settle.
    case notConverged(residual: Double)
    /// A state is never eliminated, so that it grows without bound.
    case singular(state: Int)
  }

  /// Makes a solver.
  public init(integrator: BatchIntegrator) { self.integrator = integrator }

  /// The state at the beginning of a period, before its events.
  ///
  /// - Parameters:
  ///   - parameters: the subject's parameters.
  ///   - guess: a state to start from.
  ///   - events: the events of one period, times in 0..<period.
  ///   - period: h
  ///   - scale: for each state the size that counts as one, for differences and convergence.
  public func solve(
    parameters: [Double], guess: [Double], events: [Event], period: Double, scale: [Double]
  ) throws(Failure) -> [Double] {
    var y = guess
    let n = y.count
    var residual = Double.infinity
    for _ in 0..<40 {
      var starts = [y]
      let steps = (0..<n).map { max(y[$0].magnitude, scale[$0]) * 1e-3 }
      for k in 0..<n {
        var moved = y
        moved[k] += steps[k]
        starts.append(moved)
      }
      let results = integrator.run(
        starts.map {
          SubjectProblem(parameters: parameters, initialState: $0, events: events, samples: [], end: period)
        })
      for result in results where result.outcome != .completed { throw .integration(result.outcome) }
      let image = results[0].finalState
      var matrix = Array(repeating: Array(repeating: 0.0, count: n), count: n)
      for k in 0..<n {
        for i in 0..<n {
          matrix[i][k] = (i == k ? 1 : 0) - (results[k + 1].finalState[i] - image[i]) / steps[k]
        }
      }
      let change = try Self.solveLinear(matrix, zip(image, y).map { $0 - $1 })
      residual = 0
      for k in 0..<n {
        residual = max(residual, change[k].magnitude / max(y[k].magnitude, scale[k]))
        y[k] = max(0, y[k] + change[k])
      }
      if residual < 1e-8 { return y }
    }
    throw .notConverged(residual: residual)
  }

  /// Solves a small dense system by elimination with partial pivoting.
  static func solveLinear(_ matrix: [[Double]], _ right: [Double]) throws(Failure) -> [Double] {
    var a = matrix
    var b = right
    let n = b.count
    for column in 0..<n {
      guard
        let pivot = (column..<n).max(by: { a[$0][column].magnitude < a[$1][column].magnitude }),
        a[pivot][column].magnitude > 1e-12
      else { throw .singular(state: column) }
      a.swapAt(column, pivot)
      b.swapAt(column, pivot)
      for row in (column + 1)..<max(n, column + 1) {
        let factor = a[row][column] / a[column][column]
        if factor == 0 { continue }
        for k in column..<n { a[row][k] -= factor * a[column][k] }
        b[row] -= factor * b[column]
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for k in (row + 1)..<max(n, row + 1) { b[row] -= a[row][k] * b[k] }
      b[row] /= a[row][row]
    }
    return b
  }
}
