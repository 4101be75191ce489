import ArgumentParser
import DrugLibrary
import Foundation
import Quantities
import Regimens
import Simulation

/// Exit codes after sysexits: 64 for what was typed, 65 for data, 73 for an output that cannot be written.
enum Failures {
  static let usage = ExitCode(64)
  static let data = ExitCode(65)
  static let cannotCreate = ExitCode(73)

  /// Runs work and turns its errors into one clear line and an exit code.
  static func report<T>(_ work: () throws -> T) throws -> T {
    do {
      return try work()
    } catch let error as ScenarioError {
      Terminal.complain(error.kind == .safety ? error.rule.capitalizedFirst : "coeruleus: \(error)")
      throw error.kind == .usage ? usage : data
    } catch let error as LibraryError {
      let isTyped = ["genotype", "medicine", "condition"].contains(error.file)
      Terminal.complain("coeruleus: \(error)")
      throw isTyped ? usage : data
    } catch let error as DosingError {
      Terminal.complain("coeruleus: \(error)")
      throw usage
    }
  }
}

/// Writes files whole or not at all.
enum WholeFile {
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      Terminal.complain("coeruleus: \(path): the file cannot be written; nothing was changed")
      throw Failures.cannotCreate
    }
  }
}
