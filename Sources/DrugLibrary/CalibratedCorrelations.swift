/// Correlations between values that were estimated together, as a factor that turns independent deviates into theirs.
public struct CalibratedCorrelations: Sendable {
  /// The parameters' ids.
  public let ids: [String]
  /// Lower triangular: a deviate of parameter i is the sum over j of factor[i][j] times independent deviate j.
  public let factor: [[Double]]

  /// Reads `{ids: [...], matrix: [[...]]}`.
  static func read(_ node: FileNode?) throws(LibraryError) -> CalibratedCorrelations? {
    guard let node else { return nil }
    try node.allowKeys(["ids", "matrix"])
    let ids = try node.texts("ids")
    var matrix: [[Double]] = []
    for row in try node.require("matrix").elements() {
      var values: [Double] = []
      for element in row.elements() { values.append(try element.number()) }
      matrix.append(values)
    }
    guard matrix.count == ids.count, matrix.allSatisfy({ $0.count == ids.count }),
      matrix.indices.allSatisfy({ i in
        matrix[i][i] == 1
          && matrix.indices.allSatisfy { matrix[i][$0] == matrix[$0][i] && matrix[i][$0].magnitude <= 1 }
      }), let factor = factor(of: matrix)
    else {
      throw node.fault("the matrix must be a correlation matrix with a row for each id")
    }
    return CalibratedCorrelations(ids: ids, factor: factor)
  }

  /// The Cholesky factor of a correlation matrix; a little is added to the diagonal, because printed digits may spoil it.
  private static func factor(of matrix: [[Double]]) -> [[Double]]? {
    let n = matrix.count
    var lower = Array(repeating: Array(repeating: 0.0, count: n), count: n)
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i][j] + (i == j ? 1e-6 : 0)
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          guard sum > 0 else { return nil }
          lower[i][j] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    return lower
  }
}
