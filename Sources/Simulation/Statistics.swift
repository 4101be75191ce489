import Foundation

/// Percentiles and variance shares over draws.
enum Statistics {
  /// The value below which a share `p` of sorted values lies, linear between neighbours.
  static func percentile(_ sorted: [Double], _ p: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let position = p * Double(sorted.count - 1)
    let low = Int(position)
    if low + 1 >= sorted.count { return last }
    return sorted[low] + (position - Double(low)) * (sorted[low + 1] - sorted[low])
  }

  /// The 5th and 95th percentile.
  static func interval(_ values: [Double]) -> [Double] {
    var finite = values.filter(\.isFinite)
    return interval(reordering: &finite)
  }

  /// The 5th and 95th percentile of finite values, which are reordered; cheaper than sorting them all.
  static func interval(reordering values: inout [Double]) -> [Double] {
    guard values.count > 2 else { return [percentile(values.sorted(), 0.05), percentile(values.sorted(), 0.95)] }
    return [0.05, 0.95].map { p in
      let position = p * Double(values.count - 1)
      let low = min(Int(position), values.count - 2)
      let below = select(low, &values)
      // After selection everything beyond `low` is at least as large: the neighbour is the least of it.
      let above = values[(low + 1)...].min() ?? below
      return below + (position - Double(low)) * (above - below)
    }
  }

  /// The value of rank `k`, after which smaller values stand before it and larger ones behind (Hoare's selection).
  private static func select(_ k: Int, _ values: inout [Double]) -> Double {
    values.withUnsafeMutableBufferPointer { v in
      var low = 0
      var high = v.count - 1
      while low < high {
        let pivot = median(v[low], v[(low + high) / 2], v[high])
        var i = low
        var j = high
        while i <= j {
          while v[i] < pivot { i += 1 }
          while v[j] > pivot { j -= 1 }
          if i <= j {
            v.swapAt(i, j)
            i += 1
            j -= 1
          }
        }
        if k <= j { high = j } else if k >= i { low = i } else { break }
      }
      return v[k]
    }
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }

  /// The median.
  static func median(_ values: [Double]) -> Double {
    percentile(values.filter(\.isFinite).sorted(), 0.5)
  }

  /// Ranks of values, for correlations that outliers and curvature do not bend.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var result = Array(repeating: 0.0, count: values.count)
    for (rank, index) in order.enumerated() { result[index] = Double(rank) }
    return result
  }

  /// The square of the correlation of two lists of ranks 0..<n.
  static func squaredCorrelation(_ x: [Double], _ y: [Double]) -> Double {
    let n = Double(x.count)
    guard x.count > 2, x.count == y.count else { return 0 }
    let mean = (n - 1) / 2
    var product = 0.0
    for k in x.indices { product += x[k] * y[k] }
    // The variance of ranks is known: (n^2 - 1) / 12.
    let covariance = product / n - mean * mean
    let variance = (n * n - 1) / 12
    return covariance * covariance / (variance * variance)
  }
}
