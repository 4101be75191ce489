import ArgumentParser
import Foundation
import Logging
import WebServer

/// `coeruleus-server`: serves the pages, or does something with the editorial file.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coeruleus-server", abstract: "Serves answers, articles and the editorial desk of Coeruleus.",
    subcommands: [ServeCommand.self, BackupCommand.self, AdministratorCommand.self],
    defaultSubcommand: ServeCommand.self)
}

/// The editorial file.
struct DatabaseOption: ParsableArguments {
  @Option(
    help:
      "The file with accounts, versions, reviews and the audit trail (default: ~/.local/share/coeruleus/coeruleus.sqlite)."
  ) var database = WebServer.usualDatabase
}

/// Serves until it is told to end.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves the pages (what happens without a subcommand).")

  @Option(help: "The folder with drugs, claims and articles.") var data = ServeCommand.usualData
  @OptionGroup var file: DatabaseOption
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port to listen on.") var port = 8080
  @Option(help: "The folder with vega-bundle.js, which Scripts/fetch-chart-library fetches.") var charts: String?
  @Flag(help: "Readers come over HTTPS: cookies are sent over nothing else.") var https = false
  @Flag(help: "A proxy of yours stands before the server and sets X-Forwarded-For.") var proxy = false
  @Option(help: "How many computations run at the same time (default: one for each core).") var computations: Int?
  @Flag(help: "One address may read without limit: for load runs on your own machine only.") var unlimitedReading =
    false
  @Option(help: "trace, debug, info, notice, warning or error.") var logLevel = "info"

  /// The folder beside the present one, or above it.
  private static var usualData: String {
    FileManager.default.fileExists(atPath: "Data/drugs") ? "Data" : "../Data"
  }

  func run() async throws {
    var logger = Logger(label: "coeruleus") { StreamLogHandler.standardError(label: $0) }
    guard let level = Logger.Level(rawValue: logLevel) else { throw ValidationError("'\(logLevel)' is no log level.") }
    logger.logLevel = level
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let configuration = ServerConfiguration(
      data: data, database: file.database, host: host, port: port,
      charts: [charts, "build/charts", "../build/charts"].compactMap { $0 }, isSecure: https, hasProxy: proxy,
      computations: computations ?? cores, isReadingUnlimited: unlimitedReading)
    try await WebServer.run(configuration, logger: logger)
  }
}

/// Copies the editorial file while the server runs.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the editorial file, also while the server runs.")

  @Argument(help: "The new file.") var path: String
  @OptionGroup var file: DatabaseOption

  func run() throws {
    try EditorialFile(path: file.database).backup(to: path)
    print("copied to \(path)")
  }
}

/// Makes an administrator; the password is typed, never given as an argument.
struct AdministratorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create-administrator", abstract: "Makes an administrator; asks for the password.")

  @Argument(help: "The name to sign in with: small letters, digits, points, hyphens.") var name: String
  @Option(help: "The name that is shown.") var shownAs: String?
  @OptionGroup var file: DatabaseOption

  func run() throws {
    let editorial = try EditorialFile(path: file.database)
    let password = PasswordPrompt.read("Password, at least 12 characters: ")
    if PasswordPrompt.isTerminal, PasswordPrompt.read("Again: ") != password {
      throw ValidationError("The password was typed differently the second time.")
    }
    try editorial.createAdministrator(name, shownAs: shownAs ?? name, password: password)
    print("\(name) may sign in at /desk")
  }
}
