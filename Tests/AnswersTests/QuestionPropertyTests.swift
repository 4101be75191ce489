import Answers
import KnowledgeBase
import TestSupport
import Testing

/// Whatever is typed, reading and answering keep their rules.
@Suite struct QuestionPropertyTests {
  private static let pieces = [
    "nortriptyline", "Strattera", "75", "mg", "80mg", "0.5", "mg/kg", "bid", "nocte", "CYP2D6", "*4/*4", "PM",
    "pregnant", "71", "yo",
    "->", "vs", "<script>alert(1)</script>", "'; DROP TABLE claims; --", "\u{202E}", "\u{0}", "🧠", "NET", "\"", "{{x}}",
    "%s", "level", "?", "and",
    "with", "150/95", "1e309", "-5", "99999999999999999999", "\n", "ÄÖ", "مرحبا", "--for", "\\", "&amp;", "what", "is",
    "stop", "*", "**/", "x2",
  ]

  @Test func `random words never crash, and every answer keeps its rules`() throws {
    var generator = SeededGenerator(seed: 20_261_126)
    for round in 0..<300 {
      let count = Int.random(in: 0...14, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined(
        separator: Bool.random(using: &generator) ? " " : "")
      let reader = Reader.allCases.randomElement(using: &generator) ?? .clinician
      let answer = try Shipped.answer(text, reader: reader)
      try AnswerRules.check(answer, place: "round \(round): \(text)")
    }
  }

  @Test func `random bytes as text never crash`() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let scalars = (0..<Int.random(in: 0...60, using: &generator)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &generator))
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      _ = try Shipped.answer(text)
    }
  }

  @Test func `order of words around a medicine and capitals do not change what is read`() throws {
    let engine = try Shipped.engine.get()
    for text in [
      "nortriptyline 75 mg daily in a CYP2D6 PM, level?", "NORTRIPTYLINE 75 MG DAILY IN A CYP2D6 PM, LEVEL?",
    ] {
      let read = engine.understood([text], for: .clinician)
      #expect(read.medicines.map(\.name) == ["nortriptyline"])
      #expect(read.medicines.first?.amount == 75)
      #expect(read.person.genotypes == ["CYP2D6": "PM"])
    }
  }

  @Test func `a very long question is cut, not refused`() throws {
    let text = "atomoxetine 80 mg daily level? " + String(repeating: "please tell me ", count: 5000)
    let answer = try Shipped.answer(text)
    #expect(answer.understood.medicines.map(\.name) == ["atomoxetine"])
    #expect(answer.understood.conversation[0].count <= AnswerRequest.longestQuestion)
  }
}
