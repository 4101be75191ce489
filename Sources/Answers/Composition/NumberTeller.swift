import KnowledgeBase
import Quantities
import Simulation

/// Tells an outcome: the numbers as rows, and what they mean in sentences.
struct NumberTeller {
  let outcome: Outcome
  let scenario: String
  /// What the scenario stands for in a comparison; empty for the only one.
  let label: String

  private func name(_ text: String) -> String { label.isEmpty ? text : "\(label): \(text)" }

  private func number(_ quantity: String, _ measure: Outcome.Measure) -> Answer.Number {
    Answer.Number(
      quantity: name(quantity), value: measure.value, unit: measure.unit, low: measure.interval.first,
      high: measure.interval.last, kind: measure.kind, scenario: scenario)
  }

  /// The rows.
  func numbers() -> [Answer.Number] {
    var rows: [Answer.Number] = []
    for level in outcome.levels where level.role != "metabolite of comedication" {
      let isMain = level.role == "parent" || level.role == "active moiety"
      rows.append(number("\(level.name), \(level.leadingName) level", level.leading))
      if isMain { rows.append(number("\(level.name), average level", level.average)) }
      if let ratio = level.exposureRatio {
        rows.append(number("\(level.name), exposure against \(outcome.comparison ?? "the reference")", ratio))
      }
    }
    for occupancy in outcome.occupancies where Self.isShown(occupancy) {
      rows.append(number("\(occupancy.target) occupancy, average", occupancy.average))
    }
    rows += measured()
    for readout in outcome.system where !readout.isExploratory && readout.panel == "circulation" {
      rows.append(number("\(readout.meaning), change", readout.change))
    }
    for crossing in outcome.thresholds {
      rows.append(number("people with \(words(crossing))", crossing.probability))
    }
    return rows
  }

  /// What scans of people measured for the same medicine and transporter, beside what is computed.
  private func measured() -> [Answer.Number] {
    guard label.isEmpty, let drug = outcome.levels.first(where: { $0.role == "parent" })?.name else { return [] }
    return outcome.publishedOccupancies.filter { $0.target == "NET" && $0.drug == drug && $0.value.isFinite }.prefix(3)
      .map {
        Answer.Number(
          quantity: "NET occupancy by PET, \($0.label)", value: $0.value, unit: "percent", low: $0.lower,
          high: $0.upper,
          kind: .measured, scenario: scenario)
      }
  }

  private static func isShown(_ occupancy: Outcome.Occupancy) -> Bool {
    ["NET", "SERT", "DAT"].contains(occupancy.target) || occupancy.average.value >= 20
  }

  /// "heart rate, lying, up by 20 beats/min or more".
  private func words(_ crossing: Outcome.ThresholdCrossing) -> String {
    let meaning = outcome.system.first { $0.name == crossing.readout }?.meaning ?? crossing.readout
    let direction = crossing.threshold < 0 ? "down" : "up"
    return "\(meaning), \(direction) by \(NumberFormat.short(crossing.threshold.magnitude)) \(crossing.unit) or more"
  }

  // MARK: sentences

  /// The main finding in up to three sentences; what other medicines or genes do comes first where that is asked.
  func lead(changeFirst: Bool) -> [String] {
    guard let main = outcome.levels.first(where: { $0.role == "parent" }) ?? outcome.levels.first else { return [] }
    var level = "\(main.name.capitalizedFirst) reaches a \(main.leadingName) of \(value(main.leading))"
    // A range that nobody read in its source is shown below as not verified, but leads no answer.
    if let range = main.range, range.citation != nil { level += ", \(Self.position(range)) the reference range" }
    var sentences = [level + "."]
    if let ratio = main.exposureRatio, let comparison = outcome.comparison {
      let isSame = (0.95...1.05).contains(ratio.value)
      let change =
        isSame
        ? "Exposure to \(main.name) is nearly that of \(comparison): \(fold(ratio))."
        : "Exposure to \(main.name) is \(fold(ratio)) that of \(comparison)."
      sentences.insert(change, at: changeFirst ? 0 : 1)
    }
    if let net = outcome.occupancies.first(where: { $0.target == "NET" }), net.average.value >= 1 {
      sentences.append("NET occupancy averages \(value(net.average)).")
    }
    return sentences
  }

  /// The finding of one of several scenarios: occupancy where there is one, otherwise the level.
  func comparisonLead() -> [String] {
    if let net = outcome.occupancies.first(where: { $0.target == "NET" }), net.average.value >= 1 {
      return ["On \(label) NET occupancy averages \(value(net.average))."]
    }
    guard let main = outcome.levels.first(where: { $0.role == "parent" }) ?? outcome.levels.first else { return [] }
    return ["On \(label) the \(main.leadingName) is \(value(main.leading))."]
  }

  private static func position(_ range: Outcome.Range) -> String {
    switch range.position {
    case "above": "above"
    case "alert": "at or above the alert level beyond"
    case "below": "below"
    default: "within"
    }
  }

  /// What the numbers say beyond the lead.
  func sentences() -> [String] {
    var result: [String] = []
    for level in outcome.levels
    where level.role == "active moiety" || level.role == "comedication" || level.role == "metabolite" {
      var text = "\(level.name.capitalizedFirst) (\(level.role)): average \(value(level.average))"
      if let ratio = level.exposureRatio { text += ", \(fold(ratio)) the comparison" }
      if let range = level.range { text += "; \(Self.position(range)) the reference range" }
      result.append(name(text + "."))
    }
    for range in outcome.levels.compactMap(\.range).prefix(2) {
      let source = range.citation.map { " (\($0))" } ?? " (not verified)"
      result.append(
        "The reference range is \(NumberFormat.short(range.lower))-\(NumberFormat.short(range.upper)) \(range.unit), meant for the \(range.at)\(source)."
      )
    }
    let shown = outcome.occupancies.filter { Self.isShown($0) && $0.target != "NET" }
    if !shown.isEmpty {
      result.append(
        name(
          "Other occupancies, average: " + shown.map { "\($0.target) \(value($0.average))" }.joined(separator: "; ")
            + "."))
    }
    if !outcome.occupancies.isEmpty {
      result.append("Occupancy is not response: no number here says that a dose works.")
    }
    let circulation = outcome.system.filter { $0.panel == "circulation" && !$0.isExploratory }
    if !circulation.isEmpty {
      result.append(
        name(
          "Change of the mean: " + circulation.map { "\($0.meaning) \(signed($0.change))" }.joined(separator: "; ")
            + "."))
    }
    for crossing in outcome.thresholds {
      result.append(
        "\(words(crossing).capitalizedFirst): \(NumberFormat.short(crossing.probability.value)) % of people, against "
          + "\(NumberFormat.short(crossing.withoutDrugs)) % without the medicine by ordinary variation.")
    }
    if let time = outcome.levels.first(where: { $0.role == "parent" })?.timeToSteadyState {
      result.append("The level is steady after about \(NumberFormat.time(time)).")
    }
    return result
  }

  /// What the model does not cover here, and what its numbers rest on.
  func uncertainty() -> [String] {
    var result = outcome.notes.prefix(4).map { $0.hasSuffix(".") ? $0 : $0 + "." }
    if outcome.occupancies.contains(where: { $0.average.kind == .extrapolated && Self.isShown($0) }) {
      result.append(
        "Occupancies called extrapolated rest on affinity in a test tube or on other species, not on scans of people.")
    }
    if let person = outcome.levels.first(where: { $0.role == "parent" })?.average.personInterval, person.count == 2 {
      result.append(
        "Between persons the average level spreads over \(NumberFormat.range(person)) ng/mL (5-95 %), wider than the interval of the typical patient."
      )
    }
    return result
  }

  /// The parameters that would make the numbers surer.
  func drivers() -> [String] {
    guard let main = outcome.levels.first(where: { $0.role == "parent" }) else { return [] }
    var result: [String] = []
    if !main.average.dependsOn.isEmpty {
      result.append("The level depends most on " + Self.list(main.average.dependsOn) + ".")
    }
    if let net = outcome.occupancies.first(where: { $0.target == "NET" }), !net.average.dependsOn.isEmpty {
      result.append("NET occupancy depends most on " + Self.list(net.average.dependsOn) + ".")
    }
    if main.range != nil { result.append("A measured level would replace the interval by a fact.") }
    return result
  }

  private static func list(_ influences: [Outcome.Influence]) -> String {
    influences.map { "\($0.parameter) (\(Int(($0.share * 100).rounded())) % of the variance)" }.joined(separator: ", ")
  }

  // MARK: words

  private func value(_ measure: Outcome.Measure) -> String {
    let unit = measure.unit == "percent" ? "%" : measure.unit
    return "\(NumberFormat.short(measure.value)) \(unit) (\(NumberFormat.range(measure.interval)))"
  }

  private func fold(_ measure: Outcome.Measure) -> String {
    "\(NumberFormat.short(measure.value))-fold (\(NumberFormat.range(measure.interval)))"
  }

  private func signed(_ measure: Outcome.Measure) -> String {
    func sign(_ value: Double) -> String { (value > 0 ? "+" : "") + NumberFormat.short(value) }
    let bounds = measure.interval.count == 2 ? " (\(sign(measure.interval[0])) to \(sign(measure.interval[1])))" : ""
    return "\(sign(measure.value)) \(measure.unit)\(bounds)"
  }
}
