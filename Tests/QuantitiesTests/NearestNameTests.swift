import Quantities
import TestSupport
import Testing

@Suite struct NearestNameTests {
  @Test func `counts edits, with a swap of neighbours as one`() {
    #expect(NearestName.editDistance("", "") == 0)
    #expect(NearestName.editDistance("", "abc") == 3)
    #expect(NearestName.editDistance("kitten", "sitting") == 3)
    #expect(NearestName.editDistance("dialy", "daily") == 1)
    #expect(NearestName.editDistance("ca", "abc") == 3)
  }

  @Test func `distance is symmetric and zero only for equal words`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let words = (0..<2).map { _ in
        String((0..<Int.random(in: 0...6, using: &generator)).map { _ in generator.pick(Array("abc")) })
      }
      let distance = NearestName.editDistance(words[0], words[1])
      #expect(distance == NearestName.editDistance(words[1], words[0]))
      #expect((distance == 0) == (words[0] == words[1]))
    }
  }

  @Test func `suggests near names only`() {
    let names = ["nortriptyline", "amitriptyline", "desipramine"]
    #expect(NearestName.suggestion(for: "Nortryptiline", among: names) == "nortriptyline")
    #expect(NearestName.suggestion(for: "caffeine", among: names) == nil)
    #expect(NearestName.suggestion(for: "", among: names) == nil)
    #expect(NearestName.suggestion(for: "mgg", among: ["ug", "mg"]) == "mg")
    #expect(NearestName.suggestion(for: "x", among: ["y"]) == nil)
  }
}
