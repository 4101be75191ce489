import Evidence
import KnowledgeBase

/// Writes the answer in 60 words or fewer: what corrects the question, what was computed, what matters most.
struct LeadWriter {
  /// The longest lead, in words.
  static let limit = 60

  let ledger: ClaimLedger
  let reader: Reader
  let understood: Understood
  /// What is said before everything else and is no statement of fact: a word about the reader's own dose, or about silence.
  var notice: [String] = []

  /// The lead as text; its sentences, with what they rest on, are put at the head of the draft.
  func lead(
    draft: inout AnswerDraft, computed: [NumberTeller], warnings: [Answer.Warning], options: [Answer.Option]
  ) -> String {
    var first: [Answer.Sentence] = []
    var later: [Answer.Sentence] = []
    // What must never be done comes before any number.
    let answering = answeringWarning(warnings)
    if let answering, answering.severity == "contraindicated" { first += warningLead(answering) }
    for id in understood.premises.prefix(1) { first += claimLead(id, &draft) }
    let numbers = computedLead(computed)
    let warning = answering.map { $0.severity == "contraindicated" ? [] : warningLead($0) } ?? []
    // "Is it safe together?" asks for the warning, "what happens to the level?" for the number.
    let asksIfSafe = understood.asks(.safety) && !understood.asks(.levels)
    if asksForNumbers && !asksIfSafe { first += numbers + warning } else { first += warning }
    if !asksForNumbers || asksIfSafe { later += numbers }
    if let option = options.first { first += optionLead(option) }
    for sentence in tellable(draft.sentences).prefix(6) {
      first += ReadingGrade.sentences(sentence.text).prefix(2).map { text in
        var part = sentence
        part.text = text
        part.section = .answer
        return part
      }
    }
    let chosen = fit(first + later, room: Self.limit - notice.map(Self.words).reduce(0, +))
    draft.putFirst(chosen)
    return (notice + chosen.map(\.text)).joined(separator: " ")
  }

  /// Whether a number is the point of the question, and not something beside it.
  private var asksForNumbers: Bool {
    let kinds: [Understood.Kind] = [.levels, .doseAdequacy, .genotype, .interaction, .comparison]
    return kinds.contains(where: understood.asks) && !(understood.asks(.stopping) && !understood.asks(.levels))
  }

  private func computedLead(_ computed: [NumberTeller]) -> [Answer.Sentence] {
    let changeFirst = understood.asks(.interaction) || understood.asks(.genotype)
    return computed.prefix(4).flatMap { teller in
      let told = computed.count > 1 ? teller.comparisonLead() : teller.lead(changeFirst: changeFirst)
      return told.map {
        Answer.Sentence(text: $0, claims: [], scenario: teller.scenario, section: .answer, role: "computed")
      }
    }
  }

  /// The warning that answers the question: the worst that is about two of the things asked about, or a grave one.
  private func answeringWarning(_ warnings: [Answer.Warning]) -> Answer.Warning? {
    guard isAboutSafety else { return nil }
    let asked = Set(understood.medicines.map(\.name) + understood.person.conditions + understood.person.genotypes.keys)
    let fitting = warnings.filter { warning in
      guard let claim = warning.claims.first.flatMap({ ledger[$0] }) else { return false }
      let about = Set(claim.tags.drugs + claim.tags.conditions + claim.tags.targets)
      return about.intersection(asked).count >= 2 || (understood.person.isPregnant && about.contains("pregnancy"))
        || claim.tags.topics.contains("stopping") || ["contraindicated", "major"].contains(warning.severity)
    }
    return fitting.first(where: \.isVerified) ?? fitting.first
  }

  /// The facts that may lead; rules, which begin with lists of medicines, come last.
  private func tellable(_ sentences: [Answer.Sentence]) -> [Answer.Sentence] {
    let facts = sentences.filter { $0.role == "fact" && [.reasons, .monitoring, .evidence].contains($0.section) }
    let isRule = { (sentence: Answer.Sentence) in sentence.claims.contains(where: ledger.rules.contains) }
    return facts.filter { !isRule($0) } + facts.filter(isRule)
  }

  private var isAboutSafety: Bool {
    understood.asks(.interaction) || understood.asks(.safety) || understood.asks(.stopping)
      || understood.asks(.doseAdequacy)
      || understood.medicines.count > 1
  }

  /// As many sentences as fit, in order; a sentence that does not fit, or does not stand alone, is passed over.
  private func fit(_ candidates: [Answer.Sentence], room: Int) -> [Answer.Sentence] {
    var words = 0
    var chosen: [Answer.Sentence] = []
    for sentence in candidates where !chosen.contains(where: { $0.text == sentence.text }) {
      let count = Self.words(sentence.text)
      let isRule = sentence.claims.contains(where: ledger.rules.contains)
      // A heading-like fragment before what it introduces says nothing by itself.
      if sentence.role == "fact" && count < 6 && !isRule { continue }
      if sentence.role == "fact" && !isRule && leans(sentence.text) && chosen.last?.claims != sentence.claims {
        continue
      }
      guard words + count <= room else { continue }
      words += count
      chosen.append(sentence)
      if chosen.count == 4 { break }
    }
    return chosen
  }

  private static let leaning: Set<String> = [
    "it", "they", "this", "these", "that", "those", "he", "she", "its", "their", "such", "both", "but", "and", "so",
    "half", "the ratio", "then",
    "here", "there", "yet", "also", "others", "another", "at the last",
  ]

  /// Whether a sentence needs the one before it: it begins with a pronoun, a number or a bracket.
  private func leans(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter else { return true }
    let words = text.lowercased().split(separator: " ").prefix(3).map(String.init)
    return Self.leaning.contains(words.first ?? "") || Self.leaning.contains(words.prefix(2).joined(separator: " "))
      || Self.leaning.contains(words.joined(separator: " "))
  }

  /// Words as a person counts them: what stands between spaces.
  static func words(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }

  private func claimLead(_ id: String, _ draft: inout AnswerDraft) -> [Answer.Sentence] {
    guard let claim = ledger[id] else { return [] }
    let citations = draft.cite(claim)
    return ReadingGrade.sentences(reader == .patient ? claim.plain : claim.text).prefix(2).map {
      Answer.Sentence(
        text: $0, claims: [id], section: .answer, role: "fact", citations: citations, grade: claim.grade.rawValue)
    }
  }

  private func warningLead(_ warning: Answer.Warning) -> [Answer.Sentence] {
    let isVerified = warning.isVerified
    return ReadingGrade.sentences(warning.text).prefix(reader == .patient ? 3 : 2).map {
      Answer.Sentence(
        text: isVerified ? $0 : "Not verified: \($0)", claims: warning.claims, section: .answer,
        role: isVerified ? "fact" : "not verified",
        citations: warning.citations,
        grade: warning.isVerified ? warning.claims.first.flatMap { ledger[$0]?.grade.rawValue } : nil)
    }
  }

  private func optionLead(_ option: Answer.Option) -> [Answer.Sentence] {
    let against = option.speaksAgainst.first.map { sentence in
      var part = sentence
      part.section = .answer
      part.role = "fact"
      part.text = ReadingGrade.sentences(sentence.text).first ?? sentence.text
      return part
    }
    let first = ReadingGrade.sentences(option.text).prefix(2).map {
      Answer.Sentence(
        text: $0, claims: option.claims, section: .answer, role: "fact", citations: option.citations,
        grade: option.claims.first.flatMap { ledger[$0]?.grade.rawValue })
    }
    return first + (against.map { [$0] } ?? [])
  }
}
