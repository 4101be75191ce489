public import DrugLibrary
import Foundation
import Quantities
import Regimens

/// Reads patients and scenarios out of YAML files.
public enum ScenarioReader {
  static let patientKeys = [
    "age", "weight", "sex", "smoker", "creatinineClearance", "pregnant", "conditions", "fasting", "height",
  ]

  /// A patient from a mapping such as `{age: 45, weight: 70 kg, cyp2d6: "*4/*4"}`.
  public static func patient(_ node: FileNode?, library: DrugLibrary) throws(LibraryError) -> Patient {
    var patient = Patient()
    guard let node else { return patient }
    let genes = library.enzymes.values.filter { !$0.phenotypes.isEmpty || !$0.alleles.isEmpty }
    try node.allowKeys(patientKeys + genes.map { $0.name.lowercased() })
    patient.age = try node.child("age").map { (n) throws(LibraryError) in try quantity(n, "years") }
    patient.weight = try node.child("weight").map { (n) throws(LibraryError) in try quantity(n, "kg") }
    patient.creatinineClearance = try node.child("creatinineClearance").map { (n) throws(LibraryError) in
      try quantity(n, "mL/min")
    }
    patient.sex = try node.child("sex")?.choice(["male", "female"])
    patient.smoker = try node.child("smoker")?.truth()
    patient.pregnant = try node.child("pregnant")?.truth() ?? false
    for text in try node.texts("conditions") { patient.conditions.append(try library.condition(text).name) }
    for enzyme in genes.sorted(by: { $0.name < $1.name }) {
      guard let value = node.child(enzyme.name.lowercased()) else { continue }
      do {
        patient.genotypes[enzyme.name] = try Genotype.parse(value.text(), enzyme: enzyme)
      } catch {
        throw value.fault(error.rule, suggestion: error.suggestion)
      }
    }
    return patient
  }

  /// A number with an optional unit, expressed in `unit`; a bare number is in `unit` already.
  static func quantity(_ node: FileNode, _ unit: String) throws(LibraryError) -> Double {
    let text = try node.text()
    do {
      return try quantity(text: text, unit: unit, place: node.path)
    } catch {
      throw node.fault(error.rule, suggestion: error.suggestion)
    }
  }

  /// The same from text such as "70kg".
  public static func quantity(text: String, unit: String, place: String) throws(ScenarioError) -> Double {
    let expected = MeasurementUnit.named(unit)
    let compact = text.split(separator: " ").joined()
    let split = compact.firstIndex { !($0.isNumber || "+-.eE".contains($0)) } ?? compact.endIndex
    let number = compact[..<split]
    let symbol = String(compact[split...])
    guard let value = Double(number), value.isFinite else {
      throw ScenarioError(place: place, rule: "'\(text)' is not a number in \(unit)", kind: .usage)
    }
    if symbol.isEmpty { return value }
    let valid = MeasurementUnit.known.filter { $0.dimension == expected?.dimension }.map(\.symbol)
    guard let given = MeasurementUnit.named(symbol), given.dimension == expected?.dimension else {
      throw ScenarioError(
        place: place, rule: "'\(symbol)' is not a unit that fits here; use \(valid.joined(separator: ", "))",
        suggestion: NearestName.suggestion(for: symbol, among: valid), kind: .usage)
    }
    return value * given.factor / (expected?.factor ?? 1)
  }

  /// A scenario from a file with `title`, `patient`, `regimens`, `duration`, `draws` and `seed`.
  public static func scenario(path: String, library: DrugLibrary) throws(LibraryError) -> Scenario {
    let root = try read(path)
    try root.allowKeys(["schemaVersion", "title", "patient", "regimens", "duration", "draws", "seed"])
    let patient = try patient(root.child("patient"), library: library)
    let regimens = try root.require("regimens").elements()
    var lines: [String] = []
    for line in regimens { lines.append(try line.text()) }
    var duration: Double?
    if let node = root.child("duration") {
      do {
        duration = try TimeSpan.parse(node.text()).hours
      } catch let error as LibraryError {
        throw error
      } catch let error as DosingError {
        throw node.fault(error.rule, suggestion: error.suggestion)
      } catch {
        throw node.fault("is not a time span such as 28 d")
      }
    }
    let draws = try root.child("draws").map { (n) throws(LibraryError) in Int(try n.number()) } ?? 1000
    let seed =
      try root.child("seed").map { (n) throws(LibraryError) in UInt64(max(0, try n.number())) } ?? Scenario.defaultSeed
    do {
      return try Scenario(
        regimens: lines, patient: patient, duration: duration, library: library, draws: draws, seed: seed,
        title: try root.child("title")?.text())
    } catch let error as ScenarioError {
      let culprit = regimens.first { (try? $0.text()).map { error.place.contains($0) } ?? false } ?? root
      throw LibraryError(
        file: root.file, line: culprit.line, path: error.place, rule: error.rule, suggestion: error.suggestion)
    } catch let error as LibraryError {
      throw error
    } catch {
      throw root.fault("\(error)")
    }
  }

  static func read(_ path: String) throws(LibraryError) -> FileNode {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LibraryError(file: path, line: 0, path: "", rule: "the file does not exist or cannot be read")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw LibraryError(file: path, line: 0, path: "", rule: "the file is not UTF-8 text")
    }
    return try FileNode.parse(text, file: path)
  }
}
