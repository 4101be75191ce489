import Testing

@testable import Expressions

@Suite struct ExpressionGraphTests {
  private let graph = ExpressionGraph()
  private var x: Expression { graph.variable(.state, 0) }
  private var y: Expression { graph.variable(.state, 1) }
  private var p: Expression { graph.variable(.parameter, 0) }

  @Test func `equal subexpressions exist once`() {
    let first = (x + y) * (x - y)
    let size = graph.nodes.count
    let second = (y + x) * (x - y)
    #expect(first.content == second.content)
    #expect(graph.nodes.count == size)
  }

  @Test func `operands have smaller numbers than what uses them`() {
    _ = x / (p + x * y) - y * (x + Expression(2))
    for (number, node) in graph.nodes.enumerated() {
      switch node {
      case .constant, .variable: continue
      case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b): #expect(max(a, b) < number)
      case .reciprocal(let a), .squareRoot(let a): #expect(a < number)
      }
    }
  }

  @Test func `folds constants and neutral elements`() {
    #expect((Expression(2) * Expression(3) + Expression(1)).constantValue == 7)
    #expect((x + Expression(0)).content == x.content)
    #expect((x - Expression(0)).content == x.content)
    #expect((x * Expression(1)).content == x.content)
    #expect((Expression(1) * x).content == x.content)
    #expect((x * Expression(0)).isZero)
    #expect((x - x).isZero)
    #expect((-(-x)).content == x.content)
    #expect((x + -y).content == (x - y).content)
    #expect((-x + y).content == (y - x).content)
    #expect((x - -y).content == (x + y).content)
    #expect((x * Expression(-1)).content == (-x).content)
    #expect((Expression(1) / (Expression(1) / x)).content == x.content)
  }

  @Test func `knows what depends on parameters alone`() {
    #expect(p.isParametric)
    #expect((p * Expression(2) / (p + Expression(1))).isParametric)
    #expect(Expression(4).isParametric)
    #expect(!(p * x).isParametric)
    #expect(!graph.variable(.input, 0).isParametric)
  }

  @Test func `variables differ by role and number`() {
    let roles: [ExpressionGraph.Role] = [.parameter, .input, .state, .diagonal, .factor, .rightHandSide]
    let before = graph.nodes.count
    for role in roles { for number in 0..<3 { _ = graph.variable(role, number) } }
    #expect(graph.nodes.count == before + 18)
    for role in roles { for number in 0..<3 { _ = graph.variable(role, number) } }
    #expect(graph.nodes.count == before + 18)
  }

  @Test func `tracing is the same in every graph`() {
    func trace() -> [ExpressionGraph.Node] {
      let graph = ExpressionGraph()
      let y = (0..<3).map { graph.variable(.state, $0) }
      let right = [y[0] / (Expression(1) + y[1]), y[1] * y[2] - y[0], y[2] / (Expression(2) + y[0])]
      _ = graph.partialDerivatives(of: right)
      return graph.nodes
    }
    #expect(trace() == trace())
  }
}
