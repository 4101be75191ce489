/// A unit of measurement: a symbol, what it measures, and its size in the base unit of that dimension.
public struct MeasurementUnit: Hashable, Sendable, CustomStringConvertible {
  /// What a unit measures.
  ///
  /// Base units: h, L, mg, umol, kg, and their combinations.
  public enum Dimension: String, Sendable {
    case time, rateConstant, volume, volumePerMass, clearance, clearancePerMass, mass, bodyMass
    case molarMass, massConcentration, molarConcentration, number, age
    case amount, firing, heartRate, pressure
    /// A quotient that has no name of its own here.
    case composite
  }

  /// How the unit is written.
  public let symbol: String
  /// What it measures.
  public let dimension: Dimension
  /// Its size in base units.
  public let factor: Double

  /// The symbol.
  public var description: String { symbol }

  /// Every unit that files and the command line may use.
  public static let known: [MeasurementUnit] = [
    MeasurementUnit("h", .time, 1), MeasurementUnit("min", .time, 1 / 60), MeasurementUnit("d", .time, 24),
    MeasurementUnit("week", .time, 168), MeasurementUnit("s", .time, 1 / 3600),
    MeasurementUnit("1/s", .rateConstant, 3600), MeasurementUnit("1/d", .rateConstant, 1 / 24),
    MeasurementUnit("Hz", .firing, 1), MeasurementUnit("beats/min", .heartRate, 1),
    MeasurementUnit("mmHg", .pressure, 1), MeasurementUnit("nmol", .amount, 0.001),
    MeasurementUnit("umol", .amount, 1), MeasurementUnit("nmol/L per mg/kg", .composite, 0.001),
    MeasurementUnit("1/h", .rateConstant, 1), MeasurementUnit("1/min", .rateConstant, 60),
    MeasurementUnit("L", .volume, 1), MeasurementUnit("L/kg", .volumePerMass, 1),
    MeasurementUnit("L/h", .clearance, 1), MeasurementUnit("L/min", .clearance, 60),
    MeasurementUnit("mL/min", .clearance, 0.06),
    MeasurementUnit("L/h/kg", .clearancePerMass, 1),
    MeasurementUnit("mg", .mass, 1), MeasurementUnit("ug", .mass, 0.001), MeasurementUnit("g", .mass, 1000),
    MeasurementUnit("kg", .bodyMass, 1), MeasurementUnit("lb", .bodyMass, 0.45359237),
    MeasurementUnit("years", .age, 1), MeasurementUnit("year", .age, 1), MeasurementUnit("y", .age, 1),
    MeasurementUnit("g/mol", .molarMass, 1),
    MeasurementUnit("ng/mL", .massConcentration, 1), MeasurementUnit("ug/L", .massConcentration, 1),
    MeasurementUnit("mg/L", .massConcentration, 1000), MeasurementUnit("ug/mL", .massConcentration, 1000),
    MeasurementUnit("umol/L", .molarConcentration, 1), MeasurementUnit("nmol/L", .molarConcentration, 0.001),
    MeasurementUnit("uM", .molarConcentration, 1), MeasurementUnit("nM", .molarConcentration, 0.001),
    MeasurementUnit("fraction", .number, 1), MeasurementUnit("ratio", .number, 1), MeasurementUnit("1", .number, 1),
    MeasurementUnit("percent", .number, 0.01), MeasurementUnit("%", .number, 0.01),
  ]

  private init(_ symbol: String, _ dimension: Dimension, _ factor: Double) {
    self.symbol = symbol
    self.dimension = dimension
    self.factor = factor
  }

  /// The unit written as `symbol`, if there is one; the micro sign may be u.
  public static func named(_ symbol: String) -> MeasurementUnit? {
    let plain = String(symbol.map { $0 == "µ" || $0 == "μ" ? "u" : $0 })
    return known.first { $0.symbol == plain } ?? quotient(plain)
  }

  /// A unit divided by others: "nmol/L/h", "beats/min/mmHg", "1/mmHg".
  private static func quotient(_ symbol: String) -> MeasurementUnit? {
    // The longest named unit at the front is the numerator, so that "beats/min" stays whole.
    let parts = symbol.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    for length in stride(from: parts.count - 1, to: 0, by: -1) {
      let front = parts[..<length].joined(separator: "/")
      guard let numerator = known.first(where: { $0.symbol == front }) else { continue }
      var factor = numerator.factor
      for part in parts[length...] {
        guard let divisor = known.first(where: { $0.symbol == part }) else { return nil }
        factor /= divisor.factor
      }
      return MeasurementUnit(symbol, .composite, factor)
    }
    return nil
  }
}
