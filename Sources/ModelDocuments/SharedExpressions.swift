import Expressions

/// Finds long expressions without a name that stand in several equations.
///
/// They are written once, under a name of their own: written out wherever they are used, equations could grow without bound.
struct SharedExpressions {
  /// The expressions to name.
  let found: [Expression]

  /// Operands and operations that an expression must have to be worth a name.
  private static let worthNaming = 7

  /// Looks through the expressions that outputs need.
  ///
  /// - Parameters:
  ///   - graph: their graph.
  ///   - named: the numbers of those that have a name.
  ///   - outputs: the right-hand sides and observables.
  ///   - readOut: the numbers of the observables: their names serve wherever they stand.
  init(graph: ExpressionGraph, named: Set<Int>, outputs: [Expression], readOut: Set<Int>) {
    var expressions: [Int: Expression] = [:]
    var uses: [Int: Int] = [:]
    var pending = outputs
    for output in outputs { uses[graph.number(of: output), default: 0] += 1 }
    while let expression = pending.popLast() {
      let number = graph.number(of: expression)
      guard expressions.updateValue(expression, forKey: number) == nil else { continue }
      pending += graph.term(of: expression).operands
    }
    // From the outputs down: each use of 1/x and of -x counts as a use of x.
    let order = expressions.keys.sorted(by: >)
    for number in order {
      guard let expression = expressions[number] else { continue }
      let term = graph.term(of: expression)
      let passes = named.contains(number) ? 1 : Self.isPassing(term, graph) ? uses[number, default: 0] : 1
      for operand in term.operands { uses[graph.number(of: operand), default: 0] += passes }
    }
    // From the operands up: what has a name counts as one operand.
    var sizes: [Int: Int] = [:]
    var shared: [Expression] = []
    for number in order.reversed() {
      guard let expression = expressions[number] else { continue }
      let term = graph.term(of: expression)
      let size = 1 + term.operands.reduce(0) { $0 + (sizes[graph.number(of: $1)] ?? 1) }
      sizes[number] = size
      if named.contains(number) {
        sizes[number] = 1
      } else if uses[number, default: 0] > 1, size >= (readOut.contains(number) ? 2 : Self.worthNaming),
        !Self.isPassing(term, graph)
      {
        sizes[number] = 1
        shared.append(expression)
      }
    }
    found = shared
  }

  private static func isPassing(_ term: SymbolicTerm, _ graph: ExpressionGraph) -> Bool {
    switch term {
    case .reciprocal: true
    case .difference(let zero, _): zero.constantValue == 0
    default: false
    }
  }
}
