/// An operand of a planned step: a register that exists already, or the result of an earlier step.
struct PlannedOperand: Hashable {
  let isLeaf: Bool
  let id: Int
}

/// An instruction before its registers are known.
struct PlannedStep {
  var operation: Instruction.Operation
  var node: Int
  var second: Int?
  var operands: [PlannedOperand]
}

/// Chooses instructions for nodes: products are drawn into the sum that alone uses them, divisions are paired.
struct TapeWriter {
  let graph: ExpressionGraph
  let order: [Int]
  let uses: [Int: Int]
  let outputs: [Int]
  let leaf: (Int) -> Int32
  let needed: Set<Int>

  func plan() -> [PlannedStep] {
    let protected = Set(outputs)
    var absorbed: Set<Int> = []
    func product(_ node: Int) -> (Int, Int)? {
      guard needed.contains(node), uses[node] == 1, !protected.contains(node),
        case .multiply(let x, let y) = graph.nodes[node]
      else { return nil }
      return (x, y)
    }
    var steps: [PlannedStep] = []
    var waiting: (node: Int, operand: Int)?
    // Backwards first, so that a sum may claim its products before they are written.
    var fused: [Int: PlannedStep] = [:]
    for node in order.reversed() where !absorbed.contains(node) {
      switch graph.nodes[node] {
      case .add(let a, let b):
        if let (x, y) = product(a) {
          absorbed.insert(a)
          fused[node] = step(.multiplyAdd, node, [x, y, b])
        } else if let (x, y) = product(b) {
          absorbed.insert(b)
          fused[node] = step(.multiplyAdd, node, [x, y, a])
        }
      case .subtract(let a, let b):
        if let (x, y) = product(b), graph.constantValue(of: a) != 0 {
          absorbed.insert(b)
          fused[node] = step(.multiplySubtract, node, [x, y, a])
        } else if let (x, y) = product(a) {
          absorbed.insert(a)
          fused[node] = step(.multiplyMinus, node, [x, y, b])
        }
      default: break
      }
    }
    func flush() {
      if let alone = waiting { steps.append(step(.reciprocal, alone.node, [alone.operand])) }
      waiting = nil
    }
    for node in order where !absorbed.contains(node) {
      if case .reciprocal(let a) = graph.nodes[node] {
        if let first = waiting {
          var pair = step(.reciprocalPair, first.node, [first.operand, a])
          pair.second = node
          steps.append(pair)
          waiting = nil
        } else {
          waiting = (node, a)
        }
        continue
      }
      flush()
      steps.append(fused[node] ?? plain(node))
    }
    flush()
    return steps
  }

  private func plain(_ node: Int) -> PlannedStep {
    switch graph.nodes[node] {
    case .add(let a, let b): step(.add, node, [a, b])
    case .subtract(let a, let b):
      graph.constantValue(of: a) == 0 ? step(.negate, node, [b]) : step(.subtract, node, [a, b])
    case .multiply(let a, let b): step(.multiply, node, [a, b])
    case .reciprocal(let a): step(.reciprocal, node, [a])
    case .squareRoot(let a): step(.squareRoot, node, [a])
    case .constant, .variable: preconditionFailure("an unbound variable cannot be computed")
    }
  }

  private func step(_ operation: Instruction.Operation, _ node: Int, _ operands: [Int])
    -> PlannedStep
  {
    PlannedStep(
      operation: operation, node: node, second: nil,
      operands: operands.map { operand in
        needed.contains(operand)
          ? PlannedOperand(isLeaf: false, id: operand)
          : PlannedOperand(isLeaf: true, id: Int(leaf(operand)))
      })
  }
}
