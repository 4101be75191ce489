import Quantities
import Testing

@Suite struct MeasurementUnitTests {
  @Test func `finds every known unit by its symbol`() {
    for unit in MeasurementUnit.known { #expect(MeasurementUnit.named(unit.symbol) == unit) }
  }

  @Test func `symbols are unique and factors positive`() {
    #expect(Set(MeasurementUnit.known.map(\.symbol)).count == MeasurementUnit.known.count)
    #expect(MeasurementUnit.known.allSatisfy { $0.factor > 0 && $0.factor.isFinite })
  }

  @Test(arguments: ["\u{00B5}", "\u{03BC}"]) func `both micro signs mean u`(_ sign: String) {
    for ascii in ["ug", "ug/L", "ug/mL", "umol/L", "uM"] {
      #expect(MeasurementUnit.named(sign + ascii.dropFirst()) == MeasurementUnit.named(ascii))
      #expect(MeasurementUnit.named(ascii) != nil)
    }
  }

  @Test(arguments: ["", "MG", "mg ", "furlong", "mg/day", "u"]) func `refuses what it does not know`(_ symbol: String) {
    #expect(MeasurementUnit.named(symbol) == nil)
  }

  @Test(
    arguments: [
      ("d", "h", 24.0), ("week", "d", 7), ("min", "h", 1 / 60.0), ("1/min", "1/h", 60), ("L/min", "mL/min", 1000),
      ("g", "mg", 1000), ("mg", "ug", 1000), ("mg/L", "ng/mL", 1000), ("ug/mL", "mg/L", 1), ("ng/mL", "ug/L", 1),
      ("umol/L", "nmol/L", 1000), ("uM", "umol/L", 1), ("nM", "nmol/L", 1), ("ratio", "percent", 100),
      ("%", "percent", 1),
      ("years", "y", 1), ("lb", "kg", 0.453_592_37),
    ] as [(String, String, Double)])
  func `one of the first is so many of the second`(_ large: String, _ small: String, _ ratio: Double) throws {
    let first = try #require(MeasurementUnit.named(large))
    let second = try #require(MeasurementUnit.named(small))
    #expect(first.dimension == second.dimension)
    #expect(abs(first.factor / second.factor / ratio - 1) < 1e-15)
  }

  @Test(arguments: [("mg", "kg"), ("h", "1/h"), ("L/h", "L/h/kg"), ("mg/L", "umol/L"), ("L", "L/kg"), ("years", "d")])
  func `keeps apart what measures different things`(_ first: String, _ second: String) throws {
    let left = try #require(MeasurementUnit.named(first))
    let right = try #require(MeasurementUnit.named(second))
    #expect(left.dimension != right.dimension)
  }

  @Test(arguments: [("ng/ml", "ng/mL"), ("L/hr", "L/h"), ("umol/l", "umol/L"), ("prcent", "percent")])
  func `a mistyped unit finds its neighbour`(_ typed: String, _ expected: String) {
    #expect(MeasurementUnit.named(typed) == nil)
    #expect(NearestName.suggestion(for: typed, among: MeasurementUnit.known.map(\.symbol)) == expected)
  }
}
