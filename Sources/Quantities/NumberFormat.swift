import Foundation

/// Writes numbers the way a reader can use them: three significant digits, no false precision.
public enum NumberFormat {
  /// Three significant digits without an exponent between 0.001 and a million.
  public static func short(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    if value == 0 { return "0" }
    let magnitude = value.magnitude
    if magnitude >= 1e6 || magnitude < 1e-3 { return String(format: "%.2e", value) }
    let digits = max(0, 2 - Int(log10(magnitude).rounded(.down)))
    return String(format: "%.\(digits)f", value)
  }

  /// "low-high", or "low to high" where a minus sign would be read as a dash.
  public static func range(_ bounds: [Double]) -> String {
    guard bounds.count == 2 else { return "-" }
    return bounds.contains { $0 < 0 }
      ? "\(short(bounds[0])) to \(short(bounds[1]))" : "\(short(bounds[0]))-\(short(bounds[1]))"
  }

  /// Hours as a person would say them.
  public static func time(_ hours: Double) -> String {
    if hours >= 48 { return "\(short(hours / 24)) d" }
    return hours >= 1 ? "\(short(hours)) h" : "\(short(hours * 60)) min"
  }
}
