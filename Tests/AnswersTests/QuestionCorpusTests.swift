import Answers
import DrugLibrary
import KnowledgeBase
import Testing

/// Questions as people type them, with what must be read out of them.
///
/// The shares are ratchets: they may rise, and the word lists were made with sight of this corpus.
@Suite struct QuestionCorpusTests {
  private struct Expected {
    var id: String
    var text: String
    var reader: Reader
    var medicines: [(name: String, amount: Double?)]
    var genotypes: Set<String>
    var conditions: Set<String>
    var age: Double?
    var isPregnant: Bool
    var kinds: [String]
  }

  private func expected() throws -> [Expected] {
    try Shipped.corpus("questions").require("questions").elements().map { node in
      let expect = try node.require("expect")
      return Expected(
        id: try node.require("id").text(), text: try node.require("text").text(),
        reader: Reader(rawValue: try node.require("reader").text()) ?? .clinician,
        medicines: try (expect.child("medicines")?.elements() ?? []).map {
          (try $0.require("name").text(), try $0.child("amount")?.number())
        }, genotypes: Set(try expect.child("genotypes")?.keys() ?? []), conditions: Set(try expect.texts("conditions")),
        age: try expect.child("age")?.number(), isPregnant: try expect.child("pregnant")?.truth() ?? false,
        kinds: try expect.texts("kinds"))
    }
  }

  @Test func `reads medicines, doses, genes, conditions, ages and what is asked`() throws {
    let engine = try Shipped.engine.get()
    var right = ["medicines": 0, "amounts": 0, "genes": 0, "conditions": 0, "age": 0, "first kind": 0, "all kinds": 0]
    let all = try expected()
    for one in all {
      let read = engine.understood([one.text], for: one.reader)
      func count(_ key: String, _ isRight: Bool) { if isRight { right[key, default: 0] += 1 } }
      count("medicines", Set(read.medicines.map(\.name)) == Set(one.medicines.map(\.name)))
      count(
        "amounts",
        one.medicines.allSatisfy { wanted in
          wanted.amount == nil || read.medicines.contains { $0.name == wanted.name && $0.amount == wanted.amount }
        })
      count("genes", Set(read.person.genotypes.keys) == one.genotypes)
      count("conditions", Set(read.person.conditions) == one.conditions)
      count("age", read.person.age == one.age && read.person.isPregnant == one.isPregnant)
      let kinds = read.questions.map(\.kind.rawValue)
      count("first kind", one.kinds.first.map(kinds.contains) ?? true)
      count("all kinds", one.kinds.allSatisfy(kinds.contains))
    }
    let least = [
      "medicines": 0.97, "amounts": 0.95, "genes": 0.98, "conditions": 0.97, "age": 0.97, "first kind": 0.95,
      "all kinds": 0.88,
    ]
    for (key, share) in least {
      let got = Double(right[key, default: 0]) / Double(all.count)
      #expect(got >= share, "\(key): \(got)")
    }
  }

  @Test func `follow-ups keep what they do not change`() throws {
    let engine = try Shipped.engine.get()
    let nodes = try Shipped.corpus("questions").require("followUps").elements()
    var right = 0
    for node in nodes {
      let read = engine.understood(
        [try node.require("first").text(), try node.require("then").text()], for: .clinician)
      let expect = try node.require("expect")
      let medicines = try (expect.child("medicines")?.elements() ?? []).map { try $0.require("name").text() }
      let genes = Set(try expect.child("genotypes")?.keys() ?? [])
      if Set(read.medicines.map(\.name)) == Set(medicines), Set(read.person.genotypes.keys) == genes,
        Set(read.person.conditions) == Set(try expect.texts("conditions")),
        read.person.age == (try expect.child("age")?.number())
      {
        right += 1
      }
    }
    #expect(Double(right) >= 0.9 * Double(nodes.count), "\(right) of \(nodes.count)")
  }

  @Test func `every question of the corpus gets an answer that keeps the rules`() throws {
    for one in try expected() {
      let answer = try Shipped.answer(one.text, reader: one.reader)
      try AnswerRules.check(answer, place: one.id)
    }
  }

  @Test func `patients read answers at grade 8 or lower, students at grade 13 or lower`() throws {
    for one in try expected() {
      for reader in [Reader.patient, .student] {
        let answer = try Shipped.answer(one.text, reader: reader)
        guard answer.refused == nil else { continue }
        let prose = (answer.sentences.map(\.text) + answer.warnings.map(\.text)).joined(separator: "\n")
        let grade = ReadingGrade.grade(prose)
        #expect(grade <= (reader.highestGrade ?? 0), "\(one.id) for \(reader.rawValue): \(grade)")
      }
    }
  }
}
