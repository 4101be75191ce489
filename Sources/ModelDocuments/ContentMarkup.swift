/// Formulas as the part of content MathML that SBML knows: plus, minus, times, divide, root.
struct ContentMarkup {
  /// The identifier of what an equation mentions.
  let identifier: (TracedModel.Symbol) -> String

  /// A complete `math` element.
  func math(_ formula: Formula) -> String {
    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">\(text(formula))</math>"
  }

  /// A number written out, so that every reader gets the same bits; literals of equations are pure numbers.
  static func number(_ value: Double, unit: String? = "dimensionless") -> String {
    if value.isNaN { return "<notanumber/>" }
    if value.isInfinite { return value > 0 ? "<infinity/>" : "<apply><minus/><infinity/></apply>" }
    let attribute = unit.map { " sbml:units=\"\($0)\"" } ?? ""
    return "<cn\(attribute)>\(NumberText.decimal(value))</cn>"
  }

  func text(_ formula: Formula) -> String {
    switch formula {
    case .number(let value): return Self.number(value)
    case .symbol(let symbol): return "<ci>\(identifier(symbol))</ci>"
    case .squareRoot(let operand): return "<apply><root/>\(text(operand))</apply>"
    case .fraction(let above, let below):
      let numerator = above.isEmpty ? Self.number(1) : product(above)
      return below.isEmpty ? numerator : "<apply><divide/>\(numerator)\(product(below))</apply>"
    case .sum(let terms): return sum(terms)
    }
  }

  private func product(_ powers: [Formula.Power]) -> String {
    let factors = powers.flatMap { Array(repeating: text($0.base), count: $0.exponent) }
    return factors.count == 1 ? factors[0] : "<apply><times/>\(factors.joined())</apply>"
  }

  /// From left to right; runs of added terms share one plus.
  private func sum(_ terms: [Formula.Term]) -> String {
    var added: [String] = []
    func gathered() -> String {
      added.count == 1 ? added[0] : "<apply><plus/>\(added.joined())</apply>"
    }
    for (place, term) in terms.enumerated() {
      if !term.isNegative {
        added.append(text(term.formula))
      } else if place == 0 {
        added = ["<apply><minus/>\(text(term.formula))</apply>"]
      } else {
        added = ["<apply><minus/>\(gathered())\(text(term.formula))</apply>"]
      }
    }
    return gathered()
  }
}
