import Evidence
import Quantities
public import Simulation

/// What the calibration cases say about the free parameters of the noradrenergic system.
public struct IdentifiabilityReport {
  let result: SystemCalibration.Result

  /// Makes a report.
  public init(_ result: SystemCalibration.Result) { self.result = result }

  private func verdict(_ estimate: SystemCalibration.Estimate) -> String {
    if estimate.width > 0.85 { return "the data say little; the interval is the prior's" }
    // A quadratic objective rises by 1 at one deviation and by 4 at two.
    let isCurved = estimate.profile.first.map { $0 > 1.5 } == true && estimate.profile.last.map { $0 > 1.5 } == true
    return isCurved ? "identified" : "identified on one side only"
  }

  private func table() -> TextTable {
    var table = TextTable(header: [
      "parameter", "prior", "estimate", "90 % interval", "moved", "width", "profile", "verdict",
    ])
    for estimate in result.estimates {
      table.rows.append([
        estimate.id, NumberFormat.short(estimate.before.value), NumberFormat.short(estimate.value),
        NumberFormat.range([estimate.interval.lowerBound, estimate.interval.upperBound]),
        NumberFormat.short(estimate.shift), NumberFormat.short(estimate.width),
        estimate.profile.map(NumberFormat.short).joined(separator: " "), verdict(estimate),
      ])
    }
    return table
  }

  private var pairs: [String] {
    result.correlatedPairs.map { "\($0.first) with \($0.second): \(NumberFormat.short($0.correlation))" }
  }

  /// For a terminal.
  public func text() -> String {
    let first = NumberFormat.short(result.objective.first ?? .nan)
    let last = NumberFormat.short(result.objective.last ?? .nan)
    var lines = ["System: \(result.casesUsed) observations, objective \(first) -> \(last)"]
    lines += result.skipped.map { "  skipped \($0)" }
    lines += table().lines().map { "  " + $0 }
    lines += pairs.map { "  correlated: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For docs/identifiability.md.
  public func markdown() -> String {
    var lines = [
      "# What the data say about the system's parameters", "",
      "Written by `make calibrate`; do not edit. \(result.casesUsed) calibration cases, compared as logarithms (pulse and pressure as "
        + "differences), with an error that the rows of a study share. *Moved* and *width* are in standard deviations of the prior: a width near one means "
        + "that the data add nothing. *Profile* is the rise of the objective with the parameter moved by -2, -1, 1 and 2 posterior deviations while the "
        + "others follow; 4, 1, 1, 4 would be a perfect parabola.", "",
      "| parameter | prior | estimate | 90 % interval | moved | width | profile | verdict |",
      "|---|---|---|---|---|---|---|---|",
    ]
    lines += table().rows.map { "| " + $0.joined(separator: " | ") + " |" }
    lines += ["", "## Pairs that the data hold together", ""]
    lines += pairs.isEmpty ? ["None with a correlation of 0.4 or more."] : pairs.map { "- \($0)" }
    lines += [
      "",
      "Draws for intervals take these correlations into account. Only ratios to the drug-free state are observed in animals, so absolute "
        + "concentrations are not identified by them; they rest on the notes in `Data/noradrenergic-system.yaml`.", "",
    ]
    return lines.joined(separator: "\n")
  }
}
