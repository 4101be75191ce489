import ArgumentParser
import DrugLibrary
import Foundation
import Simulation

/// Where the drug library lies: the option, the environment, beside the program, or the present folder.
struct DataFolder: ParsableArguments {
  @Option(
    name: .customLong("data"), help: "The folder with the drug library (default: Data beside the program or here).")
  var folder: String?

  func load() throws -> DrugLibrary {
    try Failures.report { try DrugLibrary(folder: try path()) }
  }

  private func path() throws -> String {
    var candidates: [String] = []
    if let folder {
      candidates = [folder]
    } else {
      if let set = ProcessInfo.processInfo.environment["COERULEUS_DATA"] { candidates.append(set) }
      candidates.append("Data")
      var place = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      for _ in 0..<6 {
        place.deleteLastPathComponent()
        candidates.append(place.appendingPathComponent("Data").path)
        candidates.append(place.appendingPathComponent("share/coeruleus/Data").path)
      }
    }
    for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/drugs") { return candidate }
    throw ScenarioError(
      place: folder ?? "Data", rule: "no drug library is found there; name its folder with --data", kind: .usage)
  }
}

/// The patient on the command line.
struct PatientOptions: ParsableArguments {
  @Option(help: "Age in years.") var age: String?
  @Option(help: "Body weight, such as 70kg.") var weight: String?
  @Option(help: "male or female.") var sex: String?
  @Flag(help: "Smokes tobacco (raises CYP1A2).") var smoker = false
  @Option(name: .customLong("cyp2d6"), help: "CYP2D6: star alleles ('*4/*4'), PM, IM, NM, UM, or 'AS 0.5'.") var cyp2d6:
    String?
  @Option(name: .customLong("cyp2c19"), help: "CYP2C19: star alleles or phenotype.") var cyp2c19: String?
  @Option(name: .customLong("cyp2b6"), help: "CYP2B6: star alleles or phenotype.") var cyp2b6: String?
  @Option(name: .customLong("ces1"), help: "CES1: alleles or phenotype.") var ces1: String?
  @Option(help: "Creatinine clearance in mL/min.") var creatinineClearance: String?
  @Flag(help: "Is pregnant.") var pregnant = false
  @Option(name: .customLong("condition"), help: "A condition that warnings know, such as glaucoma; may be repeated.")
  var conditions: [String] = []

  /// Whether anything about a patient was given.
  var isGiven: Bool {
    [age, weight, sex, cyp2d6, cyp2c19, cyp2b6, ces1, creatinineClearance].contains { $0 != nil } || smoker || pregnant
      || !conditions.isEmpty
  }

  /// The patient of the options, over one that is described already.
  func patient(library: DrugLibrary, over base: Patient = Patient()) throws -> Patient {
    try Failures.report {
      var patient = base
      if let age { patient.age = try ScenarioReader.quantity(text: age, unit: "years", place: "--age") }
      if let weight { patient.weight = try ScenarioReader.quantity(text: weight, unit: "kg", place: "--weight") }
      if let creatinineClearance {
        patient.creatinineClearance = try ScenarioReader.quantity(
          text: creatinineClearance, unit: "mL/min", place: "--creatinine-clearance")
      }
      if let sex { patient.sex = sex.lowercased() }
      if smoker { patient.smoker = true }
      if pregnant { patient.pregnant = true }
      for (name, text) in [("CYP2D6", cyp2d6), ("CYP2C19", cyp2c19), ("CYP2B6", cyp2b6), ("CES1", ces1)] {
        guard let text, let enzyme = library.enzyme(name) else { continue }
        patient.genotypes[name] = try Genotype.parse(text, enzyme: enzyme)
      }
      for text in conditions { patient.conditions.append(try library.condition(text).name) }
      try patient.validate()
      return patient
    }
  }
}
