import TestSupport
import Testing

@testable import ModelDocuments

@Suite struct NumberTextTests {
  @Test func `writes numbers without an exponent`() {
    #expect(NumberText.decimal(1.2e-5) == "0.000012")
    #expect(NumberText.decimal(-1e-7) == "-0.0000001")
    #expect(NumberText.decimal(1.25e20) == "125000000000000000000")
    #expect(NumberText.decimal(3) == "3")
    #expect(NumberText.decimal(0) == "0")
  }

  @Test func `rounds for people`() {
    #expect(NumberText.short(NumberText.rounded(4.1 / 1000)) == "0.0041")
    #expect(NumberText.short(NumberText.rounded(-123_456_789)) == "-123456790")
    #expect(NumberText.rounded(.infinity) == .infinity)
  }

  @Test func `reads back to the same bits`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<5000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(NumberText.decimal(value)) == value)
      #expect(Double(NumberText.short(value)) == value)
    }
    for value in [Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, .ulpOfOne, 0.1] {
      #expect(Double(NumberText.decimal(value)) == value)
    }
  }
}
