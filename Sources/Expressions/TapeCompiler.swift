/// Turns expressions of one graph into tapes over a common set of registers.
///
/// Constants and everything that depends on parameters alone get registers of their own: they are computed once for a
/// subject by the ``prologue()``, never in the inner loop.
public final class TapeCompiler {
  private let graph: ExpressionGraph
  private var bound: [Int: Int32] = [:]
  private var parametric: [(node: Int, register: Int32)] = []
  private var temporaries: [Int32] = []
  /// The number of registers in use so far.
  public private(set) var registerCount = 0
  /// Registers that hold constants, with their values.
  public private(set) var constants: [(register: Int, value: Double)] = []

  /// Makes a compiler for the expressions of a graph.
  public init(graph: ExpressionGraph) { self.graph = graph }

  /// Sets aside a run of registers, for example for the states.
  public func reserve(_ count: Int) -> Range<Int> {
    defer { registerCount += count }
    return registerCount..<(registerCount + count)
  }

  /// States in which register a variable is found.
  public func bind(_ expression: Expression, to register: Int) {
    bound[graph.node(of: expression)] = Int32(register)
  }

  /// Compiles expressions so that output `k` ends in register `destinations[k]`.
  public func compile(_ outputs: [Expression], into destinations: [Int]) -> Tape {
    compile(nodes: outputs.map(graph.node(of:)), into: destinations, hoisting: true)
  }

  /// The tape that fills the registers of parametric values; compile it after all the others.
  public func prologue() -> Tape {
    let wanted = parametric
    for entry in wanted { bound[entry.node] = nil }
    defer { for entry in wanted { bound[entry.node] = entry.register } }
    return compile(
      nodes: wanted.map(\.node), into: wanted.map { Int($0.register) }, hoisting: false)
  }

  private func leafRegister(_ node: Int, hoisting: Bool) -> Int32? {
    if let register = bound[node] { return register }
    if let value = graph.constantValue(of: node) {
      let register = Int32(reserve(1).lowerBound)
      constants.append((Int(register), value))
      bound[node] = register
      return register
    }
    guard hoisting, graph.isParametric[node] else { return nil }
    let register = Int32(reserve(1).lowerBound)
    parametric.append((node, register))
    bound[node] = register
    return register
  }

  private func operands(_ node: Int) -> [Int] {
    switch graph.nodes[node] {
    case .constant, .variable: []
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b): [a, b]
    case .reciprocal(let a), .squareRoot(let a): [a]
    }
  }

  private func compile(nodes outputs: [Int], into destinations: [Int], hoisting: Bool) -> Tape {
    // 1. Which nodes have to be computed, how often each is used, and how many divisions lie beneath it.
    var uses: [Int: Int] = [:]
    var needed: Set<Int> = []
    var pending = outputs
    while let node = pending.popLast() {
      uses[node, default: 0] += 1
      if leafRegister(node, hoisting: hoisting) != nil || needed.contains(node) { continue }
      needed.insert(node)
      pending += operands(node)
    }
    var depth: [Int: Int] = [:]
    for node in needed.sorted() {
      let below = operands(node).map { depth[$0] ?? 0 }.max() ?? 0
      if case .reciprocal = graph.nodes[node] { depth[node] = below + 1 } else { depth[node] = below }
    }
    func isReciprocal(_ node: Int) -> Bool {
      if case .reciprocal = graph.nodes[node] { return true }
      return false
    }
    // 2. Divisions of equal depth are independent: they stand side by side and are done in pairs.
    let order = needed.sorted {
      let left = (depth[$0] ?? 0, isReciprocal($0) ? 0 : 1, $0)
      let right = (depth[$1] ?? 0, isReciprocal($1) ? 0 : 1, $1)
      return left < right
    }
    let writer = TapeWriter(
      graph: graph, order: order, uses: uses, outputs: outputs,
      leaf: { self.leafRegister($0, hoisting: hoisting) ?? -1 }, needed: needed)
    let plan = writer.plan()
    // 3. Registers for what lives between instructions, reused after the last reading.
    return Tape(instructions: assign(plan, outputs: outputs, destinations: destinations))
  }

  private func assign(_ plan: [PlannedStep], outputs: [Int], destinations: [Int]) -> [Instruction] {
    var lastUse: [Int: Int] = [:]
    for (position, step) in plan.enumerated() {
      for operand in step.operands where !operand.isLeaf { lastUse[operand.id] = position }
    }
    for node in outputs { lastUse[node] = Int.max }
    var firstDestination: [Int: Int] = [:]
    for (node, destination) in zip(outputs, destinations) where firstDestination[node] == nil {
      firstDestination[node] = destination
    }
    var registers: [Int: Int32] = [:]
    var free = temporaries
    func register(for node: Int) -> Int32 {
      if let destination = firstDestination[node] { return Int32(destination) }
      if let reused = free.popLast() { return reused }
      let fresh = Int32(reserve(1).lowerBound)
      temporaries.append(fresh)
      return fresh
    }
    var result: [Instruction] = []
    for (position, step) in plan.enumerated() {
      // In the order of the nodes and not of a set, so that every compilation gives the same registers.
      let done = Set(step.operands).filter { !$0.isLeaf && lastUse[$0.id] == position }.sorted { $0.id < $1.id }
      let sources = step.operands.map { $0.isLeaf ? Int32($0.id) : registers[$0.id] ?? -1 }
      for operand in done {
        // A destination of a pair may not overwrite an operand that its second result still needs.
        if step.second == nil, firstDestination[operand.id] == nil, let register = registers[operand.id] {
          free.append(register)
        }
      }
      let destination = register(for: step.node)
      registers[step.node] = destination
      var instruction = Instruction(
        operation: step.operation, destination: destination,
        a: sources.first ?? 0, b: sources.count > 1 ? sources[1] : 0,
        c: sources.count > 2 ? sources[2] : 0)
      if let second = step.second {
        let other = register(for: second)
        registers[second] = other
        instruction.c = other
        for operand in done {
          if firstDestination[operand.id] == nil, let register = registers[operand.id] { free.append(register) }
        }
      }
      result.append(instruction)
    }
    for (node, destination) in zip(outputs, destinations) {
      let source = registers[node] ?? bound[node] ?? -1
      if source != Int32(destination) {
        result.append(
          Instruction(operation: .copy, destination: Int32(destination), a: source, b: 0, c: 0))
      }
    }
    return result
  }
}
