import DrugLibrary
import Evidence
import KnowledgeBase
import Simulation

/// Decides what is computed for a question, and puts it into words the simulator reads.
struct ScenarioPlanner {
  let library: DrugLibrary
  let understood: Understood

  /// A computation to run.
  struct Plan {
    var id: String
    var regimens: [String]
    var readouts: [String]
    /// What it stands for in a comparison; empty for the only one.
    var label: String
  }

  /// The readouts that a clinician looks at.
  private static let circulation = ["HR.supine", "HR.standing", "SBP.supine", "SBP.standing"]
  private static let computedKinds: Set<Understood.Kind> = [
    .levels, .doseAdequacy, .interaction, .genotype, .comparison, .monitoring, .sideEffects,
  ]

  /// The medicines that are taken and can be computed, the one that the question is about first.
  var taken: [Understood.Medicine] {
    let list = understood.medicines.filter { $0.isComputable && !$0.isStopped && $0.amount != nil }
    guard let main = mainIndex(list) else { return list }
    return [list[main]] + list.enumerated().filter { $0.offset != main }.map(\.element)
  }

  /// Whether numbers are asked for at all.
  var isNeeded: Bool {
    guard !taken.isEmpty else { return false }
    let kinds = Set(understood.questions.map(\.kind)).intersection(Self.computedKinds)
    if kinds.isEmpty { return false }
    // What is watched, or what it does to the body, is computed for a told dose; without one the claims answer.
    let isOnlyWatching = kinds.isSubset(of: [.monitoring, .sideEffects])
    return !isOnlyWatching || taken.contains { !$0.isDoseAssumed }
  }

  /// What to run.
  func plans() -> [Plan] {
    let list = taken
    guard let first = list.first else { return [] }
    let readouts = asksForCirculation ? Self.circulation : []
    let doses = list.filter { $0.name == first.name }
    let isComparison = understood.asks(.comparison) && Set(list.map(\.name)).count > 1 && !understood.asks(.interaction)
    if isComparison || doses.count > 1 {
      let compared = isComparison ? Array(list.prefix(4)) : doses
      return compared.enumerated().compactMap { number, medicine in
        medicine.regimen.map {
          Plan(id: "s\(number + 1)", regimens: [$0], readouts: readouts, label: Self.label(medicine))
        }
      }
    }
    let others = understood.medicines.filter { !$0.isComputable && !$0.isStopped }.map(\.name)
    return [Plan(id: "s1", regimens: list.prefix(4).compactMap(\.regimen) + others, readouts: readouts, label: "")]
  }

  private var asksForCirculation: Bool {
    if understood.asks(.monitoring) || understood.asks(.sideEffects) { return true }
    let words = QuestionTokens(understood.conversation.joined(separator: " "))
    return ["pulse", "heart", "hr", "bp", "blood pressure", "pressure", "tachycardia", "standing"].contains(
      where: words.contains)
  }

  private static func label(_ medicine: Understood.Medicine) -> String { medicine.regimen ?? medicine.name }

  /// The medicine that the others act on: the one whose enzyme another of them holds.
  private func mainIndex(_ list: [Understood.Medicine]) -> Int? {
    guard list.count > 1 else { return list.isEmpty ? nil : 0 }
    let weights = list.indices.map { victim -> Double in
      guard let pathways = library.drugs[list[victim].name]?.kinetics?.pathways else { return 0 }
      return list.indices.filter { $0 != victim }.map { other -> Double in
        let inhibited = Set(inhibitedEnzymes(list[other].name))
        return pathways.filter { inhibited.contains($0.enzyme) }.map(\.fraction.value).reduce(0, +)
      }.max() ?? 0
    }
    guard let best = weights.max(), best > 0.2 else { return 0 }
    return weights.firstIndex(of: best)
  }

  /// The enzymes that a medicine or one of its metabolites changes.
  private func inhibitedEnzymes(_ name: String) -> [String] {
    guard let drug = library.drugs[name] else { return [] }
    let products = drug.kinetics?.pathways.flatMap(\.produces).map(\.compound) ?? []
    return ([name] + products).compactMap { library.drugs[$0] }.flatMap(\.inhibits).map(\.enzyme)
  }

  // MARK: person

  /// The person as the simulator knows one.
  func patient() -> Patient {
    let person = understood.person
    var patient = Patient(
      age: person.age, weight: person.weight, sex: person.sex, smoker: person.isSmoker,
      creatinineClearance: person.creatinineClearance, pregnant: person.isPregnant, conditions: person.conditions)
    for (name, text) in person.genotypes {
      guard let enzyme = library.enzymes[name], let genotype = try? Genotype.parse(text, enzyme: enzyme) else {
        continue
      }
      patient.genotypes[name] = genotype
    }
    return patient
  }

  /// How to run a plan on the command line.
  func command(_ plan: Plan) -> String {
    var parts = ["coeruleus simulate \(plan.regimens.first ?? "")"]
    parts += plan.regimens.dropFirst().map { "--with \"\($0)\"" }
    let person = understood.person
    for (enzyme, text) in person.genotypes.sorted(by: { $0.key < $1.key }) {
      parts.append("--\(enzyme.lowercased()) '\(text)'")
    }
    if let age = person.age { parts.append("--age \(Understood.Medicine.plain(age))") }
    if let weight = person.weight { parts.append("--weight \(Understood.Medicine.plain(weight))kg") }
    if let sex = person.sex { parts.append("--sex \(sex)") }
    if person.isSmoker == true { parts.append("--smoker") }
    if person.isPregnant { parts.append("--pregnant") }
    if let clearance = person.creatinineClearance {
      parts.append("--creatinine-clearance \(Understood.Medicine.plain(clearance))")
    }
    parts += person.conditions.map { "--condition \"\($0)\"" }
    parts.append("--readout \(plan.readouts.isEmpty ? "none" : plan.readouts.joined(separator: ","))")
    return parts.joined(separator: " ")
  }
}
