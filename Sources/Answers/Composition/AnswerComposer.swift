import ContentDigests
import DrugLibrary
import Evidence
import Foundation
import KnowledgeBase
import Quantities
import Simulation

/// Puts an answer together: what was computed, what is known, what is not.
struct AnswerComposer {
  let knowledge: Knowledge
  let search: any EvidenceSearch
  let occupancies: UsualOccupancies
  let request: AnswerRequest
  let understood: Understood

  private var reader: Reader { request.reader }
  private var ledger: ClaimLedger { knowledge.ledger }

  func answer() throws(ScenarioError) -> Answer {
    let question = understood.conversation.last ?? ""
    let found = search.hits(for: question, kinds: [], limit: 60)
    var draft = AnswerDraft(ledger: ledger, reader: reader)
    let computed = try compute()
    draft.numbers = computed.flatMap { NumberTeller(outcome: $0.outcome, scenario: $0.id, label: $0.label).numbers() }

    // Sources are numbered in the order in which they are met: warnings stand above the reasons.
    let warnings = warnings(computed, draft: &draft)
    tellPremises(&draft)
    tellArticle(&draft, hits: found.hits)
    let selector = ClaimSelector(ledger: ledger, understood: understood, relevance: Self.relevance(found.hits))
    tellClaims(&draft, selector: selector, isWarned: !warnings.isEmpty)
    tellComputed(&draft, computed)
    let options =
      understood.asks(.selection)
      ? OptionBuilder(knowledge: knowledge, understood: understood, reader: reader, occupancies: occupancies)
        .options(limit: 4) { draft.cite($0) } : []
    var notice: [String] = []
    if reader == .patient && understood.asks(.doseAdequacy) {
      notice = ["Your own dose is not worked out here. Ask the person who prescribes it."]
    }
    if computed.isEmpty && options.isEmpty,
      let gap = UncoveredWords(understood: understood, words: knowledge.words).gap(
        told: draft.sentences.map(\.text) + warnings.map(\.text))
    {
      draft.gaps.append(gap)
      if notice.isEmpty { notice = [gap.reason] }
    }
    let lead = LeadWriter(ledger: ledger, reader: reader, understood: understood, notice: notice).lead(
      draft: &draft, computed: computed.map { NumberTeller(outcome: $0.outcome, scenario: $0.id, label: $0.label) },
      warnings: warnings, options: options)

    var answer = Answer(
      reader: reader, understood: understood, answer: lead, numbers: draft.numbers, sentences: draft.sentences,
      warnings: warnings, options: options, sources: draft.citations, unanswered: draft.gaps, refused: nil,
      scenarios: computed.map { Answer.ComputedScenario(id: $0.id, command: $0.command, outcome: $0.outcome) },
      followUps: followUps(), articles: articles(found.hits), disclaimer: Article.disclaimer, digest: "")
    answer.notices = notice
    if answer.sentences.isEmpty && answer.warnings.isEmpty && answer.options.isEmpty {
      tellSilence(&answer, hits: found.hits)
    }
    answer.seal(knowledge.digest)
    return answer
  }

  /// The answer when a scenario cannot be computed: the rule, and what can be asked instead.
  func unanswerable(_ error: ScenarioError) -> Answer {
    var plain = request
    plain.computes = false
    let composer = AnswerComposer(
      knowledge: knowledge, search: search, occupancies: occupancies, request: plain, understood: understood)
    guard var answer = try? composer.answer() else { return silent() }
    answer.unanswered.insert(
      Answer.Gap(
        question: understood.conversation.last ?? "", reason: "Nothing was computed: \(error).",
        nearest: error.suggestion.map { ["Ask with \($0)."] } ?? []), at: 0)
    answer.seal(knowledge.digest)
    return answer
  }

  private func silent() -> Answer {
    var answer = Answer(
      reader: reader, understood: understood, answer: "", numbers: [], sentences: [], warnings: [], options: [],
      sources: [],
      unanswered: [], refused: nil, scenarios: [], followUps: [], articles: [], disclaimer: Article.disclaimer,
      digest: "")
    tellSilence(&answer, hits: [])
    answer.seal(knowledge.digest)
    return answer
  }

  // MARK: computing

  struct Computed {
    var id: String
    var label: String
    var command: String
    var outcome: Outcome
  }

  /// Runs the scenarios that the question needs; nothing for readers for whom no person is computed.
  private func compute() throws(ScenarioError) -> [Computed] {
    let planner = ScenarioPlanner(library: knowledge.library, understood: understood)
    guard request.computes, reader.mayComputeForOnePerson, planner.isNeeded else { return [] }
    var result: [Computed] = []
    for planned in planner.plans() {
      let plan = try mostChanged(planned, patient: planner.patient())
      var scenario = try Scenario(
        regimens: plan.regimens, patient: planner.patient(), duration: nil, library: knowledge.library,
        draws: request.draws)
      scenario.readouts = plan.readouts
      var builder = try OutcomeBuilder(scenario, library: knowledge.library)
      result.append(
        Computed(id: plan.id, label: plan.label, command: planner.command(plan), outcome: try builder.build()))
    }
    return result
  }

  /// The plan led by the medicine whose level the others change most; that is what a question on several medicines is about.
  ///
  /// A single draw for each order shows it, in a few milliseconds.
  private func mostChanged(_ plan: ScenarioPlanner.Plan, patient: Patient) throws(ScenarioError) -> ScenarioPlanner.Plan
  {
    let count = ScenarioPlanner(library: knowledge.library, understood: understood).taken.count
    guard plan.label.isEmpty, count > 1 else { return plan }
    var best = (plan: plan, change: -1.0)
    for place in 0..<min(count, plan.regimens.count, 4) {
      let candidate = plan.led(by: place)
      var scenario = try Scenario(
        regimens: candidate.regimens, patient: patient, duration: nil, library: knowledge.library, draws: 2)
      scenario.readouts = []
      var builder = try OutcomeBuilder(scenario, library: knowledge.library)
      let ratio = try builder.build().levels.first { $0.role == "parent" }?.exposureRatio?.value ?? 1
      let change = abs(log(max(ratio, 1e-6)))
      if change > best.change + 0.01 { best = (candidate, change) }
    }
    return best.plan
  }

  // MARK: claims

  private func tellPremises(_ draft: inout AnswerDraft) {
    for id in understood.premises where !draft.used.contains(id) {
      if let claim = ledger[id] { draft.tell(claim, section: .premise) }
    }
  }

  /// A question that is the title of an article gets the article's own lead, then the rest of what fits.
  private func tellArticle(_ draft: inout AnswerDraft, hits: [SearchHit]) {
    guard let slug = titleMatch(hits), let source = knowledge.articles[slug] else { return }
    for id in source.lead { if let claim = ledger[id], ledger.isCitable(id) { draft.tell(claim, section: .reasons) } }
    // Options are for whoever asks which medicine; here they would stand without their table.
    let sections = source.sections.filter { section in
      !section.blocks.contains { if case .options = $0 { true } else { false } }
    }
    for section in sections.prefix(8) {
      let ids = section.blocks.flatMap { block -> [String] in
        switch block {
        case .claims(let ids), .list(let ids): ids
        case .options, .panel, .subheading: []
        }
      }
      let fresh = ids.filter { ledger.isCitable($0) && !draft.used.contains($0) }.prefix(reader == .patient ? 1 : 2)
      for id in fresh { if let claim = ledger[id] { draft.tell(claim, section: .reasons) } }
    }
  }

  /// The article whose title the question repeats.
  private func titleMatch(_ hits: [SearchHit]) -> String? {
    guard understood.medicines.isEmpty, understood.groups.isEmpty else { return nil }
    let words = Set(QuestionTokens(understood.conversation.last ?? "").words.filter { $0.count > 3 })
    return hits.first { hit in
      guard hit.kind == .article, let source = knowledge.articles[hit.id], source.kind == "article" else {
        return false
      }
      let title = Set(QuestionTokens(source.title.text).words.filter { $0.count > 3 })
      return !title.isEmpty && Double(title.intersection(words).count) >= 0.75 * Double(title.count)
    }?.id
  }

  private func tellClaims(_ draft: inout AnswerDraft, selector: ClaimSelector, isWarned: Bool) {
    let limit = [Reader.patient: 3, .student: 4, .clinician: 4, .researcher: 6][reader, default: 4]
    for question in understood.questions where question.kind != .selection {
      let claims = selector.claims(for: question.kind, limit: limit, used: draft.used)
      for claim in claims { draft.tell(claim, section: Self.section(question.kind)) }
      let isComputed =
        !draft.numbers.isEmpty
        && [.levels, .interaction, .genotype, .doseAdequacy, .comparison].contains(question.kind)
      // A warning on what is asked answers it.
      let isAnswered = isComputed || !draft.sentences.isEmpty || (isWarned && question.kind != .definition)
      if claims.isEmpty && !isAnswered { draft.gaps.append(gap(question)) }
    }
    if reader == .patient && understood.asks(.doseAdequacy) {
      draft.gaps.append(
        Answer.Gap(
          question: "Is the dose right?",
          reason: "Your own dose is not worked out here. The person who prescribes it can tell you why it was chosen.",
          nearest: ["What does this medicine do?", "What is checked while I take it?"]))
    }
    let asksForKnowledge = understood.asks(.evidence) || understood.asks(.mechanism) || understood.asks(.comparison)
    let open =
      !asksForKnowledge
      ? []
      : ledger.all.filter {
        $0.kind == .researchGap && ledger.isCitable($0.id) && !draft.used.contains($0.id)
          && selector.score($0, kind: .evidence, drugs: Set(understood.medicines.map(\.name))) > 4
      }
    for claim in open.prefix(reader == .patient ? 1 : 2) { draft.tell(claim, section: .uncertainty) }
  }

  private static func section(_ kind: Understood.Kind) -> Answer.Section {
    switch kind {
    case .monitoring, .sideEffects, .stopping, .safety: .monitoring
    case .evidence: .evidence
    default: .reasons
    }
  }

  /// What a further question may be about: a medicine of the library before a food or a brand without kinetics.
  private var subject: String {
    let medicines = understood.medicines
    return (medicines.first(where: \.isComputable) ?? medicines.first)?.name ?? understood.topics.first
      ?? "norepinephrine"
  }

  private func gap(_ question: Understood.Question) -> Answer.Gap {
    let subject = self.subject
    return Answer.Gap(
      question: question.kind.rawValue.replacing("-", with: " "),
      reason: "The ledger has no checked statement on this for \(subject).",
      nearest: ["What does \(subject) do?", "What is monitored with \(subject)?"])
  }

  private func tellComputed(_ draft: inout AnswerDraft, _ computed: [Computed]) {
    for one in computed {
      let teller = NumberTeller(outcome: one.outcome, scenario: one.id, label: one.label)
      for text in teller.sentences() { draft.compute(text, scenario: one.id, section: .numbers) }
      for text in teller.uncertainty() { draft.compute(text, scenario: one.id, section: .uncertainty) }
      for text in teller.drivers() { draft.compute(text, scenario: one.id, section: .wouldChange) }
    }
  }

  // MARK: warnings

  /// Warnings for what is taken, worst first; each is a claim of the ledger.
  private func warnings(_ computed: [Computed], draft: inout AnswerDraft) -> [Answer.Warning] {
    let taken = understood.medicines
    // Two doses of one medicine are compared, not taken together.
    var drugs: [Drug] = []
    for drug in taken.compactMap({ knowledge.library.drugs[$0.name] })
    where !drugs.contains(where: { $0.name == drug.name }) {
      drugs.append(drug)
    }
    let substances = knowledge.library.substances.filter { one in taken.contains { $0.name == one.name } }
    guard !drugs.isEmpty || !substances.isEmpty else { return [] }
    let planner = ScenarioPlanner(library: knowledge.library, understood: understood)
    // Where the question says which one is stopped, it is that one.
    let named = Set(taken.filter(\.isStopped).map(\.name))
    let stopped = named.isEmpty && understood.asks(.stopping) ? Set(taken.map(\.name)) : named
    let daily = Dictionary(computed.flatMap(\.outcome.doses).map { ($0.drug, $0.amount) }, uniquingKeysWith: max)
    let found = WarningFinder(library: knowledge.library).warnings(
      drugs: drugs, substances: substances, patient: planner.patient(), dailyDoses: daily,
      stopped: stopped)
    // Options that are compared are not taken together.
    let isAlternative = (understood.asks(.comparison) || understood.asks(.selection)) && !understood.asks(.interaction)
    let shown = found.filter { warning in
      !isAlternative || Set(warning.about).intersection(taken.map(\.name)).count < 2
    }
    return shown.prefix(12).map { warning in
      let claim = ledger[warning.id]
      let isVerified = claim.map { ledger.isCitable($0.id) } ?? false
      let text: String
      switch reader {
      case .patient: text = claim?.plain ?? warning.effect
      case .student:
        text = [claim?.plain ?? warning.effect, warning.mechanism].filter { !$0.isEmpty }.joined(separator: " ")
      case .clinician, .researcher:
        text = "\(Self.subject(warning.about)): \(warning.effect) \(warning.advice)"
      }
      return Answer.Warning(
        severity: warning.severity, text: text, claims: [warning.id],
        citations: claim.map { draft.cite($0) } ?? [], isVerified: isVerified)
    }
  }

  /// "Atomoxetine with bupropion", "Stopping clonidine".
  private static func subject(_ about: [String]) -> String {
    let stopping = about.filter { $0.hasPrefix("stopping ") }
    let rest = about.filter { one in !stopping.contains { $0 == "stopping \(one)" } && !stopping.contains(one) }
    return (stopping + rest).joined(separator: " with ").capitalizedFirst
  }

  // MARK: what comes after

  private func followUps() -> [String] {
    guard let medicine = understood.medicines.first(where: \.isComputable) ?? understood.medicines.first else {
      guard let topic = understood.topics.first else { return [] }
      return ["Which medicines are used for \(topic)?", "What is monitored?"]
    }
    var result: [String] = []
    if reader.mayComputeForOnePerson {
      if understood.person.genotypes.isEmpty { result.append("and in a CYP2D6 poor metaboliser?") }
      if understood.medicines.count == 1 { result.append("and with bupropion XL 300 mg daily?") }
    }
    result.append("What is monitored with \(medicine.name)?")
    if !understood.asks(.stopping) { result.append("What happens when \(medicine.name) is stopped?") }
    return result
  }

  private func articles(_ hits: [SearchHit]) -> [String] {
    var slugs = understood.medicines.map(\.name).filter { knowledge.articles[$0] != nil }
    slugs += understood.topics.map { "condition-" + $0.replacing(" ", with: "-") }.filter {
      knowledge.articles[$0] != nil
    }
    if let title = titleMatch(hits) { slugs.insert(title, at: 0) }
    if slugs.isEmpty { slugs = hits.filter { $0.kind == .article }.prefix(2).map(\.id) }
    return Array(slugs.prefix(4))
  }

  private func tellSilence(_ answer: inout Answer, hits: [SearchHit]) {
    let near = hits.filter { $0.kind == .article || $0.kind == .drug }.prefix(3).map {
      "What is known about \($0.title)?"
    }
    answer.unanswered = [
      Answer.Gap(
        question: understood.conversation.last ?? "",
        reason: "Neither the ledger nor the model has anything on this, so nothing is said.",
        nearest: near.isEmpty
          ? ["What is the role of norepinephrine in mental health?", "What does atomoxetine do?"] : Array(near))
    ]
    answer.notices = []
    answer.answer = "This cannot be answered from what is in the ledger or the model."
  }

  /// The search's scores as 0...1 by claim.
  private static func relevance(_ hits: [SearchHit]) -> [String: Double] {
    let claims = hits.filter { $0.kind == .claim || $0.kind == .interaction }
    guard let best = claims.map(\.score).max(), best > 0 else { return [:] }
    return Dictionary(claims.map { ($0.id, max(0, $0.score / best)) }, uniquingKeysWith: max)
  }
}

extension Answer {
  /// Gives the answer its digest: its own content with what it depends on.
  mutating func seal(_ knowledge: String) {
    var content = self
    content.digest = ""
    content.scenarios = []
    digest = ContentDigest.hexadecimal(CanonicalJSON.text(content) + knowledge)
  }
}
