public import DrugLibrary
import Evidence
import Regimens

/// Finds the warnings that a regimen deserves, worst first.
public struct WarningFinder {
  let library: DrugLibrary

  /// Makes a finder over the rules of a library.
  public init(library: DrugLibrary) { self.library = library }

  private struct Medicine {
    var name: String
    var classes: Set<String>
  }

  func warnings(for scenario: Scenario) -> [Outcome.Warning] {
    let weight = scenario.patient.weight ?? 70
    let dailyDoses = Dictionary(
      scenario.intakes.map {
        (
          $0.drug.name,
          DoseLimits.heaviestDay(
            $0.regimen.doses(until: max(48, scenario.duration), weightKg: weight).map { ($0.time, $0.amount) })
        )
      }, uniquingKeysWith: max)
    let stopped = Set(
      scenario.intakes.filter {
        guard let last = $0.regimen.doses(until: scenario.duration, weightKg: weight).last?.time,
          let interval = $0.regimen.interval
        else { return false }
        return last + 2 * interval <= scenario.duration
      }.map(\.drug.name))
    return warnings(
      drugs: scenario.intakes.map(\.drug), substances: scenario.substances, patient: scenario.patient,
      dailyDoses: dailyDoses, stopped: stopped)
  }

  /// The warnings for medicines and a patient, without doses in time.
  ///
  /// - Parameters:
  ///   - drugs: medicines with kinetics.
  ///   - substances: medicines and exposures that are known for warnings only.
  ///   - patient: who takes them.
  ///   - dailyDoses: mg a day by drug, where known.
  ///   - stopped: those that are being stopped.
  public func warnings(
    drugs: [Drug], substances: [Substance], patient: Patient, dailyDoses: [String: Double] = [:],
    stopped: Set<String> = []
  ) -> [Outcome.Warning] {
    let medicines =
      drugs.map { Medicine(name: $0.name, classes: Set($0.classes)) }
      + substances.map { Medicine(name: $0.name, classes: Set($0.classes)) }
    var result: [(rule: InteractionRule, about: [String])] = []
    for rule in library.rules {
      guard let about = match(rule, medicines, patient, dailyDoses, stopped) else { continue }
      result.append((rule, about))
    }
    return result.sorted { ($0.rule.severity, $0.rule.id) < ($1.rule.severity, $1.rule.id) }.map { rule, about in
      Outcome.Warning(
        id: rule.id, severity: rule.severity.rawValue, about: about, mechanism: rule.mechanism, effect: rule.effect,
        advice: rule.advice,
        citation: rule.status.mayBeCited ? rule.reference.flatMap { library.references[$0]?.citation } : nil,
        status: rule.status.rawValue)
    }
  }

  /// What a rule is about in this scenario, or nil when it does not apply.
  private func match(
    _ rule: InteractionRule, _ medicines: [Medicine], _ patient: Patient, _ dailyDoses: [String: Double],
    _ stopped: Set<String>
  ) -> [String]? {
    var about: [String] = []
    var slots: [[Int]] = []
    var needsStopped = false
    for element in rule.all {
      switch element {
      case .medicine(let drugs, let classes):
        slots.append(
          medicines.indices.filter {
            drugs.contains(medicines[$0].name) || !medicines[$0].classes.isDisjoint(with: classes)
          })
      case .condition(let name):
        let isPregnancy = patient.pregnant && name.lowercased() == "pregnancy"
        guard isPregnancy || patient.conditions.contains(name) else { return nil }
        about.append(name)
      case .phenotype(let enzyme, let name):
        guard let genotype = patient.genotypes[enzyme],
          library.enzymes[enzyme]?.phenotype(score: genotype.activityScore)?.name == name
        else { return nil }
        about.append("\(enzyme) \(name)")
      case .ageBelow(let years):
        guard let age = patient.age, age < years else { return nil }
        about.append("age \(Patient.plain(age))")
      case .ageAbove(let years):
        guard let age = patient.age, age > years else { return nil }
        about.append("age \(Patient.plain(age))")
      case .smoker:
        guard patient.smoker == true else { return nil }
        about.append("smoking")
      case .stopped: needsStopped = true
      case .dailyDoseAbove(let drug, let milligrams):
        guard let dose = dailyDoses[drug], dose > milligrams else { return nil }
        about.append("\(drug) \(Patient.plain(dose)) mg a day")
      }
    }
    guard let chosen = assign(slots, used: []) else { return nil }
    let names = chosen.map { medicines[$0].name }
    if needsStopped {
      guard let which = names.first(where: stopped.contains) else { return nil }
      about.append("stopping \(which)")
    }
    return names + about
  }

  /// Gives each slot a different medicine, if that is possible.
  private func assign(_ slots: [[Int]], used: Set<Int>) -> [Int]? {
    guard let first = slots.first else { return [] }
    for candidate in first where !used.contains(candidate) {
      if let rest = assign(Array(slots.dropFirst()), used: used.union([candidate])) { return [candidate] + rest }
    }
    return nil
  }
}
