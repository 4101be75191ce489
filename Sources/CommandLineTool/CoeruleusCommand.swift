public import ArgumentParser
import Foundation

/// The command line of Coeruleus.
public struct CoeruleusCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "coeruleus",
    abstract:
      "Computes what noradrenergic medicines do in a person: levels, occupancy, transmitters, pulse and pressure, each with interval and source.",
    discussion: "Research and education; not a medical device; not a substitute for clinical judgement.",
    version: "0.1.0",
    subcommands: [
      SimulateCommand.self, CompareCommand.self, ExperimentCommand.self, KnockoutCommand.self, InfuseCommand.self,
      EquationsCommand.self, AskCommand.self, ArticlesCommand.self, ClaimsCommand.self, ServeCommand.self,
      DrugsCommand.self, ValidateCommand.self, CalibrateCommand.self,
    ])

  public init() {}

  /// Runs the command line; a negative number gets its own message, because a leading minus reads as an option.
  public static func start() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let negative = arguments.first(where: { $0.first == "-" && $0.dropFirst().first?.isNumber == true }) {
      Terminal.complain("coeruleus: '\(negative)': no number here may be negative; a dose must be greater than zero")
      Foundation.exit(64)
    }
    main(arguments)
  }
}
