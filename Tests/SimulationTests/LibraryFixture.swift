import DrugLibrary
import Foundation
import Simulation

/// The shipped drug library, loaded once.
enum Shipped {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../Data"
  static let library: DrugLibrary = {
    do { return try DrugLibrary(folder: folder) } catch {
      preconditionFailure("the shipped library does not load: \(error)")
    }
  }()

  static func scenario(
    _ regimens: [String], _ genotypes: [String: String] = [:], duration: Double? = 672, draws: Int = 40
  ) throws -> Scenario {
    var patient = Patient(age: 45, weight: 70)
    for (name, text) in genotypes {
      if let enzyme = library.enzyme(name) { patient.genotypes[name] = try Genotype.parse(text, enzyme: enzyme) }
    }
    return try Scenario(regimens: regimens, patient: patient, duration: duration, library: library, draws: draws)
  }

  static func outcome(
    _ regimens: [String], _ genotypes: [String: String] = [:], duration: Double? = 672, draws: Int = 40
  ) throws -> Outcome {
    var builder = try OutcomeBuilder(scenario(regimens, genotypes, duration: duration, draws: draws), library: library)
    return try builder.build()
  }
}
