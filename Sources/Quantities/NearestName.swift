/// Finds the known name that a mistyped one most likely means.
public enum NearestName {
  /// The nearest of some names, or nil when none is near.
  ///
  /// Near means at most one edit for names up to three letters, and one edit for each three letters of longer names. Upper and lower
  /// case count as equal; of equally near names the first wins.
  public static func suggestion(for typed: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(typed.lowercased())
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for name in names where abs(name.count - wanted.count) <= limit {
      let candidate = Array(name.lowercased())
      let distance = editDistance(wanted, candidate)
      guard distance <= limit, distance < max(wanted.count, candidate.count) else { continue }
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// Counts the edits between two words: insert, delete, replace, or swap of neighbours.
  ///
  /// Restricted Damerau-Levenshtein distance: no part of a word is edited twice.
  /// Source: Damerau, Commun ACM 1964, doi 10.1145/363958.363994, with the usual recurrence over three rows.
  public static func editDistance(_ left: String, _ right: String) -> Int {
    editDistance(Array(left), Array(right))
  }

  static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in 0..<right.count {
        let replacement = last[j] + (left[i] == right[j] ? 0 : 1)
        var cost = min(row[j] + 1, last[j + 1] + 1, replacement)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
