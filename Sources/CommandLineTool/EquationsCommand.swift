import ArgumentParser
import DrugLibrary
import ModelDocuments
import Simulation

/// `coeruleus equations`: the model as it runs.
struct EquationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equations",
    abstract: "Writes down the model as it runs: states, units, parameters, sources; as text, LaTeX, SBML or a page.",
    discussion: "Traced from the code that is integrated. Everything goes to standard output.")

  @Option(help: "central, circulation or whole.") var model = "whole"
  @Flag(help: "As a LaTeX article.") var latex = false
  @Flag(help: "As SBML Level 3.") var sbml = false
  @Flag(help: "As a self-contained HTML page.") var html = false
  @Flag(help: "The states over time from the exported start, as CSV.") var trajectory = false
  @OptionGroup var data: DataFolder

  func validate() throws {
    guard [latex, sbml, html, trajectory].filter({ $0 }).count <= 1 else {
      throw ValidationError("--latex, --sbml, --html and --trajectory all write to standard output: choose one.")
    }
  }

  func run() throws {
    let library = try data.load()
    try Failures.report {
      guard let part = ModelCatalogue.Part(rawValue: model) else {
        throw ScenarioError(
          place: "--model",
          rule: "'\(model)' is not one of \(ModelCatalogue.Part.allCases.map(\.rawValue).joined(separator: ", "))",
          kind: .usage)
      }
      let catalogue = try ModelCatalogue(part, library: library)
      if trajectory {
        let (names, rows) = try catalogue.trajectory()
        let lines =
          ["time," + names.joined(separator: ",")]
          + rows.map { "\($0.time)," + $0.state.map { "\($0)" }.joined(separator: ",") }
        Terminal.say(lines.joined(separator: "\n") + "\n")
      } else if latex {
        Terminal.say(LaTeXDocument(catalogue.traced).text())
      } else if sbml {
        Terminal.say(SBMLDocument(catalogue.traced).text())
      } else if html {
        Terminal.say(EquationsPage(catalogue.traced).text())
      } else {
        Terminal.say(EquationText(catalogue.traced).text())
      }
    }
  }
}
