import DrugLibrary
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

    /// The same with another medicine leading.
    func led(by place: Int) -> Plan {
      var copy = self
      copy.regimens = [regimens[place]] + regimens.enumerated().filter { $0.offset != place }.map(\.element)
      return copy
    }
  }

  /// The readouts that a clinician looks at.
  private static let circulation = ["HR.supine", "HR.standing", "SBP.supine", "SBP.standing"]
  private static let computedKinds: Set<Understood.Kind> = [
    .levels, .doseAdequacy, .interaction, .genotype, .comparison, .monitoring, .sideEffects,
  ]

  /// The medicines that are taken and can be computed, in the order of the question.
  var taken: [Understood.Medicine] {
    understood.medicines.filter { $0.isComputable && !$0.isStopped && $0.amount != nil }
  }

  /// Whether numbers are asked for at all.
  var isNeeded: Bool {
    guard !taken.isEmpty else { return false }
    let kinds = Set(understood.questions.map(\.kind)).intersection(Self.computedKinds)
    if kinds.isEmpty { return false }
    // Stopping and switching are no course at steady state; a level is computed only where it is asked for.
    if understood.asks(.stopping) && !understood.asks(.levels) && !understood.asks(.doseAdequacy) { return false }
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
    let others = understood.medicines.filter { other in
      !other.isStopped && library.substances.contains { $0.name == other.name }
    }.map(\.name)
    return [Plan(id: "s1", regimens: list.prefix(4).compactMap(\.regimen) + others, readouts: readouts, label: "")]
  }

  private var asksForCirculation: Bool {
    if understood.asks(.monitoring) || understood.asks(.sideEffects) { return true }
    let words = QuestionTokens(understood.conversation.joined(separator: " "))
    return ["pulse", "heart", "hr", "bp", "blood pressure", "pressure", "tachycardia", "standing"].contains(
      where: words.contains)
  }

  private static func label(_ medicine: Understood.Medicine) -> String { medicine.regimen ?? medicine.name }

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
