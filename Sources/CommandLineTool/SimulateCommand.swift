import ArgumentParser
import DrugLibrary
import Foundation
import Regimens
import Reports
import Simulation

/// `coeruleus simulate`: a regimen and a patient in, levels and occupancies out.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Computes levels, exposure and occupancy for a regimen and a patient.",
    discussion: """
      coeruleus simulate nortriptyline 100mg daily --for 28d --with "bupropion XL 300mg daily" --cyp2d6 '*4/*4'
      coeruleus simulate scenario.yaml --html report.html
      coeruleus simulate --events study.csv
      """)

  @Argument(help: "A regimen such as: nortriptyline 100mg daily; or a scenario file (.yaml).") var words: [String] = []
  @Option(name: .customLong("with"), help: "A further medicine with its regimen; may be repeated.") var others:
    [String] = []
  @Option(name: .customLong("for"), help: "How long to simulate, such as 28d (default 4 weeks).") var duration: String?
  @OptionGroup var patientOptions: PatientOptions
  @Option(
    help:
      "What of the system to tell, separated by commas: NE.PFC,DA.PFC,LC.rate,HR.supine,... (default all; 'none' for levels only)."
  ) var readout: String?
  @Option(help: "Draws from the parameters' uncertainty (default 1000).") var draws: Int?
  @Option(help: "The seed of the draws.") var seed: UInt64?
  @Flag(help: "Writes the outcome as JSON to standard output.") var json = false
  @Flag(help: "Writes the curves as CSV to standard output.") var csv = false
  @Option(help: "Writes a self-contained HTML report to this file.") var html: String?
  @Option(help: "Reads doses and observations of many subjects from a CSV file with NM-TRAN columns.") var events:
    String?
  @OptionGroup var data: DataFolder

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv both write to standard output: choose one.") }
    // An event table describes its subjects itself and is answered in CSV: an option that would be passed over is refused.
    if events != nil,
      json || html != nil || readout != nil || !others.isEmpty || duration != nil || patientOptions.isGiven
    {
      throw ValidationError(
        "--events takes doses, times and covariates (WT, AGE, CRCL, CYP2D6) from the file and writes CSV; "
          + "leave out --json, --html, --readout, --with, --for and what describes a patient.")
    }
  }

  func run() throws {
    let library = try data.load()
    if let events {
      try EventTableRun(
        library: library, path: events, medicine: words.isEmpty ? nil : words.joined(separator: " ")
      ).run()
      return
    }
    var scenario = try scenario(library)
    scenario.readouts = try Failures.report { try ReadoutList.parse(readout) }
    let bar = ProgressBar()
    let outcome = try Failures.report {
      var builder = try OutcomeBuilder(scenario, library: library)
      return try builder.build(progress: bar.show)
    }
    bar.finish()
    try OutcomeOutput(outcome: outcome, json: json, csv: csv, html: html).write()
  }

  private func scenario(_ library: DrugLibrary) throws -> Scenario {
    try Failures.report {
      if words.count == 1, words[0].hasSuffix(".yaml") || words[0].hasSuffix(".yml") {
        // Options stand above what the file says.
        var scenario = try ScenarioReader.scenario(path: words[0], library: library)
        scenario.patient = try patientOptions.patient(library: library, over: scenario.patient)
        if let draws { scenario.draws = draws }
        if let seed { scenario.seed = seed }
        if let duration { scenario.duration = try TimeSpan.parse(duration).hours }
        guard others.isEmpty else {
          throw ScenarioError(
            place: "--with", rule: "a scenario file lists its medicines itself; add a line to its regimens",
            kind: .usage)
        }
        return scenario
      }
      guard !words.isEmpty else {
        throw ScenarioError(
          place: "simulate",
          rule: "a regimen is missing; write for example: coeruleus simulate nortriptyline 100mg daily",
          kind: .usage)
      }
      return try Scenario(
        regimens: [words.joined(separator: " ")] + others, patient: try patientOptions.patient(library: library),
        duration: try duration.map { try TimeSpan.parse($0).hours }, library: library, draws: draws ?? 1000,
        seed: seed ?? Scenario.defaultSeed)
    }
  }
}

/// Writes an outcome where it was asked for.
struct OutcomeOutput {
  let outcome: Outcome
  let json: Bool
  let csv: Bool
  let html: String?

  func write() throws {
    if let html {
      let report = HTMLReport(outcome, chartLibrary: ChartLibrary.load(folders: ChartFolders.all))
      try WholeFile.write(report.text(), to: html)
      Terminal.complain("report written to \(html)")
    }
    if json {
      Terminal.say(try DataExport.json(outcome))
    } else if csv {
      Terminal.say(DataExport.csv(outcome))
    } else {
      Terminal.say(TerminalReport(outcome, usesColour: Terminal.usesColour).text())
    }
  }
}

/// Where the charting library may have been put by the set-up step.
enum ChartFolders {
  static var all: [String] {
    var folders = ["build/charts"]
    var place = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<5 {
      place.deleteLastPathComponent()
      folders.append(place.appendingPathComponent("build/charts").path)
      folders.append(place.appendingPathComponent("share/coeruleus/charts").path)
    }
    return folders
  }
}
