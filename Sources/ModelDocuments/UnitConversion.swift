extension ModelQuantity {
  /// The same quantity in other units, such as h for s and d, umol for nmol: value and interval are converted.
  ///
  /// - Parameter replacements: the symbol to use for each symbol that is to be replaced; both measure the same.
  /// - Returns: the quantity, unchanged where its unit has none of the symbols.
  public func replacingUnits(_ replacements: [String: String]) throws(UnitTextError) -> ModelQuantity {
    let old = try UnitText(unit)
    let new = try UnitText(old.replacing(replacements))
    guard old.factors != new.factors else { return self }
    precondition(old.dimension == new.dimension, "a unit is replaced by one that measures the same")
    let ratio = old.size / new.size
    // A whole number or its reciprocal, but for rounding: then one exact operation is enough.
    func converted(_ value: Double) -> Double {
      if DimensionalScalar.isSame(ratio, ratio.rounded()) { return value * ratio.rounded() }
      let inverse = (1 / ratio).rounded()
      return DimensionalScalar.isSame(1 / ratio, inverse) ? value / inverse : value * ratio
    }
    var result = self
    result.unit = new.text
    result.value = value.map(converted)
    result.interval = interval.map { converted($0.lowerBound)...converted($0.upperBound) }
    return result
  }
}

extension UnitText {
  /// The text with other symbols.
  func replacing(_ replacements: [String: String]) -> String {
    let written = factors.map { factor in
      let name = replacements[factor.name] ?? factor.name
      return (text: factor.power.magnitude == 1 ? name : "\(name)^\(factor.power.magnitude)", isBelow: factor.power < 0)
    }
    let above = written.filter { !$0.isBelow }.map(\.text)
    return ([above.isEmpty ? "1" : above.joined(separator: "*")] + written.filter(\.isBelow).map(\.text))
      .joined(separator: "/")
  }
}
