/// Formulas as MathML that a browser draws.
struct PresentationMarkup {
  let model: TracedModel

  /// A name as a symbol: what follows the first point or underscore stands below.
  static func symbol(_ name: String) -> String {
    func part(_ text: Substring) -> String {
      "<mi>\(MarkupText.escape(String(text)))</mi>"
    }
    guard let mark = name.firstIndex(where: { $0 == "." || $0 == "_" }), mark != name.startIndex,
      name.index(after: mark) != name.endIndex
    else { return part(name[...]) }
    return "<msub>\(part(name[..<mark]))\(part(name[name.index(after: mark)...]))</msub>"
  }

  /// A number with eight significant digits, and a power of ten where it has one.
  static func number(_ value: Double) -> String {
    let minus = value < 0 ? operation("\u{2212}") : ""
    guard value.isFinite else { return value.isNaN ? "<mtext>NaN</mtext>" : "<mrow>\(minus)<mn>\u{221E}</mn></mrow>" }
    let (mantissa, power) = NumberText.parts(NumberText.rounded(value.magnitude))
    let exponent = power.map { power in
      let sign = power < 0 ? "<mo>\u{2212}</mo>" : ""
      return "<msup><mn>10</mn><mrow>\(sign)<mn>\(power.magnitude)</mn></mrow></msup>"
    }
    let digits = mantissa == "1" && exponent != nil ? nil : "<mn>\(mantissa)</mn>"
    let body = [digits, exponent].compactMap { $0 }.joined(separator: operation("\u{00B7}"))
    return minus.isEmpty && exponent == nil ? body : "<mrow>\(minus)\(body)</mrow>"
  }

  func text(_ formula: Formula) -> String {
    switch formula {
    case .number(let value): return Self.number(value)
    case .symbol(let symbol): return Self.symbol(model.name(of: symbol))
    case .squareRoot(let operand): return "<msqrt>\(text(operand))</msqrt>"
    case .fraction(let above, let below):
      let numerator = above.isEmpty ? "<mn>1</mn>" : product(above, isAlone: !below.isEmpty)
      return below.isEmpty ? numerator : "<mfrac>\(numerator)\(product(below, isAlone: true))</mfrac>"
    case .sum(let terms): return "<mrow>\(sum(terms, isFirst: true))</mrow>"
    }
  }

  /// Terms with their signs; a first term gets no plus.
  func sum(_ terms: [Formula.Term], isFirst: Bool) -> String {
    terms.enumerated().map { place, term in
      let opens = isFirst && place == 0
      // A line that goes on with a sum has the sign of an operation between two operands.
      let form = place == 0 && !isFirst ? " form=\"infix\"" : ""
      let sign = term.isNegative ? "<mo\(form)>\u{2212}</mo>" : opens ? "" : "<mo\(form)>+</mo>"
      return sign + (term.formula.isSum ? bracketed(term.formula) : text(term.formula))
    }.joined()
  }

  private func bracketed(_ formula: Formula) -> String { "<mrow><mo>(</mo>\(text(formula))<mo>)</mo></mrow>" }

  private func product(_ powers: [Formula.Power], isAlone: Bool) -> String {
    if isAlone, powers.count == 1, powers[0].exponent == 1 { return text(powers[0].base) }
    let factors = powers.map { power in
      let needsBrackets = power.exponent > 1 ? power.base.isCompound : power.base.isSum
      let base = needsBrackets ? bracketed(power.base) : text(power.base)
      return power.exponent > 1 ? "<msup>\(base)<mn>\(power.exponent)</mn></msup>" : base
    }
    return "<mrow>\(factors.joined(separator: Self.operation("\u{00B7}")))</mrow>"
  }

  private static func operation(_ sign: String) -> String { "<mo>\(sign)</mo>" }
}
