import DrugLibrary
import Foundation

@testable import Simulation

extension Shipped {
  /// The compounds of laboratory animals, loaded once.
  static let laboratory: LaboratoryLibrary = {
    do { return try LaboratoryLibrary(library) } catch {
      preconditionFailure("the compounds of laboratory animals do not load: \(error)")
    }
  }()

  /// A case file with one case, as it would be written into `Data/cases`.
  static func cases(_ text: String) throws -> [ObservedCase] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("case-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: path) }
    try ("schemaVersion: 1\ncases:\n" + text).write(to: path, atomically: true, encoding: .utf8)
    return try CaseFile.read(path: path.path).cases
  }

  /// The readouts of an animal after treatments at the parameters' medians, per cent of the drug-free animal.
  static func course(
    _ treatments: [String], species: String = "rat", preparation: String? = nil, until end: Double? = nil
  ) throws -> [String: ExperimentQuery.Readout] {
    let query = try ExperimentQuery(library: library, species: species, preparation: preparation)
    let course = try query.course(treatments, until: end, readouts: nil, draws: 1)
    return Dictionary(uniqueKeysWithValues: course.readouts.map { ($0.name, $0) })
  }
}
