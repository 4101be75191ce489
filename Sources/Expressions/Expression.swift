/// A node of an ``ExpressionGraph``, or a constant that belongs to no graph yet.
public struct Expression: Scalar {
  let graph: ExpressionGraph?
  let content: Content

  enum Content: Equatable {
    case constant(Double)
    case node(Int)
  }

  /// Makes a literal constant.
  public init(_ value: Double) {
    graph = nil
    content = .constant(value)
  }

  init(graph: ExpressionGraph, node: Int) {
    self.graph = graph
    content = .node(node)
  }

  /// The value when this is a constant.
  public var constantValue: Double? {
    switch content {
    case .constant(let value): value
    case .node(let node): graph?.constantValue(of: node)
    }
  }

  /// True when the value depends on constants and parameters alone.
  public var isParametric: Bool {
    switch content {
    case .constant: true
    case .node(let node): graph?.isParametric[node] ?? false
    }
  }

  /// True when this is the constant zero: a structural zero of a Jacobian.
  public var isZero: Bool { constantValue == 0 }

  public static func + (left: Expression, right: Expression) -> Expression {
    combine(left, right, folding: +) { graph, a, b in graph.sum(a, b) }
  }

  public static func - (left: Expression, right: Expression) -> Expression {
    combine(left, right, folding: -) { graph, a, b in graph.difference(a, b) }
  }

  public static func * (left: Expression, right: Expression) -> Expression {
    combine(left, right, folding: *) { graph, a, b in graph.product(a, b) }
  }

  public static func / (left: Expression, right: Expression) -> Expression {
    combine(left, right, folding: /) { graph, a, b in graph.product(a, graph.reciprocal(b)) }
  }

  public static prefix func - (operand: Expression) -> Expression {
    combine(Expression(0), operand, folding: -) { graph, a, b in graph.difference(a, b) }
  }

  public func squareRoot() -> Expression {
    if let value = constantValue { return Expression(value.squareRoot()) }
    guard let graph else { preconditionFailure("an expression that is not a constant belongs to a graph") }
    return Expression(graph: graph, node: graph.squareRoot(graph.node(of: self)))
  }

  public func named(_ name: String) -> Expression {
    if let graph { graph.setName(name, of: graph.node(of: self)) }
    return self
  }

  private static func combine(
    _ left: Expression, _ right: Expression, folding: (Double, Double) -> Double,
    _ operation: (ExpressionGraph, Int, Int) -> Int
  ) -> Expression {
    if let a = left.constantValue, let b = right.constantValue { return Expression(folding(a, b)) }
    guard let graph = left.graph ?? right.graph else {
      preconditionFailure("an expression that is not a constant belongs to a graph")
    }
    return Expression(
      graph: graph, node: operation(graph, graph.node(of: left), graph.node(of: right)))
  }
}
