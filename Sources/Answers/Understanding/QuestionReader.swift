public import DrugLibrary
public import KnowledgeBase

/// Reads questions: the same words always give the same reading.
public struct QuestionReader: Sendable {
  let library: DrugLibrary
  let ledger: ClaimLedger
  let words: QuestionWords

  /// Makes a reader of questions.
  public init(library: DrugLibrary, ledger: ClaimLedger, words: QuestionWords) {
    self.library = library
    self.ledger = ledger
    self.words = words
  }

  /// Reads a conversation: the first question and what was asked after it.
  public func read(
    _ conversation: [String], for reader: Reader, changes: ScenarioChanges = ScenarioChanges()
  ) -> Understood {
    var result = Understood.empty
    for (number, text) in conversation.enumerated() {
      let turn = single(text)
      result = number == 0 ? turn : FollowUp(earlier: result, turn: turn, text: text, words: words).merged()
    }
    result.conversation = conversation
    changes.apply(to: &result, words: words, library: library)
    // For readers for whom no person is computed, no dose is assumed either.
    if reader.mayComputeForOnePerson { complete(&result) }
    result.summary = ReadingSummary(result, library: library).text
    return result
  }

  /// Reads one text by itself.
  func single(_ text: String) -> Understood {
    var result = Understood.empty
    let tokens = QuestionTokens(text)
    result.medicines = MedicineReader(words: words, tokens: tokens).medicines(corrections: &result.corrections).map(
      \.medicine)
    result.person = PersonReader(words: words, tokens: tokens, library: library).person(
      assumptions: &result.assumptions)
    result.topics = matches(words.topics, tokens)
    result.targets = matches(words.targets, tokens)
    result.groups = words.groups.filter { $0.words.contains(where: tokens.contains) }.map(\.name)
    result.questions = KindReader(words: words, tokens: tokens).questions(
      medicines: result.medicines, person: result.person, topics: result.topics)
    result.premises = premises(tokens, result)
    return result
  }

  private func matches(_ table: [(name: String, words: [String])], _ tokens: QuestionTokens) -> [String] {
    table.filter { $0.words.contains(where: tokens.contains) }.map(\.name)
  }

  private func premises(_ tokens: QuestionTokens, _ result: Understood) -> [String] {
    let names = Set(result.medicines.map(\.name) + result.groups.map { $0.lowercased() })
    return words.premises.filter { premise in
      premise.groups.allSatisfy { group in group.contains { tokens.contains($0) || names.contains($0) } }
    }.map(\.claim).filter { ledger.isCitable($0) }
  }

  /// Puts usual doses where none was said, and asks for what is missing.
  private func complete(_ result: inout Understood) {
    for index in result.medicines.indices
    where result.medicines[index].amount == nil && result.medicines[index].isComputable {
      guard let usual = words.usualDoses.dose(of: result.medicines[index].name, library: library) else { continue }
      result.medicines[index].amount = usual.amount
      result.medicines[index].unit = usual.unit
      result.medicines[index].frequency = usual.frequency
      if result.medicines[index].formulation == nil { result.medicines[index].formulation = usual.form }
      let word = result.medicines[index].name
      result.assumptions.append(
        "\(word) \(Understood.Medicine.plain(usual.amount)) \(usual.unit) \(usual.frequency), a usual dose, since none was told"
      )
    }
    if result.asks(.genotype) && result.person.genotypes.isEmpty {
      result.missing.append("the genotype or phenotype, such as CYP2D6 PM")
    }
    if result.medicines.contains(where: \.isDoseAssumed) && !result.medicines.isEmpty {
      result.missing.append("the dose and how often it is taken")
    }
    if result.medicines.contains(where: { $0.unit == "mg/kg" }) && result.person.weight == nil {
      result.missing.append("the weight")
      result.assumptions.append("a weight of 70 kg, since none was told")
    }
    if result.asks(.selection) && result.person.age == nil { result.missing.append("the age") }
  }
}

extension Understood {
  /// Nothing read yet.
  static var empty: Understood {
    Understood(
      conversation: [], corrections: [], medicines: [], person: Person(), topics: [], targets: [], groups: [],
      questions: [],
      assumptions: [], missing: [], premises: [], summary: "")
  }
}
