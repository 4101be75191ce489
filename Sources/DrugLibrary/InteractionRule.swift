public import Evidence

/// A warning that a regimen may deserve.
public struct InteractionRule: Sendable {
  /// How much it matters, worst first.
  public enum Severity: String, Sendable, CaseIterable, Comparable, Codable {
    case contraindicated, major, moderate, minor, information

    public static func < (left: Severity, right: Severity) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// One thing that has to be present.
  public enum Element: Sendable, Equatable {
    case medicine(drugs: [String], classes: [String])
    case condition(String)
    case phenotype(enzyme: String, name: String)
    case ageBelow(Double)
    case ageAbove(Double)
    case smoker
    case stopped
    case dailyDoseAbove(drug: String, milligrams: Double)
  }

  public var id: String
  public var severity: Severity
  public var kind: String
  public var all: [Element]
  public var mechanism: String
  public var effect: String
  public var advice: String
  /// The same for patients; empty where it is not written yet.
  public var plain: String
  public var reference: String?
  public var status: EvidenceStatus
}

/// The conditions that rules know, with the words for them.
public struct PatientCondition: Sendable {
  public var name: String
  public var words: [String]
}

extension InteractionRule {
  /// Reads Data/interactions.yaml.
  static func read(_ root: FileNode) throws(LibraryError) -> (
    conditions: [PatientCondition], rules: [InteractionRule]
  ) {
    try root.allowKeys(["schemaVersion", "conditions", "rules"])
    var conditions: [PatientCondition] = []
    for node in root.child("conditions")?.elements() ?? [] {
      try node.allowKeys(["name", "words", "note"])
      conditions.append(
        PatientCondition(name: try node.require("name").text(), words: try node.texts("words")))
    }
    var rules: [InteractionRule] = []
    for node in try root.require("rules").elements() {
      try node.allowKeys([
        "id", "severity", "kind", "when", "mechanism", "effect", "advice", "plain", "source", "note", "quantity",
      ])
      let severity = try node.require("severity").choice(Severity.allCases.map(\.rawValue))
      let when = try node.require("when")
      try when.allowKeys(["all"])
      var elements: [Element] = []
      for element in try when.require("all").elements() {
        elements.append(try self.element(element, conditions: conditions.map(\.name)))
      }
      let source = try node.require("source")
      try source.allowKeys(["reference", "status", "note"])
      let reference = try source.child("reference")?.text()
      let status = try source.require("status").choice(EvidenceStatus.allCases.map(\.rawValue))
      rules.append(
        InteractionRule(
          id: try node.require("id").text(), severity: Severity(rawValue: severity) ?? .information,
          kind: try node.require("kind").text(), all: elements,
          mechanism: try node.child("mechanism")?.text() ?? "",
          effect: try node.child("effect")?.text() ?? "", advice: try node.require("advice").text(),
          plain: try node.child("plain")?.text() ?? "",
          reference: reference == "none" ? nil : reference,
          status: EvidenceStatus(rawValue: status) ?? .assumption))
    }
    return (conditions, rules)
  }

  private static func element(_ node: FileNode, conditions: [String]) throws(LibraryError) -> Element {
    try node.allowKeys([
      "drugs", "classes", "condition", "phenotype", "age", "smoker", "event", "dailyDoseAbove",
    ])
    if let condition = node.child("condition") { return .condition(try condition.choice(conditions)) }
    if let phenotype = node.child("phenotype") {
      guard let enzyme = try phenotype.keys().first else { throw phenotype.fault("names an enzyme") }
      return .phenotype(enzyme: enzyme, name: try phenotype.require(enzyme).text())
    }
    if let age = node.child("age") {
      try age.allowKeys(["below", "above"])
      if let below = age.child("below") { return .ageBelow(try below.number()) }
      return .ageAbove(try age.require("above").number())
    }
    if node.child("smoker") != nil { return .smoker }
    if let event = node.child("event") {
      _ = try event.choice(["stopped"])
      return .stopped
    }
    if let dose = node.child("dailyDoseAbove") {
      try dose.allowKeys(["drug", "value", "unit"])
      return .dailyDoseAbove(
        drug: try dose.require("drug").text(), milligrams: try dose.require("value").number())
    }
    let drugs = try node.texts("drugs")
    let classes = try node.texts("classes")
    guard !drugs.isEmpty || !classes.isEmpty else { throw node.fault("names drugs, classes or a condition") }
    return .medicine(drugs: drugs, classes: classes)
  }
}
