import ArgumentParser
import DrugLibrary
import Foundation

/// `coeruleus serve`: starts the web server, which is a program of its own.
///
/// Its stack takes some minutes to compile, so the command line does not contain it.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Starts the web server (http://localhost:8080).",
    discussion: "Build it once with: make server. Options are those of coeruleus-server.")

  @Argument(parsing: .captureForPassthrough, help: "Options for coeruleus-server, such as --port 8080.") var options:
    [String] = []

  func run() throws {
    guard let program = Self.program() else {
      throw Failures.complaint("the web server is not built yet; build it with: make server", Failures.cannotCreate)
    }
    let arguments = [program] + (try completed())
    // The server takes this process's place, so that signals reach it.
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    execv(program, &pointers)
    throw Failures.complaint("\(program) cannot be started", Failures.cannotCreate)
  }

  /// The options with what the command line knows already: where the data and the reviews lie.
  private func completed() throws -> [String] {
    // A subcommand of the server brings its own options.
    if let first = options.first, !first.hasPrefix("-"), first != "serve" { return options }
    var result = options
    func isGiven(_ name: String) -> Bool { options.contains { $0 == name || $0.hasPrefix(name + "=") } }
    if !isGiven("--data") { result += ["--data", try DataFolder.parse([]).load().folder] }
    if !isGiven("--database") { result += ["--database", try DatabaseFile.parse([]).path] }
    return result
  }

  private static func program() -> String? {
    var candidates: [String] = ["Server/.build/release/coeruleus-server"]
    var place = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<6 {
      place.deleteLastPathComponent()
      candidates.append(place.appendingPathComponent("coeruleus-server").path)
      candidates.append(place.appendingPathComponent("Server/.build/release/coeruleus-server").path)
    }
    return candidates.first(where: FileManager.default.isExecutableFile)
  }
}
