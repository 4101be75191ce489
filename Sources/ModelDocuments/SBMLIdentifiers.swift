/// Gives names identifiers that SBML accepts: letters, digits and underscores, each once.
struct SBMLIdentifiers {
  private var taken: Set<String>

  init(taken: Set<String> = []) { self.taken = taken }

  /// A new identifier for a name.
  mutating func make(_ name: String) -> String {
    var base = ""
    for scalar in name.unicodeScalars {
      let isWord = scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      if isWord { base.unicodeScalars.append(scalar) } else if base.last != "_" { base += "_" }
    }
    if base.isEmpty || base.allSatisfy({ $0 == "_" }) { base = "x" }
    if base.first?.isNumber == true { base = "_" + base }
    var result = base
    var count = 1
    while !taken.insert(result).inserted {
      count += 1
      result = "\(base)_\(count)"
    }
    return result
  }
}
