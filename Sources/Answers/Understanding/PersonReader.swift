import DrugLibrary
import KnowledgeBase
import Quantities

/// Reads who the question is about: age, sex, weight, genes, smoking, pregnancy, conditions, vital signs.
struct PersonReader {
  let words: QuestionWords
  let tokens: QuestionTokens
  let library: DrugLibrary

  private static let ageUnits: Set<String> = [
    "yo", "y/o", "y", "yr", "yrs", "years", "year", "-year-old", "year-old", "years-old",
  ]
  private static let women: Set<String> = [
    "she", "her", "woman", "female", "girl", "mum", "mother", "daughter", "wife",
  ]
  private static let men: Set<String> = ["he", "his", "him", "man", "male", "boy", "son", "husband", "father"]
  private static let people: Set<String> = [
    "child", "kid", "he", "she", "mum", "dad", "boy", "girl", "son", "daughter", "man", "woman", "patient", "teenager",
  ]
  private static let ageGroups: [(name: String, words: [String])] = [
    ("adolescent", ["adolescent", "adolescents", "teenager", "teenagers", "teen", "teens", "teenage"]),
    ("child", ["child", "children", "kid", "kids", "toddler", "boy", "girl", "paediatric", "pediatric"]),
    ("older adult", ["elderly", "geriatric", "older", "grandmother", "grandfather"]),
  ]
  private static let denials: Set<String> = ["no", "not", "without", "denies", "never", "h/o", "excluded", "negative"]

  func person(assumptions: inout [String]) -> Understood.Person {
    var person = Understood.Person()
    readNumbers(&person)
    readGenes(&person, assumptions: &assumptions)
    if person.sex == nil {
      if tokens.words.contains(where: Self.women.contains) { person.sex = "female" }
      if tokens.words.contains(where: Self.men.contains) { person.sex = person.sex == nil ? "male" : nil }
    }
    if ["pregnant", "pregnancy", "trimester", "expecting a baby"].contains(where: tokens.contains),
      !isDenied("pregnant")
    {
      person.isPregnant = true
      person.sex = "female"
    }
    if tokens.contains("stopped smoking") || tokens.contains("non-smoker") || tokens.contains("does not smoke") {
      person.isSmoker = false
    } else if ["smoker", "smokes", "smoking", "cigarettes"].contains(where: tokens.contains),
      !tokens.contains("quit smoking")
    {
      person.isSmoker = true
    }
    if person.age == nil {
      person.ageGroup = Self.ageGroups.first { $0.words.contains(where: tokens.words.contains) }?.name
    }
    person.conditions = conditions()
    if let clearance = person.creatinineClearance, clearance < 30,
      !person.conditions.contains("severe renal impairment")
    {
      person.conditions.append("severe renal impairment")
    }
    return person
  }

  // MARK: numbers

  private func readNumbers(_ person: inout Understood.Person) {
    for (place, word) in tokens.words.enumerated() {
      func at(_ offset: Int) -> String {
        tokens.words.indices.contains(place + offset) ? tokens.words[place + offset] : ""
      }
      if let pressure = word.wholeMatch(of: /([0-9]{2,3})\/([0-9]{2,3})/), let upper = Double(pressure.1),
        (60...260).contains(upper)
      {
        person.vitalSigns.append("blood pressure \(word) mmHg")
        continue
      }
      guard let value = MedicineReader.number(word) else { continue }
      if Self.ageUnits.contains(at(1)) || at(1).hasPrefix("-year") || ["aged", "age"].contains(at(-1)) {
        // "for 2 years" is a time; "is 71", "71 yo" an age.
        if !["for", "past", "last", "over", "since"].contains(at(-1)), (0...120).contains(value) { person.age = value }
      } else if ["of", "is"].contains(at(-1)), Self.people.contains(at(-2)), (0...110).contains(value) {
        person.age = value
      } else if ["f", "m"].contains(at(1)), (1...110).contains(value) {
        person.age = value
        person.sex = at(1) == "f" ? "female" : "male"
      } else if ["is", "i'm", "im", "am", "he's", "she's", "hes", "shes"].contains(at(-1)), (3...110).contains(value),
        Self.startsClause(at(1))
      {
        person.age = value
      } else if ["kg", "kilos"].contains(at(1)), (2...350).contains(value) {
        person.weight = value
      } else if let gap = clearanceGap(before: place), (1...250).contains(value), person.creatinineClearance == nil {
        let isBelow = tokens.words[(place - gap)..<place].contains { ["below", "under", "less"].contains($0) }
        person.creatinineClearance = isBelow ? value - 1 : value
      } else if ["hr", "pulse"].contains(at(-1))
        || (at(-1) == "of" && ["bradycardia", "tachycardia", "pulse"].contains(at(-2)))
        || ["bpm", "beats/min"].contains(at(1)), (25...260).contains(value)
      {
        person.vitalSigns.append("pulse \(word) beats/min")
      } else if at(-1) == "qtc", (300...700).contains(value) {
        person.vitalSigns.append("QTc \(word) ms")
      } else if at(1) == "ng/ml" {
        person.vitalSigns.append("measured level \(word) ng/mL")
      }
    }
  }

  /// How many words before a number the kidney's clearance is named, with no other number between; nil when it is not.
  private func clearanceGap(before place: Int) -> Int? {
    let names: Set<String> = ["egfr", "crcl", "gfr", "clearance"]
    return (1...4).first { gap in
      place >= gap && names.contains(tokens.words[place - gap])
        && !tokens.words[(place - gap + 1)..<place].contains { MedicineReader.number($0) != nil }
    }
  }

  private static func startsClause(_ word: String) -> Bool {
    ["", "and", "with", "on", "takes", "taking"].contains(word)
  }

  // MARK: genes

  private func readGenes(_ person: inout Understood.Person, assumptions: inout [String]) {
    let enzymes = library.enzymes.keys.sorted()
    func enzyme(_ word: String) -> String? {
      let plain = word.uppercased().trimming { "'S".contains($0) && word.hasSuffix("'s") }
      return enzymes.first { $0 == plain || $0 == "CYP" + plain }
    }
    let places = tokens.words.indices.compactMap { place in enzyme(tokens.words[place]).map { (place, $0) } }
    /// The enzyme named nearest to a place; without one, CYP2D6 is what people mean.
    func nearest(_ place: Int) -> String {
      if let near = places.min(by: { abs($0.0 - place) < abs($1.0 - place) }), abs(near.0 - place) <= 6 {
        return near.1
      }
      assumptions.append("the gene is CYP2D6, since none was named")
      return "CYP2D6"
    }
    for (place, word) in tokens.words.enumerated() {
      if word.contains("*") {
        let cleaned = word.replacing("xn", with: "x2").trimming { ".,".contains($0) }
        let name = nearest(place)
        if let known = library.enzymes[name], let genotype = try? Genotype.parse(cleaned, enzyme: known) {
          person.genotypes[name] = genotype.text
        }
      } else if word == "g143e" {
        person.genotypes["CES1"] = "IM"
      } else if let phenotype = phenotype(at: place) {
        // "both normal and poor metabolisers" asks for a comparison, not about one person.
        let name = nearest(place)
        if person.genotypes[name] == nil || Self.isCorrection(tokens) { person.genotypes[name] = phenotype }
      } else if ["score", "as"].contains(word), place + 1 < tokens.words.count,
        let score = MedicineReader.number(tokens.words[place + 1]),
        score <= 6, word == "score" || places.contains(where: { abs($0.0 - place) <= 3 })
      {
        person.genotypes[nearest(place)] = "AS \(Understood.Medicine.plain(score))"
      }
    }
  }

  private static func isCorrection(_ tokens: QuestionTokens) -> Bool {
    tokens.contains("mix-up") || tokens.contains("sorry")
  }

  private func phenotype(at place: Int) -> String? {
    let word = tokens.words[place]
    func next(_ offset: Int) -> String { place + offset < tokens.words.count ? tokens.words[place + offset] : "" }
    let isMetaboliser = next(1).hasPrefix("metaboli") || next(1).hasPrefix("meteboli") || next(1).hasPrefix("metabol")
    if isMetaboliser {
      switch word {
      case "poor", "slow": return "PM"
      case "intermediate": return "IM"
      case "normal", "extensive", "fast": return "NM"
      case "ultrarapid", "ultra-rapid", "ultrafast": return "UM"
      case "rapid": return place > 0 && tokens.words[place - 1] == "ultra" ? "UM" : "RM"
      default: break
      }
    }
    let isAfterGene = tokens.words[max(0, place - 3)..<place].contains { $0.contains("2d6") || $0.contains("2c19") }
    if isAfterGene, !isMetaboliser {
      if word == "normal" { return "NM" }
      if word == "poor" || word == "slow" { return "PM" }
    }
    let isNearGene =
      (place > 0 && tokens.words[place - 1].contains("2d6")) || (place > 0 && tokens.words[place - 1].contains("2c19"))
      || next(1).contains("2d6") || next(2).contains("2d6")
      || (place > 0 && ["a", "an", "as"].contains(tokens.words[place - 1]))
    switch word {
    case "pm", "pms":
      // "8 pm" is a time.
      return place > 0 && MedicineReader.number(tokens.words[place - 1]) != nil ? nil : "PM"
    case "im": return isNearGene ? "IM" : nil
    case "um", "ums": return "UM"
    case "em", "ems", "nm", "nms": return "NM"
    default: return nil
    }
  }

  // MARK: conditions

  private func conditions() -> [String] {
    var covered: Set<Int> = []
    var found: [(place: Int, name: String)] = []
    let phrases = words.conditions.flatMap { condition in condition.words.map { (condition.name, $0) } }.sorted {
      $0.1.count > $1.1.count
    }
    for (name, phrase) in phrases where name != "pregnancy" && name != "overdose" {
      var start = 0
      while let place = tokens.position(of: phrase, from: start) {
        start = place + 1
        let range = place..<(place + phrase.count)
        guard covered.isDisjoint(with: range) else { continue }
        covered.formUnion(range)
        if !isDenied(at: place), !isAskedAbout(place), !found.contains(where: { $0.name == name }) {
          found.append((place, name))
        }
        if start >= tokens.words.count { break }
      }
    }
    return found.sorted { $0.place < $1.place }.map(\.name)
  }

  /// "a warning about suicidal thoughts", "does it cause seizures": what is asked about, and not what the person has.
  private func isAskedAbout(_ place: Int) -> Bool {
    let before = tokens.words[max(0, place - 4)..<place]
    return before.contains {
      ["about", "warning", "warnings", "cause", "causes", "causing", "trigger", "risk"].contains($0)
    }
      && !before.contains { ["with", "has", "had", "have"].contains($0) }
  }

  private func isDenied(_ word: String) -> Bool {
    tokens.position(of: [word]).map(isDenied(at:)) ?? false
  }

  private func isDenied(at place: Int) -> Bool {
    // A denial reaches no further than its own part of the sentence: "no epilepsy, glaucoma" denies the first.
    for before in stride(from: place - 1, through: max(0, place - 3), by: -1) {
      if tokens.endsPart[before] { return false }
      if Self.denials.contains(tokens.words[before]) { return true }
    }
    return false
  }
}
