import Expressions

/// A differential system ready to be integrated: its equations, exact Jacobian and factorisation as tapes.
///
/// Compiling takes milliseconds and happens once for a scenario, whatever the number of compounds in it.
public final class CompiledSystem: Sendable {
  /// Names of the states, in order.
  public let stateNames: [String]
  /// Names of the observables, in order.
  public let observableNames: [String]
  /// The number of parameters of a subject.
  public let parameterCount: Int
  /// The number of inputs.
  public let inputCount: Int

  let registers: RegisterMap
  let constants: [(register: Int, value: Double)]
  let prologue: Tape
  let derivative: Tape
  let factor: Tape
  let solve: Tape
  let observables: Tape

  /// Where everything lives in a block's registers.
  struct RegisterMap: Sendable {
    let parameters: Range<Int>
    let inputs: Range<Int>
    let states: Range<Int>
    let derivative: Range<Int>
    let rightHandSide: Range<Int>
    let solution: Range<Int>
    let diagonal: Int
    let observables: Range<Int>
    let count: Int
  }

  /// The number of states.
  public var stateCount: Int { stateNames.count }

  /// Traces a system's equations, differentiates them and compiles everything.
  public init(_ system: some DifferentialSystem) {
    let graph = ExpressionGraph()
    let n = system.stateNames.count
    let state = (0..<n).map { graph.variable(.state, $0) }
    let parameters = (0..<system.parameterCount).map { graph.variable(.parameter, $0) }
    let inputs = (0..<system.inputCount).map { graph.variable(.input, $0) }
    let right = system.derivative(state: state, parameters: parameters, inputs: inputs)
    let read = system.observables(state: state, parameters: parameters, inputs: inputs)
    precondition(right.count == n, "the right-hand side has one value for each state")
    precondition(read.count == system.observableNames.count, "every observable has a name")
    let factorization = SparseFactorization(
      graph: graph, jacobian: graph.partialDerivatives(of: right))

    let compiler = TapeCompiler(graph: graph)
    func block(_ role: ExpressionGraph.Role, _ count: Int) -> Range<Int> {
      let range = compiler.reserve(count)
      for k in 0..<count { compiler.bind(graph.variable(role, k), to: range.lowerBound + k) }
      return range
    }
    let parameterRegisters = block(.parameter, system.parameterCount)
    let inputRegisters = block(.input, system.inputCount)
    let stateRegisters = block(.state, n)
    let derivativeRegisters = compiler.reserve(n)
    let rightRegisters = block(.rightHandSide, n)
    let solutionRegisters = compiler.reserve(n)
    let diagonalRegister = block(.diagonal, 1).lowerBound
    let factorRegisters = block(.factor, factorization.factors.count)
    let observableRegisters = compiler.reserve(read.count)
    derivative = compiler.compile(right, into: Array(derivativeRegisters))
    factor = compiler.compile(factorization.factors, into: Array(factorRegisters))
    solve = compiler.compile(factorization.solution, into: Array(solutionRegisters))
    observables = compiler.compile(read, into: Array(observableRegisters))
    prologue = compiler.prologue()
    constants = compiler.constants
    registers = RegisterMap(
      parameters: parameterRegisters, inputs: inputRegisters, states: stateRegisters,
      derivative: derivativeRegisters, rightHandSide: rightRegisters, solution: solutionRegisters,
      diagonal: diagonalRegister, observables: observableRegisters, count: compiler.registerCount)
    stateNames = system.stateNames
    observableNames = system.observableNames
    parameterCount = system.parameterCount
    inputCount = system.inputCount
  }

  /// The lengths of the tapes, for documentation and benchmarks.
  public var instructionCounts: (derivative: Int, factor: Int, solve: Int, observables: Int) {
    (
      derivative.instructions.count, factor.instructions.count, solve.instructions.count,
      observables.instructions.count
    )
  }
}
