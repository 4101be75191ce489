import Answers
import KnowledgeBase
import Testing

/// What every answer owes its reader.
enum AnswerRules {
  static func check(_ answer: Answer, place: String) throws {
    let ledger = try Shipped.knowledge.get().ledger
    #expect(answer.answer.split(separator: " ").count <= 60, "\(place): the answer is too long")
    #expect(answer.digest.count == 64)
    if answer.refused != nil {
      #expect(
        answer.numbers.isEmpty && answer.sentences.isEmpty && answer.scenarios.isEmpty && answer.options.isEmpty,
        "\(place)")
      return
    }
    let numbers = Set(answer.sources.map(\.number))
    for sentence in answer.sentences {
      #expect(!sentence.claims.isEmpty || sentence.scenario != nil, "\(place): \(sentence.text)")
      #expect(Set(sentence.citations).isSubset(of: numbers), "\(place): \(sentence.text)")
      if sentence.role == "fact" {
        #expect(sentence.claims.allSatisfy(ledger.isCitable), "\(place): \(sentence.claims)")
        #expect(!sentence.citations.isEmpty, "\(place): \(sentence.text)")
      }
      if sentence.role != "commonly said" {
        #expect(LedgerLint.occupancyAsEfficacy(sentence.text) == nil, "\(place): \(sentence.text)")
      }
    }
    for warning in answer.warnings {
      #expect(!warning.claims.isEmpty && warning.claims.allSatisfy { ledger[$0] != nil }, "\(place): \(warning.text)")
    }
    let scenarios = Set(answer.scenarios.map(\.id))
    for number in answer.numbers { #expect(scenarios.contains(number.scenario), "\(place): \(number.quantity)") }
    if answer.reader == .patient {
      #expect(answer.numbers.isEmpty && answer.scenarios.isEmpty, "\(place): numbers for a patient")
      let told =
        answer.sentences.map(\.text) + answer.warnings.map(\.text) + [
          answer.answer, answer.understood.assumptions.joined(),
        ]
      for text in told {
        #expect(text.firstMatch(of: /[0-9] ?(mg|micrograms?)\b/) == nil, "\(place): a dose for a patient: \(text)")
      }
      #expect(answer.options.allSatisfy { $0.medicines.allSatisfy { $0.numbers.isEmpty } }, "\(place)")
    }
    let isSilent = answer.sentences.isEmpty && answer.warnings.isEmpty && answer.options.isEmpty
    if isSilent { #expect(!answer.unanswered.isEmpty, "\(place): neither an answer nor a reason") }
    for gap in answer.unanswered { #expect(!gap.reason.isEmpty && !gap.nearest.isEmpty, "\(place)") }
  }
}
