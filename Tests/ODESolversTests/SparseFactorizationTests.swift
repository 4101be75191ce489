import Expressions
import TestSupport
import Testing

@testable import ODESolvers

/// Reactions between random states: linear, bilinear and saturable terms.
private struct RandomNetwork: DifferentialSystem {
  struct Term {
    let row: Int
    let first: Int
    let second: Int?
    let isSaturable: Bool
    let parameter: Int
  }

  let stateNames: [String]
  let terms: [Term]
  var parameterCount: Int { terms.count }
  let inputCount = 0
  let observableNames: [String] = []

  init(states: Int, terms count: Int, using generator: inout SeededGenerator) {
    stateNames = (0..<states).map { "y\($0)" }
    var made: [Term] = []
    for k in 0..<count {
      let first = Int.random(in: 0..<states, using: &generator)
      made.append(
        Term(
          row: Int.random(in: 0..<states, using: &generator), first: first,
          second: generator.chance(0.3) ? Int.random(in: 0..<states, using: &generator) : nil,
          isSaturable: generator.chance(0.3), parameter: k))
    }
    terms = made
  }

  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    var dy = Array(repeating: S.zero, count: stateNames.count)
    for term in terms {
      var rate = p[term.parameter] * y[term.first]
      if let second = term.second { rate = rate * y[second] }
      if term.isSaturable { rate = rate / (S.one + y[term.first]) }
      dy[term.row] = dy[term.row] + rate
    }
    return dy
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { [] }

  /// Columns of the Jacobian by central differences with extrapolation.
  func jacobian(_ y: [Double], _ p: [Double]) -> [[Double]] {
    var result = Array(repeating: Array(repeating: 0.0, count: y.count), count: y.count)
    for k in y.indices {
      func central(_ step: Double) -> [Double] {
        var (low, high) = (y, y)
        low[k] -= step
        high[k] += step
        let up = derivative(state: high, parameters: p, inputs: [])
        return zip(up, derivative(state: low, parameters: p, inputs: [])).map { ($0 - $1) / (2 * step) }
      }
      for (row, pair) in zip(central(1e-3), central(2e-3)).enumerated() {
        result[row][k] = pair.0 + (pair.0 - pair.1) / 3
      }
    }
    return result
  }
}

@Suite struct SparseFactorizationTests {
  /// The registers of a system for one subject, after its prologue and factorisation.
  private func factored(_ system: CompiledSystem, _ y: [Double], _ p: [Double], _ g: Double) -> [Double] {
    var registers = Array(repeating: Double.nan, count: system.registers.count)
    for constant in system.constants { registers[constant.register] = constant.value }
    for (k, value) in p.enumerated() { registers[system.registers.parameters.lowerBound + k] = value }
    for (k, value) in y.enumerated() { registers[system.registers.states.lowerBound + k] = value }
    registers[system.registers.diagonal] = g
    system.prologue.run(&registers)
    system.factor.run(&registers)
    return registers
  }

  @Test(arguments: 1...60) func `solves random sparse systems as dense elimination does`(_ number: Int) throws {
    var generator = SeededGenerator(seed: UInt64(4000 + number))
    let n = 1 + number % 12
    let network = RandomNetwork(states: n, terms: 1 + number % 4 * n, using: &generator)
    let system = CompiledSystem(network)
    let p = network.terms.map { _ in Double.random(in: -2...2, using: &generator) }
    let y = (0..<n).map { _ in Double.random(in: 0.1...2, using: &generator) }
    let jacobian = network.jacobian(y, p)
    // The diagonal dominates, as it does for the steps that error control allows.
    let g = 1 + 1.5 * (jacobian.map { $0.reduce(0) { $0 + $1.magnitude } }.max() ?? 0)
    var registers = factored(system, y, p, g)
    let right = (0..<n).map { _ in Double.random(in: -1...1, using: &generator) }
    for (k, value) in right.enumerated() { registers[system.registers.rightHandSide.lowerBound + k] = value }
    system.solve.run(&registers)
    let found = Array(registers[system.registers.solution])
    let matrix = (0..<n).map { i in (0..<n).map { j in (i == j ? g : 0) - jacobian[i][j] } }
    let expected = try PeriodicState.solveLinear(matrix, right)
    for (x, y) in zip(found, expected) { #expect(abs(x - y) < 1e-8 * (1 + y.magnitude)) }
  }

  @Test func `a solve gives its right-hand side back when the matrix is applied`() {
    var generator = SeededGenerator(seed: 77)
    let network = RandomNetwork(states: 9, terms: 30, using: &generator)
    let p = network.terms.map { _ in Double.random(in: -1...1, using: &generator) }
    let y = (0..<9).map { _ in Double.random(in: 0.1...2, using: &generator) }
    let system = CompiledSystem(network)
    let g = 60.0
    var registers = factored(system, y, p, g)
    for k in 0..<9 { registers[system.registers.rightHandSide.lowerBound + k] = Double(k) - 4 }
    system.solve.run(&registers)
    let x = Array(registers[system.registers.solution])
    let jacobian = network.jacobian(y, p)
    for i in 0..<9 {
      let image = g * x[i] - (0..<9).reduce(0) { $0 + jacobian[i][$1] * x[$1] }
      #expect(abs(image - (Double(i) - 4)) < 1e-8)
    }
  }

  @Test func `a cascade needs no more than its own entries`() {
    struct Cascade: PlainSystem {
      let stateNames = (0..<20).map { "y\($0)" }
      func derivative<S: Scalar>(state y: [S], parameters: [S], inputs: [S]) -> [S] {
        y.indices.map { k in (k == 0 ? S.zero : y[k - 1] * y[k - 1]) - y[k] }
      }
    }
    let counts = CompiledSystem(Cascade()).instructionCounts
    #expect(counts.solve <= 20 * 3)
  }

  @Test func `an arrow is eliminated from its points and not from its head`() {
    struct Arrow: PlainSystem {
      let stateNames = (0..<20).map { "y\($0)" }
      func derivative<S: Scalar>(state y: [S], parameters: [S], inputs: [S]) -> [S] {
        let total = y.dropFirst().reduce(S.zero, +)
        return y.indices.map { k in k == 0 ? -(y[0] * total) : y[0] * y[k] - y[k] }
      }
    }
    // From the head it would fill to 20 * 20 entries.
    #expect(CompiledSystem(Arrow()).instructionCounts.solve <= 20 * 5)
  }

  @Test func `a compiled system is the same in every process and every compilation`() {
    var first = SeededGenerator(seed: 5)
    var second = SeededGenerator(seed: 5)
    let one = CompiledSystem(RandomNetwork(states: 10, terms: 30, using: &first))
    let two = CompiledSystem(RandomNetwork(states: 10, terms: 30, using: &second))
    #expect(one.derivative.instructions == two.derivative.instructions)
    #expect(one.factor.instructions == two.factor.instructions)
    #expect(one.solve.instructions == two.solve.instructions)
    #expect(one.prologue.instructions == two.prologue.instructions)
  }
}
