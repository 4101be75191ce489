import Quantities

/// What is known of a person's gene for an enzyme: the alleles or the phenotype, and the activity score.
public struct Genotype: Sendable, Equatable {
  /// The enzyme.
  public var enzyme: String
  /// As it was written.
  public var text: String
  /// The sum of the activity values of the alleles.
  public var activityScore: Double

  /// Makes a genotype of a known score.
  public init(enzyme: String, text: String, activityScore: Double) {
    self.enzyme = enzyme
    self.text = text
    self.activityScore = activityScore
  }

  /// Reads star alleles ("*1/*4", "*4x2/*41"), a phenotype ("PM", "poor metaboliser"), or "AS 0.5".
  ///
  /// - Throws: ``LibraryError`` that names the allele or word and the nearest valid one.
  public static func parse(_ text: String, enzyme: Enzyme) throws(LibraryError) -> Genotype {
    let place = enzyme.name
    func fault(_ rule: String, _ suggestion: String? = nil) -> LibraryError {
      LibraryError(file: "genotype", line: 0, path: place, rule: rule, suggestion: suggestion)
    }
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !trimmed.isEmpty else { throw fault("a genotype must not be empty") }
    if trimmed.contains("*") || trimmed.contains("/") {
      let parts = trimmed.split(separator: "/").map { $0.split(separator: " ").joined() }
      guard parts.count == 2 else { throw fault("'\(text)' must name two alleles, such as *1/*4") }
      var score = 0.0
      for part in parts { score += try alleleScore(part, enzyme: enzyme, fault: fault) }
      return Genotype(enzyme: place, text: trimmed, activityScore: score)
    }
    let lower = trimmed.lowercased()
    for prefix in ["activity score", "as=", "as "] where lower.hasPrefix(prefix) {
      let rest = lower.dropFirst(prefix.count).trimmingPrefix { " =:".contains($0) }
      return try score(String(rest), trimmed, enzyme: enzyme, fault: fault)
    }
    if Double(lower) != nil { return try score(lower, trimmed, enzyme: enzyme, fault: fault) }
    var plain = lower
    for suffix in [" metaboliser", " metabolizer", " metabolisers", " metabolizers"] where plain.hasSuffix(suffix) {
      plain = String(plain.dropLast(suffix.count))
    }
    for phenotype in enzyme.phenotypes {
      let words = [phenotype.name] + phenotype.words
      if words.contains(where: { $0.lowercased() == lower || $0.lowercased() == plain }) {
        return Genotype(enzyme: place, text: phenotype.name, activityScore: phenotype.activityScore)
      }
    }
    let valid = enzyme.phenotypes.flatMap { [$0.name] + $0.words }
    throw fault(
      "'\(text)' is neither a pair of star alleles nor one of "
        + enzyme.phenotypes.map(\.name).joined(separator: ", ") + ", nor an activity score such as 'AS 0.5'",
      NearestName.suggestion(for: plain, among: valid))
  }

  private static func score(
    _ number: String, _ text: String, enzyme: Enzyme, fault: (String, String?) -> LibraryError
  ) throws(LibraryError) -> Genotype {
    guard let value = Double(number), value.isFinite, (0...6).contains(value) else {
      throw fault("an activity score is a number from 0 to 6, not '\(number)'", nil)
    }
    return Genotype(enzyme: enzyme.name, text: text, activityScore: value)
  }

  private static func alleleScore(
    _ text: String, enzyme: Enzyme, fault: (String, String?) -> LibraryError
  ) throws(LibraryError) -> Double {
    var name = text
    var copies = 1.0
    if let x = text.lastIndex(where: { $0 == "x" || $0 == "X" || $0 == "×" }) {
      let count = text[text.index(after: x)...]
      guard let number = Double(count), (1...13).contains(number), number == number.rounded() else {
        throw fault("the number of copies in '\(text)' must be a whole number, such as *1x2", nil)
      }
      copies = number
      name = String(text[..<x])
    }
    if let value = enzyme.alleles[name] { return value * copies }
    let starred = name.hasPrefix("*") ? name : "*" + name
    if let value = enzyme.alleles[starred] { return value * copies }
    throw fault(
      "the allele \(name) of \(enzyme.name) is not in the table",
      NearestName.suggestion(for: starred, among: enzyme.alleles.keys.sorted()))
  }
}

extension Enzyme {
  /// The phenotype whose score is nearest to a score.
  public func phenotype(score: Double) -> Phenotype? {
    phenotypes.min { ($0.activityScore - score).magnitude < ($1.activityScore - score).magnitude }
  }
}
