public import Evidence
import Quantities

/// A number of the noradrenergic system or of the circulation.
public struct SystemParameter: Sendable {
  /// Value, unit, interval, source.
  public var value: SourcedValue
  /// Whether `calibrate` re-estimates it.
  public var isEstimated: Bool

  /// The files and the prefix of the ids in each.
  static let files = [("noradrenergic-system.yaml", "system"), ("circulation.yaml", "circulation")]

  static func read(
    folder: String, parse: (String) throws(LibraryError) -> FileNode
  ) throws(LibraryError) -> [String: SystemParameter] {
    var result: [String: SystemParameter] = [:]
    let dimensions: Set<MeasurementUnit.Dimension> = [
      .time, .rateConstant, .molarConcentration, .number, .firing, .heartRate, .pressure, .volume, .clearance, .amount,
      .composite, .age, .bodyMass, .clearancePerMass, .volumePerMass,
    ]
    for (file, prefix) in files {
      let root = try parse(folder + "/" + file)
      try root.allowKeys(["schemaVersion", "parameters", "note"])
      let table = try root.require("parameters")
      for name in try table.keys() {
        let node = try table.require(name)
        let estimated = try node.child("estimated")?.truth() ?? false
        result["\(prefix).\(name)"] = SystemParameter(
          value: try node.sourcedValue(dimensions, furtherKeys: ["estimated"]), isEstimated: estimated)
      }
    }
    return result
  }
}
