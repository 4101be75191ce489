import DrugLibrary
import Evidence
import Testing

@testable import KnowledgeBase

@Suite struct LedgerLintTests {
  private func rules(_ claims: [Claim], retracted: Bool = false) throws -> [String] {
    let ledger = try Sample.ledger(claims, retracted: retracted)
    return LedgerLint(ledger: ledger, library: try Shipped.library.get()).faults.map(\.rule)
  }

  @Test func `a sound claim has no fault`() throws {
    #expect(try rules([Sample.claim("X1")]).isEmpty)
  }

  @Test func `a claim without its reference is found`() throws {
    #expect(try rules([Sample.claim("X1", reference: "nowhere")]).contains { $0.contains("'nowhere' is not in") })
  }

  @Test func `a retracted reference is found and not cited`() throws {
    #expect(try rules([Sample.claim("X1")], retracted: true).contains { $0.contains("retracted") })
    #expect(try !Sample.ledger([Sample.claim("X1")], retracted: true).isCitable("X1"))
  }

  @Test func `a verified claim without a source is found`() throws {
    #expect(try rules([Sample.claim("X1", reference: nil)]).contains { $0.contains("names no source") })
  }

  @Test func `a source that does not support it is no support`() throws {
    #expect(try rules([Sample.claim("X1", supports: .no)]).contains("no source supports it"))
    #expect(try !Sample.ledger([Sample.claim("X1", supports: .no)]).isCitable("X1"))
  }

  @Test func `the same sentence under two ids is found`() throws {
    #expect(try rules([Sample.claim("X1"), Sample.claim("X2")]).contains("says the same as X1"))
  }

  @Test func `an id that stands twice is refused`() {
    #expect(throws: LibraryError.self) { try Sample.ledger([Sample.claim("X1"), Sample.claim("X1")]) }
  }

  @Test(arguments: [
    "A dose of 75 mg reached the therapeutic occupancy.",
    "Occupancy of 50 percent is sufficient for an effective treatment.",
    "With 60 percent of the transporter occupied the dose is effective.",
    "NET occupancy predicts remission.",
  ])
  func `occupancy is not turned into efficacy`(_ text: String) {
    #expect(LedgerLint.occupancyAsEfficacy(text) != nil)
  }

  @Test(arguments: [
    "Occupancy is not response.", "Nortriptyline 75 mg reached an occupancy of 41 percent.",
    "Whether 50 percent occupancy is needed for an effect was never tested.",
  ])
  func `a plain occupancy and a denial may stand`(_ text: String) {
    #expect(LedgerLint.occupancyAsEfficacy(text) == nil)
  }

  @Test(arguments: ["The level rose to 40.", "The pulse went up by 12 in the group.", "It lasted 6."])
  func `a number without a unit is found`(_ text: String) {
    #expect(LedgerLint.bareNumber(text) != nil)
  }

  @Test(arguments: [
    "The level rose to 40 ng/mL.", "Exposure was 5.1-fold.", "In 2019 the guideline changed.", "It rose 6- to 8-fold.",
    "Ten patients, 25, 40 and 50 percent.", "CYP2D6 and alpha-2 receptors matter.",
    "An odds ratio of 1.27 (1.06-1.52).",
  ])
  func `a number with a unit or a name may stand`(_ text: String) {
    #expect(LedgerLint.bareNumber(text) == nil)
  }
}
