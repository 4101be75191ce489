import Answers
import DrugLibrary
import KnowledgeBase

/// The form that changes what was read; sent, it makes a new address.
struct ScenarioForm {
  let query: AskQuery
  let understood: Understood
  let site: Site

  func view() -> View {
    let person = understood.person
    var selects: [View] = site.knowledge.library.geneNames.map { gene in
      select(
        gene.lowercased(), label: gene, current: query.genotypes[gene] ?? person.genotypes[gene],
        choices: (site.knowledge.library.enzyme(gene)?.phenotypes ?? []).map { ($0.name, PhenotypeWords.text($0.name)) }
      )
    }
    selects.append(
      select(
        "sex", label: "Sex", current: person.sex, choices: [("female", "female"), ("male", "male")], canUnset: false))
    selects.append(
      select(
        "smoker", label: "Smokes", current: person.isSmoker.map { $0 ? "yes" : "no" },
        choices: [("yes", "yes"), ("no", "no")],
        canUnset: false))
    selects.append(
      select(
        "pregnant", label: "Pregnant", current: person.isPregnant ? "yes" : nil,
        choices: [("yes", "yes"), ("no", "no")],
        canUnset: false))
    let hidden =
      [("q", query.question)] + query.then.map { ("then", $0) } + [("for", query.reader.rawValue)]
      + query.conditions.map { ("condition", $0) }
    return [
      "hidden": AnswerView.hidden(hidden), "regimens": .list(regimens()), "selects": .list(selects),
      "age": .text(person.age.map(Self.plain)), "weight": .text(person.weight.map(Self.plain)),
      "isOpen": .flag(!query.changeParameters.isEmpty),
    ]
  }

  private func regimens() -> [View] {
    var lines = query.regimens
    if lines.isEmpty { lines = understood.medicines.filter { !$0.isStopped }.compactMap { $0.regimen ?? $0.name } }
    lines = Array(lines.prefix(Limits.medicines - 1)) + [""]
    return lines.enumerated().map { place, line in
      [
        "id": .text("regimen-\(place + 1)"), "number": .text(String(place + 1)), "value": .text(line),
        "placeholder": .text(line.isEmpty ? "a further medicine, such as bupropion XL 300 mg daily" : nil),
      ]
    }
  }

  private func select(
    _ name: String, label: String, current: String?, choices: [(value: String, text: String)], canUnset: Bool = true
  ) -> View {
    var list = [("", current == nil ? "not said" : "as read")]
    if let current, !current.isEmpty, current != "unknown", !choices.contains(where: { $0.value == current }) {
      list.append((current, current))
    }
    list += choices
    if canUnset, current != nil { list.append(("unknown", "unknown")) }
    return [
      "name": .text(name), "label": .text(label),
      "choices": .list(
        list.map { ["value": .text($0.0), "text": .text($0.1), "isCurrent": .flag(!$0.0.isEmpty && $0.0 == current)] }),
    ]
  }

  static func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e6 ? String(Int(value)) : String(value)
  }
}

/// Phenotypes in words.
enum PhenotypeWords {
  static func text(_ name: String) -> String {
    switch name {
    case "PM": "poor metaboliser"
    case "IM": "intermediate metaboliser"
    case "NM": "normal metaboliser"
    case "RM": "rapid metaboliser"
    case "UM": "ultrarapid metaboliser"
    default: name
    }
  }
}
