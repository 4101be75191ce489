import ArgumentParser
import DrugLibrary
import Foundation
import Reports
import Simulation

/// `coeruleus validate`: predictions beside observations.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Compares predictions with observations; exits non-zero when a required window is missed.",
    discussion: "Without files, the cases of the data folder. The format is documented in docs/cases.md.")

  @Argument(help: "Case files (.yaml), or a table of digitised concentrations (.csv).") var files: [String] = []
  @Option(help: "Draws for the intervals.") var draws = 200
  @Option(help: "Only cases of this role: calibration or validation.") var role: String?
  @Flag(help: "Only the summary.") var summary = false
  @Flag(help: "Writes predictions as JSON.") var json = false
  @Option(help: "Writes the report as Markdown to this file.") var markdown: String?
  @OptionGroup var data: DataFolder

  func run() throws {
    let library = try data.load()
    var paths = files
    if paths.isEmpty {
      let folder = library.folder + "/cases"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      paths = names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
    }
    var sections: [ValidationReport.Section] = []
    let bar = ProgressBar()
    // Every file is read before the first case is run.
    let read: [(String, CaseFile)] = try Failures.report {
      if let role, ObservedCase.Role(rawValue: role) == nil {
        throw ScenarioError(place: "--role", rule: "'\(role)' is not one of calibration, validation", kind: .usage)
      }
      return try paths.map { path in
        path.hasSuffix(".csv")
          ? (path, try ProfileTable.read(path: path, library: library)) : (path, try CaseFile.read(path: path))
      }
    }
    let needsAnimals = read.contains { $0.1.cases.contains(where: \.isExperiment) }
    let laboratory = needsAnimals ? try Failures.report { try LaboratoryLibrary(library) } : nil
    let runner = CaseRunner(library: library, laboratory: laboratory, draws: max(0, draws))
    let total = read.reduce(0) { $0 + $1.1.cases.count }
    var done = 0
    for (_, file) in read {
      let chosen = file.cases.filter { role == nil || $0.role.rawValue == role }
      let predictions = chosen.map { observed in
        done += 1
        bar.show(Double(done) / Double(max(1, total)))
        return runner.predict(observed)
      }
      sections.append(ValidationReport.Section(title: file.title, predictions: predictions))
    }
    bar.finish()
    let report = ValidationReport(sections, library: library)
    if let markdown { try WholeFile.write(report.markdown(), to: markdown) }
    Terminal.say(json ? try report.json() : report.text(summaryOnly: summary))
    let misses = sections.flatMap { ValidationSummary($0.predictions).requiredMisses }
    if !misses.isEmpty {
      Terminal.complain("coeruleus: required windows missed: \(misses.joined(separator: ", "))")
      throw ExitCode(1)
    }
  }
}
