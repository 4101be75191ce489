import DrugLibrary
import Evidence
import Foundation
import KnowledgeBase
import Quantities
import Simulation

/// Puts the options for a symptom profile side by side, with what speaks against each.
struct OptionBuilder {
  let knowledge: Knowledge
  let understood: Understood
  let reader: Reader
  let occupancies: UsualOccupancies

  /// A profile of the ledger: what comes first, and what speaks against.
  private struct Profile {
    var first: Claim
    var medicines: [String]
    var against: [Claim]
    var score: Double
  }

  func options(limit: Int, cite: (Claim) -> [Int]) -> [Answer.Option] {
    profiles().prefix(limit).map { profile in
      let wording = ClaimWording(ledger: knowledge.ledger, reader: reader)
      let reference = profile.first.sources.first.flatMap { knowledge.ledger.references[$0.reference] }
      return Answer.Option(
        profile: Self.profile(profile.first), guideline: reference?.citation ?? "", year: reference?.year,
        text: reader == .patient ? profile.first.plain : profile.first.text,
        speaksAgainst: profile.against.flatMap { claim in
          wording.sentences(claim, cite: cite).filter { $0.role == .fact }.map {
            Answer.Sentence(
              text: $0.text, claims: $0.claims, section: .options, role: "speaks against", citations: $0.citations,
              grade: $0.grade)
          }
        },
        medicines: profile.medicines.prefix(6).map(medicine), claims: [profile.first.id],
        citations: cite(profile.first))
    }
  }

  private static func profile(_ claim: Claim) -> String {
    let names = claim.tags.conditions.map { ["adhd", "ptsd"].contains($0) ? $0.uppercased() : $0 }
    let conditions = names.joined(separator: ", ").capitalizedFirst
    return claim.scope.age == "all" || claim.scope.age == "not applicable"
      ? conditions : "\(conditions), \(claim.scope.age)"
  }

  /// The profiles that fit, best first.
  private func profiles() -> [Profile] {
    let ledger = knowledge.ledger
    let wantedTopics = Set(understood.topics).union(understood.person.conditions)
    return stems().compactMap { claims -> Profile? in
      // A profile is told by what a guideline says, or else by a trial; only by what may be cited.
      let choices = claims.filter { $0.kind == .selection && !$0.id.hasSuffix("b") && ledger.isCitable($0.id) }
      guard let claim = choices.first(where: { !$0.tags.topics.contains("efficacy") }) ?? choices.first else {
        return nil
      }
      let shared = wantedTopics.intersection(claim.tags.conditions).count
      guard shared > 0 else { return nil }
      // A profile that is about a gene or another medicine answers only who has that gene or takes it.
      if claim.tags.topics.contains("genotype") && understood.person.genotypes.isEmpty { return nil }
      if claim.tags.topics.contains("interactions") && understood.medicines.isEmpty { return nil }
      var score = Double(shared) * 2 - 0.6 * Double(claim.tags.conditions.count - shared)
      let isChild = understood.person.isChild ?? false
      // A profile of children under five is not that of an older one.
      if claim.text.contains("under 5") || claim.text.contains("below 5") || claim.text.contains("younger than 5") {
        if let age = understood.person.age, age >= 5 { return nil }
        if understood.person.isChild == false { return nil }
      }
      if claim.scope.age == "children" { score += isChild ? 1.5 : -0.8 }
      if claim.scope.age == "adults" { score += isChild ? -1 : 0.5 }
      let against = claims.filter {
        $0.id != claim.id && ledger.isCitable($0.id)
          && ($0.id.hasSuffix("b") || $0.kind == .pitfall || $0.kind == .safety)
      }
      var medicines: [String] = []
      for name in ([claim] + choices).flatMap(\.tags.drugs) where !medicines.contains(name) { medicines.append(name) }
      return Profile(first: claim, medicines: medicines, against: against, score: score)
    }.sorted { ($0.score, $1.first.id) > ($1.score, $0.first.id) }
  }

  /// The claims of each profile: S25a, S25b, S25c belong together.
  private func stems() -> [[Claim]] {
    var order: [String] = []
    var groups: [String: [Claim]] = [:]
    for claim in knowledge.ledger.all {
      guard let match = claim.id.wholeMatch(of: /(S[0-9]+)[a-z]/) else { continue }
      let stem = String(match.1)
      if groups[stem] == nil { order.append(stem) }
      groups[stem, default: []].append(claim)
    }
    return order.compactMap { groups[$0] }
  }

  private func medicine(_ name: String) -> Answer.OptionMedicine {
    var interactions: [String] = []
    if let drug = knowledge.library.drugs[name] {
      let taken = understood.medicines.filter { $0.name != name && !$0.isStopped }
      let drugs = [drug] + taken.compactMap { knowledge.library.drugs[$0.name] }
      let substances = knowledge.library.substances.filter { one in taken.contains { $0.name == one.name } }
      let planner = ScenarioPlanner(library: knowledge.library, understood: understood)
      interactions = WarningFinder(library: knowledge.library).warnings(
        drugs: drugs, substances: substances, patient: planner.patient()
      ).filter { $0.about.contains(name) && ["contraindicated", "major"].contains($0.severity) }.prefix(3).map {
        reader == .patient
          ? (knowledge.ledger[$0.id]?.plain ?? "")
          : "\($0.severity): \($0.about.joined(separator: " with ")) \u{2013} \($0.effect)"
      }
    }
    return Answer.OptionMedicine(
      name: name, numbers: reader.mayComputeForOnePerson ? occupancies.numbers(name) : [], interactions: interactions)
  }
}

/// The occupancies of medicines at a usual dose in a reference adult, computed once for each.
final class UsualOccupancies: @unchecked Sendable {
  private let library: DrugLibrary
  private let doses: UsualDoses
  private let lock = NSLock()
  private var store: [String: [Answer.Number]] = [:]

  init(library: DrugLibrary, doses: UsualDoses) {
    self.library = library
    self.doses = doses
  }

  /// NET, SERT and DAT on average over a day at steady state.
  func numbers(_ name: String) -> [Answer.Number] {
    if let known = lock.withLock({ store[name] }) { return known }
    let made = compute(name)
    lock.withLock { store[name] = made }
    return made
  }

  private func compute(_ name: String) -> [Answer.Number] {
    guard library.drugs[name]?.kind == .drug, let regimen = doses.dose(of: name, library: library)?.regimen(name) else {
      return []
    }
    guard
      var scenario = try? Scenario(
        regimens: [regimen], patient: Patient(), duration: 14 * 24, library: library, draws: 100)
    else { return [] }
    scenario.readouts = []
    guard var builder = try? OutcomeBuilder(scenario, library: library), let outcome = try? builder.build() else {
      return []
    }
    return outcome.occupancies.filter { ["NET", "SERT", "DAT"].contains($0.target) }.map {
      Answer.Number(
        quantity: "\($0.target) occupancy, \(regimen)", value: $0.average.value, unit: $0.average.unit,
        low: $0.average.interval.first, high: $0.average.interval.last, kind: $0.average.kind,
        scenario: "coeruleus simulate \(regimen) --readout none")
    }
  }
}
