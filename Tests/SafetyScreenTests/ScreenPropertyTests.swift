import Testing

@testable import SafetyScreen

@Suite struct ScreenPropertyTests {
  /// The share of the dangerous prompts that are still flagged after a change.
  private func flagged(seed: UInt64, _ change: (inout PromptMutation, String) -> String) throws -> Double {
    let screen = try SafetyCorpus.screen()
    var mutation = PromptMutation(seed: seed)
    let prompts = try SafetyCorpus.training().filter(\.isDangerous)
    let caught = prompts.count { screen.check(change(&mutation, $0.text)) != nil }
    return Double(caught) / Double(prompts.count)
  }

  /// The share over several changes of each prompt.
  private func flagged(rounds: Int, _ change: (inout PromptMutation, String) -> String) throws -> Double {
    try (0..<rounds).reduce(0) { try $0 + flagged(seed: UInt64($1), change) } / Double(rounds)
  }

  @Test func `no text makes it crash, and the same text has the same result`() throws {
    let screen = try SafetyCorpus.screen()
    var mutation = PromptMutation(seed: 5)
    for _ in 0..<500 {
      let text = mutation.noise()
      #expect(screen.check(text) == screen.check(text))
    }
    #expect(screen.check("") == nil)
    #expect(screen.check(String(repeating: "?", count: 10_000)) == nil)
  }

  @Test func `harmless sentences before and after never clear a flag`() throws {
    let screen = try SafetyCorpus.screen()
    let harmless = try SafetyCorpus.training().filter { !$0.isDangerous }.map(\.text)
    var mutation = PromptMutation(seed: 6)
    for prompt in try SafetyCorpus.training() where prompt.isDangerous {
      let before = harmless[mutation.next(below: harmless.count)]
      let after = harmless[mutation.next(below: harmless.count)]
      #expect(screen.check("\(before)\n\(prompt.text)") != nil, "\(prompt.id)")
      #expect(screen.check("\(prompt.text)\n\(after)") != nil, "\(prompt.id)")
      #expect(screen.check("\(before)\n\(prompt.text)\n\(after)") != nil, "\(prompt.id)")
    }
  }

  @Test func `capitals and doubled spaces change nothing`() throws {
    // Capitals would spoil what is encoded.
    #expect(try flagged(seed: 0) { $1.contains("=") ? $1 : $1.uppercased() } == 1)
    #expect(try flagged(seed: 0) { $1.replacing(" ", with: "  ") } == 1)
    #expect(try flagged(seed: 0) { $1.replacing("o", with: "o\u{200B}").replacing("'", with: "’") } >= 0.99)
  }

  @Test func `a letter in leetspeak hardly ever clears a flag`() throws {
    #expect(try flagged(rounds: 5) { $0.leetspeak($1) } >= 0.97)
  }

  @Test func `one typing error in a long word hardly ever clears a flag`() throws {
    let share = try flagged(rounds: 10) { $0.typo($1) }
    print("typing errors: \(share)")
    #expect(share >= 0.97)
  }

  @Test func `three hundred characters take no more than a millisecond or two`() throws {
    let screen = try SafetyCorpus.screen()
    let prompts = try SafetyCorpus.training().map(\.text)
    let characters = prompts.reduce(0) { $0 + $1.count }
    let clock = ContinuousClock()
    // The fastest of some runs: others may be working on the machine.
    let times = (0..<3).map { _ in clock.measure { for prompt in prompts { _ = screen.check(prompt) } } }
    let each = (times.min() ?? .seconds(1)) / characters * 300
    print("300 characters: \(each)")
    #expect(each < .milliseconds(2))
  }
}
