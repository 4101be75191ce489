import KnowledgeBase

/// Reads what is asked: each sentence or clause of a question may ask for several things.
struct KindReader {
  let words: QuestionWords
  let tokens: QuestionTokens

  /// The kinds asked for, the one with the earliest words first.
  func questions(medicines: [Understood.Medicine], person: Understood.Person, topics: [String]) -> [Understood.Question]
  {
    var found: [(kind: Understood.Kind, place: Int, phrase: String)] = []
    for (kind, phrases) in words.kinds {
      let hits = phrases.compactMap { phrase -> (Int, String)? in
        tokens.position(of: QuestionWords.words(phrase)).map { ($0, phrase) }
      }
      if let first = hits.min(by: { $0.0 < $1.0 }) { found.append((kind, first.0, first.1)) }
    }
    // "what is the trough" asks for a level; "what is the locus coeruleus" asks what it means.
    if found.count > 1, let place = found.firstIndex(where: { $0.kind == .definition && $0.phrase.hasPrefix("what") }),
      tokens.words.dropFirst(found[place].place + found[place].phrase.split(separator: " ").count).first == "the"
    {
      found.remove(at: place)
    }
    func suppose(_ kind: Understood.Kind, _ place: Int, _ phrase: String) {
      if !found.contains(where: { $0.kind == kind }) { found.append((kind, place, phrase)) }
    }
    let taken = Set(medicines.filter { !$0.isStopped }.map(\.name))
    if !person.genotypes.isEmpty { suppose(.genotype, 900, person.genotypes.values.sorted().joined(separator: ", ")) }
    if let place = choice() { suppose(.selection, place, "which") }
    if isAlternative(medicines) {
      suppose(.comparison, 901, "or")
      suppose(.selection, 902, "or")
    } else if taken.count >= 2, !found.contains(where: { $0.kind == .comparison && $0.phrase != "against" }) {
      suppose(.interaction, 903, "with")
    }
    if Set(medicines.map(\.name)).count < medicines.count { suppose(.doseAdequacy, 904, "two doses") }
    if !person.conditions.isEmpty || person.isPregnant,
      !medicines.isEmpty || found.contains(where: { $0.kind == .selection })
    {
      suppose(.safety, 905, person.conditions.joined(separator: ", "))
    }
    let isQuantitative = found.contains { [.doseAdequacy, .genotype].contains($0.kind) }
    if isQuantitative, medicines.contains(where: \.isComputable) { suppose(.levels, 906, "a dose") }
    if found.isEmpty {
      let hasDose = medicines.contains { !$0.isDoseAssumed }
      if hasDose { found.append((.levels, 904, "a dose")) }
      if hasDose { found.append((.monitoring, 905, "a dose")) }
      if !hasDose && !medicines.isEmpty { found.append((.definition, 906, "a medicine")) }
      if medicines.isEmpty && !topics.isEmpty { found.append((.selection, 907, topics.joined(separator: ", "))) }
      if found.isEmpty { found.append((.evidence, 908, "")) }
    }
    return found.sorted { ($0.place, $0.kind.rawValue) < ($1.place, $1.kind.rawValue) }.map {
      Understood.Question(kind: $0.kind, text: $0.phrase)
    }
  }

  /// "which ADHD medicine": a choice is asked for, with up to two words between.
  private func choice() -> Int? {
    let things: Set<String> = [
      "medicine", "medicines", "medication", "drug", "drugs", "antidepressant", "stimulant", "option",
    ]
    return tokens.words.indices.first { place in
      ["which", "what"].contains(tokens.words[place])
        && tokens.words[(place + 1)..<min(tokens.words.count, place + 4)].contains(where: things.contains)
        && !["kind", "sort"].contains(tokens.words[min(tokens.words.count - 1, place + 1)])
    }
  }

  /// "venlafaxine or paroxetine?": two medicines with "or" or "rather" between them, and nothing that joins them.
  private func isAlternative(_ medicines: [Understood.Medicine]) -> Bool {
    guard Set(medicines.map(\.name)).count >= 2 else { return false }
    for (place, word) in tokens.words.enumerated() where word == "or" || word == "rather" {
      let before = tokens.words[max(0, place - 4)..<place].joined(separator: " ")
      let after = tokens.words[(place + 1)..<min(tokens.words.count, place + 4)].joined(separator: " ")
      let names = medicines.map(\.typed)
      if names.contains(where: before.contains), names.contains(where: after.contains) { return true }
    }
    return false
  }
}
