/// Evaluates equations as ``EquationText`` writes them: a small calculator with the usual precedence.
struct FormulaReader {
  private let values: [String: Double]
  private var rest: Substring

  /// The value of a formula; nil where it cannot be read to its end.
  static func value(_ text: String, _ values: [String: Double]) -> Double? {
    var reader = FormulaReader(values: values, rest: text[...])
    guard let value = reader.sum() else { return nil }
    return reader.rest.isEmpty ? value : nil
  }

  private mutating func take(_ wanted: String) -> Bool {
    guard rest.hasPrefix(wanted) else { return false }
    rest = rest.dropFirst(wanted.count)
    return true
  }

  private mutating func sum() -> Double? {
    let isNegative = take("-")
    guard var value = product() else { return nil }
    if isNegative { value = -value }
    while true {
      if take(" + ") {
        guard let term = product() else { return nil }
        value += term
      } else if take(" - ") {
        guard let term = product() else { return nil }
        value -= term
      } else {
        return value
      }
    }
  }

  private mutating func product() -> Double? {
    guard var value = power() else { return nil }
    while true {
      if take(" * ") {
        guard let factor = power() else { return nil }
        value *= factor
      } else if take(" / ") {
        guard let factor = power() else { return nil }
        value /= factor
      } else {
        return value
      }
    }
  }

  private mutating func power() -> Double? {
    guard let base = operand() else { return nil }
    guard take("^") else { return base }
    let digits = rest.prefix { $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Int(digits).map { count in (0..<count).reduce(1.0) { value, _ in value * base } }
  }

  private mutating func operand() -> Double? {
    if take("sqrt(") { return enclosed()?.squareRoot() }
    if take("(") { return enclosed() }
    if take("[") {
      let name = rest.prefix { $0 != "]" }
      rest = rest.dropFirst(name.count + 1)
      return values[String(name)]
    }
    if rest.first?.isNumber == true {
      var digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "e" }
      if digits.last == "e" {
        digits = rest.prefix(digits.count + 1 + rest.dropFirst(digits.count + 1).prefix { $0.isNumber }.count)
      }
      rest = rest.dropFirst(digits.count)
      return Double(digits)
    }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    rest = rest.dropFirst(name.count)
    return values[String(name)]
  }

  private mutating func enclosed() -> Double? {
    guard let value = sum(), take(")") else { return nil }
    return value
  }
}
