import DrugLibrary
import Simulation

/// What a panel computes; read from `Data/panels.yaml`.
public struct PanelSpecification: Sendable, Equatable {
  /// What is drawn.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case occupancyAgainstDose = "occupancy against dose"
    case transmitters
    case pulse
  }

  /// A medicine with its doses.
  public struct Line: Sendable, Equatable {
    public var drug: String
    /// In `unit`, rising.
    public var doses: [Double]
    public var unit: String
    public var frequency: String

    /// A regimen as the simulator reads it.
    func regimen(_ dose: Double) -> String {
      "\(drug) \(Understood.Medicine.plain(dose)) \(unit) \(frequency)"
    }
  }

  public var id: String
  public var kind: Kind
  public var title: String
  public var plainTitle: String
  public var target: String?
  public var readouts: [String]
  public var lines: [Line]
  public var note: String
  public var plainNote: String
  public var claims: [String]

  static func read(_ root: FileNode, library: DrugLibrary) throws(LibraryError) -> [PanelSpecification] {
    try root.allowKeys(["schemaVersion", "panels"])
    var result: [PanelSpecification] = []
    for node in try root.require("panels").elements() {
      try node.allowKeys([
        "id", "kind", "title", "plainTitle", "target", "readouts", "series", "note", "plainNote", "claims",
      ])
      var lines: [Line] = []
      for element in try node.require("series").elements() {
        try element.allowKeys(["drug", "doses", "unit", "frequency"])
        var doses: [Double] = []
        for dose in try element.require("doses").elements() { doses.append(try dose.number()) }
        lines.append(
          Line(
            drug: try element.require("drug").choice(library.drugs.keys.sorted()), doses: doses,
            unit: try element.require("unit").text(), frequency: try element.require("frequency").text()))
      }
      var readouts: [String] = []
      for name in try node.texts("readouts") {
        guard let known = SystemReadoutName.resolve(name) else {
          throw node.fault("'\(name)' is not read out by the model")
        }
        readouts.append(known)
      }
      let kind = try node.require("kind").choice(Kind.allCases.map(\.rawValue))
      result.append(
        PanelSpecification(
          id: try node.require("id").text(), kind: Kind(rawValue: kind) ?? .pulse,
          title: try node.require("title").text(),
          plainTitle: try node.require("plainTitle").text(), target: try node.child("target")?.text(),
          readouts: readouts,
          lines: lines, note: try node.require("note").text(), plainNote: try node.require("plainNote").text(),
          claims: try node.texts("claims")))
    }
    return result
  }
}
