import Expressions

/// Puts formulas together from a graph's sums, differences, products and reciprocals.
struct FormulaBuilder {
  private let model: TracedModel
  private var graph: ExpressionGraph { model.graph }

  init(_ model: TracedModel) { self.model = model }

  /// The formula of an expression; definitions stand by their names, the expression itself too.
  func formula(of expression: Expression) -> Formula { plain(signed(expression, opening: nil)) }

  /// The formula that a definition stands for.
  func formula(of definition: TracedModel.Definition) -> Formula {
    plain(signed(definition.value, opening: graph.number(of: definition.value)))
  }

  private func plain(_ term: Formula.Term) -> Formula {
    guard term.isNegative else { return term.formula }
    if case .number(let value) = term.formula { return .number(-value) }
    return .sum([term])
  }

  /// What an expression is made of, or the symbol that stands for it.
  private func symbol(_ expression: Expression, opening: Int?) -> TracedModel.Symbol? {
    let number = graph.number(of: expression)
    if number != opening, let definition = model.definitionNumbers[number] { return .definition(definition) }
    guard case .variable(let role, let place) = graph.term(of: expression) else { return nil }
    switch role {
    case .state: return .state(place)
    case .parameter: return .parameter(place)
    case .input: return .input(place)
    case .diagonal, .factor, .rightHandSide: preconditionFailure("a model has states, parameters and inputs")
    }
  }

  /// The formula with its sign in front, so that a sum can subtract it.
  private func signed(_ expression: Expression, opening: Int?) -> Formula.Term {
    if let symbol = symbol(expression, opening: opening) { return .init(isNegative: false, formula: .symbol(symbol)) }
    switch graph.term(of: expression) {
    case .constant(let value):
      return .init(isNegative: value < 0, formula: .number(value.magnitude))
    case .variable: preconditionFailure("variables are symbols")
    case .sum, .difference:
      var summands: [Summand] = []
      collect(expression, isNegative: false, opening: opening, &summands)
      let ordered = Self.order(summands.map(\.term))
      guard !ordered.isEmpty else { return .init(isNegative: false, formula: .number(0)) }
      return ordered.count == 1 ? ordered[0] : .init(isNegative: false, formula: .sum(ordered))
    case .product, .reciprocal:
      return fraction(expression, opening: opening)
    case .squareRoot(let operand):
      return .init(isNegative: false, formula: .squareRoot(formula(of: operand)))
    }
  }

  // MARK: sums

  private typealias Summand = (number: Int, isNegative: Bool, term: Formula.Term)

  private func collect(_ expression: Expression, isNegative: Bool, opening: Int?, _ summands: inout [Summand]) {
    if symbol(expression, opening: opening) == nil {
      switch graph.term(of: expression) {
      case .sum(let a, let b):
        collect(a, isNegative: isNegative, opening: nil, &summands)
        collect(b, isNegative: isNegative, opening: nil, &summands)
        return
      case .difference(let a, let b):
        if a.constantValue != 0 { collect(a, isNegative: isNegative, opening: nil, &summands) }
        collect(b, isNegative: !isNegative, opening: nil, &summands)
        return
      default: break
      }
    }
    let number = graph.number(of: expression)
    // What is added and subtracted again, such as a share that no drug changes, is left out.
    if let opposite = summands.firstIndex(where: { $0.number == number && $0.isNegative != isNegative }) {
      summands.remove(at: opposite)
      return
    }
    var term = signed(expression, opening: opening)
    term.isNegative = term.isNegative != isNegative
    summands.append((number, isNegative, term))
  }

  /// Numbers first, as in 1 + C / K; a sum begins with a positive term where it has one.
  private static func order(_ terms: [Formula.Term]) -> [Formula.Term] {
    func isNumber(_ term: Formula.Term) -> Bool { if case .number = term.formula { true } else { false } }
    var result = terms.filter(isNumber) + terms.filter { !isNumber($0) }
    if result.first?.isNegative == true, let first = result.firstIndex(where: { !$0.isNegative }) {
      result.insert(result.remove(at: first), at: 0)
    }
    return result
  }

  // MARK: products

  /// The factors of a product before they are put in order.
  private struct Factors {
    var isNegative = false
    var coefficient = 1.0
    var above: [(number: Int, power: Formula.Power)] = []
    var below: [(number: Int, power: Formula.Power)] = []

    mutating func add(_ number: Int, _ formula: Formula, isBelow: Bool) {
      func insert(_ list: inout [(number: Int, power: Formula.Power)]) {
        if let known = list.firstIndex(where: { $0.number == number }) {
          list[known].power.exponent += 1
        } else {
          list.append((number, Formula.Power(base: formula, exponent: 1)))
        }
      }
      if isBelow { insert(&below) } else { insert(&above) }
    }

    /// A factor that belongs to no single expression.
    mutating func add(_ power: Formula.Power, isBelow: Bool) {
      if case .number(let value) = power.base, value != 0 {
        coefficient = isBelow ? coefficient / value : coefficient * value
      } else if isBelow {
        below.append((-1 - below.count, power))
      } else {
        above.append((-1 - above.count, power))
      }
    }
  }

  private func fraction(_ expression: Expression, opening: Int?) -> Formula.Term {
    var factors = Factors()
    collect(expression, isBelow: false, opening: opening, &factors)
    var above = Self.order(factors.above.map(\.power))
    var below = ClearedDenominator.simplified(Self.order(factors.below.map(\.power)))
    let coefficient = factors.coefficient
    if coefficient == 0 { return .init(isNegative: false, formula: .number(0)) }
    // A division by a constant was recorded as a product with its reciprocal: 0.333... is a third.
    let inverse = 1 / coefficient
    if NumberText.short(coefficient).count > 12, NumberText.short(inverse).count < 8, 1 / inverse == coefficient {
      below.insert(.init(base: .number(inverse), exponent: 1), at: 0)
    } else if coefficient != 1 {
      above.insert(.init(base: .number(coefficient), exponent: 1), at: 0)
    }
    if below.isEmpty, above.isEmpty { return .init(isNegative: factors.isNegative, formula: .number(1)) }
    if below.isEmpty, above.count == 1, above[0].exponent == 1 {
      return .init(isNegative: factors.isNegative, formula: above[0].base)
    }
    return .init(isNegative: factors.isNegative, formula: .fraction(above, below))
  }

  private func collect(_ expression: Expression, isBelow: Bool, opening: Int?, _ factors: inout Factors) {
    if let symbol = symbol(expression, opening: opening) {
      factors.add(graph.number(of: expression), .symbol(symbol), isBelow: isBelow)
      return
    }
    switch graph.term(of: expression) {
    case .product(let a, let b):
      collect(a, isBelow: isBelow, opening: nil, &factors)
      collect(b, isBelow: isBelow, opening: nil, &factors)
    case .reciprocal(let a):
      collect(a, isBelow: !isBelow, opening: nil, &factors)
    case .difference(let zero, let operand) where zero.constantValue == 0:
      factors.isNegative.toggle()
      collect(operand, isBelow: isBelow, opening: nil, &factors)
    case .constant(let value) where value.isFinite && value != 0 && !isBelow:
      if value < 0 { factors.isNegative.toggle() }
      factors.coefficient *= value.magnitude
    default:
      let term = signed(expression, opening: nil)
      if term.isNegative { factors.isNegative.toggle() }
      switch term.formula {
      // What is left of a sum whose other terms fell away is no longer a factor in brackets.
      case .number(let value) where value.isFinite && !(isBelow && value == 0):
        factors.coefficient = isBelow ? factors.coefficient / value : factors.coefficient * value
      case .fraction(let above, let below):
        for power in above { factors.add(power, isBelow: isBelow) }
        for power in below { factors.add(power, isBelow: !isBelow) }
      default: factors.add(graph.number(of: expression), term.formula, isBelow: isBelow)
      }
    }
  }

  /// Parameters, inputs, other symbols, roots, and sums in brackets last.
  private static func order(_ powers: [Formula.Power]) -> [Formula.Power] {
    func rank(_ formula: Formula) -> Int {
      switch formula {
      case .number: 0
      case .symbol(.parameter): 1
      case .symbol(.input): 2
      case .symbol: 3
      case .squareRoot: 4
      case .fraction: 5
      case .sum: 6
      }
    }
    return powers.enumerated().sorted { (rank($0.element.base), $0.offset) < (rank($1.element.base), $1.offset) }
      .map(\.element)
  }
}
