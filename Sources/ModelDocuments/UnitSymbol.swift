/// A unit that has a symbol of its own, made of the base units of SBML.
struct UnitSymbol: Equatable, Sendable {
  /// A power of a base unit, as SBML writes it: (multiplier * 10^scale * kind)^exponent.
  struct Part: Equatable, Sendable {
    var kind: String
    var exponent: Int
    var scale = 0
    var multiplier = 1.0

    /// The size in the base unit without a prefix.
    var size: Double {
      let power = (0..<scale.magnitude).reduce(1.0) { value, _ in value * 10 }
      let one = scale < 0 ? multiplier / power : multiplier * power
      let size = (0..<exponent.magnitude).reduce(1.0) { value, _ in value * one }
      return exponent < 0 ? 1 / size : size
    }
  }

  let dimension: PhysicalDimension
  let parts: [Part]

  /// Every unit by its symbol.
  static let known: [String: UnitSymbol] = {
    var table: [String: UnitSymbol] = [:]
    func add(
      _ symbols: [String], _ base: PhysicalDimension.Base, _ kind: String, scale: Int = 0, multiplier: Double = 1
    ) {
      for symbol in symbols {
        table[symbol] = UnitSymbol(
          dimension: PhysicalDimension(base),
          parts: [Part(kind: kind, exponent: 1, scale: scale, multiplier: multiplier)])
      }
    }
    let prefixes = [("f", -15), ("p", -12), ("n", -9), ("u", -6), ("m", -3), ("", 0)]
    for (prefix, scale) in prefixes {
      add([prefix + "mol"], .amount, "mole", scale: scale)
      add([prefix + "L"], .volume, "litre", scale: scale)
      add([prefix + "g"], .mass, "gram", scale: scale)
      add([prefix + "s"], .time, "second", scale: scale)
      add([prefix + "V"], .potential, "volt", scale: scale)
      table[prefix + "M"] = UnitSymbol(
        dimension: PhysicalDimension(.amount) / PhysicalDimension(.volume),
        parts: [Part(kind: "mole", exponent: 1, scale: scale), Part(kind: "litre", exponent: -1)])
    }
    add(["dL"], .volume, "litre", scale: -1)
    add(["kg"], .mass, "kilogram")
    add(["min"], .time, "second", multiplier: 60)
    add(["h"], .time, "second", multiplier: 3600)
    add(["d"], .time, "second", multiplier: 86_400)
    add(["week"], .time, "second", multiplier: 604_800)
    add(["year", "years"], .time, "second", multiplier: 31_557_600)
    add(["m"], .length, "metre")
    add(["cm"], .length, "metre", scale: -2)
    add(["mm"], .length, "metre", scale: -3)
    add(["um"], .length, "metre", scale: -6)
    add(["Pa"], .pressure, "pascal")
    add(["kPa"], .pressure, "pascal", scale: 3)
    add(["mmHg"], .pressure, "pascal", multiplier: 133.322387415)
    add(["beat", "beats"], .beats, "item")
    add(["breath", "breaths"], .breaths, "item")
    add(["impulse", "impulses"], .impulses, "item")
    // The field counts firing in hertz; a frequency that counts nothing is 1/s.
    table["Hz"] = UnitSymbol(
      dimension: PhysicalDimension(.impulses) / PhysicalDimension(.time),
      parts: [Part(kind: "item", exponent: 1), Part(kind: "second", exponent: -1)])
    for word in ["fraction", "ratio"] { table[word] = UnitSymbol(dimension: .number, parts: []) }
    for word in ["percent", "%"] {
      table[word] = UnitSymbol(dimension: .number, parts: [Part(kind: "dimensionless", exponent: 1, scale: -2)])
    }
    return table
  }()
}
