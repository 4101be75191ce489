import KnowledgeBase

/// What a later question changes of the earlier reading: it keeps what it does not touch.
struct FollowUp {
  let earlier: Understood
  let turn: Understood
  let text: String
  let words: QuestionWords

  private var tokens: QuestionTokens { QuestionTokens(text) }
  private static let restarts = [
    "something else", "another question", "new question", "different question", "change of subject",
  ]
  private static let replaces: Set<String> = ["instead", "rather", "same"]
  private static let removes: Set<String> = ["without", "stopped", "stops", "drop", "remove", "off"]

  func merged() -> Understood {
    let tokens = self.tokens
    if Self.restarts.contains(where: tokens.contains) { return turn }
    var result = earlier
    result.corrections += turn.corrections
    result.assumptions = turn.assumptions
    result.missing = []
    mergeMedicines(&result, tokens)
    mergePerson(&result)
    result.topics += turn.topics.filter { !result.topics.contains($0) }
    if !turn.targets.isEmpty { result.targets = turn.targets }
    result.groups += turn.groups.filter { !result.groups.contains($0) }
    result.premises = turn.premises
    let asksAnew = turn.questions.contains { !$0.text.isEmpty && !Self.isGuess($0) }
    let asksOnlyGene = turn.questions.allSatisfy { $0.kind == .genotype }
    if asksAnew && !asksOnlyGene {
      let kept = earlier.questions.filter {
        [.levels, .interaction, .genotype, .safety, .stopping, .monitoring].contains($0.kind)
      }
      result.questions = turn.questions.filter { !Self.isGuess($0) }
      result.questions += kept.filter { old in !result.questions.contains { $0.kind == old.kind } }
    } else if let gene = turn.questions.first(where: { $0.kind == .genotype }), !result.asks(.genotype) {
      result.questions.append(gene)
    }
    if Set(result.medicines.map(\.name)).count > Set(earlier.medicines.map(\.name)).count, !result.asks(.interaction),
      !result.asks(.comparison)
    {
      result.questions.append(Understood.Question(kind: .interaction, text: "added"))
    }
    if result.medicines.count(where: { !$0.isStopped }) < 2 {
      result.questions.removeAll { $0.kind == .interaction && $0.text == "with" }
    }
    return result
  }

  /// A kind that was supposed because nothing else was found.
  private static func isGuess(_ question: Understood.Question) -> Bool {
    ["a dose", "a medicine", "with", ""].contains(question.text)
  }

  private func mergeMedicines(_ result: inout Understood, _ tokens: QuestionTokens) {
    let isRemoval = tokens.words.contains(where: Self.removes.contains) && !turn.medicines.isEmpty
    if isRemoval, turn.medicines.allSatisfy({ new in result.medicines.contains { $0.name == new.name } }) {
      result.medicines.removeAll { old in
        turn.medicines.contains { $0.name == old.name } && tokens.words.contains("without")
      }
      for index in result.medicines.indices
      where turn.medicines.contains(where: { $0.name == result.medicines[index].name }) {
        result.medicines[index].isStopped = true
      }
      return
    }
    let isReplacement = tokens.words.contains(where: Self.replaces.contains)
    for new in turn.medicines {
      if let known = result.medicines.firstIndex(where: { $0.name == new.name }) {
        if !new.isDoseAssumed { result.medicines[known] = new }
      } else if isReplacement, let first = result.medicines.indices.first {
        var replacement = new
        if new.isDoseAssumed { replacement.frequency = result.medicines[first].frequency }
        result.medicines[first] = replacement
      } else {
        result.medicines.append(new)
      }
    }
    if turn.medicines.isEmpty, let change = looseDose(tokens), let main = result.medicines.indices.first {
      if let amount = change.amount { result.medicines[main].amount = amount }
      if change.amount != nil { result.medicines[main].unit = change.unit ?? result.medicines[main].unit }
      if let often = change.frequency { result.medicines[main].frequency = often }
      result.medicines[main].isDoseAssumed = false
      let changed = result.medicines[main]
      result.medicines.removeAll { $0.name == changed.name && $0 != changed }
    }
  }

  /// "what about 120?", "4 mg once a day": a dose without a name belongs to the first medicine.
  private func looseDose(_ tokens: QuestionTokens) -> (amount: Double?, unit: String?, frequency: String?)? {
    let frequency = words.frequencies.first { $0.words.contains { tokens.position(of: $0) != nil } }?.regimen
    for (place, word) in tokens.words.enumerated() {
      guard let value = MedicineReader.number(word), value > 0 else { continue }
      let next = place + 1 < tokens.words.count ? tokens.words[place + 1] : ""
      if ["mg", "g", "ug", "mcg"].contains(next) { return (value, next == "mcg" ? "ug" : next, frequency) }
      let isLast = place == tokens.words.count - 1
      let before = place > 0 ? tokens.words[place - 1] : ""
      if isLast && ["about", "to", "at", "with", "if", "on", "and", "of", "were", "was", "is"].contains(before)
        && turn.person.age == nil
      {
        return (value, "mg", frequency)
      }
    }
    return frequency.map { (nil, nil, $0) }
  }

  private func mergePerson(_ result: inout Understood) {
    let new = turn.person
    if let age = new.age { result.person.age = age }
    if let group = new.ageGroup { result.person.ageGroup = group }
    if let sex = new.sex, result.person.sex == nil { result.person.sex = sex }
    if let weight = new.weight { result.person.weight = weight }
    if let smoker = new.isSmoker { result.person.isSmoker = smoker }
    if let clearance = new.creatinineClearance { result.person.creatinineClearance = clearance }
    result.person.isPregnant = result.person.isPregnant || new.isPregnant
    for (enzyme, text) in new.genotypes { result.person.genotypes[enzyme] = text }
    result.person.conditions += new.conditions.filter { !result.person.conditions.contains($0) }
    result.person.vitalSigns += new.vitalSigns
  }
}
