public import ArgumentParser

/// The command line of Coeruleus.
public struct CoeruleusCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "coeruleus",
    abstract:
      "Computes what noradrenergic medicines do in a person: levels, exposure, occupancy, each with interval and source.",
    discussion: "Research and education; not a medical device; not a substitute for clinical judgement.",
    version: "0.1.0",
    subcommands: [
      SimulateCommand.self, CompareCommand.self, DrugsCommand.self, ValidateCommand.self, CalibrateCommand.self,
    ])

  public init() {}
}
