import DrugLibrary
import PharmacologyModels
import Quantities
import Regimens

/// Reads an experiment out of a case file.
enum ExperimentReader {
  /// Checks the keys and words that need no list of compounds.
  static func check(_ node: FileNode?) throws(LibraryError) {
    guard let node else { return }
    try node.allowKeys(["species", "preparation", "treatments", "alterations", "stimulation"])
    _ = try node.require("species").text()
    _ = try node.child("preparation")?.choice(Experiment.Preparation.allCases.map(\.rawValue))
    for element in node.child("alterations")?.elements() ?? [] {
      _ = try element.choice(SystemStructure.Alteration.allCases.map(\.rawValue))
    }
    if let stimulation = node.child("stimulation") { _ = try self.stimulation(stimulation) }
  }

  /// Reads an experiment.
  ///
  /// - Throws: ``LibraryError`` with file, line and rule.
  static func read(_ node: FileNode, laboratory: LaboratoryLibrary) throws(LibraryError) -> Experiment {
    try check(node)
    var treatments: [Treatment] = []
    for element in node.child("treatments")?.elements() ?? [] {
      do {
        treatments.append(try TreatmentParser.parse(element.text(), laboratory: laboratory))
      } catch let error as ScenarioError {
        throw element.fault("\(error.place): \(error.rule)", suggestion: error.suggestion)
      } catch let error as LibraryError {
        throw error
      } catch { throw element.fault("\(error)") }
    }
    var experiment = Experiment(species: try node.require("species").text(), treatments: treatments)
    if let word = try node.child("preparation")?.text() {
      experiment.preparation = Experiment.Preparation(rawValue: word) ?? .awake
    }
    for text in try node.texts("alterations") {
      if let alteration = SystemStructure.Alteration(rawValue: text) { experiment.alterations.insert(alteration) }
    }
    experiment.stimulation = try node.child("stimulation").map { (n) throws(LibraryError) in try stimulation(n) }
    return experiment
  }

  private static func stimulation(_ node: FileNode) throws(LibraryError) -> Experiment.Stimulation {
    try node.allowKeys(["drive", "state", "evokedRate", "sensory", "depolarisation", "blocked", "duration"])
    var result = Experiment.Stimulation()
    func number(_ key: String, _ unit: String) throws(LibraryError) -> Double? {
      guard let child = node.child(key) else { return nil }
      let words = try child.text().split(separator: " ").map(String.init)
      guard let value = Double(words.first ?? ""), value.isFinite, value >= 0, words.count < 3,
        words.count == 1 || words[1] == unit
      else { throw child.fault("must be a number in \(unit)") }
      return value
    }
    result.drive = try node.child("drive")?.number()
    if let word = try node.child("state")?.choice(Experiment.Vigilance.allCases.map(\.rawValue)) {
      result.vigilance = Experiment.Vigilance(rawValue: word)
    }
    result.evokedRate = try number("evokedRate", "Hz")
    result.isSensory = try node.child("sensory")?.truth() ?? false
    result.potassium = try number("depolarisation", "mM")
    result.blocksFiring = try node.child("blocked")?.choice(["firing"]) != nil
    if let duration = node.child("duration") {
      do {
        result.duration = try TimeSpan.parse(duration.text()).hours
      } catch let error as DosingError {
        throw duration.fault(error.rule, suggestion: error.suggestion)
      } catch let error as LibraryError {
        throw error
      } catch { throw duration.fault("\(error)") }
    }
    return result
  }
}
