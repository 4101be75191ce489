import Evidence
import KnowledgeBase

/// Chooses the claims that answer a question: by what they are about, what they say, how well they are supported.
struct ClaimSelector {
  let ledger: ClaimLedger
  let understood: Understood
  /// The words' relevance by claim id, 0...1, as the search sees it.
  let relevance: [String: Double]

  /// What kinds and topics of claims answer a kind of question, best first.
  private static let wanted: [Understood.Kind: (kinds: [Claim.Kind], topics: [String])] = [
    .definition: ([.definition], ["definition"]),
    .mechanism: ([.definition, .mechanism, .drugEffect], ["mechanism", "neurobiology"]),
    .doseAdequacy: ([.dosing, .measurement], ["dosing", "levels", "occupancy", "pitfalls"]),
    .interaction: ([.interaction, .safety, .pharmacokinetics], ["interactions", "genotype"]),
    .levels: (
      [.measurement, .pharmacokinetics, .dosing], ["levels", "occupancy", "pharmacokinetics", "cardiovascular"]
    ),
    .genotype: ([.dosing, .pharmacokinetics], ["genotype"]),
    .monitoring: ([.monitoring], ["monitoring", "cardiovascular"]),
    .comparison: ([.drugEffect, .measurement, .selection], ["efficacy", "occupancy", "mechanism", "selection"]),
    .selection: ([.selection], ["selection", "efficacy"]),
    .sideEffects: ([.drugEffect, .safety, .monitoring], ["side-effects", "cardiovascular", "safety"]),
    .stopping: ([.safety, .interaction], ["stopping"]),
    .safety: ([.safety, .pitfall], ["safety", "pregnancy", "children", "older-people", "overdose"]),
    .evidence: (
      [.drugEffect, .measurement, .pitfall, .researchGap], ["research", "efficacy", "occupancy", "pitfalls"]
    ),
  ]

  /// The best claims for a kind of question, none that is in `used`, none below a fair match.
  func claims(for kind: Understood.Kind, limit: Int, used: Set<String>) -> [Claim] {
    let drugs = Set(understood.medicines.map(\.name))
    let scored = ledger.all.compactMap { claim -> (Claim, Double)? in
      guard !used.contains(claim.id), ledger.isCitable(claim.id) else { return nil }
      let score = self.score(claim, kind: kind, drugs: drugs)
      return score >= 3 ? (claim, score) : nil
    }
    let sorted = scored.sorted { ($0.1, $1.0.id) > ($1.1, $0.0.id) }
    // What fits much less well than the best would only make the answer longer.
    let floor = 0.6 * (sorted.first?.1 ?? 0)
    return sorted.prefix(limit).filter { $0.1 >= floor }.map(\.0)
  }

  private var conditions: Set<String> {
    Set(understood.topics).union(understood.person.conditions).union(understood.person.isPregnant ? ["pregnancy"] : [])
  }

  /// How well a claim fits: subject, kind, words, grade.
  func score(_ claim: Claim, kind: Understood.Kind, drugs: Set<String>) -> Double {
    let tags = claim.tags
    // A rule is told as a warning where all of it is met. As a claim it lists what never goes with a medicine, for who asks for its dangers.
    if ledger.rules.contains(claim.id) {
      guard kind == .safety, claim.kind == .safety, drugs.count == 1, conditions.isEmpty, understood.person.age == nil,
        claim.text.contains("contraindicated")
      else { return 0 }
    }
    var subject = 0.0
    if !drugs.isEmpty {
      let shared = drugs.intersection(tags.drugs).count
      if shared == 0 {
        // A claim about other medicines answers nothing here; one about none may explain.
        if !tags.drugs.isEmpty || kind == .interaction { return 0 }
        guard !Set(tags.targets).isDisjoint(with: understood.targets) || relevance[claim.id, default: 0] > 0.3 else {
          return 0
        }
        subject += 0.5
      } else {
        // Two medicines are asked about together: what is said of one of them answers something else.
        if kind == .interaction && drugs.count > 1 && shared < 2 { return 0 }
        subject += 2 + 1.5 * Double(shared - 1) - 0.1 * Double(min(10, max(0, tags.drugs.count - shared)))
      }
    }
    let topics = conditions
    let sharedTopics = topics.intersection(tags.conditions).count
    subject += 1.2 * Double(min(2, sharedTopics))
    subject += 0.8 * Double(min(2, Set(tags.targets).intersection(understood.targets).count))
    if understood.person.isPregnant && tags.topics.contains("pregnancy") { subject += 1.5 }
    if let isChild = understood.person.isChild, claim.scope.age == "children" { subject += isChild ? 1.5 : -1.5 }
    if let isOld = understood.person.isOld, claim.scope.age == "older adults" { subject += isOld ? 1 : -1 }
    let strangers = Set(tags.conditions).subtracting(topics).count
    if sharedTopics == 0 { subject -= 0.5 * Double(min(2, strangers)) }
    // In a question about no medicine, what holds for one of them is no general answer.
    if drugs.isEmpty && understood.groups.isEmpty && (1...2).contains(tags.drugs.count) { subject -= 0.6 }
    if drugs.isEmpty && topics.isEmpty && understood.targets.isEmpty {
      subject += 1.5 * relevance[claim.id, default: 0]
    }
    guard subject > 0.4 else { return 0 }
    var fit = 0.0
    if let wanted = Self.wanted[kind] {
      if let place = wanted.kinds.firstIndex(of: claim.kind) { fit += 1.6 - 0.2 * Double(place) }
      if !Set(wanted.topics).isDisjoint(with: tags.topics) { fit += 1.2 }
    }
    // A number that was measured, but of something else, answers no question on levels.
    if kind == .levels {
      let asksOccupancy = !understood.targets.isEmpty && tags.topics.contains("occupancy")
      guard asksOccupancy || !Set(tags.topics).isDisjoint(with: ["levels", "pharmacokinetics", "genotype", "dosing"])
      else {
        return 0
      }
      if asksOccupancy { fit += 1.2 }
    }
    guard fit > 0 else { return 0 }
    // "What does X do?" asks first what X is.
    let asksWhat = kind == .definition || kind == .mechanism
    if asksWhat && claim.kind == .definition && !drugs.isEmpty && tags.drugs.count <= 2 { fit += 1.5 }
    let grade = [EvidenceGrade.a: 0.6, .b: 0.45, .c: 0.2, .d: 0.0][claim.grade, default: 0]
    // People ask about people: what was seen in animals stands behind what was seen in them.
    let species = claim.scope.species == "human" || claim.scope.species == "any" || kind == .mechanism ? 0 : -0.8
    // Where a medicine is named, what is said of it matters more than which words say it.
    let weight = drugs.isEmpty ? 2.2 : 1.0
    return subject + fit + weight * relevance[claim.id, default: 0] + grade + species
  }
}
