public import Evidence
import Foundation
import Quantities

/// A medicine or exposure that has no kinetics here but matters for warnings.
public struct Substance: Sendable {
  public var name: String
  public var synonyms: [String]
  public var brands: [String]
  public var classes: [String]
}

/// The drugs, enzymes, interactions and references of a data folder, loaded and validated.
public struct DrugLibrary: Sendable {
  /// Drugs and metabolites by name.
  public let drugs: [String: Drug]
  /// Enzymes by name.
  public let enzymes: [String: Enzyme]
  /// Warnings.
  public let rules: [InteractionRule]
  /// The conditions that warnings know.
  public let conditions: [PatientCondition]
  /// Exposures without kinetics.
  public let substances: [Substance]
  /// References by id.
  public let references: [String: Reference]
  /// Numbers about people rather than drugs: hepatic blood flow, allometric exponents.
  public let physiology: [String: SourcedValue]
  /// Numbers of the noradrenergic system and the circulation by id, such as `system.clearanceRate`.
  public let system: [String: SystemParameter]
  /// Why predictions miss observations, by the observation's id.
  public let explanations: [String: String]
  /// Values that were re-estimated from observations; they replace those of the files, by parameter id.
  public private(set) var calibrated: [String: SourcedValue]
  /// Which re-estimated values belong together; nil when each stands alone.
  public private(set) var correlations: CalibratedCorrelations?
  /// The folder it was loaded from.
  public let folder: String
  private let nameIndex: [String: String]
  private let substanceIndex: [String: Int]

  /// What a name as written stands for.
  public enum Medicine: Sendable {
    /// A drug with kinetics, and a formulation if one was named.
    case drug(Drug, Formulation?)
    /// A substance that is known for warnings only.
    case substance(Substance)
  }

  /// Loads a data folder.
  ///
  /// - Throws: ``LibraryError`` for the first fault, with file, line and rule.
  public init(folder: String) throws(LibraryError) {
    self.folder = folder
    var references: [String: Reference] = [:]
    for file in Self.files(folder + "/references") {
      for reference in try Self.readReferences(Self.parse(file)) { references[reference.id] = reference }
    }
    self.references = references
    var drugs: [String: Drug] = [:]
    for file in Self.files(folder + "/drugs") {
      let root = try Self.parse(file)
      let drug = try DrugFile(root: root).drug()
      guard drugs[drug.name] == nil else { throw root.fault("a drug named '\(drug.name)' exists already") }
      drugs[drug.name] = drug
    }
    guard !drugs.isEmpty else {
      throw LibraryError(file: folder, line: 0, path: "drugs", rule: "there is no drug file in this folder")
    }
    self.drugs = drugs
    var enzymes: [String: Enzyme] = [:]
    for enzyme in try Enzyme.read(Self.parse(folder + "/enzymes.yaml")) { enzymes[enzyme.name] = enzyme }
    self.enzymes = enzymes
    (conditions, rules) = try InteractionRule.read(Self.parse(folder + "/interactions.yaml"))
    substances = try Self.readSubstances(Self.parse(folder + "/substances.yaml"))
    physiology = try Self.readValues(Self.parse(folder + "/physiology.yaml"))
    system = try SystemParameter.read(folder: folder, parse: Self.parse)
    explanations = try Self.readExplanations(folder + "/explanations.yaml")
    if FileManager.default.fileExists(atPath: folder + "/calibration.yaml") {
      let root = try Self.parse(folder + "/calibration.yaml")
      calibrated = try Self.readValues(root)
      correlations = try CalibratedCorrelations.read(root.child("correlations"))
    } else {
      calibrated = [:]
      correlations = nil
    }
    var index: [String: String] = [:]
    for drug in drugs.values.sorted(by: { $0.name < $1.name }) {
      for name in drug.synonyms + drug.brands where index[Self.key(name)] == nil {
        index[Self.key(name)] = drug.name
      }
    }
    for name in drugs.keys { index[Self.key(name)] = name }
    nameIndex = index
    var substanceNames: [String: Int] = [:]
    for (number, substance) in substances.enumerated() {
      for name in [substance.name] + substance.synonyms + substance.brands where index[Self.key(name)] == nil {
        substanceNames[Self.key(name)] = number
      }
    }
    substanceIndex = substanceNames
    try checkLinks()
  }

  /// The same library with the values as they stand in the files.
  public var withoutCalibration: DrugLibrary {
    var copy = self
    copy.calibrated = [:]
    copy.correlations = nil
    return copy
  }

  /// The same library with the system's values as they stand in the files, and kinetics as calibrated.
  public var withoutCalibratedSystem: DrugLibrary {
    var copy = self
    copy.calibrated = calibrated.filter { !$0.key.hasPrefix("system.") && !$0.key.hasPrefix("circulation.") }
    copy.correlations = nil
    return copy
  }

  /// Finds what a name as written means: a drug, brand or synonym, perhaps with a formulation ("bupropion XL").
  ///
  /// - Throws: ``LibraryError`` with the nearest known name.
  public func resolve(_ text: String) throws(LibraryError) -> Medicine {
    let words = text.split(separator: " ").map(String.init)
    for length in stride(from: words.count, to: 0, by: -1) {
      let name = Self.key(words[..<length].joined(separator: " "))
      let rest = words[length...].joined(separator: " ")
      if let found = nameIndex[name], let drug = drugs[found] {
        // A brand may carry its form in its name ("Effexor XR").
        return .drug(drug, try rest.isEmpty ? formInName(name, of: drug) : formulation(rest, of: drug))
      }
      if let number = substanceIndex[name] { return .substance(substances[number]) }
    }
    let known = Array(nameIndex.keys) + Array(substanceIndex.keys)
    let suggestion =
      NearestName.suggestion(for: Self.key(text), among: known.sorted())
      ?? words.first.flatMap { NearestName.suggestion(for: Self.key($0), among: known.sorted()) }
    throw LibraryError(
      file: "medicine", line: 0, path: text, rule: "no medicine of that name is in the library",
      suggestion: suggestion.map { nameIndex[$0] ?? $0 })
  }

  private func formInName(_ name: String, of drug: Drug) -> Formulation? {
    drug.formulations.first { formulation in
      ([formulation.name] + formulation.synonyms).contains {
        name == Self.key($0) || name.hasSuffix(" " + Self.key($0))
      }
    }
  }

  private func formulation(_ text: String, of drug: Drug) throws(LibraryError) -> Formulation? {
    guard !text.isEmpty else { return nil }
    let wanted = Self.key(text)
    for formulation in drug.formulations
    where ([formulation.name] + formulation.synonyms).contains(where: { Self.key($0) == wanted }) {
      return formulation
    }
    // The salt's name, or a word for an ordinary tablet, changes nothing about the form.
    let harmless =
      ["tablet", "tablets", "capsule", "capsules", "hcl", "hydrochloride"] + drug.salts.map { Self.key($0.name) }
    if harmless.contains(wanted) { return nil }
    let names = drug.formulations.map(\.name)
    throw LibraryError(
      file: "medicine", line: 0, path: drug.name,
      rule: "the form '\(text)' is not known; there is \(names.joined(separator: ", "))",
      suggestion: NearestName.suggestion(for: text, among: names))
  }

  /// The patient condition that a word stands for.
  public func condition(_ text: String) throws(LibraryError) -> PatientCondition {
    let wanted = Self.key(text)
    for condition in conditions
    where ([condition.name] + condition.words).contains(where: { Self.key($0) == wanted }) {
      return condition
    }
    let all = conditions.flatMap { [$0.name] + $0.words }
    throw LibraryError(
      file: "condition", line: 0, path: text, rule: "this condition is not in the list of warnings",
      suggestion: NearestName.suggestion(for: text, among: all))
  }

  /// The enzyme of that name, written in any case.
  public func enzyme(_ name: String) -> Enzyme? {
    enzymes[name] ?? enzymes.values.first { $0.name.lowercased() == name.lowercased() }
  }

  static func key(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() {
      result.append(character == "-" || character == "_" ? " " : character)
    }
    return result.split(separator: " ").joined(separator: " ")
  }

  // MARK: files

  /// The YAML files of a folder in the order of their names.
  public static func files(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
  }

  /// Reads a data file.
  ///
  /// - Throws: ``LibraryError`` when it is missing or no YAML.
  public static func parse(_ path: String) throws(LibraryError) -> FileNode {
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
    else { throw LibraryError(file: path, line: 0, path: "", rule: "the file cannot be read as UTF-8 text") }
    return try FileNode.parse(text, file: path.split(separator: "/").suffix(2).joined(separator: "/"))
  }

  private static func readReferences(_ root: FileNode) throws(LibraryError) -> [Reference] {
    try root.allowKeys(["references", "schemaVersion"])
    guard let table = root.child("references") else { return [] }
    var result: [Reference] = []
    for id in try table.keys() {
      let node = try table.require(id)
      try node.allowKeys(["citation", "year", "doi", "pmid", "url", "type", "note", "licence", "retracted"])
      result.append(
        Reference(
          id: id, citation: try node.require("citation").text(),
          year: try node.child("year").map { (n) throws(LibraryError) in Int(try n.number()) },
          doi: try node.child("doi")?.text(), pmid: try node.child("pmid")?.text(),
          url: try node.child("url")?.text(), type: try node.child("type")?.text(),
          isRetracted: try node.child("retracted")?.truth() ?? false))
    }
    return result
  }

  private static func readExplanations(_ path: String) throws(LibraryError) -> [String: String] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    let root = try parse(path)
    try root.allowKeys(["schemaVersion", "explanations"])
    var result: [String: String] = [:]
    let table = try root.require("explanations")
    for id in try table.keys() { result[id] = try table.require(id).text() }
    return result
  }

  private static func readValues(_ root: FileNode) throws(LibraryError) -> [String: SourcedValue] {
    try root.allowKeys(["schemaVersion", "parameters", "note", "correlations"])
    var result: [String: SourcedValue] = [:]
    let table = try root.require("parameters")
    let all = Set(MeasurementUnit.known.map(\.dimension) + [.composite])
    for name in try table.keys() { result[name] = try table.require(name).sourcedValue(all) }
    return result
  }

  private static func readSubstances(_ root: FileNode) throws(LibraryError) -> [Substance] {
    try root.allowKeys(["schemaVersion", "substances"])
    var result: [Substance] = []
    for node in root.child("substances")?.elements() ?? [] {
      try node.allowKeys(["name", "synonyms", "brands", "classes", "note"])
      result.append(
        Substance(
          name: try node.require("name").text(), synonyms: try node.texts("synonyms"),
          brands: try node.texts("brands"), classes: try node.texts("classes")))
    }
    return result
  }

  /// Refuses a reference or compound that is named but does not exist.
  private func checkLinks() throws(LibraryError) {
    for (id, parameter) in system.sorted(by: { $0.key < $1.key }) {
      if let source = parameter.value.source, references[source] == nil {
        throw LibraryError(
          file: id.hasPrefix("circulation.") ? "circulation.yaml" : "noradrenergic-system.yaml", line: 0, path: id,
          rule: "the source '\(source)' is not in the references",
          suggestion: NearestName.suggestion(for: source, among: references.keys.sorted()))
      }
    }
    for rule in rules {
      if let reference = rule.reference, references[reference] == nil {
        throw LibraryError(
          file: "interactions.yaml", line: 0, path: rule.id,
          rule: "the source '\(reference)' is not in the references",
          suggestion: NearestName.suggestion(for: reference, among: references.keys.sorted()))
      }
    }
    for drug in drugs.values.sorted(by: { $0.name < $1.name }) {
      func fault(_ path: String, _ rule: String, _ suggestion: String? = nil) -> LibraryError {
        LibraryError(file: drug.file, line: 0, path: path, rule: rule, suggestion: suggestion)
      }
      for number in drug.numbers {
        if let source = number.value.source, references[source] == nil {
          throw fault(
            number.path, "the source '\(source)' is not in the references",
            NearestName.suggestion(for: source, among: references.keys.sorted()))
        }
        if number.value.source == nil, number.value.status.rawValue.hasPrefix("verified") {
          throw fault(number.path, "a verified number names its source")
        }
      }
      for product in drug.kinetics?.pathways.flatMap(\.produces) ?? [] where drugs[product.compound] == nil {
        throw fault(
          "kinetics.pathways", "the product '\(product.compound)' has no file",
          NearestName.suggestion(for: product.compound, among: drugs.keys.sorted()))
      }
    }
  }
}

extension DrugLibrary {
  /// The targets that files may name, in the order of reports.
  public static var targetNames: [String] { DrugFile.targets }
}
