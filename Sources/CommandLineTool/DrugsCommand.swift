import ArgumentParser
import DrugLibrary
import Evidence
import Reports
import Simulation

/// `coeruleus drugs`: what the library holds.
struct DrugsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drugs", abstract: "Lists the drugs, or shows what is known of one.",
    subcommands: [ListDrugs.self, ShowDrug.self], defaultSubcommand: ListDrugs.self)

  struct ListDrugs: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the drugs of the library.")
    @OptionGroup var data: DataFolder

    func run() throws { Terminal.say(DrugReport.list(try data.load())) }
  }

  struct ShowDrug: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows every number of a drug with unit, interval, source and status.")
    @Argument(help: "A drug, brand or synonym.") var name: [String]
    @OptionGroup var data: DataFolder

    func run() throws {
      let library = try data.load()
      let found = try Failures.report { try library.resolve(name.joined(separator: " ")) }
      switch found {
      case .drug(let drug, _): Terminal.say(DrugReport.show(drug, library: library))
      case .substance(let substance):
        Terminal.say(
          "\(substance.name): no kinetics here; known for warnings (\(substance.classes.joined(separator: ", "))).\n")
      }
    }
  }
}
