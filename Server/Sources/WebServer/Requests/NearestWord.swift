import Quantities

/// Names what was most likely meant by a word that is none of the known ones.
enum NearestWord {
  /// "'x' is not one of a, b; the nearest is b".
  static func rule(_ typed: String, known: [String]) -> String {
    let typed = String(typed.prefix(40))
    let nearest = known.min {
      NearestName.editDistance(typed.lowercased(), $0.lowercased())
        < NearestName.editDistance(typed.lowercased(), $1.lowercased())
    }
    return "'\(typed)' is not one of \(known.joined(separator: ", "))"
      + (nearest.map { "; the nearest is \($0)" } ?? "")
  }
}
