import DrugLibrary

/// What was read, in one line: "I read: nortriptyline 75 mg daily, CYP2D6 poor metaboliser; asked: levels".
struct ReadingSummary {
  let text: String

  init(_ understood: Understood, library: DrugLibrary) {
    var parts: [String] = understood.medicines.map { medicine in
      var text = medicine.name
      if let form = medicine.formulation { text += " \(form)" }
      if let amount = medicine.amount, let unit = medicine.unit {
        text += " \(Understood.Medicine.plain(amount)) \(unit) \(medicine.frequency)"
        if medicine.isDoseAssumed { text += " (assumed)" }
      }
      return medicine.isStopped ? "\(text) (stopped)" : text
    }
    parts += understood.groups
    let person = understood.person
    for (enzyme, text) in person.genotypes.sorted(by: { $0.key < $1.key }) {
      parts.append("\(enzyme) \(Self.phenotype(text))")
    }
    if let age = person.age { parts.append("\(Understood.Medicine.plain(age)) years") }
    if person.age == nil, let group = person.ageGroup { parts.append(group) }
    if let sex = person.sex { parts.append(sex) }
    if let weight = person.weight { parts.append("\(Understood.Medicine.plain(weight)) kg") }
    if person.isPregnant { parts.append("pregnant") }
    if let smoker = person.isSmoker { parts.append(smoker ? "smoker" : "no longer or not a smoker") }
    parts += person.conditions + person.vitalSigns
    parts += understood.topics.filter { !person.conditions.contains($0) && !($0 == "pregnancy" && person.isPregnant) }
      .map { ["adhd", "ptsd"].contains($0) ? $0.uppercased() : $0 }
    parts += understood.targets.filter { target in !person.genotypes.keys.contains(target) }
    let asked = understood.questions.map { $0.kind.rawValue.replacing("-", with: " ") }
    text =
      "I read: " + (parts.isEmpty ? "no medicine or illness" : parts.joined(separator: ", ")) + "; asked: "
      + asked.joined(separator: ", ") + "."
  }

  private static func phenotype(_ text: String) -> String {
    switch text {
    case "PM": "poor metaboliser"
    case "IM": "intermediate metaboliser"
    case "NM": "normal metaboliser"
    case "RM": "rapid metaboliser"
    case "UM": "ultrarapid metaboliser"
    default: text
    }
  }
}
