import Regimens
import Simulation
import Testing

/// What makes sense only as harm is refused on every way in.
@Suite struct DoseLimitTests {
  @Test func `an event table is no way around the limit`() throws {
    let table = try EventTable.parse(
      csv: "ID,TIME,EVID,AMT,CMT\n1,0,1,3000,amitriptyline\n1,6,0,.,.\n", fileName: "test.csv")
    let error = #expect(throws: ScenarioError.self) {
      try EventTableSimulation(library: Shipped.library, table: table, medicine: nil).run()
    }
    #expect(error?.kind == .safety)
  }

  @Test func `additional doses count`() throws {
    let table = try EventTable.parse(
      csv: "ID,TIME,EVID,AMT,ADDL,II,CMT\n1,0,1,150,23,1,amitriptyline\n1,6,0,.,.,.,.\n", fileName: "test.csv")
    #expect(throws: ScenarioError.self) {
      try EventTableSimulation(library: Shipped.library, table: table, medicine: nil).run()
    }
  }

  @Test func `an overdose split over two lines is one overdose`() throws {
    let error = #expect(throws: ScenarioError.self) {
      try OutcomeBuilder(
        Shipped.scenario(["amitriptyline 600 mg daily", "amitriptyline 600 mg nocte"]), library: Shipped.library)
    }
    #expect(error?.kind == .safety)
  }

  @Test func `the vein is no way around the limit`() throws {
    #expect(throws: ScenarioError.self) {
      try OutcomeBuilder(Shipped.scenario(["nortriptyline 2000 mg iv once"]), library: Shipped.library)
    }
  }
}
