import Foundation
import Regimens
import Simulation
import Testing

/// An event table and a regimen that say the same give the same levels.
@Suite struct EventTableSimulationTests {
  private func levels(_ csv: String, medicine: String? = nil) throws -> [[Double]] {
    let table = try EventTable.parse(csv: csv, fileName: "test.csv")
    return try EventTableSimulation(library: Shipped.library, table: table, medicine: medicine).run().rows.map(\.values)
  }

  @Test func `agrees with the regimen in words, for a formulation that releases in phases`() throws {
    let rows = try levels(
      """
      ID,TIME,EVID,AMT,ADDL,II,CMT
      1,0,1,36,6,24,methylphenidate OROS
      1,150,0,.,.,.,.
      1,168,0,.,.,.,.
      """)
    let outcome = try Shipped.outcome(["methylphenidate OROS 36 mg daily for 7 d"], duration: 168, draws: 1)
    let level = try #require(outcome.levels.first { $0.role == "parent" })
    #expect(abs(rows[1][0] / level.now.value - 1) < 2e-3)
  }

  @Test(arguments: ["nortriptyline", "methylphenidate OROS", "bupropion XL"])
  func `a dose at steady state equals the long run`(_ medicine: String) throws {
    let steady = try levels("ID,TIME,EVID,AMT,SS,II\n1,0,1,100,1,24\n1,6,0,.,.,.\n1,24,0,.,.,.\n", medicine: medicine)
    let long = try levels(
      "ID,TIME,EVID,AMT,ADDL,II\n1,0,1,100,120,24\n1,2886,0,.,.,.\n1,2904,0,.,.,.\n", medicine: medicine)
    for (a, b) in zip(steady, long) { #expect(abs(a[0] / b[0] - 1) < 1e-4, "\(a[0]) and \(b[0])") }
  }

  @Test func `a number in CMT without a medicine is refused`() {
    #expect(throws: ScenarioError.self) { try levels("ID,TIME,EVID,AMT,CMT\n1,0,1,100,1\n1,6,0,.,.\n") }
  }
}
