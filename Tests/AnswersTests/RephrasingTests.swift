import Answers
import KnowledgeBase
import Testing

/// A language model may only say the same in other words; these stand-ins try to say more.
@Suite struct RephrasingTests {
  private struct StandIn: SentenceRephraser {
    var change: @Sendable (String) -> String
    func rephrase(_ sentences: [String], for reader: Reader) -> [String] { sentences.map(change) }
  }

  private struct Dropper: SentenceRephraser {
    func rephrase(_ sentences: [String], for reader: Reader) -> [String] { Array(sentences.dropFirst()) }
  }

  private let sentences = [
    Answer.Sentence(
      text: "The pulse rose by 5 beats/min.", claims: ["X1"], section: .reasons, role: "fact", citations: [1]),
    Answer.Sentence(text: "It does not help sleep.", claims: ["X2"], section: .reasons, role: "fact", citations: [1]),
    Answer.Sentence(text: "The trough is 40 ng/mL.", claims: [], scenario: "s1", section: .numbers, role: "computed"),
  ]

  private func texts(_ change: @escaping @Sendable (String) -> String) -> [String] {
    RephrasingGuard.apply(StandIn(change: change), to: sentences, for: .clinician).map(\.text)
  }

  @Test func `other words for the same fact are taken over, claims stay`() {
    let told = RephrasingGuard.apply(
      StandIn { $0.replacing("The pulse rose", with: "Heart rate went up") }, to: sentences, for: .clinician)
    #expect(told[0].text == "Heart rate went up by 5 beats/min.")
    #expect(told.map(\.claims) == sentences.map(\.claims))
  }

  @Test func `a changed, added or dropped number is refused`() {
    #expect(texts { $0.replacing("5", with: "50") }[0] == sentences[0].text)
    #expect(texts { $0 + " In 9 of 10 people." }[0] == sentences[0].text)
    #expect(texts { _ in "The pulse rose." }[0] == sentences[0].text)
  }

  @Test func `a lost denial, an addition and an effect made of occupancy are refused`() {
    #expect(texts { $0.replacing("does not help", with: "helps") }[1] == sentences[1].text)
    #expect(texts { $0 + String(repeating: " It is wonderful for everybody.", count: 4) }[1] == sentences[1].text)
    #expect(texts { _ in "At 5 beats/min the occupancy is therapeutic." }[0] == sentences[0].text)
  }

  @Test func `computed sentences keep their words, and a wrong number of texts changes nothing`() {
    #expect(texts { $0.replacing("trough", with: "level") }[2] == sentences[2].text)
    #expect(RephrasingGuard.apply(Dropper(), to: sentences, for: .clinician) == sentences)
  }
}
