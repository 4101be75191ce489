import Foundation
import Quantities
import Simulation

/// Transmitters, circulation and function in a terminal: short tables after the occupancies.
extension TerminalReport {
  private var words: SystemWords { SystemWords(outcome: outcome) }

  /// All tables about the system; nothing where nothing was read.
  func system() -> [String] {
    [transmitters(), circulation(), plasma(), thresholds(), function()].filter { !$0.isEmpty }
      .flatMap { $0 + [""] }
  }

  private func cell(_ measure: Outcome.Measure) -> String {
    "\(NumberFormat.system(measure.value, unit: measure.unit)) "
      + "(\(NumberFormat.system(measure.interval, unit: measure.unit)))"
  }

  private func indented(_ table: TextTable) -> [String] { table.lines().map { "  " + $0 } }

  private func transmitters() -> [String] {
    let readouts = words.readouts("transmitters") + words.readouts("firing")
    guard let first = readouts.first else { return [] }
    var table = TextTable(header: ["NE norepinephrine, DA dopamine, 5-HT serotonin", "mean (90 % interval)"])
    for readout in readouts { table.rows.append([SystemWords.label(readout.name), cell(readout.average)]) }
    let title = first.panel == "firing" ? "Firing" : "Transmitters by region"
    return [bold("\(title), % of the drug-free state (mean over the last interval)")] + indented(table)
      + ["  " + SystemWords.extrapolationNote]
  }

  /// A table of readouts that have a unit of their own, with and without the drugs.
  private func comparison(_ readouts: [Outcome.SystemReadout], _ heading: String) -> TextTable {
    var table = TextTable(header: [heading, "without drugs", "with", "change", "kind"])
    for readout in readouts {
      let unit = readout.average.unit
      table.rows.append([
        SystemWords.label(readout.name), NumberFormat.system(readout.rest, unit: unit), cell(readout.average),
        "\(NumberFormat.change(readout.change.value, unit: unit)) "
          + "(\(NumberFormat.change(readout.change.interval, unit: unit)))", readout.average.kind.rawValue,
      ])
    }
    return table
  }

  private func circulation() -> [String] {
    let readouts = words.readouts("circulation")
    guard !readouts.isEmpty else { return [] }
    let units = ["beats/min", "mmHg", "percent"].filter { unit in readouts.contains { $0.average.unit == unit } }
    let names = units.map { $0 == "percent" ? "% of the drug-free state" : $0 }
    return [bold("Heart rate and blood pressure (mean over the last interval)")]
      + indented(comparison(readouts, "\(names.joined(separator: ", ")) (90 % interval)"))
  }

  private func plasma() -> [String] {
    let readouts = words.readouts("plasma")
    let levels = readouts.filter { $0.average.unit != "percent" }
    let shares = readouts.filter { $0.average.unit == "percent" }
    guard !readouts.isEmpty else { return [] }
    var lines = [
      bold(
        levels.isEmpty ? "DHPG (mean over the last interval)" : "Plasma norepinephrine (mean over the last interval)")
    ]
    if !levels.isEmpty { lines += indented(comparison(levels, "nmol/L (90 % interval)")) }
    if !shares.isEmpty {
      var table = TextTable(header: ["% of the drug-free state", "mean (90 % interval)", "kind"])
      for readout in shares {
        table.rows.append([SystemWords.label(readout.name), cell(readout.average), readout.average.kind.rawValue])
      }
      lines += indented(table)
    }
    return lines
  }

  private func thresholds() -> [String] {
    guard !outcome.thresholds.isEmpty else { return [] }
    var table = TextTable(header: ["% of persons (90 % interval)", "with the drugs", "without", "kind"])
    for crossing in outcome.thresholds {
      table.rows.append([
        SystemWords.label(crossing), cell(crossing.probability),
        NumberFormat.system(crossing.withoutDrugs, unit: "percent"), crossing.probability.kind.rawValue,
      ])
    }
    return [bold("Persons who cross a label limit")] + indented(table) + ["  " + SystemWords.thresholdNote]
  }

  /// Function stands last and says first what it is not.
  private func function() -> [String] {
    let readouts = words.readouts("function")
    guard !readouts.isEmpty else { return [] }
    var table = TextTable(header: ["Function", "position, drug-free state = 100 (90 % interval)"])
    for readout in readouts { table.rows.append([SystemWords.label(readout.name), cell(readout.average)]) }
    return [bold(SystemWords.exploratory)] + indented(table) + ["  " + SystemWords.exploratoryNote]
  }
}
