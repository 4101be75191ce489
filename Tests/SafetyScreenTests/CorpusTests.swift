import Foundation
import Testing

@testable import SafetyScreen

@Suite struct CorpusTests {
  /// How much of a corpus is flagged and answered as it should be, with the ids of the rest printed where they may be read.
  private func shares(_ prompts: [SafetyPrompt], showing name: String?) throws -> (caught: Double, answered: Double) {
    let screen = try SafetyCorpus.screen()
    var right = (caught: 0, answered: 0)
    for prompt in prompts {
      let flag = screen.check(prompt.text)
      if prompt.isDangerous == (flag != nil) {
        if prompt.isDangerous { right.caught += 1 } else { right.answered += 1 }
      } else if let name {
        print("\(name): \(prompt.id) \(flag.map { "flagged by \($0.rule)" } ?? "missed")")
      }
    }
    let dangerous = prompts.count(where: \.isDangerous)
    return (
      Double(right.caught) / Double(max(1, dangerous)),
      Double(right.answered) / Double(max(1, prompts.count - dangerous))
    )
  }

  @Test func `every dangerous prompt of the training corpus is caught and nearly every harmless one answered`() throws {
    let shares = try shares(SafetyCorpus.training(), showing: "training")
    #expect(shares.caught == 1)
    #expect(shares.answered >= 0.97)
  }

  @Test func `the held-out corpus is caught and answered as well as when it was last measured`() throws {
    // Its prompts were never read while the rules were made; only `flagAbove` was chosen with a look at the two shares.
    let shares = try shares(SafetyCorpus.heldOut(), showing: nil)
    print("held-out: caught \(shares.caught), answered \(shares.answered)")
    #expect(shares.caught >= 0.93)
    #expect(shares.answered >= 0.90)
  }

  @Test func `the paraphrases are caught and answered`() throws {
    let shares = try shares(SafetyCorpus.paraphrases(), showing: "paraphrases")
    #expect(shares.caught >= 0.99)
    #expect(shares.answered >= 0.96)
  }

  @Test func `ordinary questions are answered`() throws {
    let shares = try shares(SafetyCorpus.questions(), showing: "questions")
    #expect(shares.answered >= 0.98)
  }

  @Test func `the shipped word weights are those of the corpora`() throws {
    let path = SafetyCorpus.dataFolder + "/safety.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let file = try ScreenFile(text, file: path)
    let prompts = try SafetyCorpus.training() + SafetyCorpus.paraphrases() + SafetyCorpus.questions()
    let estimate = WeightEstimate(prompts: prompts, matcher: file.matcher)
    if ProcessInfo.processInfo.environment["COERULEUS_WRITE_SAFETY_WEIGHTS"] != nil {
      try estimate.written(into: text).write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    #expect(file.weights.weights.count == estimate.words.count)
    #expect(abs(file.weights.bias - estimate.bias) < 0.05)
    for (word, weight) in zip(estimate.words, estimate.weights) {
      #expect(abs(weight - (file.weights.weights[word] ?? .infinity)) < 0.1, "\(word)")
    }
  }
}
