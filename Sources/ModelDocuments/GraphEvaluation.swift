import Expressions

extension ExpressionGraph {
  /// The values of expressions over any kind of number, each shared expression evaluated once.
  ///
  /// - Parameters:
  ///   - outputs: the expressions.
  ///   - variable: the value of a variable by its role and number.
  func evaluate<S: Scalar>(_ outputs: [Expression], _ variable: (Role, Int) -> S) -> [S] {
    var needed: [Int: Expression] = [:]
    var pending = outputs
    while let expression = pending.popLast() {
      guard needed.updateValue(expression, forKey: number(of: expression)) == nil else { continue }
      pending += term(of: expression).operands
    }
    var values: [Int: S] = [:]
    func value(_ expression: Expression) -> S {
      guard let known = values[number(of: expression)] else { preconditionFailure("operands come first") }
      return known
    }
    for (number, expression) in needed.sorted(by: { $0.key < $1.key }) {
      values[number] =
        switch term(of: expression) {
        case .constant(let constant): S(constant)
        case .variable(let role, let place): variable(role, place)
        case .sum(let a, let b): value(a) + value(b)
        case .difference(let a, let b): value(a) - value(b)
        case .product(let a, let b): value(a) * value(b)
        case .reciprocal(let a): S.one / value(a)
        case .squareRoot(let a): value(a).squareRoot()
        }
    }
    return outputs.map(value)
  }
}
