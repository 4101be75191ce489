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
    if !person.genotypes.isEmpty, !found.contains(where: { $0.kind == .genotype }) {
      found.append((.genotype, 900, person.genotypes.values.sorted().joined(separator: ", ")))
    }
    let taken = medicines.filter { !$0.isStopped }
    let different = Set(taken.map(\.name))
    if different.count >= 2, !found.contains(where: { [.interaction, .comparison].contains($0.kind) }) {
      found.append((.interaction, 901, "with"))
    }
    if Set(medicines.map(\.name)).count < medicines.count, !found.contains(where: { $0.kind == .doseAdequacy }) {
      found.append((.doseAdequacy, 902, "two doses"))
    }
    if !person.conditions.isEmpty || person.isPregnant, !medicines.isEmpty,
      !found.contains(where: { $0.kind == .safety })
    {
      found.append((.safety, 903, person.conditions.joined(separator: ", ")))
    }
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
}
