import DrugLibrary
import Foundation
import Regimens
import Simulation

/// A scenario as an address or a request of the programming interface says it.
struct ScenarioQuery: Sendable {
  var regimens: [String]
  var duration: String?
  var draws: Int
  var seed: UInt64?
  var readouts: [String]?
  /// What is said about the person, by the names of the parameters.
  var person: [String: String]
  var conditions: [String]
  var isSmoker: Bool?
  var isPregnant: Bool

  /// Reads the parameters of an address.
  ///
  /// - Throws: ``Problem`` 422 for what is beyond the limits.
  init(_ values: Values, genes: [String]) throws(Problem) {
    regimens = values.all("regimen") + values.all("with")
    duration = values["for-time"]
    draws = try Self.whole(values["draws"], "draws") ?? 500
    if let text = values["seed"] {
      guard let number = UInt64(text) else { throw .invalid("seed: '\(text.prefix(30))' is not a whole number.") }
      seed = number
    }
    person = [:]
    for name in ["age", "weight", "sex", "clearance"] + genes.map({ $0.lowercased() }) { person[name] = values[name] }
    conditions = values.all("condition")
    isSmoker = values["smoker"].map { ["yes", "true", "1", "on"].contains($0) }
    isPregnant = values["pregnant"].map { ["yes", "true", "1", "on"].contains($0) } ?? false
    try check()
  }

  /// Checks the limits of the site.
  func check() throws(Problem) {
    guard !regimens.isEmpty else { throw .invalid("A regimen is missing, such as: nortriptyline 75 mg daily.") }
    guard regimens.count <= Limits.medicines, (regimens + conditions + person.values).allSatisfy({ $0.count <= 200 }),
      conditions.count <= 20
    else { throw .invalid("These are too many medicines or conditions, or one of them is too long.") }
    guard (1...Limits.draws).contains(draws) else {
      throw .invalid("draws: must lie between 1 and \(Limits.draws) here; the command line computes more.")
    }
  }

  private static func whole(_ text: String?, _ name: String) throws(Problem) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text) else { throw .invalid("\(name): '\(text.prefix(30))' is not a whole number.") }
    return number
  }

  /// The scenario.
  ///
  /// - Throws: `ScenarioError`, `LibraryError` or ``Problem`` with place and rule.
  func scenario(_ library: DrugLibrary) throws -> Scenario {
    var patient = Patient()
    for (name, unit) in [("age", "years"), ("weight", "kg"), ("clearance", "mL/min")] {
      guard let text = person[name] else { continue }
      let value = try ScenarioReader.quantity(text: text, unit: unit, place: name)
      switch name {
      case "age": patient.age = value
      case "weight": patient.weight = value
      default: patient.creatinineClearance = value
      }
    }
    patient.sex = person["sex"]
    patient.smoker = isSmoker
    patient.pregnant = isPregnant
    for gene in library.geneNames {
      guard let text = person[gene.lowercased()], let enzyme = library.enzyme(gene) else { continue }
      patient.genotypes[gene] = try Genotype.parse(text, enzyme: enzyme)
    }
    for text in conditions { patient.conditions.append(try library.condition(text).name) }
    var hours: Double?
    if let duration {
      do {
        hours = try TimeSpan.parse(duration).hours
      } catch {
        throw Problem.invalid("time simulated: \(error.rule)")
      }
    }
    var scenario = try Scenario(
      regimens: regimens, patient: patient, duration: hours, library: library, draws: draws,
      seed: seed ?? Scenario.defaultSeed)
    guard scenario.duration <= Limits.duration else {
      throw Problem.invalid(
        "time simulated: at most \(Int(Limits.duration / 24)) days here; the command line computes more.")
    }
    scenario.readouts = readouts
    return scenario
  }

  /// The parameters in one order.
  var parameters: [(name: String, value: String)] {
    var list = regimens.prefix(1).map { ("regimen", $0) } + regimens.dropFirst().map { ("with", $0) }
    list += person.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if let isSmoker { list.append(("smoker", isSmoker ? "yes" : "no")) }
    if isPregnant { list.append(("pregnant", "yes")) }
    list += conditions.map { ("condition", $0) }
    if let duration { list.append(("for-time", duration)) }
    list.append(("draws", String(draws)))
    if let seed { list.append(("seed", String(seed))) }
    return list
  }
}
