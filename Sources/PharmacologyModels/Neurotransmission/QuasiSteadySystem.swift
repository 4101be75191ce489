public import Expressions
import Foundation

/// The central system with everything that settles within minutes taken as settled.
///
/// Extracellular transmitters, cytosol and releasable pool are where they balance for the present stores, sensitivities and drugs; only
/// vesicular reserve, DHPG, receptor sensitivities and slow serotonin remain as differential equations, which are no longer stiff. A
/// second road to the same answer for questions of hours to weeks: a test holds both forms within 2 %. Precedent for
/// such a reduction: Flower and Wong-Lin (Math Biosci 255:1, 2014) for serotonin.
public struct QuasiSteadySystem: Sendable {
  private let parameters: NamedValues<Double>
  /// Numbers of the states that settle at once, and of those that remain.
  private static let fast = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11]
  private static let slow = [4, 5, 12, 13, 14, 15, 16]

  /// Takes the parameters of the full form.
  public init(parameters: NamedValues<Double>) { self.parameters = parameters }

  private func derivative(_ state: [Double], _ names: NamedValues<Double>, _ actions: DrugActions<Double>) -> [Double] {
    CentralSystem.evaluate(state: names.replacing(state), parameters: parameters, actions: actions).derivative
  }

  /// A state with its fast part in balance.
  ///
  /// Newton's method on the logarithms of the fast states, so that they stay positive, with steps of at most a factor of e.
  ///
  /// - Parameters:
  ///   - state: all states; the fast ones are where the search begins.
  ///   - actions: what drugs do at the moment.
  /// - Returns: nil when there is no balance within a hundred steps.
  public func balanced(_ state: [Double], actions: DrugActions<Double>) -> [Double]? {
    let names = NamedValues(CentralSystem.states, state)
    var state = state
    for _ in 0..<100 {
      let base = derivative(state, names, actions)
      // Rates relative to each state, per second: of one size for all.
      let residual = Self.fast.map { base[$0] / (3600 * state[$0]) }
      var jacobian = Array(repeating: Array(repeating: 0.0, count: Self.fast.count), count: Self.fast.count)
      for (column, number) in Self.fast.enumerated() {
        var moved = state
        let step = 1e-6
        moved[number] *= exp(step)
        let next = derivative(moved, names, actions)
        for (row, target) in Self.fast.enumerated() {
          jacobian[row][column] = (next[target] / (3600 * moved[target]) - residual[row]) / step
        }
      }
      guard let change = Self.solve(jacobian, residual.map { -$0 }) else { return nil }
      let largest = change.map(\.magnitude).max() ?? 0
      let limit = largest > 1 ? 1 / largest : 1
      for (place, number) in Self.fast.enumerated() { state[number] *= exp(change[place] * limit) }
      if largest < 1e-10 { return state }
    }
    return nil
  }

  /// The course of the system under drugs that change with time.
  ///
  /// - Parameters:
  ///   - start: all states at the beginning.
  ///   - hours: how long.
  ///   - step: h; minutes are enough.
  ///   - actions: what drugs do at a time.
  /// - Returns: all states at the beginning of each step and at the end; nil when the fast part found no balance.
  public func course(
    from start: [Double], hours: Double, step: Double, actions: (Double) -> DrugActions<Double>
  ) -> [[Double]]? {
    let names = NamedValues(CentralSystem.states, start)
    guard var state = balanced(start, actions: actions(0)) else { return nil }
    var result = [state]
    let count = max(1, Int((hours / step).rounded(.up)))
    let h = hours / Double(count)
    for number in 0..<count {
      let time = Double(number) * h
      func slope(_ from: [Double], _ at: Double) -> (rates: [Double], state: [Double])? {
        guard let settled = balanced(from, actions: actions(at)) else { return nil }
        let rates = derivative(settled, names, actions(at))
        return (Self.slow.map { rates[$0] }, settled)
      }
      func advanced(_ rates: [Double], by share: Double, from: [Double]) -> [Double] {
        var moved = from
        for (place, number) in Self.slow.enumerated() { moved[number] = state[number] + rates[place] * h * share }
        return moved
      }
      // Classical Runge-Kutta of fourth order on the slow states.
      guard let k1 = slope(state, time),
        let k2 = slope(advanced(k1.rates, by: 0.5, from: k1.state), time + h / 2),
        let k3 = slope(advanced(k2.rates, by: 0.5, from: k2.state), time + h / 2),
        let k4 = slope(advanced(k3.rates, by: 1, from: k3.state), time + h)
      else { return nil }
      let mean = Self.slow.indices.map { (k1.rates[$0] + 2 * k2.rates[$0] + 2 * k3.rates[$0] + k4.rates[$0]) / 6 }
      guard let next = balanced(advanced(mean, by: 1, from: k4.state), actions: actions(time + h)) else { return nil }
      state = next
      result.append(state)
    }
    return result
  }

  /// Gaussian elimination with row exchange; the matrix has ten rows.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    var a = matrix
    var b = right
    let n = b.count
    for column in 0..<n {
      guard let pivot = (column..<n).max(by: { a[$0][column].magnitude < a[$1][column].magnitude }),
        a[pivot][column].magnitude > 1e-300
      else { return nil }
      a.swapAt(pivot, column)
      b.swapAt(pivot, column)
      for row in (column + 1)..<max(n, column + 1) where row < n {
        let factor = a[row][column] / a[column][column]
        if factor == 0 { continue }
        for k in column..<n { a[row][k] -= factor * a[column][k] }
        b[row] -= factor * b[column]
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for k in (row + 1)..<max(n, row + 1) where k < n { b[row] -= a[row][k] * b[k] }
      b[row] /= a[row][row]
    }
    return b
  }
}
