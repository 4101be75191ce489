/// What a node of an ``ExpressionGraph`` is made of, for those who write equations down.
public enum SymbolicTerm {
  case constant(Double)
  case variable(ExpressionGraph.Role, Int)
  case sum(Expression, Expression)
  /// The difference of two expressions; a negation is the difference of zero and its operand.
  case difference(Expression, Expression)
  case product(Expression, Expression)
  case reciprocal(Expression)
  case squareRoot(Expression)

  /// The expressions that it is made of.
  public var operands: [Expression] {
    switch self {
    case .constant, .variable: []
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b): [a, b]
    case .reciprocal(let a), .squareRoot(let a): [a]
    }
  }
}

extension ExpressionGraph {
  /// An intermediate quantity that was given a name.
  public struct Definition {
    /// The name that it was given first.
    public let name: String
    /// What it stands for.
    public let value: Expression
  }

  /// What an expression is made of; a quotient is the product with a reciprocal.
  public func term(of expression: Expression) -> SymbolicTerm {
    func made(_ node: Int) -> Expression { Expression(graph: self, node: node) }
    // A constant of no graph yet gets its node here, before the nodes are looked at.
    let number = node(of: expression)
    return switch nodes[number] {
    case .constant(let bits): .constant(Double(bitPattern: bits))
    case .variable(let role, let number): .variable(role, number)
    case .add(let a, let b): .sum(made(a), made(b))
    case .subtract(let a, let b): .difference(made(a), made(b))
    case .multiply(let a, let b): .product(made(a), made(b))
    case .reciprocal(let a): .reciprocal(made(a))
    case .squareRoot(let a): .squareRoot(made(a))
    }
  }

  /// A number that equal expressions share; operands have smaller numbers than what is made of them.
  public func number(of expression: Expression) -> Int { node(of: expression) }

  /// The named intermediate quantities that outputs need, each after those that it is made of.
  public func definitions(neededBy outputs: [Expression]) -> [Definition] {
    var needed: Set<Int> = []
    var pending = outputs.map(node(of:))
    while let node = pending.popLast() {
      guard needed.insert(node).inserted else { continue }
      pending += term(of: Expression(graph: self, node: node)).operands.map(self.node(of:))
    }
    return needed.sorted().compactMap { node in
      names[node].map { Definition(name: $0, value: Expression(graph: self, node: node)) }
    }
  }
}
