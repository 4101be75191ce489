import KnowledgeBase
import Testing

@Suite struct ReadingGradeTests {
  @Test(arguments: [
    ("cat", 1), ("table", 2), ("medicine", 3), ("rate", 1), ("jumped", 1), ("wanted", 2), ("norepinephrine", 5),
    ("the", 1), ("7", 1),
  ])
  func `counts syllables as they are spoken`(_ word: String, _ expected: Int) {
    #expect(ReadingGrade.syllables(word) == expected)
  }

  @Test func `agrees with the formula worked by hand`() {
    // 2 sentences, 10 words, 12 syllables: 0.39 * 5 + 11.8 * 1.2 - 15.59 = 0.52
    let text = "The cat sat on the table. It was a medicine."
    #expect(abs(ReadingGrade.grade(text) - (0.39 * 5 + 11.8 * 1.3 - 15.59)) < 0.0001)
  }

  @Test func `a decimal point ends no sentence and an empty text has grade zero`() {
    #expect(ReadingGrade.sentences("It rose 5.1-fold. Then it fell.").count == 2)
    #expect(ReadingGrade.grade("") == 0)
    #expect(ReadingGrade.sentences("no end").count == 1)
  }

  @Test func `long words and long sentences read harder`() {
    let easy = "Your heart may beat fast. Tell your doctor."
    let hard =
      "Noradrenergic pharmacotherapy necessitates cardiovascular monitoring throughout titration, particularly in comorbid individuals."
    #expect(ReadingGrade.grade(easy) < 4)
    #expect(ReadingGrade.grade(hard) > 16)
  }
}
