import Foundation
import Quantities
public import Simulation

/// Experiments on animals for a terminal.
public enum ExperimentReport {
  /// Published experiments beside their predictions.
  public static func published(_ list: [ExperimentQuery.Published], title: String) -> String {
    var table = TextTable(header: ["treatment", "readout", "predicted, %", "90 %", "observed, %", "verdict", "source"])
    for item in list {
      let prediction = item.prediction
      let observed = prediction.observed
      let unit = observed.isRatio ? "ratio of two experiments" : nil
      let when = observed.readout.at.map { " at \(NumberFormat.short($0)) h" } ?? ""
      table.rows.append([
        item.treatments, observed.readout.of.joined(separator: "+") + when + (unit.map { ", \($0)" } ?? ""),
        prediction.failure == nil ? NumberFormat.short(prediction.predicted) : "failed",
        NumberFormat.range([prediction.interval.lowerBound, prediction.interval.upperBound]),
        observed.direction.map { "(\($0.rawValue))" } ?? NumberFormat.short(observed.value),
        prediction.isMiss ? "outside" : "inside", item.citation,
      ])
    }
    var lines = [
      title, "Per cent of the drug-free animal; the largest departure in the window unless a time is given.", "",
    ]
    lines += table.lines().map { "  " + $0 }
    lines += list.compactMap { item in item.prediction.failure.map { "  \(item.prediction.observed.id) failed: \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An experiment of one's own.
  public static func course(_ course: ExperimentQuery.Course) -> String {
    var table = TextTable(header: ["readout", "largest departure, %", "90 %", "at, h", "at the end, %", "what"])
    for readout in course.readouts {
      table.rows.append([
        readout.name, NumberFormat.short(readout.extreme), NumberFormat.range(readout.interval),
        NumberFormat.short(readout.time), NumberFormat.short(readout.typical.last ?? .nan), readout.meaning,
      ])
    }
    let head = [
      course.title,
      "Per cent of the drug-free animal. Exposure is stated in Data/laboratory-animals.yaml, much of it assumed.", "",
    ]
    return (head + table.lines().map { "  " + $0 }).joined(separator: "\n") + "\n"
  }

  /// What is left without a part of the system.
  public static func knockout(_ result: KnockoutStudy.Result) -> String {
    var table = TextTable(header: ["two hours after"] + result.readouts.map { "\($0), %" })
    for row in result.rows {
      let cells = zip(row.with, row.without).map { "\(NumberFormat.short($0)) | \(NumberFormat.short($1))" }
      table.rows.append([row.probe] + cells)
    }
    var lines = [
      "Without a part: \(result.part)",
      "Per cent of the unaltered, drug-free state; first with the part, then without it. 'Nothing' shows what the loss itself does.",
      "",
    ]
    lines += table.lines().map { "  " + $0 }
    var clearance = TextTable(header: ["who clears dopamine", "route", "with, %", "without, %"])
    for entry in result.clearance {
      clearance.rows.append([
        entry.region, entry.route, NumberFormat.short(entry.with * 100), NumberFormat.short(entry.without * 100),
      ])
    }
    lines += [""] + clearance.lines().map { "  " + $0 }
    lines += [
      "", "Computed for rats; shares and their intervals are in Data/noradrenergic-system.yaml.",
      "Life without a part brings adaptations that the model does not have: animals born without NET differ far less from others.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// An infusion of norepinephrine.
  public static func infusion(_ result: NorepinephrineInfusion.Result) -> String {
    var table = TextTable(header: ["min"] + zip(result.readouts, result.units).map { "\($0), \($1)" })
    for (number, moment) in result.moments.enumerated() where number % 5 == 0 {
      let cells = moment.values.indices.map {
        "\(NumberFormat.short(moment.values[$0])) (\(NumberFormat.range([moment.lower[$0], moment.upper[$0]])))"
      }
      table.rows.append([NumberFormat.short(moment.time)] + cells)
    }
    var lines = [result.title, ""] + table.lines().map { "  " + $0 }
    lines += [
      "",
      "Arterial clearance \(NumberFormat.short(result.clearance)) L/min, half-life \(NumberFormat.short(result.halfLife)) min. "
        + "Values with 90 % intervals from the parameters' uncertainty.",
    ]
    lines += result.notes.map { "- \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
