import Testing

@testable import ModelDocuments

@Suite struct UnitTextTests {
  private static let readable: [(text: String, dimension: String, size: Double)] = [
    ("1", "1", 1), ("h", "time", 3600), ("1/s", "1/time", 1), ("nmol/L", "amount/volume", 1e-9),
    ("nmol/L/h", "amount/volume/time", 2.777777777777778e-13), ("beats/min", "beats/time", 0.016666666666666666),
    ("mmHg", "pressure", 133.322387415), ("beats/min/mmHg", "beats/pressure/time", 0.0001250102626409427),
    ("Hz", "impulses/time", 1), ("L/h", "volume/time", 0.0002777777777777778),
    ("nmol/L per mg/kg", "amount/volume", 1e-3), ("uM", "amount/volume", 1e-6), ("\u{00B5}mol", "amount", 1e-6),
    ("percent", "1", 0.01), ("mL*mmHg", "volume*pressure", 0.133322387415), ("mm^2", "length^2", 1e-6),
    ("1/h^2", "1/time^2", 7.71604938271605e-08), ("ng/mL", "mass/volume", 1e-6),
    ("mg/kg/d", "1/time", 1.1574074074074074e-11), ("mmHg*min/L", "pressure*time/volume", 7999.3432449),
  ]

  @Test(arguments: readable.indices) func `reads`(number: Int) throws {
    let (text, dimension, size) = Self.readable[number]
    let unit = try UnitText(text)
    #expect(unit.dimension.description == dimension)
    #expect(DimensionalScalar.isSame(unit.size, size), "\(text) is \(unit.size)")
  }

  @Test func `refuses what is no unit and suggests a near one`() throws {
    #expect(throws: UnitTextError(text: "nmol/l", part: "l", suggestion: "L")) { try UnitText("nmol/l") }
    #expect(throws: UnitTextError.self) { try UnitText("") }
    #expect(throws: UnitTextError.self) { try UnitText("1/") }
    #expect(throws: UnitTextError.self) { try UnitText("h^0") }
    #expect(throws: UnitTextError.self) { try UnitText("h^2^2") }
    #expect(throws: UnitTextError.self) { try UnitText("bananas/h") }
  }

  @Test func `converts quantities symbol by symbol`() throws {
    let rate = ModelQuantity("k", unit: "1/s", meaning: "", value: 0.24, interval: 0.2...0.28)
    let hourly = try rate.replacingUnits(["s": "h"])
    #expect(hourly.unit == "1/h" && hourly.value == 864 && hourly.interval == 720...0.28 * 3600)
    let days = try ModelQuantity("tau", unit: "d", meaning: "", value: 3).replacingUnits(["s": "h", "d": "h"])
    #expect(days.unit == "h" && days.value == 72)
    let level = try ModelQuantity("c", unit: "nmol/L", meaning: "", value: 2.5).replacingUnits(["nmol": "umol"])
    #expect(level.unit == "umol/L" && level.value == 0.0025)
    let same = ModelQuantity("p", unit: "mmHg", meaning: "", value: 93)
    #expect(try same.replacingUnits(["s": "h"]) == same)
  }
}
