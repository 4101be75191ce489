/// A formula as people write it: sums of signed terms, fractions of products.
indirect enum Formula {
  case number(Double)
  case symbol(TracedModel.Symbol)
  /// At least one term; a single negative term is a negation.
  case sum([Term])
  /// A product where the denominator is empty; an empty numerator is one.
  case fraction([Power], [Power])
  case squareRoot(Formula)

  /// A term of a sum.
  struct Term {
    var isNegative: Bool
    var formula: Formula
  }

  /// A factor of a product.
  struct Power {
    var base: Formula
    var exponent: Int
  }

  /// Whether it needs brackets as a factor.
  var isSum: Bool {
    switch self {
    case .sum: true
    case .number(let value): value.sign == .minus
    default: false
    }
  }

  /// Whether it needs brackets as the base of a power.
  var isCompound: Bool {
    switch self {
    case .sum, .fraction: true
    case .number(let value): value.sign == .minus
    case .symbol, .squareRoot: false
    }
  }

  /// The terms of a sum, or the formula as the only term.
  var terms: [Term] {
    if case .sum(let terms) = self { return terms }
    return [Term(isNegative: false, formula: self)]
  }
}
