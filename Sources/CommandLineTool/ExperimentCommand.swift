import ArgumentParser
import DrugLibrary
import Foundation
import Regimens
import Reports
import Simulation

/// `coeruleus experiment`: an experiment on animals, published or of one's own.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment", abstract: "Predicts experiments on rats and mice and compares them with published ones.",
    discussion: """
      coeruleus experiment "reboxetine + idazoxan"            published experiments with these compounds
      coeruleus experiment "reboxetine 15 mg/kg i.p. + idazoxan 1 mg/kg s.c. at 1 h"   one of your own
      """)

  @Argument(help: "Compounds joined by +, with doses for an experiment of your own.") var words: [String]
  @Option(help: "rat or mouse.") var species = "rat"
  @Option(help: "awake, anaesthetised or slice.") var preparation: String?
  @Option(help: "Names separated by commas, such as NE.PFC,DA.PFC (default all).") var readout: String?
  @Option(name: .customLong("for"), help: "How long, such as 6h or 14d.") var duration: String?
  @Option(help: "Draws for the intervals.") var draws = 200
  @Flag(help: "Writes JSON (experiments of your own).") var json = false
  @OptionGroup var data: DataFolder

  func run() throws {
    let library = try data.load()
    let text = words.joined(separator: " ")
    try Failures.report {
      guard (1...100_000).contains(draws) else {
        throw ScenarioError(place: "--draws", rule: "must lie between 1 and 100000", kind: .usage)
      }
      let query = try ExperimentQuery(library: library, species: species, preparation: preparation)
      let (parts, hasDoses) = ExperimentQuery.parts(text)
      guard !parts.isEmpty else {
        throw ScenarioError(place: "experiment", rule: "names no compound", kind: .usage)
      }
      guard hasDoses else {
        guard !json, readout == nil, duration == nil, preparation == nil else {
          throw ScenarioError(
            place: "experiment",
            rule: "published experiments bring their own readouts, times and preparations; "
              + "leave out --json, --readout, --for and --preparation, or give doses", kind: .usage)
        }
        let found = try query.published(parts, draws: draws)
        Terminal.say(ExperimentReport.published(found, title: "\(parts.joined(separator: " + ")) (\(species))"))
        return
      }
      let course = try query.course(
        parts, until: try duration.map { try TimeSpan.parse($0).hours }, readouts: try ReadoutList.parse(readout),
        draws: draws)
      Terminal.say(json ? try DataExport.json(course) : ExperimentReport.course(course))
    }
  }
}
