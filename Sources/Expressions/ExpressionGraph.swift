/// A graph of arithmetic in which equal subexpressions exist once.
///
/// Nodes are numbered in the order of their creation, so every node's operands have smaller numbers.
public final class ExpressionGraph {
  /// What a variable of the graph stands for.
  public enum Role: Int, Hashable, Sendable {
    /// Fixed for a subject during a run.
    case parameter
    /// Changed only by events: infusion rates.
    case input
    /// A state of the system.
    case state
    /// The reciprocal of step size times the method's diagonal coefficient.
    case diagonal
    /// A stored entry of the factorised iteration matrix.
    case factor
    /// The right-hand side of a linear solve.
    case rightHandSide
  }

  enum Node: Hashable {
    case constant(UInt64)
    case variable(Role, Int)
    case add(Int, Int)
    case subtract(Int, Int)
    case multiply(Int, Int)
    case reciprocal(Int)
    case squareRoot(Int)
  }

  private(set) var nodes: [Node] = []
  /// True for nodes that depend on nothing but constants and parameters.
  private(set) var isParametric: [Bool] = []
  /// Names of intermediate quantities by node; the first name of a node stays.
  private(set) var names: [Int: String] = [:]
  /// The named nodes in the order of naming.
  private(set) var namedNodes: [Int] = []
  private var index: [Node: Int] = [:]

  /// Makes an empty graph.
  public init() {}

  /// The variable number `number` with the given role.
  public func variable(_ role: Role, _ number: Int) -> Expression {
    Expression(graph: self, node: intern(.variable(role, number)))
  }

  func node(of expression: Expression) -> Int {
    switch expression.content {
    case .constant(let value): return constant(value)
    case .node(let node):
      precondition(expression.graph === self, "an expression of another graph")
      return node
    }
  }

  func constant(_ value: Double) -> Int { intern(.constant(value.bitPattern)) }

  func constantValue(of node: Int) -> Double? {
    if case .constant(let bits) = nodes[node] { return Double(bitPattern: bits) }
    return nil
  }

  private func intern(_ node: Node) -> Int {
    if let known = index[node] { return known }
    nodes.append(node)
    isParametric.append(parametric(node))
    index[node] = nodes.count - 1
    return nodes.count - 1
  }

  private func parametric(_ node: Node) -> Bool {
    switch node {
    case .constant: true
    case .variable(let role, _): role == .parameter
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b):
      isParametric[a] && isParametric[b]
    case .reciprocal(let a), .squareRoot(let a): isParametric[a]
    }
  }

  func sum(_ a: Int, _ b: Int) -> Int {
    if let x = constantValue(of: a), let y = constantValue(of: b) { return constant(x + y) }
    if constantValue(of: a) == 0 { return b }
    if constantValue(of: b) == 0 { return a }
    if case .subtract(let zero, let c) = nodes[b], constantValue(of: zero) == 0 {
      return difference(a, c)
    }
    if case .subtract(let zero, let c) = nodes[a], constantValue(of: zero) == 0 {
      return difference(b, c)
    }
    return intern(.add(min(a, b), max(a, b)))
  }

  func difference(_ a: Int, _ b: Int) -> Int {
    if let x = constantValue(of: a), let y = constantValue(of: b) { return constant(x - y) }
    if constantValue(of: b) == 0 { return a }
    if a == b { return constant(0) }
    if case .subtract(let zero, let c) = nodes[b], constantValue(of: zero) == 0 { return sum(a, c) }
    return intern(.subtract(a, b))
  }

  func product(_ a: Int, _ b: Int) -> Int {
    if let x = constantValue(of: a), let y = constantValue(of: b) { return constant(x * y) }
    if constantValue(of: a) == 0 || constantValue(of: b) == 0 { return constant(0) }
    if constantValue(of: a) == 1 { return b }
    if constantValue(of: b) == 1 { return a }
    if constantValue(of: a) == -1 { return difference(constant(0), b) }
    if constantValue(of: b) == -1 { return difference(constant(0), a) }
    return intern(.multiply(min(a, b), max(a, b)))
  }

  func reciprocal(_ a: Int) -> Int {
    if let x = constantValue(of: a) { return constant(1 / x) }
    if case .reciprocal(let b) = nodes[a] { return b }
    return intern(.reciprocal(a))
  }

  func squareRoot(_ a: Int) -> Int {
    if let x = constantValue(of: a) { return constant(x.squareRoot()) }
    return intern(.squareRoot(a))
  }

  func setName(_ name: String, of node: Int) {
    switch nodes[node] {
    case .constant, .variable: return
    default: break
    }
    guard names[node] == nil else { return }
    names[node] = name
    namedNodes.append(node)
  }
}
