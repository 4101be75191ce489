import Foundation
import Quantities
public import Simulation

/// Tells an outcome in a terminal: aligned columns, a small curve, colour only where it is wanted.
public struct TerminalReport {
  let outcome: Outcome
  let usesColour: Bool

  /// Makes a report.
  public init(_ outcome: Outcome, usesColour: Bool) {
    self.outcome = outcome
    self.usesColour = usesColour
  }

  func bold(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func faint(_ text: String) -> String { usesColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  private func alarm(_ text: String) -> String { usesColour ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }

  /// The whole report.
  public func text() -> String {
    var lines: [String] = [bold(outcome.title)]
    lines += outcome.regimens.map { "  \($0)" }
    lines.append("  patient: \(outcome.patient)")
    if let comparison = outcome.comparison { lines.append("  compared with: \(comparison)") }
    lines.append(
      "  simulated \(NumberFormat.time(outcome.duration)); last interval \(NumberFormat.time(outcome.window[0])) to "
        + "\(NumberFormat.time(outcome.window[1])); \(outcome.draws) draws, seed \(outcome.seed)")
    lines.append("")
    lines += summary() + [""] + warnings() + levels() + [""] + curve() + [""] + occupancies() + [""] + system()
    lines += clearance() + [""] + influences() + notes() + [faint(outcome.disclaimer)]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answer first.
  private func summary() -> [String] {
    guard let main = outcome.levels.first(where: { $0.role == "parent" }) else { return [] }
    var text =
      "\(main.name): \(main.leadingName) \(NumberFormat.short(main.leading.value)) ng/mL"
      + " (90 % interval \(NumberFormat.range(main.leading.interval)))"
    if let ratio = main.exposureRatio {
      text +=
        ", \(NumberFormat.short(ratio.value))-fold the exposure of \(outcome.comparison ?? "the comparison")"
        + " (\(NumberFormat.range(ratio.interval)))"
    }
    if let range = main.range {
      text +=
        "; \(range.position == "within" ? "within" : range.position == "alert" ? "above the alert level of" : range.position) the reference range"
        + " \(NumberFormat.short(range.lower))-\(NumberFormat.short(range.upper))"
    }
    var result = [bold("Answer"), "  " + text + "."]
    if let net = outcome.occupancies.first(where: { $0.target == "NET" }) {
      result.append(
        "  NET occupancy \(NumberFormat.short(net.average.value)) % on average (\(NumberFormat.range(net.average.interval))). "
          + outcome.referenceLine)
    }
    return result
  }

  private func warnings() -> [String] {
    guard !outcome.warnings.isEmpty else { return [] }
    var lines = [bold("Warnings")]
    for warning in outcome.warnings {
      let word = warning.severity.uppercased()
      let head = ["contraindicated", "major"].contains(warning.severity) ? alarm(word) : word
      lines.append("  \(head)  \(warning.about.joined(separator: " + ")): \(warning.effect)")
      lines.append(
        "      \(warning.advice)" + (warning.citation.map { faint("  [\($0)]") } ?? faint("  [source not yet read]")))
    }
    return lines + [""]
  }

  private func levels() -> [String] {
    var table = TextTable(header: [
      "ng/mL (90 % interval)", "now", "trough", "peak", "average", "AUC ng/mL*h", "ratio", "steady after",
    ])
    for level in outcome.levels {
      func cell(_ measure: Outcome.Measure) -> String {
        "\(NumberFormat.short(measure.value)) (\(NumberFormat.range(measure.interval)))"
      }
      table.rows.append([
        "\(level.name) [\(level.role)]", NumberFormat.short(level.now.value), cell(level.trough), cell(level.peak),
        cell(level.average), cell(level.areaUnderCurve), level.exposureRatio.map(cell) ?? "-",
        level.timeToSteadyState.map(NumberFormat.time) ?? "-",
      ])
    }
    var lines = [bold("Plasma levels, typical patient, over the last interval (computed)")]
    lines += table.lines().map { "  " + $0 }
    var molar = TextTable(header: [
      "nmol/L; between persons 5-95 %", "trough", "peak", "average", "average in persons, ng/mL",
    ])
    for level in outcome.levels where level.average.molar != nil {
      molar.rows.append([
        level.name, NumberFormat.short(level.trough.molar ?? .nan), NumberFormat.short(level.peak.molar ?? .nan),
        NumberFormat.short(level.average.molar ?? .nan), NumberFormat.range(level.average.personInterval ?? []),
      ])
    }
    lines += [""] + molar.lines().map { "  " + $0 }
    for level in outcome.levels {
      guard let range = level.range else { continue }
      lines.append(
        "  \(level.name): reference range \(NumberFormat.short(range.lower))-\(NumberFormat.short(range.upper)) ng/mL"
          + (range.alert.map { ", alert \(NumberFormat.short($0))" } ?? "") + "; the \(range.at) is "
          + (range.position == "alert" ? alarm("at or above the alert level") : range.position)
          + faint("  [\(range.citation ?? "source not yet read")]"))
    }
    return lines
  }

  /// A small curve of the first compound over the run.
  private func curve() -> [String] {
    guard let curve = outcome.curves.first(where: { $0.quantity == "concentration" }) else { return [] }
    let width = 72
    let height = 8
    let end = outcome.times.last ?? 1
    var columns: [(low: Double, high: Double)] = Array(repeating: (.infinity, -.infinity), count: width)
    for (time, value) in zip(outcome.times, curve.typical) {
      let column = min(width - 1, Int(time / end * Double(width)))
      columns[column] = (min(columns[column].low, value), max(columns[column].high, value))
    }
    let top = max(curve.typical.max() ?? 1, 1e-12)
    var lines = [bold("\(curve.name), \(curve.unit)")]
    for row in stride(from: height - 1, through: 0, by: -1) {
      let floor = top * Double(row) / Double(height)
      let ceiling = top * Double(row + 1) / Double(height)
      let cells = columns.map { $0.high >= floor && $0.low < ceiling && $0.high > 0 ? "█" : " " }.joined()
      let label = row == height - 1 ? NumberFormat.short(top) : row == 0 ? "0" : ""
      lines.append("  " + String(repeating: " ", count: max(0, 7 - label.count)) + label + " │" + cells)
    }
    lines.append("          └" + String(repeating: "─", count: width))
    let last = NumberFormat.time(end)
    lines.append("           0" + String(repeating: " ", count: max(1, width - 1 - last.count)) + last)
    return lines
  }

  private func occupancies() -> [String] {
    var table = TextTable(header: ["occupancy, % (90 % interval)", "trough", "peak", "average", "kind", "ligands"])
    for occupancy in outcome.occupancies where occupancy.peak.interval.last ?? 0 >= 1 {
      func cell(_ measure: Outcome.Measure) -> String {
        "\(NumberFormat.short(measure.value)) (\(NumberFormat.range(measure.interval)))"
      }
      table.rows.append([
        occupancy.target, cell(occupancy.trough), cell(occupancy.peak), cell(occupancy.average),
        occupancy.note ?? occupancy.average.kind.rawValue,
        occupancy.ligands.map { "\($0.compound) (\($0.evidence))" }.joined(separator: ", "),
      ])
    }
    guard !table.rows.isEmpty else { return [] }
    return [bold("Occupancy over the last interval")] + table.lines().map { "  " + $0 }
  }

  private func clearance() -> [String] {
    var byCompound: [(String, [String])] = []
    for share in outcome.clearanceShares {
      let text = "\(share.route) \(NumberFormat.short(share.share * 100)) %"
      if let known = byCompound.firstIndex(where: { $0.0 == share.compound }) {
        byCompound[known].1.append(text)
      } else {
        byCompound.append((share.compound, [text]))
      }
    }
    guard !byCompound.isEmpty else { return [] }
    return [bold("Who carries the clearance (typical patient, last interval)")]
      + byCompound.map { "  \($0.0): \($0.1.joined(separator: ", "))" }
  }

  private func influences() -> [String] {
    var lines = [bold("What the numbers depend on most (share of variance)")]
    for level in outcome.levels {
      let text = level.average.dependsOn.map { "\($0.parameter) \(NumberFormat.short($0.share * 100)) %" }
      if !text.isEmpty { lines.append("  \(level.name) average: \(text.joined(separator: ", "))") }
    }
    for occupancy in outcome.occupancies where ["NET", "SERT", "DAT"].contains(occupancy.target) {
      let text = occupancy.average.dependsOn.map { "\($0.parameter) \(NumberFormat.short($0.share * 100)) %" }
      if !text.isEmpty { lines.append("  \(occupancy.target) occupancy: \(text.joined(separator: ", "))") }
    }
    for readout in outcome.system where ["NE.PFC", "LC.rate", "HR.supine", "SBP.supine"].contains(readout.name) {
      let text = readout.change.dependsOn.map { "\($0.parameter) \(NumberFormat.short($0.share * 100)) %" }
      if !text.isEmpty { lines.append("  \(SystemWords.label(readout.name)), change: \(text.joined(separator: ", "))") }
    }
    return lines.count > 1 ? lines + [""] : []
  }

  private func notes() -> [String] {
    outcome.notes.isEmpty ? [] : [bold("Notes")] + outcome.notes.map { "  - \($0)" } + [""]
  }
}
