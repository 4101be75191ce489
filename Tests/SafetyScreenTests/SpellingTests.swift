import Foundation
import Quantities
import Testing

@testable import SafetyScreen

@Suite struct SpellingTests {
  @Test func `the distance is that of Quantities up to its limit`() {
    var mutation = PromptMutation(seed: 9)
    var distance = SpellingDistance()
    for _ in 0..<2_000 {
      let words = (0..<2).map { _ in (0..<mutation.next(below: 7)).map { _ in UInt8(97 + mutation.next(below: 3)) } }
      let exact = NearestName.editDistance(
        String(decoding: words[0], as: UTF8.self), String(decoding: words[1], as: UTF8.self))
      #expect(distance.edits(written: words[0], known: words[1], limit: 2) == (exact <= 2 ? exact : nil))
    }
  }

  @Test func `inflections are regular`() {
    #expect(PatternReader.inflections(of: "kill") == ["kill", "kills", "killed", "killing", "killin"])
    #expect(PatternReader.inflections(of: "die").contains("dying"))
    #expect(PatternReader.inflections(of: "crush").contains("crushes"))
    #expect(PatternReader.inflections(of: "slip").contains("slipping"))
  }

  @Test func `numbers, units and sentences are read`() throws {
    let file = try ScreenFile(
      String(contentsOfFile: SafetyCorpus.dataFolder + "/safety.yaml", encoding: .utf8), file: "safety.yaml")
    let tokens = file.matcher.sentences(of: FoldedText("Take 1,500mg. Or sixty 2 g tablets, 40x75 mg!")).tokens
    #expect(tokens.compactMap(\.milligrams) == [1500, 2000, 75])
    #expect(tokens.compactMap(\.number) == [1500, 60, 2, 40, 75])
    #expect(tokens.map(\.sentence).max() == 1)
  }
}
