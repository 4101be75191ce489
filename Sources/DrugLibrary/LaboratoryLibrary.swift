public import Evidence
import Foundation
import Quantities

/// A compound as it is given to rats and mice: what level a dose makes in the brain, and what it meets there.
public struct LaboratoryCompound: Sendable {
  /// How a dose reaches the brain of one species.
  public struct Exposure: Sendable {
    /// Unbound brain concentration for a dose that is absorbed at once, nmol/L per mg/kg.
    public var perDose: SourcedValue
    /// h.
    public var halfLife: SourcedValue
    public var routes: [String: Route]
  }

  /// A way in.
  public struct Route: Sendable {
    /// Share of the dose that arrives; nil when all of it does.
    public var availability: SourcedValue?
    /// 1/h; nil when it arrives at once.
    public var rateConstant: SourcedValue?
  }

  /// What it meets in the brain.
  public struct Target: Sendable {
    public var target: String
    /// inhibitor, releaser, agonist, partial-agonist, antagonist.
    public var action: String
    /// Unbound, nmol/L.
    public var constant: SourcedValue
    public var efficacy: SourcedValue?
    /// Whether what it inhibits has to be made anew.
    public var isIrreversible: Bool
  }

  public var name: String
  public var synonyms: [String]
  public var classes: [String]
  public var summary: String
  /// By species.
  public var exposures: [String: Exposure]
  public var targets: [Target]
}

/// The compounds of `laboratory-animals.yaml`; loaded by those who need them, because the file is long.
public struct LaboratoryLibrary: Sendable {
  /// By name.
  public let compounds: [String: LaboratoryCompound]
  /// The species of the file.
  public let species: [String]
  private let index: [String: String]

  /// Reads the file of a data folder.
  ///
  /// - Throws: ``LibraryError`` for the first fault, with file, line and rule.
  public init(_ library: DrugLibrary) throws(LibraryError) {
    let root = try DrugLibrary.parse(library.folder + "/laboratory-animals.yaml")
    try root.allowKeys(["schemaVersion", "species", "compounds", "note"])
    let names = try root.require("species").keys()
    var compounds: [String: LaboratoryCompound] = [:]
    var index: [String: String] = [:]
    for node in try root.require("compounds").elements() {
      let compound = try Self.read(node, species: names)
      guard compounds[compound.name] == nil else {
        throw node.fault("a compound named '\(compound.name)' exists already")
      }
      compounds[compound.name] = compound
      for name in [compound.name] + compound.synonyms where index[DrugLibrary.key(name)] == nil {
        index[DrugLibrary.key(name)] = compound.name
      }
    }
    for (name, number) in root.collector.numbers {
      if let source = number.source, library.references[source] == nil {
        throw LibraryError(
          file: root.file, line: 0, path: name, rule: "the source '\(source)' is not in the references",
          suggestion: NearestName.suggestion(for: source, among: library.references.keys.sorted()))
      }
    }
    self.compounds = compounds
    species = names
    self.index = index
  }

  /// Finds a compound by name or synonym.
  ///
  /// - Throws: ``LibraryError`` with the nearest known name.
  public func resolve(_ text: String) throws(LibraryError) -> LaboratoryCompound {
    let key = DrugLibrary.key(text)
    if let name = index[key], let compound = compounds[name] { return compound }
    throw LibraryError(
      file: "compound", line: 0, path: text,
      rule: "no compound of that name is described for laboratory animals, so its experiment is outside the model",
      suggestion: NearestName.suggestion(for: key, among: index.keys.sorted()).flatMap { index[$0] })
  }

  /// Whether a name is known.
  public func knows(_ text: String) -> Bool { index[DrugLibrary.key(text)] != nil }

  private static func read(_ node: FileNode, species: [String]) throws(LibraryError) -> LaboratoryCompound {
    try node.allowKeys(["name", "synonyms", "classes", "summary", "exposure", "targets", "note"])
    let exposureNode = try node.require("exposure")
    try exposureNode.allowKeys(species)
    var exposures: [String: LaboratoryCompound.Exposure] = [:]
    for name in try exposureNode.keys() { exposures[name] = try exposure(exposureNode.require(name)) }
    var targets: [LaboratoryCompound.Target] = []
    for element in node.child("targets")?.elements() ?? [] {
      try element.allowKeys(["target", "action", "constant", "efficacy", "irreversible", "note"])
      let constant = try element.require("constant")
      let value = try constant.sourcedValue([.molarConcentration])
      guard value.value > 0 else { throw constant.fault("must be greater than zero") }
      targets.append(
        LaboratoryCompound.Target(
          target: try element.require("target").choice(DrugFile.targets),
          action: try element.require("action").choice([
            "inhibitor", "releaser", "agonist", "partial-agonist", "antagonist", "precursor",
          ]), constant: value,
          efficacy: try element.child("efficacy").map { (n) throws(LibraryError) in try n.sourcedValue([.number]) },
          isIrreversible: try element.child("irreversible")?.truth() ?? false))
    }
    return LaboratoryCompound(
      name: try node.require("name").text(), synonyms: try node.texts("synonyms"), classes: try node.texts("classes"),
      summary: try node.child("summary")?.text() ?? "", exposures: exposures, targets: targets)
  }

  private static func exposure(_ node: FileNode) throws(LibraryError) -> LaboratoryCompound.Exposure {
    try node.allowKeys(["perDose", "halfLife", "routes", "note"])
    let routesNode = try node.require("routes")
    try routesNode.allowKeys(["i.v.", "i.p.", "s.c.", "p.o."])
    var routes: [String: LaboratoryCompound.Route] = [:]
    for name in try routesNode.keys() {
      let route = try routesNode.require(name)
      try route.allowKeys(["availability", "rateConstant", "note"])
      let availability = route.child("availability")
      routes[name] = LaboratoryCompound.Route(
        availability: availability?.isMapping == true ? try availability?.sourcedValue([.number]) : nil,
        rateConstant: try route.child("rateConstant").map { (n) throws(LibraryError) in
          try n.sourcedValue([.rateConstant])
        })
    }
    return LaboratoryCompound.Exposure(
      perDose: try node.require("perDose").sourcedValue([.composite]),
      halfLife: try node.require("halfLife").sourcedValue([.time]), routes: routes)
  }
}
