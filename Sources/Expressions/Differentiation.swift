extension ExpressionGraph {
  /// A structurally nonzero partial derivative.
  public struct Partial {
    /// The number of the state by which it is taken.
    public let state: Int
    /// Its value.
    public let value: Expression
  }

  /// The partial derivatives of expressions by the state variables, structural zeros left out.
  ///
  /// - Parameter outputs: the expressions to differentiate.
  /// - Returns: for each output, its partial derivatives in the order of the states.
  public func partialDerivatives(of outputs: [Expression]) -> [[Partial]] {
    var known: [Int: [Entry]] = [:]
    return outputs.map { output in
      derivatives(of: node(of: output), &known).map {
        Partial(state: $0.state, value: Expression(graph: self, node: $0.node))
      }
    }
  }

  // Sorted arrays and not dictionaries: nodes must be made in the same order in every process, because their order decides
  // which divisions are shared, and with that the last bit of a result.
  private typealias Entry = (state: Int, node: Int)

  private func derivatives(of node: Int, _ known: inout [Int: [Entry]]) -> [Entry] {
    if let found = known[node] { return found }
    let result: [Entry]
    switch nodes[node] {
    case .constant: result = []
    case .variable(let role, let number): result = role == .state ? [(number, constant(1))] : []
    case .add(let a, let b): result = merge(derivatives(of: a, &known), derivatives(of: b, &known))
    case .subtract(let a, let b):
      let right = derivatives(of: b, &known).map { ($0.state, difference(constant(0), $0.node)) }
      result = merge(derivatives(of: a, &known), right)
    case .multiply(let a, let b):
      let left = derivatives(of: a, &known).map { ($0.state, product($0.node, b)) }
      let right = derivatives(of: b, &known).map { ($0.state, product(a, $0.node)) }
      result = merge(left, right)
    case .reciprocal(let a):
      // d(1/a) = -(1/a)^2 da; the reciprocal itself is shared.
      let minusSquare = difference(constant(0), product(node, node))
      result = derivatives(of: a, &known).map { ($0.state, product(minusSquare, $0.node)) }
    case .squareRoot(let a):
      // d sqrt(a) = da / (2 sqrt(a)); the root itself is shared.
      let half = product(constant(0.5), reciprocal(node))
      result = derivatives(of: a, &known).map { ($0.state, product(half, $0.node)) }
    }
    let nonzero = result.filter { constantValue(of: $0.node) != 0 }
    known[node] = nonzero
    return nonzero
  }

  private func merge(_ left: [Entry], _ right: [Entry]) -> [Entry] {
    var result: [Entry] = []
    var i = 0
    var j = 0
    while i < left.count || j < right.count {
      if j == right.count || (i < left.count && left[i].state < right[j].state) {
        result.append(left[i])
        i += 1
      } else if i == left.count || right[j].state < left[i].state {
        result.append(right[j])
        j += 1
      } else {
        result.append((left[i].state, sum(left[i].node, right[j].node)))
        i += 1
        j += 1
      }
    }
    return result
  }
}
