import Foundation

/// Numbers as text: exact for machines, short for people.
enum NumberText {
  /// The number with eight significant digits, for people.
  static func rounded(_ value: Double) -> Double {
    value.isFinite ? Double(String(format: "%.8g", value)) ?? value : value
  }

  /// The shortest text that reads back to the same bits, such as "0.25", "3" or "1e-05".
  static func short(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The mantissa and the power of ten of the shortest text; no power where the text has none.
  static func parts(_ value: Double) -> (mantissa: String, power: Int?) {
    let text = short(value)
    guard let mark = text.firstIndex(of: "e") else { return (text, nil) }
    var mantissa = String(text[..<mark])
    if mantissa.hasSuffix(".0") { mantissa.removeLast(2) }
    return (mantissa, Int(text[text.index(after: mark)...]))
  }

  /// The shortest digits that read back to the same bits, written out without an exponent.
  static func decimal(_ value: Double) -> String {
    let (mantissa, power) = parts(value)
    guard let power else { return mantissa }
    let isNegative = mantissa.hasPrefix("-")
    let pieces = mantissa.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    let whole = String(pieces[0])
    let digits = whole + (pieces.count > 1 ? String(pieces[1]) : "")
    let point = whole.count + power
    let text: String
    if point <= 0 {
      text = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      text = digits + String(repeating: "0", count: point - digits.count)
    } else {
      text = digits.prefix(point) + "." + digits.dropFirst(point)
    }
    return (isNegative ? "-" : "") + text
  }
}
