import Quantities
public import Simulation

/// Several outcomes side by side: one column for each regimen.
public struct ComparisonReport {
  let outcomes: [Outcome]
  let usesColour: Bool

  /// Makes a report.
  public init(_ outcomes: [Outcome], usesColour: Bool) {
    self.outcomes = outcomes
    self.usesColour = usesColour
  }

  private func bold(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// The whole report.
  public func text() -> String {
    var lines = [bold("Comparison"), "  patient: \(outcomes.first?.patient ?? "")"]
    func cell(_ measure: Outcome.Measure?) -> String {
      measure.map { "\(NumberFormat.short($0.value)) (\(NumberFormat.range($0.interval)))" } ?? "-"
    }
    var table = TextTable(header: ["typical patient (90 % interval)"] + outcomes.map(\.title))
    func row(_ name: String, _ value: (Outcome) -> String) { table.rows.append([name] + outcomes.map(value)) }
    func parent(_ outcome: Outcome) -> Outcome.Level? { outcome.levels.first { $0.role == "parent" } }
    row("trough, ng/mL") { cell(parent($0)?.trough) }
    row("peak, ng/mL") { cell(parent($0)?.peak) }
    row("average, ng/mL") { cell(parent($0)?.average) }
    row("active moiety average, ng/mL") { outcome in
      cell(outcome.levels.first { $0.role == "active moiety" }?.average)
    }
    row("exposure ratio") { cell(parent($0)?.exposureRatio) }
    row("steady state after") { parent($0)?.timeToSteadyState.map(NumberFormat.time) ?? "-" }
    for target in ["NET", "SERT", "DAT"] {
      row("\(target) occupancy, % average") { outcome in
        guard let found = outcome.occupancies.first(where: { $0.target == target }) else { return "-" }
        return cell(found.average) + (found.average.kind == .extrapolated ? " *" : "")
      }
    }
    addSystem(to: &table)
    lines += [""] + table.lines().map { "  " + $0 }
    lines.append(
      "  * extrapolated: from in-vitro affinity or another species; no human PET, no transmitter measured in people")
    for outcome in outcomes {
      let worst = outcome.warnings.filter { ["contraindicated", "major"].contains($0.severity) }
      if worst.isEmpty { continue }
      lines += ["", bold("Warnings: \(outcome.title)")]
      lines += worst.map {
        "  \($0.severity.uppercased())  \($0.about.joined(separator: " + ")): \($0.effect) \($0.advice)"
      }
    }
    let notes = outcomes.flatMap { outcome in outcome.notes.map { "  - \($0)" } }
    if !notes.isEmpty { lines += ["", bold("Notes")] + notes }
    lines += ["", outcomes.first?.referenceLine ?? "", outcomes.first?.disclaimer ?? ""]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Circulation and transmitters, where at least one outcome has them.
  private func addSystem(to table: inout TextTable) {
    for name in ["HR.supine", "HR.standing", "SBP.supine", "SBP.standing", "NE.PFC", "DA.PFC", "DA.striatum"] {
      let found = outcomes.map { outcome in outcome.system.first { $0.name == name } }
      guard let unit = found.compactMap({ $0?.average.unit }).first else { continue }
      let isShare = unit == "percent"
      table.rows.append(
        ["\(SystemWords.label(name)), \(isShare ? "% of drug-free" : "change in \(unit)")"]
          + found.map { readout in
            guard let readout else { return "-" }
            let text =
              isShare
              ? "\(NumberFormat.system(readout.average.value, unit: unit)) "
                + "(\(NumberFormat.system(readout.average.interval, unit: unit)))"
              : "\(NumberFormat.change(readout.change.value, unit: unit)) "
                + "(\(NumberFormat.change(readout.change.interval, unit: unit)))"
            return text + (readout.average.kind == .extrapolated ? " *" : "")
          })
    }
  }
}
