public import DrugLibrary
public import Evidence
import Regimens

/// An observation that predictions are compared with.
public struct ObservedCase: Sendable {
  /// What the observation may be used for.
  public enum Role: String, Sendable, CaseIterable, Codable { case calibration, validation }

  /// What was read out.
  public enum Quantity: String, Sendable, CaseIterable, Codable {
    case concentration, average, trough, occupancy, apparentClearance
    case area = "AUC"
    case peak = "Cmax"
    case percentOfBaseline, change, level, thresholdProbability, property

    /// Whether it is read from transmitters or circulation and not from levels.
    public var isOfSystem: Bool {
      switch self {
      case .percentOfBaseline, .change, .level, .thresholdProbability, .property: true
      default: false
      }
    }
  }

  /// What a window of time is reduced to.
  public enum Statistic: String, Sendable, CaseIterable {
    /// The largest departure from 100 per cent.
    case extreme
    case peak, trough, mean
    /// The same as peak and trough.
    case max, min
  }

  /// An observation without a number.
  public enum Direction: String, Sendable, CaseIterable, Codable { case up, down, none }

  /// What was read out, of what, and when.
  public struct Readout: Sendable {
    public var quantity: Quantity
    public var of: [String]
    /// h.
    public var from: Double?
    /// h; infinite for an area to infinity.
    public var to: Double?
    /// h.
    public var at: Double?
    public var unit: String?
    /// The window of the comparison where it differs, h.
    public var comparisonWindow: ClosedRange<Double>?
    public var statistic: Statistic?
    /// In the unit of the readout.
    public var threshold: Double?
    /// h; when the level stood that counts as 100 per cent.
    public var baselineAt: Double?
  }

  public var id: String
  public var role: Role
  /// The patient's keys as they stand; read with a library when the case is run.
  var patientNode: SendableNode?
  public var regimens: [String]
  var comparisonPatientNode: SendableNode?
  /// Present when the observation is a ratio to another scenario.
  public var comparisonRegimens: [String]?
  public var readout: Readout
  public var value: Double
  public var interval: ClosedRange<Double>?
  public var deviation: Double?
  public var window: ClosedRange<Double>?
  public var isRequired: Bool
  public var reference: String?
  public var status: EvidenceStatus
  public var note: String?
  public var file: String
  public var line: Int
  /// In place of a scenario: an experiment on animals.
  var experimentNode: SendableNode?
  var comparisonExperimentNode: SendableNode?
  /// When only the direction is known; ``value`` is then not a number.
  public var direction: Direction?

  /// Whether the observation is a ratio.
  public var isRatio: Bool {
    readout.quantity != .change && (comparisonRegimens != nil || comparisonExperimentNode != nil)
  }
  /// Whether it was seen in animals.
  public var isExperiment: Bool { experimentNode != nil }
}

/// A node that is only read after parsing; YAML nodes are values without shared state.
struct SendableNode: @unchecked Sendable {
  let node: FileNode
}

/// A file of observations.
public struct CaseFile: Sendable {
  public var title: String
  public var cases: [ObservedCase]

  /// Reads and checks a file.
  public static func read(path: String) throws(LibraryError) -> CaseFile {
    let root = try ScenarioReader.read(path)
    try root.allowKeys(["schemaVersion", "title", "cases", "references"])
    let version = try root.require("schemaVersion")
    guard try version.number() == 1 else { throw version.fault("this program reads schemaVersion 1") }
    var cases: [ObservedCase] = []
    var seen: Set<String> = []
    for node in try root.require("cases").elements() {
      let observed = try read(node)
      guard seen.insert(observed.id).inserted else { throw node.fault("the id '\(observed.id)' stands twice") }
      cases.append(observed)
    }
    return CaseFile(title: try root.child("title")?.text() ?? path, cases: cases)
  }

  private static func read(_ node: FileNode) throws(LibraryError) -> ObservedCase {
    try node.allowKeys([
      "id", "role", "scenario", "experiment", "comparison", "readout", "observed", "window", "source", "note",
    ])
    let experiment = node.child("experiment")
    let scenario = experiment == nil ? try node.require("scenario") : nil
    if experiment != nil, let given = node.child("scenario") {
      throw given.fault("a case has a scenario or an experiment, not both")
    }
    try scenario?.allowKeys(["patient", "regimens"])
    try ExperimentReader.check(experiment)
    let comparison = node.child("comparison")
    try comparison?.allowKeys(experiment == nil ? ["patient", "regimens"] : ["experiment"])
    try ExperimentReader.check(comparison?.child("experiment"))
    let observed = try node.require("observed")
    try observed.allowKeys(["value", "interval", "sd", "n", "direction"])
    let direction = try observed.child("direction")?.choice(ObservedCase.Direction.allCases.map(\.rawValue))
    if direction != nil, observed.child("value") != nil {
      throw observed.fault("an observation has a value or a direction, not both")
    }
    let value = direction == nil ? try observed.require("value").number() : .nan
    let readoutNode = try node.require("readout")
    let readout = try readout(readoutNode, isRatio: comparison != nil)
    if readout.quantity.isOfSystem != true, experiment != nil || direction != nil {
      throw readoutNode.fault("'\(readout.quantity.rawValue)' is read in people, and with a value")
    }
    if comparison != nil, value <= 0 { throw observed.fault("a ratio must be greater than zero") }
    let window = node.child("window")
    try window?.allowKeys(["lower", "upper", "required"])
    var limits: ClosedRange<Double>?
    if let window {
      let lower = try window.require("lower").number()
      let upper = try window.require("upper").number()
      guard lower <= upper else { throw window.fault("lower must not exceed upper") }
      limits = lower...upper
    }
    let source = node.child("source")
    try source?.allowKeys(["reference", "row", "status", "note"])
    let reference = try source?.child("reference")?.text()
    let status = try source?.child("status")?.choice(EvidenceStatus.allCases.map(\.rawValue))
    return ObservedCase(
      id: try node.require("id").text(),
      role: ObservedCase.Role(
        rawValue: try node.child("role")?.choice(ObservedCase.Role.allCases.map(\.rawValue)) ?? "validation")
        ?? .validation,
      patientNode: scenario?.child("patient").map(SendableNode.init(node:)),
      regimens: try scenario?.texts("regimens") ?? [],
      comparisonPatientNode: comparison?.child("patient").map(SendableNode.init(node:)),
      comparisonRegimens: experiment == nil ? try comparison?.texts("regimens") : nil, readout: readout, value: value,
      interval: try range(observed.child("interval")), deviation: try observed.child("sd")?.number(), window: limits,
      isRequired: try window?.child("required")?.truth() ?? false,
      reference: reference == "none" ? nil : reference,
      status: EvidenceStatus(rawValue: status ?? "") ?? .assumption, note: try node.child("note")?.text(),
      file: node.file, line: node.line, experimentNode: experiment.map(SendableNode.init(node:)),
      comparisonExperimentNode: comparison?.child("experiment").map(SendableNode.init(node:)),
      direction: direction.flatMap(ObservedCase.Direction.init(rawValue:)))
  }

  private static func range(_ node: FileNode?) throws(LibraryError) -> ClosedRange<Double>? {
    guard let node else { return nil }
    let bounds = node.elements()
    guard bounds.count == 2 else { throw node.fault("an interval has two bounds") }
    let lower = try bounds[0].number()
    let upper = try bounds[1].number()
    guard lower <= upper else { throw node.fault("the lower bound comes first") }
    return lower...upper
  }

  private static func readout(_ node: FileNode, isRatio: Bool) throws(LibraryError) -> ObservedCase.Readout {
    try node.allowKeys([
      "quantity", "of", "from", "to", "at", "unit", "comparisonWindow", "statistic", "threshold", "baseline",
    ])
    let word = try node.require("quantity").choice(ObservedCase.Quantity.allCases.map(\.rawValue))
    let quantity = ObservedCase.Quantity(rawValue: word) ?? .concentration
    var window: ClosedRange<Double>?
    if let given = node.child("comparisonWindow") {
      try given.allowKeys(["from", "to"])
      let from = try time(given.require("from"))
      let to = try time(given.require("to"))
      guard from < to else { throw given.fault("'from' must come before 'to'") }
      window = from...to
    }
    let statistic = try node.child("statistic")?.choice(ObservedCase.Statistic.allCases.map(\.rawValue))
    try node.child("baseline")?.allowKeys(["at"])
    let readout = ObservedCase.Readout(
      quantity: quantity, of: try node.texts("of"),
      from: try node.child("from").map { (n) throws(LibraryError) in try time(n) },
      to: try node.child("to").map { (n) throws(LibraryError) in try time(n) },
      at: try node.child("at").map { (n) throws(LibraryError) in try time(n) },
      unit: try node.child("unit")?.text(), comparisonWindow: window,
      statistic: statistic.flatMap(ObservedCase.Statistic.init(rawValue:)),
      threshold: try node.child("threshold")?.number(),
      baselineAt: try node.child("baseline")?.child("at").map { (n) throws(LibraryError) in try time(n) })
    if readout.of.isEmpty { throw node.fault("'of' names what is read out") }
    switch quantity {
    case .concentration: guard readout.at != nil else { throw node.fault("a concentration needs 'at'") }
    case .occupancy:
      guard readout.at != nil || readout.to != nil else {
        throw node.fault("an occupancy needs 'at', or 'from' and 'to'")
      }
      if let target = readout.of.first, !DrugLibrary.targetNames.contains(target) {
        throw node.fault("'\(target)' is not a target of this program")
      }
    case .percentOfBaseline, .change, .level, .thresholdProbability, .property:
      try SystemReadoutName.check(readout, node)
      return readout
    default:
      guard let from = readout.from, let to = readout.to, from < to else {
        throw node.fault("'\(word)' needs 'from' and a later 'to'")
      }
    }
    if !isRatio, quantity != .occupancy, readout.unit == nil {
      throw node.fault("a number that is no ratio needs a unit")
    }
    let units = ["ng/mL", "nmol/L", "ug/L", "ng/mL*h", "nmol/L*h", "percent", "L/h", "ratio"]
    if let unit = readout.unit, !units.contains(unit) {
      throw node.fault("the unit '\(unit)' is not one of \(units.joined(separator: ", "))")
    }
    return readout
  }

  private static func time(_ node: FileNode) throws(LibraryError) -> Double {
    let text = try node.text()
    if text == "infinity" { return .infinity }
    if let hours = Double(text), hours.isFinite, hours >= 0 { return hours }
    do {
      return try TimeSpan.parse(text).hours
    } catch {
      throw node.fault(error.rule, suggestion: error.suggestion)
    }
  }
}
