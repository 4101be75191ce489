import Evidence
import KnowledgeBase

/// Writes the answer in 60 words or fewer: what corrects the question, what was computed, what matters most.
struct LeadWriter {
  /// The longest lead, in words.
  static let limit = 60

  let ledger: ClaimLedger
  let reader: Reader
  let understood: Understood

  /// The lead as text; its sentences, with what they rest on, are put at the head of the draft.
  func lead(
    draft: inout AnswerDraft, computed: [NumberTeller], warnings: [Answer.Warning], options: [Answer.Option]
  ) -> String {
    var candidates: [Answer.Sentence] = []
    for id in understood.premises.prefix(1) { candidates += claimLead(id, &draft) }
    let changeFirst = understood.asks(.interaction) || understood.asks(.genotype)
    for teller in computed.prefix(4) {
      let told = computed.count > 1 ? teller.comparisonLead() : teller.lead(changeFirst: changeFirst)
      candidates += told.map {
        Answer.Sentence(text: $0, claims: [], scenario: teller.scenario, section: .answer, role: "computed")
      }
    }
    if let worst = warnings.first(where: { ["contraindicated", "major"].contains($0.severity) }), isAboutSafety {
      candidates.insert(
        contentsOf: warningLead(worst),
        at: worst.severity == "contraindicated" ? 0 : candidates.count)
    }
    if let option = options.first { candidates += optionLead(option) }
    for sentence in tellable(draft.sentences) {
      candidates += ReadingGrade.sentences(sentence.text).prefix(2).map { text in
        var part = sentence
        part.text = text
        part.section = .answer
        return part
      }
      if candidates.count > 8 { break }
    }
    let chosen = fit(candidates)
    draft.putFirst(chosen)
    return chosen.map(\.text).joined(separator: " ")
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

  /// As many sentences as fit, in order; a sentence that does not fit is passed over.
  private func fit(_ candidates: [Answer.Sentence]) -> [Answer.Sentence] {
    var words = 0
    var chosen: [Answer.Sentence] = []
    for sentence in candidates where !chosen.contains(where: { $0.text == sentence.text }) {
      let count = Self.words(sentence.text)
      // A heading-like fragment before what it introduces says nothing by itself.
      if sentence.role == "fact" && count < 7 && !sentence.claims.contains(where: ledger.rules.contains) { continue }
      guard words + count <= Self.limit else { continue }
      words += count
      chosen.append(sentence)
      if chosen.count == 4 { break }
    }
    return chosen
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
    guard warning.isVerified else { return [] }
    let sentences = ReadingGrade.sentences(warning.text)
    return sentences.prefix(reader == .patient ? 3 : 2).map {
      Answer.Sentence(
        text: $0, claims: warning.claims, section: .answer, role: "fact", citations: warning.citations,
        grade: warning.claims.first.flatMap { ledger[$0]?.grade.rawValue })
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
