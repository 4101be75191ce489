import Foundation
import Quantities
import Simulation

/// The numbers of transmitters, circulation and function as tables.
extension HTMLReport {
  static let farthest = "; farthest: the value most unlike the drug-free one"

  private func number(_ value: Double, _ unit: String) -> String { typeset(NumberFormat.system(value, unit: unit)) }

  /// A hyphen before a digit is a minus sign; one between numbers stands for "to".
  private func typeset(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }

  private func cell(_ measure: Outcome.Measure) -> String {
    let bounds = measure.interval.map { number($0, measure.unit) }
    return "<span class=\"value\">\(number(measure.value, measure.unit))</span>"
      + "<span class=\"interval\">\(bounds.isEmpty ? "\u{2013}" : bounds.joined(separator: "\u{2013}"))</span>"
  }

  private func changeCell(_ measure: Outcome.Measure) -> String {
    let bounds = measure.interval.map { typeset(NumberFormat.change($0, unit: measure.unit)) }
    return "<span class=\"value\">\(typeset(NumberFormat.change(measure.value, unit: measure.unit)))</span>"
      + "<span class=\"interval\">\(bounds.isEmpty ? "\u{2013}" : bounds.joined(separator: " to "))</span>"
  }

  private func unit(_ readout: Outcome.SystemReadout) -> String {
    readout.average.unit == "percent" ? "% of drug-free" : HTMLNumber.unit(readout.average.unit)
  }

  private func name(_ readout: Outcome.SystemReadout) -> String {
    "\(safe(SystemWords.label(readout.name)))<span class=\"role\">\(safe(readout.name))</span>"
  }

  /// Readouts of some panels in per cent of the drug-free state.
  func shareTable(_ panels: [String], caption: String) -> String {
    var table = Table(
      caption: caption, header: ["Readout", "Mean", "Farthest", "Kind"], style: "narrow")
    for readout in SystemWords(outcome: outcome).all(panels) {
      table.rows.append([
        name(readout), cell(readout.average), cell(readout.extreme),
        readout.isExploratory ? "<span class=\"badge exploratory\">exploratory</span>" : badge(readout.average.kind),
      ])
    }
    return table.rows.isEmpty ? "" : table.text()
  }

  /// Circulation and plasma: without the drugs, with them, and the difference.
  func changeTable() -> String {
    var table = Table(
      caption: "Circulation and plasma over the last interval: typical patient, 90 % interval below\(Self.farthest)",
      header: ["Readout", "Unit", "Without the drugs", "Mean", "Change", "Farthest", "Kind"])
    for readout in SystemWords(outcome: outcome).all(["circulation", "plasma"]) {
      let isRelative = readout.average.unit == "percent"
      table.rows.append([
        name(readout), safe(unit(readout)), number(readout.rest, readout.average.unit), cell(readout.average),
        isRelative ? "\u{2013}" : changeCell(readout.change), cell(readout.extreme), badge(readout.average.kind),
      ])
    }
    return table.rows.isEmpty ? "" : table.text()
  }

  /// Persons who cross a limit that labels count.
  func thresholdTable() -> String {
    var table = Table(
      caption: "Persons who cross a label limit, % of persons, 90 % interval below",
      header: ["Limit", "With the drugs", "Without", "Kind"], style: "narrow thresholds")
    for crossing in outcome.thresholds {
      table.rows.append([
        safe(SystemWords.label(crossing)), cell(crossing.probability), number(crossing.withoutDrugs, "percent"),
        badge(crossing.probability.kind),
      ])
    }
    return table.rows.isEmpty ? "" : table.text() + "\n<p class=\"fine\">\(safe(SystemWords.thresholdNote))</p>"
  }
}
