/// Writes K (1 + C / K) in a denominator as K + C.
enum ClearedDenominator {
  /// The factors of a denominator, with symbols multiplied into the sums that divide by them.
  ///
  /// Only sums in which at most one term does not divide by the symbol: others would become longer.
  static func simplified(_ factors: [Formula.Power]) -> [Formula.Power] {
    for (place, factor) in factors.enumerated() {
      guard factor.exponent == 1, case .symbol(let symbol) = factor.base else { continue }
      for (other, candidate) in factors.enumerated() where candidate.exponent == 1 {
        guard case .sum(let terms) = candidate.base, let cleared = multiplied(terms, by: symbol) else { continue }
        var result = factors
        result[other].base = .sum(cleared)
        result.remove(at: place)
        return simplified(result)
      }
    }
    return factors
  }

  private static func multiplied(_ terms: [Formula.Term], by symbol: TracedModel.Symbol) -> [Formula.Term]? {
    var result: [Formula.Term] = []
    var divided = 0
    for term in terms {
      var product = term
      if let quotient = withoutDivision(term.formula, by: symbol) {
        divided += 1
        product.formula = quotient
      } else {
        product.formula = withFactor(term.formula, symbol)
      }
      // A sum in brackets becomes a part of this one.
      result += product.formula.terms.map {
        Formula.Term(isNegative: $0.isNegative != product.isNegative, formula: $0.formula)
      }
    }
    return divided > 0 && terms.count - divided <= 1 ? result : nil
  }

  private static func withoutDivision(_ formula: Formula, by symbol: TracedModel.Symbol) -> Formula? {
    guard case .fraction(let above, var below) = formula else { return nil }
    let found = below.firstIndex { factor in
      if case .symbol(symbol) = factor.base { factor.exponent == 1 } else { false }
    }
    guard let found else { return nil }
    below.remove(at: found)
    if below.isEmpty, above.isEmpty { return .number(1) }
    return below.isEmpty && above.count == 1 && above[0].exponent == 1 ? above[0].base : .fraction(above, below)
  }

  private static func withFactor(_ formula: Formula, _ symbol: TracedModel.Symbol) -> Formula {
    let factor = Formula.Power(base: .symbol(symbol), exponent: 1)
    return switch formula {
    case .number(1): .symbol(symbol)
    case .fraction(let above, let below): .fraction(above + [factor], below)
    default: .fraction([Formula.Power(base: formula, exponent: 1), factor], [])
    }
  }
}
