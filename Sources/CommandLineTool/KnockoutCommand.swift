import ArgumentParser
import DrugLibrary
import PharmacologyModels
import Quantities
import Reports
import Simulation

/// `coeruleus knockout`: what is left of a drug's effect without one part of the system.
struct KnockoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knockout", abstract: "Shows what drugs still do without one part of the system.",
    discussion: "coeruleus knockout NET      who clears dopamine in the cortex, and who in the striatum?")

  @Argument(help: "NET, DAT, SERT, COMT, MAO-A, alpha2A, or raphe.") var part: String
  @Flag(help: "Writes JSON.") var json = false
  @OptionGroup var data: DataFolder

  func run() throws {
    let library = try data.load()
    try Failures.report {
      let all = SystemStructure.Alteration.allCases
      let names = all.map { String($0.rawValue.split(separator: " ")[0]) }
      guard let number = names.firstIndex(where: { $0.lowercased() == part.lowercased() }) else {
        throw ScenarioError(
          place: "knockout",
          rule: "'\(part)' is not a part that can be taken out; there is \(names.joined(separator: ", "))",
          suggestion: NearestName.suggestion(for: part, among: names), kind: .usage)
      }
      let result = try KnockoutStudy(library).run(all[number])
      Terminal.say(json ? try DataExport.json(result) : ExperimentReport.knockout(result))
    }
  }
}
