public import DrugLibrary
import Evidence
import Quantities

/// A warning rule as a claim, so that a warning is searched, cited and reviewed like every other statement.
struct RuleClaim {
  let library: DrugLibrary

  func claim(_ rule: InteractionRule) -> Claim {
    let subject = rule.subject
    let parts = [rule.effect, rule.mechanism, rule.advice].filter { !$0.isEmpty }
    // Short sentences: what it is about, then what happens, why, and what to do.
    let text = (["\(subject.capitalizedFirst): \(rule.severity.rawValue)"] + parts).map { $0.trimmingSpaces.asSentence }
      .joined(separator: " ")
    let grading = grade(rule)
    var tags = Claim.Tags(topics: ["interactions", "safety"])
    for element in rule.all {
      switch element {
      case .medicine(let drugs, let classes):
        tags.drugs += (drugs + members(classes)).filter { !tags.drugs.contains($0) }
      case .condition(let name):
        tags.conditions.append(name)
        if name == "pregnancy" { tags.topics.append("pregnancy") }
      case .phenotype(let enzyme, _):
        tags.targets.append(enzyme)
        tags.topics.append("genotype")
      case .ageBelow: tags.topics.append("children")
      case .ageAbove: tags.topics.append("older-people")
      case .stopped: tags.topics.append("stopping")
      case .dailyDoseAbove: tags.topics.append("dosing")
      case .smoker: break
      }
    }
    return Claim(
      id: rule.id, text: text, plain: rule.plain, kind: rule.severity <= .major ? .safety : .interaction,
      scope: Claim.Scope(species: "human", age: "all"),
      sources: rule.reference.map { [Claim.Source(reference: $0, locator: "as given in the source", supports: .yes)] }
        ?? [],
      grade: grading.grade, gradeReason: grading.reason, status: rule.status, date: InteractionRule.ledgerDate,
      tags: tags)
  }

  /// The medicines of the library that belong to a class.
  private func members(_ classes: [String]) -> [String] {
    guard !classes.isEmpty else { return [] }
    let drugs = library.drugs.values.filter { $0.kind == .drug && !Set($0.classes).isDisjoint(with: classes) }.map(
      \.name)
    let substances = library.substances.filter { !Set($0.classes).isDisjoint(with: classes) }.map(\.name)
    return (drugs + substances).sorted()
  }

  /// Labels and guidelines count for more than single papers; what was seen second-hand counts one step less.
  private func grade(_ rule: InteractionRule) -> (grade: EvidenceGrade, reason: String) {
    let type = rule.reference.flatMap { library.references[$0]?.type } ?? "no source"
    let isSecondHand = rule.status == .verifiedSecondary
    switch type {
    case "label": return isSecondHand ? (.c, "label, seen second-hand") : (.b, "regulator's label")
    case "guideline": return isSecondHand ? (.b, "guideline, seen second-hand") : (.a, "guideline")
    case "no source": return (.d, "no source was read")
    default: return isSecondHand ? (.d, "publication, seen second-hand") : (.c, "publication on the interaction")
    }
  }
}

extension InteractionRule {
  /// When the rules entered the ledger.
  static let ledgerDate = "2026-11-26"

  /// What must be present, in words: "atomoxetine with an MAOI".
  public var subject: String {
    all.map { element in
      switch element {
      case .medicine(let drugs, let classes):
        let names = drugs + classes
        return names.count > 4
          ? names.prefix(3).joined(separator: ", ") + " and others" : names.joined(separator: " or ")
      case .condition(let name): return name
      case .phenotype(let enzyme, let name): return "\(enzyme) \(name)"
      case .ageBelow(let years): return "age below \(Int(years)) years"
      case .ageAbove(let years): return "age above \(Int(years)) years"
      case .smoker: return "smoking"
      case .stopped: return "stopping"
      case .dailyDoseAbove(let drug, let milligrams): return "\(drug) above \(Int(milligrams)) mg daily"
      }
    }.joined(separator: " with ")
  }
}

extension String {
  /// The text with a full stop at its end.
  var asSentence: String { last.map { ".!?".contains($0) } == true ? self : self + "." }
}
