import Foundation
public import Simulation

/// Outcomes as JSON and curves as CSV.
public enum DataExport {
  /// A result as JSON with sorted keys, so that equal results give equal bytes.
  public static func json(_ outcome: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(outcome), as: UTF8.self) + "\n"
  }

  /// The curves as a table: one row for each time and curve.
  public static func csv(_ outcome: Outcome) -> String {
    var lines = ["time_h,quantity,name,unit,typical,p05,p95"]
    for curve in outcome.curves {
      for (k, time) in outcome.times.enumerated() {
        lines.append(
          "\(time),\(curve.quantity),\(quoted(curve.name)),\(curve.unit),\(curve.typical[k]),\(curve.lower[k]),\(curve.upper[k])"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    text.contains(where: { ",\"\n".contains($0) }) ? "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"" : text
  }
}
