import ArgumentParser
import DrugLibrary
import Foundation
import Regimens
import Reports
import Simulation

/// `coeruleus compare`: several regimens side by side in the same patient.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Puts several regimens side by side in the same patient.",
    discussion: "coeruleus compare \"atomoxetine 80mg daily\" \"duloxetine 60mg daily\" --cyp2d6 PM")

  @Argument(help: "Regimens, each in quotes.") var regimens: [String]
  @Option(name: .customLong("for"), help: "How long to simulate (default 4 weeks).") var duration: String?
  @OptionGroup var patientOptions: PatientOptions
  @Option(help: "Draws from the parameters' uncertainty.") var draws = 1000
  @Option(help: "The seed of the draws.") var seed: UInt64 = Scenario.defaultSeed
  @Flag(help: "Writes the outcomes as a JSON list.") var json = false
  @OptionGroup var data: DataFolder

  func run() throws {
    let library = try data.load()
    let outcomes: [Outcome] = try Failures.report {
      guard regimens.count > 1 else {
        throw ScenarioError(place: "compare", rule: "needs two regimens or more, each in quotes", kind: .usage)
      }
      let patient = try patientOptions.patient(library: library)
      let span = try duration.map { try TimeSpan.parse($0).hours }
      // All are checked before the first is run, so that a slip in the last costs nothing.
      let scenarios = try regimens.map {
        try Scenario(regimens: [$0], patient: patient, duration: span, library: library, draws: draws, seed: seed)
      }
      return try scenarios.map { scenario in
        let bar = ProgressBar()
        defer { bar.finish() }
        var builder = try OutcomeBuilder(scenario, library: library)
        return try builder.build(progress: bar.show)
      }
    }
    if json {
      let list = try outcomes.map { try DataExport.json($0).dropLast() }
      Terminal.say("[\n" + list.joined(separator: ",\n") + "\n]\n")
    } else {
      Terminal.say(ComparisonReport(outcomes, usesColour: Terminal.usesColour).text())
    }
  }
}
