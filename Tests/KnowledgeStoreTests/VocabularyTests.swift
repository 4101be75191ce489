import DrugLibrary
import Testing

@testable import KnowledgeStore

/// The shipped vocabulary, and the errors of a wrong one.
@Suite struct VocabularyTests {
  private func read(_ text: String) throws(LibraryError) -> Vocabulary {
    try Vocabulary(FileNode.parse(text, file: "vocabulary.yaml"))
  }

  @Test func `ships synonyms, abbreviations and stop words`() throws {
    let vocabulary = try SearchFixture.shared.get().vocabulary
    #expect(vocabulary.synonyms.contains { $0.words.contains("noradrenaline") && $0.means == ["norepinephrine"] })
    #expect(vocabulary.abbreviations.contains { $0.words.contains("PM") })
    #expect(vocabulary.stopWords.contains("the"))
    // YAML reads a bare no, on or off as truth; here they are words.
    for word in ["no", "on", "off", "yes"] { #expect(vocabulary.stopWords.contains(word)) }
    #expect(vocabulary.stopWords.isDisjoint(with: vocabulary.ordinaryWords))
  }

  @Test func `every meaning of the shipped vocabulary finds something`() throws {
    let fixture = try SearchFixture.shared.get()
    for entry in fixture.vocabulary.synonyms + fixture.vocabulary.abbreviations {
      for meaning in entry.means where !fixture.vocabulary.stopWords.contains(meaning) {
        #expect(!fixture.index.ids(meaning).isEmpty, "\(meaning) stands in no document")
      }
    }
  }

  @Test func `refuses a word with two meanings`() {
    #expect {
      try read(
        "synonyms:\n  - {words: [bp], means: [blood pressure]}\n  - {words: [hr, bp], means: [pulse]}\nstopWords: []")
    } throws: { "\($0)".contains("vocabulary.yaml:3") && "\($0)".contains("'bp' stands twice") }
  }

  @Test func `refuses an entry without meaning and an unknown key`() {
    #expect(throws: LibraryError.self) { try read("synonyms:\n  - {words: [bp]}\n") }
    #expect { try read("synonym: []\n") } throws: { "\($0)".contains("did you mean synonyms?") }
  }

  @Test func `folds accents, Greek letters and apostrophes`() {
    #expect(
      TypedWord.words(of: "M\u{E9}ni\u{E8}re's \u{3B1}2A-block 5 \u{B5}g").map(\.folded) == [
        "menieres", "alpha2a", "block", "5", "ug",
      ])
    #expect(TypedWord.key("St. John's  Wort") == "st johns wort")
  }
}
