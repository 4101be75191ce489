import DrugLibrary
import Evidence
import Foundation
import KnowledgeBase
import Testing

@testable import KnowledgeStore

/// Finding by brand, synonym and misspelt word; the order of hits; text that tries to be more than text.
@Suite struct SearchIndexTests {
  let fixture: SearchFixture
  var index: SearchIndex { fixture.index }

  init() throws { fixture = try SearchFixture.shared.get() }

  @Test(arguments: [
    ("Strattera", "atomoxetine"), ("effexor xr", "venlafaxine"), ("CYMBALTA", "duloxetine"),
    ("nortriptyline", "nortriptyline"), ("noradrenaline", "norepinephrine"), ("hydroxybupropion", "hydroxybupropion"),
  ])
  func `finds the medicine by name, brand or synonym`(typed: String, medicine: String) {
    #expect(index.ids(typed, [.drug]).first == medicine)
  }

  @Test func `finds claims about a medicine by its brand`() {
    let hits = index.hits(for: "Strattera heart rate", kinds: [.claim], limit: 5).hits
    #expect(hits.count == 5)
    for hit in hits {
      #expect(fixture.ledger[hit.id]?.tags.drugs.contains("atomoxetine") == true, "\(hit.id) \(hit.text)")
    }
  }

  @Test func `finds the warning about two medicines by brands`() throws {
    let best = try #require(index.hits(for: "tizanidine with Cipro", kinds: [.interaction], limit: 1).hits.first)
    let drugs = try #require(fixture.ledger[best.id]?.tags.drugs)
    #expect(drugs.contains("tizanidine") && drugs.contains("ciprofloxacin"))
    #expect(fixture.library.rules.contains { $0.id == best.id })
  }

  @Test func `finds a warning by another word for the condition`() {
    let hits = index.hits(for: "phaeochromocytoma", kinds: [.interaction], limit: 3).hits
    #expect(!hits.isEmpty)
    #expect(
      hits.allSatisfy { fixture.ledger[$0.id]?.tags.conditions.contains { $0.contains("pheochromocytoma") } == true })
  }

  @Test func `finds articles by title and slug`() {
    #expect(index.ids("atomoxetine", [.article]).first == "atomoxetine")
    #expect(index.ids("condition-adhd", [.article]).contains("condition-adhd"))
  }

  @Test(arguments: [
    ("nortryptiline", "nortriptyline"), ("welbutrin", "Wellbutrin"), ("cymbalter", "Cymbalta"),
    ("propanolol", "propranolol"),
    ("venlafaxin", "venlafaxine"), ("amitryptiline", "amitriptyline"), ("depresion", "depression"),
    ("nortrip", "nortriptyline"), ("atomox", "atomoxetine"),
  ])
  func `reads a misspelt or clipped word`(typed: String, meant: String) {
    let result = index.hits(for: "\(typed) 50", kinds: [], limit: 3)
    #expect(result.corrections == [SearchCorrection(typed: typed, readAs: meant)])
    #expect(!result.hits.isEmpty)
  }

  @Test(arguments: [
    "Is it worth asking my pharmacist tomorrow", "75 mg 1234567 2d6", "blocking blocked blocks receptor's", "VEN NE PM",
    "Brugada", "abc xyz", "at worst they snort money in detail", "continue on Monday, the mode is raw",
  ])
  func `leaves words alone that are known, short or numbers`(text: String) {
    #expect(index.readings(text).isEmpty)
  }

  @Test func `corrects a single word against names of medicines only`() {
    #expect(index.correct("straterra") == "Strattera")
    #expect(index.correct("Nortryptiline") == "nortriptyline")
    #expect(index.correct("fluoxetin") == "fluoxetine")
    for word in ["Strattera", "depresion", "depression", "doctor", "two words", "75", "", "q", "xqzvkj"] {
      #expect(index.correct(word) == nil, "\(word)")
    }
  }

  @Test func `reads synonyms and abbreviations`() {
    let poor = index.ids("2D6 PM", [.claim], limit: 5)
    #expect(poor.allSatisfy { fixture.ledger[$0]?.tags.targets.contains("CYP2D6") == true })
    #expect(poor.contains { fixture.ledger[$0]?.text.contains("poor metaboliser") == true })
    #expect(index.ids("2D6 poor metabolizer", [.claim], limit: 5) == poor)
    #expect(
      index.ids("water tablets", [.interaction]).contains { fixture.ledger[$0]?.text.contains("iuretic") == true })
    #expect(!index.ids("attention deficit", [.article]).isEmpty)
    #expect(index.ids("attention deficit", [.article]).contains("condition-adhd"))
  }

  @Test func `takes capitals of abbreviations seriously`() {
    let reader = index.ids("ADD medicine choice", [.claim])
    #expect(reader.contains { fixture.ledger[$0]?.tags.conditions.contains("adhd") == true })
    #expect(index.ids("im").isEmpty)
    #expect(index.ids("add") != index.ids("ADD"))
  }

  @Test func `puts the better evidence first`() throws {
    let text = "Reboxetine eases fatigue in adults."
    let claims = zip(["A1", "B1", "C1", "D1", "N1"], [EvidenceGrade.d, .c, .b, .a, .a]).map {
      SearchFixture.claim($0, text, grade: $1, drugs: ["reboxetine"])
    }
    let noise = (0..<20).map { SearchFixture.claim("Z\($0)", "Milnacipran was studied in \($0) rats.") }
    let index = try fixture.index(of: claims + noise, notCitable: ["N1"])
    #expect(index.ids("reboxetine fatigue") == ["D1", "C1", "B1", "A1", "N1"])
    let hits = index.hits(for: "reboxetine", kinds: [.claim], limit: 9).hits
    #expect(hits.map(\.grade) == ["A", "B", "C", "D", nil])
    #expect(abs(hits[0].score / hits[2].score - 1.25) < 1e-9)
    #expect(abs(hits[4].score / hits[2].score - 0.3) < 1e-9)
  }

  @Test func `prefers what matches more ideas, and orders equals by id`() throws {
    let noise = (0..<20).map { SearchFixture.claim("Z\($0)", "Milnacipran was studied in rats.") }
    let index = try fixture.index(
      of: [
        SearchFixture.claim("A2", "Duloxetine raised the pulse."),
        SearchFixture.claim("A1", "Duloxetine raised the pulse."),
        SearchFixture.claim("A3", "Duloxetine, duloxetine and duloxetine."),
        SearchFixture.claim("A4", "Duloxetine raised the pulse in pregnancy."),
      ] + noise)
    #expect(index.ids("pulse on duloxetine when pregnant") == ["A4", "A1", "A2", "A3"])
  }

  @Test func `looks through the kinds that are asked for and stops at the limit`() {
    for kind in SearchHit.Kind.allCases {
      let hits = index.hits(for: "atomoxetine", kinds: [kind], limit: 2).hits
      #expect(!hits.isEmpty && hits.count <= 2)
      #expect(hits.allSatisfy { $0.kind == kind })
    }
    #expect(index.hits(for: "atomoxetine", kinds: [], limit: 0).hits.isEmpty)
    #expect(index.hits(for: "atomoxetine", kinds: [], limit: -1).hits.isEmpty)
  }

  @Test func `finds nothing in empty text and in words without meaning`() {
    for text in ["", "   \n\t", "the of and is what", "?!", "'", "\u{0}"] {
      #expect(index.ids(text).isEmpty, "\(text)")
    }
  }

  @Test(arguments: [
    "\"; DROP TABLE documents; --", "atomoxetine\" OR \"1\"=\"1", "NEAR( * ^ \"", "title : atomoxetine", "atomoxetine*",
    "^atomoxetine", "NOT atomoxetine", "AND OR NOT NEAR", "(((((", "{title body} : x", "- + * :", "atomoxetine AND",
    "NEAR(atomoxetine reboxetine, 2)", "'; DELETE FROM stems; --", "%_\\", "\u{202E}atomoxetine\u{0}",
    "\u{1F480} \u{1F9E0}",
  ])
  func `treats every character as text`(text: String) {
    let before = index.ids("atomoxetine")
    _ = index.hits(for: text, kinds: [], limit: 10)
    if text.contains("atomoxetine") { #expect(index.ids(text, [.drug]).contains("atomoxetine"), "\(text)") }
    #expect(index.ids("atomoxetine") == before)
  }

  @Test func `reads ten thousand characters in bounded time`() {
    let clock = ContinuousClock()
    let nonsense = (0..<1_500).map { "qwx\(String($0, radix: 26).map { _ in "zk" }.joined())v" }.joined(separator: " ")
    for text in [String(repeating: "x", count: 10_000), String(repeating: "atomoxetine \"*( ", count: 625), nonsense] {
      let time = clock.measure { _ = index.hits(for: text, kinds: [], limit: 10) }
      #expect(time < .seconds(1))
    }
    let marks = "a" + String(repeating: "\u{0301}", count: 10_000)
    #expect(index.ids(marks).isEmpty)
  }

  @Test func `gives the same answer every time and from many threads`() async throws {
    let again = try SearchIndex(
      library: fixture.library, ledger: fixture.ledger, articles: fixture.articles, vocabulary: fixture.vocabulary)
    let text = "does nortryptiline with paroxetine raise the level in a 2D6 PM"
    let first = index.hits(for: text, kinds: [], limit: 50)
    #expect(again.hits(for: text, kinds: [], limit: 50) == first)
    let index = index
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 { group.addTask { index.hits(for: text, kinds: [], limit: 50) == first } }
      for await isSame in group { #expect(isSame) }
    }
  }
}
