import DrugLibrary
import Evidence

/// Reads a file of `Data/claims`.
enum ClaimFile {
  /// The claims of a file, in order.
  ///
  /// - Throws: `LibraryError` with file, line and rule for the first fault.
  static func read(_ root: FileNode) throws(LibraryError) -> [Claim] {
    try root.allowKeys(["schemaVersion", "claims"])
    var result: [Claim] = []
    for node in try root.require("claims").elements() { result.append(try claim(node)) }
    return result
  }

  private static func claim(_ node: FileNode) throws(LibraryError) -> Claim {
    try node.allowKeys([
      "id", "statement", "statementHolds", "text", "plain", "detail", "kind", "scope", "sources", "grade",
      "gradeReason", "status",
      "date", "contradicts", "tags",
    ])
    var sources: [Claim.Source] = []
    if let list = node.child("sources") {
      for element in list.elements() {
        try element.allowKeys(["reference", "locator", "supports"])
        sources.append(
          Claim.Source(
            reference: try element.require("reference").text(), locator: try element.require("locator").text(),
            supports: try choice(element.require("supports"))))
      }
    }
    let scope = try node.require("scope")
    try scope.allowKeys(["species", "age", "dose"])
    let tags = try node.require("tags")
    try tags.allowKeys(["drugs", "targets", "conditions", "topics"])
    return Claim(
      id: try node.require("id").text(), statement: try node.child("statement")?.text(),
      statementHolds: try node.child("statementHolds").map { (held) throws(LibraryError) in try choice(held) },
      text: try node.require("text").text(), plain: try node.require("plain").text(),
      detail: try node.child("detail")?.text(), kind: try choice(node.require("kind")),
      scope: Claim.Scope(
        species: try scope.require("species").text(), age: try scope.require("age").text(),
        dose: try scope.child("dose")?.text()),
      sources: sources, grade: try choice(node.require("grade")), gradeReason: try node.require("gradeReason").text(),
      status: try choice(node.require("status")), date: try node.require("date").text(),
      contradicts: try node.texts("contradicts"),
      tags: Claim.Tags(
        drugs: try tags.texts("drugs"), targets: try tags.texts("targets"), conditions: try tags.texts("conditions"),
        topics: try tags.texts("topics")))
  }

  /// A word of a closed list.
  private static func choice<Value>(_ node: FileNode) throws(LibraryError) -> Value
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    let word = try node.choice(Value.allCases.map(\.rawValue))
    guard let value = Value(rawValue: word) else { throw node.fault("'\(word)' is not known") }
    return value
  }
}
