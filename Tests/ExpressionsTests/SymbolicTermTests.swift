import Expressions
import Testing

@Suite struct SymbolicTermTests {
  private let graph = ExpressionGraph()
  private var x: Expression { graph.variable(.state, 0) }
  private var k: Expression { graph.variable(.parameter, 3) }

  @Test func `shows what expressions are made of`() {
    guard case .variable(.parameter, 3) = graph.term(of: k) else {
      Issue.record("a variable")
      return
    }
    guard case .product(let a, let b) = graph.term(of: x / k), case .reciprocal(let c) = graph.term(of: b) else {
      Issue.record("a quotient is the product with a reciprocal")
      return
    }
    #expect(graph.number(of: a) == graph.number(of: x) && graph.number(of: c) == graph.number(of: k))
    guard case .difference(let zero, _) = graph.term(of: -x), case .constant(0) = graph.term(of: zero) else {
      Issue.record("a negation is the difference of zero and its operand")
      return
    }
    guard case .squareRoot(let radicand) = graph.term(of: (x * x).squareRoot()) else {
      Issue.record("a root")
      return
    }
    #expect(graph.term(of: radicand).operands.map(graph.number(of:)) == [graph.number(of: x), graph.number(of: x)])
  }

  @Test func `takes constants of no graph`() {
    let graph = ExpressionGraph()
    guard case .constant(2.5) = graph.term(of: Expression(2.5)) else {
      Issue.record("a constant")
      return
    }
    #expect(graph.term(of: Expression(2.5)).operands.isEmpty)
  }

  @Test func `lists the names that an output needs, operands first`() {
    let inner = (x + k).named("inner")
    let outer = (inner * inner).named("outer")
    _ = (x - k).named("unused")
    #expect(graph.definitions(neededBy: [outer * k]).map(\.name) == ["inner", "outer"])
    #expect(graph.definitions(neededBy: [inner]).map(\.name) == ["inner"])
    #expect(graph.definitions(neededBy: [x]).isEmpty)
  }
}
