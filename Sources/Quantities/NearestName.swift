/// Finds what somebody probably meant.
public enum NearestName {
  /// The name nearest to `word`, if it is near enough to be a likely slip of the finger.
  ///
  /// - Parameters:
  ///   - word: what was typed.
  ///   - names: what would have been valid.
  public static func suggestion(for word: String, among names: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased())
    let limit = max(1, typed.count / 3)
    var best: (distance: Int, name: String)?
    for name in names {
      let distance = editDistance(typed, Array(name.lowercased()))
      if distance <= limit, distance < (best?.distance ?? .max) { best = (distance, name) }
    }
    return best?.name
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours that turn one word into another.
  ///
  /// Source: Damerau, Commun ACM 7:171 (1964), restricted form.
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var previous = Array(0...b.count)
    var beforePrevious = previous
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforePrevious[j - 1] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }
}
