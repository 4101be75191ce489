import Expressions

/// Factors the iteration matrix `W = g I - J` of a Rosenbrock step symbolically, once for a system.
///
/// Pharmacology is a cascade: doses drive levels, levels drive enzymes and effect sites. Eliminated in the right order its matrix
/// fills in hardly at all, and a solve costs a handful of multiplications for each state where a dense one costs n squared.
/// The pivots stay on the diagonal, which `g` dominates for the steps that error control allows. The order is that of
/// least fill (Markowitz 1957, doi 10.1287/mnsc.3.3.255), ties broken by number so that it is the same in each process.
struct SparseFactorization {
  /// Entries that a solve needs, computed by the factor tape.
  private(set) var factors: [Expression] = []
  /// The solution, in terms of the factor variables and the right-hand side variables.
  let solution: [Expression]

  init(graph: ExpressionGraph, jacobian: [[ExpressionGraph.Partial]]) {
    let n = jacobian.count
    let g = graph.variable(.diagonal, 0)
    var rows: [[Int: Expression]] = (0..<n).map { i in
      var row = Dictionary(uniqueKeysWithValues: jacobian[i].map { ($0.state, -$0.value) })
      row[i] = g + (row[i] ?? Expression(0))
      return row
    }
    var stored: [Expression] = []
    // A factor that depends on parameters alone, or on nothing, is used as it is; others become registers.
    func keep(_ value: Expression) -> Expression {
      if value.isParametric { return value }
      stored.append(value)
      return graph.variable(.factor, stored.count - 1)
    }
    var remaining = Array(0..<n)
    var order: [Int] = []
    var lower: [(row: Int, column: Int, value: Expression)] = []
    var upper: [[(column: Int, value: Expression)]] = Array(repeating: [], count: n)
    var inversePivot: [Expression] = Array(repeating: Expression(0), count: n)
    while !remaining.isEmpty {
      let pivot = Self.leastFill(rows: rows, remaining: remaining)
      remaining.removeAll { $0 == pivot }
      order.append(pivot)
      let inverse = Expression(1) / (rows[pivot][pivot] ?? Expression(0))
      let inverseFactor = keep(inverse)
      inversePivot[pivot] = inverseFactor
      let pivotColumns = rows[pivot].keys.filter { remaining.contains($0) }.sorted()
      for row in remaining {
        guard let entry = rows[row][pivot], !entry.isZero else { continue }
        let multiplier = entry * inverse
        lower.append((row, pivot, keep(multiplier)))
        for column in pivotColumns {
          let product = multiplier * (rows[pivot][column] ?? Expression(0))
          rows[row][column] = (rows[row][column] ?? Expression(0)) - product
        }
        rows[row][pivot] = nil
      }
      upper[pivot] = pivotColumns.map { ($0, keep(rows[pivot][$0] ?? Expression(0))) }
    }
    var b = (0..<n).map { graph.variable(.rightHandSide, $0) }
    for entry in lower { b[entry.row] = b[entry.row] - entry.value * b[entry.column] }
    var x = b
    for row in order.reversed() {
      var sum = b[row]
      for entry in upper[row] { sum = sum - entry.value * x[entry.column] }
      x[row] = sum * inversePivot[row]
    }
    factors = stored
    solution = x
  }

  private static func leastFill(rows: [[Int: Expression]], remaining: [Int]) -> Int {
    let left = Set(remaining)
    var best = (cost: Int.max, row: remaining[0])
    for candidate in remaining {
      let inRow = rows[candidate].keys.filter { left.contains($0) && $0 != candidate }.count
      let inColumn = remaining.filter { $0 != candidate && rows[$0][candidate] != nil }.count
      if inRow * inColumn < best.cost { best = (inRow * inColumn, candidate) }
    }
    return best.row
  }
}
