import DrugLibrary
import Evidence
import Foundation
import KnowledgeBase
import Testing

@Suite struct ShippedLedgerTests {
  let library: DrugLibrary
  let ledger: ClaimLedger

  init() throws {
    library = try Shipped.library.get()
    ledger = try Shipped.ledger.get()
  }

  @Test func `holds at least 400 claims and cites at least 150 references`() {
    let cited = Set(ledger.all.flatMap { ledger.citations(of: $0).map(\.reference.id) })
    #expect(ledger.all.count >= 400)
    #expect(ledger.all.count { ledger.isCitable($0.id) } >= 400)
    #expect(cited.count >= 150)
  }

  @Test func `meets every rule of the lint`() {
    let faults = LedgerLint(ledger: ledger, library: library).faults
    #expect(faults.isEmpty, "\(faults.prefix(10).map { "\($0.claim): \($0.rule)" })")
  }

  @Test func `treats all 46 statements of the article with a source or says that they are not verified`() throws {
    for number in 1...46 {
      let id = "C" + (number < 10 ? "0" : "") + String(number)
      let claim = try #require(ledger[id], "\(id) is missing")
      #expect(ledger.isCitable(id) || claim.status == .memoryUnverified, "\(id) is neither citable nor unverified")
      // Two of them name what popular accounts leave out: there is no statement to correct.
      if ["C44", "C45"].contains(id) { continue }
      #expect(claim.statement != nil, "\(id) does not say what is commonly said")
      #expect(claim.statementHolds != nil, "\(id) does not say whether that holds")
    }
  }

  @Test func `never cites what was recalled`() {
    for claim in ledger.all where claim.status == .memoryUnverified || claim.status == .assumption {
      #expect(ledger.citations(of: claim).isEmpty, "\(claim.id)")
      #expect(!ledger.isCitable(claim.id), "\(claim.id)")
    }
  }

  @Test func `every citable claim leads to a reference with a citation, and most to a link`() {
    let references = Set(ledger.all.flatMap { ledger.citations(of: $0).map(\.reference.id) })
    for id in references { #expect(ledger.references[id]?.citation.isEmpty == false, "\(id)") }
    let linked = references.count { ledger.references[$0]?.link != nil }
    #expect(Double(linked) >= 0.85 * Double(references.count), "\(linked) of \(references.count)")
  }

  @Test func `patients read every claim at grade 8 or lower on average and none far above`() {
    let grades = ledger.all.map { ($0.id, ReadingGrade.grade($0.plain)) }
    let mean = grades.map(\.1).reduce(0, +) / Double(grades.count)
    #expect(mean <= 7)
    for (id, grade) in grades { #expect(grade <= 9, "\(id) has grade \(grade)") }
  }

  @Test func `patients read no dose`() {
    for claim in ledger.all {
      #expect(claim.plain.firstMatch(of: /[0-9] ?(mg|micrograms?)\b/) == nil, "\(claim.id): \(claim.plain)")
    }
  }

  @Test func `the same files give the same digest, and a changed claim another`() throws {
    let again = try ClaimLedger(library: library)
    #expect(again.digest == ledger.digest)
    var changed = ledger.all
    changed[0].text += " Indeed."
    let other = try ClaimLedger(claims: changed, references: ledger.references)
    #expect(other.digest != ledger.digest)
    #expect(other.digest(of: changed[0].id) != ledger.digest(of: changed[0].id))
    #expect(other.digest(of: changed[1].id) == ledger.digest(of: changed[1].id))
  }
}
