/// Counts the edits between two words of ASCII letters up to a limit, without allocating.
///
/// The same distance as `NearestName.editDistance`, which works on characters and is too slow for every word of a question.
struct SpellingDistance {
  private var rows = [Int](repeating: 0, count: 3 * (longest + 1))

  /// Longer words are never compared.
  static let longest = 32

  /// The number of edits, or nil beyond the limit.
  ///
  /// - Parameters:
  ///   - openEnded: whether the written word may go on after the known one, as in "suicidality" for "suicid".
  mutating func edits(
    written: [UInt8], known: [UInt8], limit: Int, openEnded: Bool = false
  ) -> Int? {
    let width = Self.longest + 1
    guard written.count <= Self.longest, known.count <= Self.longest else { return nil }
    guard openEnded || abs(written.count - known.count) <= limit else { return nil }
    return rows.withUnsafeMutableBufferPointer { rows in
      for j in 0...known.count { rows[j] = j }
      var best = openEnded && rows[known.count] <= limit ? rows[known.count] : Int.max
      for i in 1...max(1, written.count) where i <= written.count {
        let current = (i % 3) * width
        let last = ((i + 2) % 3) * width
        let beforeLast = ((i + 1) % 3) * width
        rows[current] = i
        var least = i
        for j in 1...max(1, known.count) where j <= known.count {
          let equal = written[i - 1] == known[j - 1]
          var cost = min(
            rows[current + j - 1] + 1, rows[last + j] + 1, rows[last + j - 1] + (equal ? 0 : 1))
          if i > 1, j > 1, written[i - 1] == known[j - 2], written[i - 2] == known[j - 1] {
            cost = min(cost, rows[beforeLast + j - 2] + 1)
          }
          rows[current + j] = cost
          least = min(least, cost)
        }
        if openEnded { best = min(best, rows[current + known.count]) }
        if least > limit { return best <= limit ? best : nil }
      }
      let result = openEnded ? best : rows[(written.count % 3) * width + known.count]
      return result <= limit ? result : nil
    }
  }
}
