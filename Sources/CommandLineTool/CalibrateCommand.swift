import ArgumentParser
import DrugLibrary
import Evidence
import Foundation
import Quantities
import Reports
import Simulation

/// `coeruleus calibrate`: re-estimates parameters from the calibration rows alone.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Re-estimates uncertain parameters from the calibration observations and writes them with intervals.",
    discussion: "Deterministic: the same data give the same file. Rows marked validation are never read.")

  @Option(help: "Where to write (default: calibration.yaml in the data folder).") var output: String?
  @Option(help: "At most so many rounds.") var rounds = 12
  @Option(help: "Writes what the data say about the system's parameters as Markdown to this file.") var report: String?
  @Flag(help: "Shows the estimates without writing.") var dryRun = false
  @OptionGroup var data: DataFolder

  func run() throws {
    let library = try data.load()
    let calibration = try Failures.report { try Calibration(library: library) }
    let result = calibration.run(rounds: rounds) { round, cost in
      Terminal.complain("round \(round): \(NumberFormat.short(cost))")
    }
    var lines = ["\(result.casesUsed) observations used, \(result.skipped.count) skipped"]
    lines += result.skipped.map { "  skipped \($0)" }
    for estimate in result.estimates where estimate.shift.magnitude > 0.5 {
      lines.append(
        "  \(estimate.id): \(NumberFormat.short(estimate.before.value)) -> \(NumberFormat.short(estimate.value)) \(estimate.unit)"
          + " (\(NumberFormat.range([estimate.interval.lowerBound, estimate.interval.upperBound]))), moved \(NumberFormat.short(estimate.shift)) sd"
      )
    }
    Terminal.say(lines.joined(separator: "\n") + "\n")
    let system = try Failures.report {
      try SystemCalibration(library: library, laboratory: LaboratoryLibrary(library)).run(rounds: rounds) {
        round, cost in
        Terminal.complain("system, round \(round): \(NumberFormat.short(cost))")
      }
    }
    Terminal.say(IdentifiabilityReport(system).text())
    if let report { try WholeFile.write(IdentifiabilityReport(system).markdown(), to: report) }
    if !dryRun { try WholeFile.write(result.yaml(system: system), to: output ?? library.folder + "/calibration.yaml") }
  }
}
