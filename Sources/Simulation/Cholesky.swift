/// The Cholesky factor of a symmetric positive definite matrix.
struct Cholesky {
  private let factor: [[Double]]

  /// Factors a matrix; nil when it is not positive definite.
  init?(_ matrix: [[Double]]) {
    let n = matrix.count
    var l = Array(repeating: Array(repeating: 0.0, count: n), count: n)
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= l[i][k] * l[j][k] }
        if i == j {
          guard sum > 0 else { return nil }
          l[i][i] = sum.squareRoot()
        } else {
          l[i][j] = sum / l[j][j]
        }
      }
    }
    factor = l
  }

  /// The solution for a right-hand side.
  func solve(_ right: [Double]) -> [Double] {
    let n = right.count
    var y = right
    for i in 0..<n {
      for k in 0..<i { y[i] -= factor[i][k] * y[k] }
      y[i] /= factor[i][i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(n, i + 1) { y[i] -= factor[k][i] * y[k] }
      y[i] /= factor[i][i]
    }
    return y
  }

  /// The diagonal of the inverse.
  func inverseDiagonal() -> [Double] {
    factor.indices.map { k in
      var unit = Array(repeating: 0.0, count: factor.count)
      unit[k] = 1
      return solve(unit)[k]
    }
  }
}
