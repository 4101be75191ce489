import Quantities
import TestSupport
import Testing

/// Units divided by units, which have no name of their own.
@Suite struct CompositeUnitTests {
  @Test(
    arguments: [
      ("nmol/L/h", 0.001), ("umol/L/h", 1), ("nmol/L/s", 3.6), ("beats/min/mmHg", 1), ("1/mmHg", 1), ("mmHg/h", 1),
      ("mmHg/min", 60),
      ("mg/kg", 1), ("ug/kg/min", 0.06), ("nmol/h", 0.001), ("1/h/d", 1 / 24.0), ("mg/L/percent", 100_000),
    ] as [(String, Double)])
  func `a quotient has the size of its parts`(_ symbol: String, _ factor: Double) throws {
    let unit = try #require(MeasurementUnit.named(symbol))
    #expect(unit.dimension == .composite)
    #expect(unit.symbol == symbol)
    #expect(abs(unit.factor / factor - 1) < 1e-12)
  }

  @Test(arguments: [
    ("L/h", MeasurementUnit.Dimension.clearance), ("L/h/kg", .clearancePerMass), ("L/kg", .volumePerMass),
    ("1/h", .rateConstant),
    ("1/s", .rateConstant), ("nmol/L", .molarConcentration), ("mg/L", .massConcentration), ("g/mol", .molarMass),
    ("beats/min", .heartRate), ("Hz", .firing), ("mmHg", .pressure), ("nmol", .amount),
  ])
  func `what has a name keeps its dimension`(_ symbol: String, _ dimension: MeasurementUnit.Dimension) {
    #expect(MeasurementUnit.named(symbol)?.dimension == dimension)
  }

  @Test(arguments: [
    "nmol/L/", "/h", "/", "//", "nmol//L", "nmol/L/hour", "beats/hour", "beats/mmHg", "foo/h", "mg /h", "mg/ h",
    "nmol/L per mg", "mmHg*h",
  ])
  func `refuses quotients with a part that it does not know`(_ symbol: String) {
    #expect(MeasurementUnit.named(symbol) == nil)
  }

  @Test func `exposure per dose is a unit of its own`() throws {
    let unit = try #require(MeasurementUnit.named("nmol/L per mg/kg"))
    #expect(unit.dimension == .composite && unit.factor == 0.001)
    #expect(MeasurementUnit.known.contains(unit))
  }

  @Test func `both micro signs stand in quotients, too`() throws {
    let plain = try #require(MeasurementUnit.named("ug/kg/min"))
    for sign in ["\u{00B5}", "\u{03BC}"] {
      #expect(MeasurementUnit.named("\(sign)g/kg/min") == plain)
    }
  }

  @Test func `the quotient of any named units is their quotient`() throws {
    var generator = SeededGenerator(seed: 31)
    let simple = MeasurementUnit.known.filter { !$0.symbol.contains("/") && !$0.symbol.contains(" ") }
    for _ in 0..<500 {
      let (a, b, c) = (generator.pick(simple), generator.pick(simple), generator.pick(simple))
      let two = try #require(MeasurementUnit.named("\(a.symbol)/\(b.symbol)"))
      // What has a name of its own keeps that name's size, which is the same where dimensions have base units.
      if two.dimension == .composite { #expect(abs(two.factor / (a.factor / b.factor) - 1) < 1e-12, "\(two.symbol)") }
      let three = try #require(MeasurementUnit.named("\(a.symbol)/\(b.symbol)/\(c.symbol)"))
      if three.dimension == .composite, two.dimension == .composite {
        #expect(abs(three.factor / (a.factor / b.factor / c.factor) - 1) < 1e-12, "\(three.symbol)")
      }
    }
  }
}
