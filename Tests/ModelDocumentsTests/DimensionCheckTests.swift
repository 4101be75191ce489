import Expressions
import ODESolvers
import Testing

@testable import ModelDocuments

@Suite struct DimensionCheckTests {
  private func value(_ unit: String, _ ledger: DimensionLedger, comparesSizes: Bool = false) throws -> DimensionalScalar
  {
    DimensionalScalar(try UnitText(unit), ledger: ledger, comparesSizes: comparesSizes)
  }

  @Test func `finds nothing in a consistent model`() {
    let report = DimensionCheck.run(ReflexModel(), ReflexModel.description, comparesSizes: true)
    #expect(report.faults.isEmpty)
    #expect(report.namedUnits == ["MAP.supine": "mmHg", "pressure error": "1", "drive": "1", "release": "nmol/L/h"])
    #expect(ReflexModel.model.definitions.map(\.unit) == ["mmHg", "1", "1", "nmol/L/h"])
  }

  @Test func `finds a wrong unit where it matters and names the quantity`() {
    var words = ReflexModel.description
    words.parameters[6].unit = "h"
    let faults = DimensionCheck.run(ReflexModel(), words).faults
    #expect(
      faults.map(\.description) == ["drive: pressure^2/time^2 is added to 1"])
  }

  @Test func `finds a derivative that is no rate`() {
    var words = ReflexModel.description
    words.parameters[3].unit = "1"
    let report = DimensionCheck.run(ReflexModel(), words)
    #expect(report.faults.map(\.description) == ["derivative of tone: is 1, declared 1/time (1 per h)"])
  }

  @Test func `finds a readout with another unit, and units that it cannot read`() {
    var words = ReflexModel.description
    words.observables[0].unit = "beats/min"
    words.states[1].unit = "bananas"
    let report = DimensionCheck.run(ReflexModel(), words)
    #expect(report.faults.map(\.place) == ["tone", "MAP.supine"])
  }

  @Test func `tells minutes from hours only when asked`() {
    var words = ReflexModel.description
    words.parameters[1].unit = "1/min"
    #expect(DimensionCheck.run(ReflexModel(), words).faults.isEmpty)
    let faults = DimensionCheck.run(ReflexModel(), words, comparesSizes: true).faults
    #expect(faults.map(\.place) == ["derivative of NE.plasma"])
    #expect(TracedModel(ReflexModel(), words).definitions.map(\.unit) == [nil, nil, nil, nil])
  }

  @Test func `halves exponents and multiplies them`() throws {
    let ledger = DimensionLedger()
    let area = try value("mm^2", ledger)
    let time = try value("h", ledger)
    #expect(area.squareRoot().dimension == (try UnitText("mm").dimension))
    #expect(time.squareRoot().dimension?.description == "time^(1/2)")
    #expect((time.squareRoot() * time.squareRoot()).dimension == time.dimension)
    #expect((area / time / time).dimension?.description == "length^2/time^2")
    #expect((-time).dimension == time.dimension)
    #expect(ledger.faults.isEmpty)
  }

  @Test func `lets zero fit everything and literals only pure numbers`() throws {
    let ledger = DimensionLedger()
    let time = try value("h", ledger)
    #expect((DimensionalScalar(0) + time).dimension == time.dimension)
    #expect((time - DimensionalScalar(0)).dimension == time.dimension)
    #expect((DimensionalScalar(2) * time).dimension == time.dimension)
    #expect(time.positivePart(width: time).dimension == time.dimension)
    #expect(ledger.faults.isEmpty)
    _ = DimensionalScalar(1) + time
    #expect(ledger.faults.map(\.message) == ["time is added to 1"])
  }

  @Test func `tells a mistake once`() throws {
    let ledger = DimensionLedger()
    let (time, level) = (try value("h", ledger), try value("nmol/L", ledger))
    let wrong = (time + level).named("wrong")
    _ = (wrong + time).named("later") * level - level * time
    #expect(ledger.faults.map(\.description) == ["wrong: amount/volume is added to time"])
  }

  @Test func `collects from many threads`() async throws {
    let ledger = DimensionLedger()
    let (time, level) = (try value("h", ledger), try value("nmol/L", ledger))
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<64 {
        group.addTask { for _ in 0..<50 { _ = (time - level).named("task \(number)") } }
      }
    }
    #expect(ledger.faults.count == 64 * 50)
    #expect(Set(ledger.faults.map(\.place)).count == 64)
  }
}
