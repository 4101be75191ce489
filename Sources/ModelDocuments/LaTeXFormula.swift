/// A model's formulas in LaTeX's math mode.
struct LaTeXFormula {
  let model: TracedModel

  /// The symbol of a quantity: its own, or one made from its name.
  static func symbol(_ quantity: ModelQuantity) -> String {
    quantity.symbol.map { "{\($0)}" } ?? LaTeXText.symbol(quantity.name)
  }

  /// What an equation mentions.
  func symbol(_ symbol: TracedModel.Symbol) -> String {
    model.chosenSymbol(of: symbol).map { "{\($0)}" } ?? LaTeXText.symbol(model.name(of: symbol))
  }

  func text(_ formula: Formula) -> String {
    switch formula {
    case .number(let value): return LaTeXText.number(value)
    case .symbol(let symbol): return self.symbol(symbol)
    case .squareRoot(let operand): return "\\sqrt{\(text(operand))}"
    case .fraction(let above, let below):
      let numerator = above.isEmpty ? "1" : product(above, isAlone: !below.isEmpty)
      return below.isEmpty ? numerator : "\\frac{\(numerator)}{\(product(below, isAlone: true))}"
    case .sum(let terms): return sum(terms, isFirst: true)
    }
  }

  /// Terms with their signs; a first term gets no plus.
  func sum(_ terms: [Formula.Term], isFirst: Bool) -> String {
    terms.enumerated().map { place, term in
      let opens = isFirst && place == 0
      let sign = term.isNegative ? (opens ? "-" : " - ") : opens ? "" : " + "
      return sign + (term.formula.isSum ? bracketed(term.formula) : text(term.formula))
    }.joined()
  }

  private func bracketed(_ formula: Formula) -> String { "\\left(\(text(formula))\\right)" }

  private func product(_ powers: [Formula.Power], isAlone: Bool) -> String {
    if isAlone, powers.count == 1, powers[0].exponent == 1 { return text(powers[0].base) }
    return powers.map { power in
      let needsBrackets = power.exponent > 1 ? power.base.isCompound : power.base.isSum
      let base = needsBrackets ? bracketed(power.base) : text(power.base)
      return power.exponent > 1 ? "{\(base)}^{\(power.exponent)}" : base
    }.joined(separator: " \\cdot ")
  }
}
