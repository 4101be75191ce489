import KnowledgeBase

/// Reads the medicines of a question with their doses, forms and frequencies.
struct MedicineReader {
  let words: QuestionWords
  let tokens: QuestionTokens

  /// A medicine and where it stands.
  struct Found {
    var medicine: Understood.Medicine
    /// The words of the name.
    var range: Range<Int>
    /// Whether an amount was told.
    var hasAmount: Bool
  }

  private static let forms: [String: [String]] = [
    "xr": ["xr", "er", "extended-release", "retard", "mr", "la"], "xl": ["xl"], "sr": ["sr"], "er": ["er", "xr"],
    "ir": ["ir"],
  ]
  private static let formWords: Set<String> = [
    "xr", "xl", "er", "sr", "ir", "cr", "la", "mr", "retard", "extended-release",
  ]
  private static let fillers: Set<String> = [
    "at", "of", "on", "dose", "a", "now", "currently", "already", "tablets", "capsules", "capsule", "tablet", "hcl",
    "about", "only",
    "total", "is", "was", "be", "to", "with",
  ]
  private static let massUnits: [String: String] = [
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "mgs": "mg", "mcg": "ug", "ug": "ug", "microgram": "ug",
    "micrograms": "ug",
    "g": "g", "mg/d": "mg", "mg/day": "mg", "mg/24h": "mg", "mg/kg": "mg/kg", "mg/kg/day": "mg/kg", "mg/kg/d": "mg/kg",
    "mcg/kg/min": "ug/kg/min", "ug/kg/min": "ug/kg/min",
  ]
  /// Words behind a number that make it something other than a dose.
  private static let otherUnits: Set<String> = [
    "weeks", "week", "wks", "wk", "w", "days", "day", "d", "months", "month", "years", "year", "yo", "y", "yr", "yrs",
    "h", "hours", "hour",
    "kg", "ng/ml", "nmol/l", "bpm", "mmhg", "%", "percent", "f", "m", "times", "people", "min", "minutes", "studies",
    "trials", "y/o", "x", "am", "pm",
  ]

  /// The medicines in the order of the text.
  func medicines(corrections: inout [SearchCorrection]) -> [Found] {
    var result: [Found] = []
    var place = 0
    while place < tokens.words.count {
      guard let match = name(at: place, corrections: &corrections) else {
        place += 1
        continue
      }
      let end = place + match.length
      result += found(match.name, typed: tokens.words[place..<end].joined(separator: " "), range: place..<end)
      place = end
    }
    return withLooseDose(merged(result))
  }

  /// Gives a dose that has no name to the only medicine that has no dose.
  ///
  /// "My nortriptyline level was 160. I take 100 mg at night."
  private func withLooseDose(_ found: [Found]) -> [Found] {
    guard found.count == 1, !found[0].hasAmount, found[0].medicine.isComputable else { return found }
    for place in tokens.words.indices {
      guard let (value, unit, next) = amount(at: place, mayLackUnit: false), unit != "ug/kg/min" else { continue }
      var result = found
      result[0].medicine.amount = value
      result[0].medicine.unit = unit
      result[0].medicine.isDoseAssumed = false
      result[0].medicine.frequency = frequency(near: next) ?? result[0].medicine.frequency
      result[0].hasAmount = true
      return result
    }
    return found
  }

  // MARK: names

  private func name(at place: Int, corrections: inout [SearchCorrection]) -> (name: QuestionWords.Name, length: Int)? {
    for length in stride(from: min(4, tokens.words.count - place), to: 0, by: -1) {
      let text = tokens.words[place..<(place + length)].joined(separator: " ")
      if let name = words.names[text], !isTransmitter(name, at: place), isMeantAsName(text, at: place) {
        return (name, length)
      }
      if length == 1, text.hasSuffix("'s"), let name = words.names[String(text.dropLast(2))] { return (name, 1) }
    }
    let word = tokens.words[place]
    // A transmitter is a known word, and so no misspelt medicine.
    guard words.names[word] == nil, let near = words.nearestMedicine(to: word), let name = words.names[near] else {
      return nil
    }
    corrections.append(SearchCorrection(typed: word, readAs: near))
    return (name, 1)
  }

  /// Letters such as "at" or "esc" are a medicine's name only in capitals.
  private func isMeantAsName(_ text: String, at place: Int) -> Bool {
    text.count > 3 || tokens.typed[place].allSatisfy { $0.isUppercase || $0.isNumber }
  }

  /// Norepinephrine counts as a medicine only where it is infused; mostly people mean the transmitter.
  private func isTransmitter(_ name: QuestionWords.Name, at place: Int) -> Bool {
    guard ["norepinephrine", "epinephrine"].contains(name.medicine) else { return false }
    let after = tokens.words[place..<min(tokens.words.count, place + 4)]
    return !after.contains { $0.contains("/min") || ["infusion", "drip", "iv", "infused"].contains($0) }
  }

  // MARK: doses

  private func found(_ name: QuestionWords.Name, typed: String, range: Range<Int>) -> [Found] {
    var cursor = range.upperBound
    var form = name.formulation
    while cursor < tokens.words.count,
      Self.formWords.contains(tokens.words[cursor]) || Self.fillers.contains(tokens.words[cursor])
    {
      if Self.formWords.contains(tokens.words[cursor]) { form = tokens.words[cursor].uppercased() }
      cursor += 1
    }
    var amounts: [(Double, String, Int)] = []
    if let amount = amount(at: cursor, mayLackUnit: true) {
      amounts.append(amount)
      cursor = amount.2
      // "60 -> 120", "75 vs 225", "60 or 120": a second dose of the same medicine.
      while cursor + 1 < tokens.words.count, ["->", "vs", "versus", "or", "to"].contains(tokens.words[cursor]),
        let next = self.amount(at: cursor + 1, mayLackUnit: true)
      {
        amounts.append(next)
        cursor = next.2
      }
    } else if let before = amountBefore(range.lowerBound) {
      amounts.append(before)
    }
    if cursor < tokens.words.count, Self.formWords.contains(tokens.words[cursor]) {
      form = tokens.words[cursor].uppercased()
      cursor += 1
    }
    let often = frequency(near: cursor)
    func medicine(_ amount: (Double, String, Int)?) -> Found {
      Found(
        medicine: Understood.Medicine(
          name: name.medicine, typed: typed, formulation: form, amount: amount?.0, unit: amount?.1,
          frequency: often ?? "daily", isDoseAssumed: amount == nil,
          isComputable: name.isComputable && amount?.1 != "ug/kg/min",
          isStopped: isStopped(range)), range: range, hasAmount: amount != nil)
    }
    return amounts.isEmpty ? [medicine(nil)] : amounts.map { medicine($0) }
  }

  /// A number with a mass unit, or a bare number that nothing else explains.
  private func amount(at place: Int, mayLackUnit: Bool) -> (Double, String, Int)? {
    guard place < tokens.words.count, let value = Self.number(tokens.words[place]), value > 0 else { return nil }
    let next = place + 1 < tokens.words.count ? tokens.words[place + 1] : ""
    if let unit = Self.massUnits[next] { return (value, unit, place + 2) }
    guard mayLackUnit, !Self.otherUnits.contains(next), value < 2000 else { return nil }
    // A bare "2" before "times" or a year is no dose; a dose in mg is what people leave the unit off.
    return (value, "mg", place + 1)
  }

  private func amountBefore(_ place: Int) -> (Double, String, Int)? {
    var cursor = place - 1
    while cursor >= 0, ["of", "the"].contains(tokens.words[cursor]) || Self.formWords.contains(tokens.words[cursor]) {
      cursor -= 1
    }
    guard cursor >= 1, let unit = Self.massUnits[tokens.words[cursor]],
      let value = Self.number(tokens.words[cursor - 1])
    else {
      return nil
    }
    // An amount that follows another medicine belongs to that one.
    if cursor >= 2, words.names[tokens.words[cursor - 2]] != nil { return nil }
    return (value, unit, cursor + 1)
  }

  /// The frequency that stands within three words.
  private func frequency(near place: Int) -> String? {
    let window = Array(tokens.words[min(place, tokens.words.count)..<min(tokens.words.count, place + 4)])
    var best: (regimen: String, place: Int, length: Int)?
    for (regimen, phrases) in words.frequencies {
      for phrase in phrases where phrase.count <= window.count {
        for start in 0...(window.count - phrase.count)
        where window[start..<(start + phrase.count)].elementsEqual(phrase) {
          // What stands before the frequency must not be the next medicine.
          if window[..<start].contains(where: { words.names[$0] != nil || Self.number($0) != nil }) { continue }
          if best.map({ (start, -phrase.count) < ($0.place, -$0.length) }) ?? true {
            best = (regimen, start, phrase.count)
          }
        }
      }
    }
    if let best { return best.regimen }
    let last = place > 0 && place <= tokens.words.count ? tokens.words[place - 1] : ""
    return last.hasSuffix("/day") || last.hasSuffix("/d") ? "daily" : nil
  }

  /// "fluoxetine was stopped", "stopped fluoxetine", "methylphenidate failed".
  private func isStopped(_ range: Range<Int>) -> Bool {
    let before = tokens.words[max(0, range.lowerBound - 2)..<range.lowerBound]
    let after = tokens.words[range.upperBound..<min(tokens.words.count, range.upperBound + 4)]
    if before.contains(where: { ["stopped", "off", "without", "failed"].contains($0) }) { return true }
    guard let first = after.first else { return false }
    return ["failed", "stopped", "discontinued"].contains(first)
      || (after.contains("was") && after.contains("stopped"))
  }

  // MARK: merging

  /// One entry for each medicine and dose; a mention without a dose adds nothing to one with a dose.
  private func merged(_ all: [Found]) -> [Found] {
    var result: [Found] = []
    for one in all {
      let same = result.indices.filter { result[$0].medicine.name == one.medicine.name }
      if same.isEmpty {
        result.append(one)
      } else if one.hasAmount, let empty = same.first(where: { !result[$0].hasAmount }) {
        result[empty] = one
      } else if one.hasAmount, !same.contains(where: { result[$0].medicine.amount == one.medicine.amount }) {
        result.append(one)
      }
    }
    return result
  }

  /// A number as people type it: "37.5", "37,5", "1,000".
  static func number(_ text: String) -> Double? {
    guard text.first?.isNumber == true else { return nil }
    if let value = Double(text), value.isFinite { return value }
    let parts = text.split(separator: ",")
    guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return nil }
    return Double(parts[1].count == 3 ? parts.joined() : parts.joined(separator: "."))
  }
}
