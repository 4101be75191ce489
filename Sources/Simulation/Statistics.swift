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
    let sorted = values.filter(\.isFinite).sorted()
    return [percentile(sorted, 0.05), percentile(sorted, 0.95)]
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

  /// The square of the correlation of two lists of ranks.
  static func squaredCorrelation(_ x: [Double], _ y: [Double]) -> Double {
    let n = Double(x.count)
    guard n > 2 else { return 0 }
    let meanX = x.reduce(0, +) / n
    let meanY = y.reduce(0, +) / n
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0
  }
}
