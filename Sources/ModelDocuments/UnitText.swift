import Quantities

/// A text that is not a unit.
public struct UnitTextError: Error, Equatable, CustomStringConvertible {
  /// What was read.
  public let text: String
  /// The part that is not known.
  public let part: String
  /// The nearest symbol, if there is one.
  public let suggestion: String?

  /// One sentence.
  public var description: String {
    let place = part == text ? "'\(text)' is not a unit" : "'\(part)' in '\(text)' is not a unit"
    return place + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }
}

/// A unit as files write it, taken apart: "nmol/L/h", "beats/min/mmHg", "mL*mmHg", "L^2", "nmol/L per mg/kg".
///
/// Each `/` divides by the one symbol that follows it; `per` divides by everything up to the next `per`.
public struct UnitText: Sendable, Equatable {
  /// What was read.
  public let text: String
  /// What it measures.
  public let dimension: PhysicalDimension
  /// The powers of base units.
  let parts: [UnitSymbol.Part]
  /// The symbols with their powers, in order.
  let factors: [Factor]

  /// A symbol with its power.
  struct Factor: Sendable, Equatable {
    let name: String
    let power: Int
  }

  /// The size in seconds, moles, litres, grams, metres, pascals, volts and counts.
  public var size: Double {
    parts.reduce(1) { size, part in
      // SBML counts mass in kilograms too; sizes are compared in grams.
      let inGrams = part.kind == "kilogram" ? UnitSymbol.Part(kind: "gram", exponent: part.exponent, scale: 3) : part
      return size * inGrams.size
    }
  }

  /// Reads a unit.
  public init(_ text: String) throws(UnitTextError) {
    var dimension = PhysicalDimension.number
    var parts: [UnitSymbol.Part] = []
    var factors: [Factor] = []
    for (place, group) in Self.groups(text).enumerated() {
      for factor in try Self.factors(group, of: text) {
        let power = place == 0 ? factor.power : -factor.power
        guard let symbol = UnitSymbol.known[factor.name] else { continue }
        factors.append(Factor(name: factor.name, power: power))
        for _ in 0..<power.magnitude {
          dimension = power < 0 ? dimension / symbol.dimension : dimension * symbol.dimension
        }
        parts += symbol.parts.map { part in
          var raised = part
          raised.exponent *= power
          return raised
        }
      }
    }
    self.text = text
    self.dimension = dimension
    self.parts = parts
    self.factors = factors
  }

  /// Whether it measures the same in the same size, but for rounding.
  func matches(_ dimension: PhysicalDimension, size: Double) -> Bool {
    self.dimension == dimension && DimensionalScalar.isSame(self.size, size)
  }

  private static func groups(_ text: String) -> [String] {
    let micro = text.map { $0 == "\u{00B5}" || $0 == "\u{03BC}" ? "u" : $0 == "\u{00B7}" ? "*" : $0 }
    var groups = [""]
    for word in String(micro).split(separator: " ") {
      if word == "per" { groups.append("") } else { groups[groups.count - 1] += word }
    }
    return groups
  }

  private static func factors(_ group: String, of text: String) throws(UnitTextError) -> [Factor] {
    var result: [Factor] = []
    var sign = 1
    var word = ""
    for character in group + "*" {
      guard character == "*" || character == "/" else {
        word.append(character)
        continue
      }
      if let found = try factor(word, of: text) { result.append(Factor(name: found.name, power: sign * found.power)) }
      sign = character == "/" ? -1 : 1
      word = ""
    }
    return result
  }

  private static func factor(_ word: String, of text: String) throws(UnitTextError) -> Factor? {
    if word == "1" { return nil }
    let pieces = word.split(separator: "^", omittingEmptySubsequences: false)
    let name = pieces.first.map(String.init) ?? ""
    let exponent = pieces.count == 2 ? Int(pieces[1]) : pieces.count == 1 ? 1 : nil
    guard let exponent, exponent != 0, exponent.magnitude <= 9, UnitSymbol.known[name] != nil else {
      let names = UnitSymbol.known.keys.sorted()
      throw UnitTextError(
        text: text, part: word,
        suggestion: UnitSymbol.known[name] == nil ? NearestName.suggestion(for: name, among: names) : nil)
    }
    return Factor(name: name, power: exponent)
  }
}
