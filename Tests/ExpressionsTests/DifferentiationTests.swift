import TestSupport
import Testing

@testable import Expressions

@Suite struct DifferentiationTests {
  /// Symbolic derivatives of every step of a program, evaluated by a tape: [step][state].
  private func symbolic(_ program: RandomProgram, at point: [Double]) -> [[Double]] {
    let graph = ExpressionGraph()
    let states = point.indices.map { graph.variable(.state, $0) }
    let outputs = program.evaluate(states)
    let partials = graph.partialDerivatives(of: outputs)
    let flat = evaluate(partials.flatMap { $0.map(\.value) }, of: graph, states: point)
    var next = 0
    return partials.map { row in
      var dense = Array(repeating: 0.0, count: point.count)
      for partial in row {
        dense[partial.state] = flat[next]
        next += 1
      }
      return dense
    }
  }

  @Test func `agrees with forward differentiation on random programs`() {
    for (program, point) in RandomProgram.tame(count: 300, seed: 21, inputs: 4, length: 14, divides: true) {
      let found = symbolic(program, at: point)
      let duals = program.evaluate(
        point.enumerated().map { k, x in Dual(x, slopes: point.indices.map { $0 == k ? 1 : 0 }) })
      for (row, dual) in zip(found, duals) {
        let size = 1 + dual.value.magnitude + dual.slopes.reduce(0) { max($0, $1.magnitude) }
        for (x, y) in zip(row, dual.slopes + Array(repeating: 0, count: row.count - dual.slopes.count)) {
          #expect(abs(x - y) < 1e-9 * size, "\(program) at \(point)")
        }
      }
    }
  }

  @Test func `agrees with central differences on random programs`() {
    for (program, point) in RandomProgram.tame(count: 150, seed: 22, inputs: 3, length: 10, divides: true) {
      let found = symbolic(program, at: point)
      for k in point.indices {
        func central(_ step: Double) -> [Double] {
          var (low, high) = (point, point)
          low[k] -= step
          high[k] += step
          return zip(program.evaluate(high), program.evaluate(low)).map { ($0 - $1) / (2 * step) }
        }
        // One step of Richardson's extrapolation leaves an error of fourth order.
        let numeric = zip(central(1e-4), central(2e-4)).map { $0 + ($0 - $1) / 3 }
        for (row, slope) in zip(found, numeric) {
          #expect(abs(row[k] - slope) < 1e-5 * (1 + slope.magnitude), "\(program) at \(point)")
        }
      }
    }
  }

  @Test func `leaves structural zeros out and keeps the order of the states`() {
    let graph = ExpressionGraph()
    let y = (0..<4).map { graph.variable(.state, $0) }
    let p = graph.variable(.parameter, 0)
    let partials = graph.partialDerivatives(of: [p * y[3] + y[1] * y[1], p * p, y[2] - y[2], Expression(3)])
    #expect(partials.map { $0.map(\.state) } == [[1, 3], [], [], []])
  }

  @Test func `does not differentiate by parameters and inputs`() {
    let graph = ExpressionGraph()
    let mixed = graph.variable(.parameter, 0) * graph.variable(.input, 0) + graph.variable(.parameter, 1)
    #expect(graph.partialDerivatives(of: [mixed])[0].isEmpty)
  }

  @Test func `shares the reciprocal between a quotient and its derivative`() {
    let graph = ExpressionGraph()
    let (x, k) = (graph.variable(.state, 0), graph.variable(.parameter, 0))
    let rate = x / (k + x)
    _ = graph.partialDerivatives(of: [rate])
    let divisions = graph.nodes.count { if case .reciprocal = $0 { true } else { false } }
    #expect(divisions == 1)
  }
}

/// Compiles expressions whose variables are states, runs them for one subject, returns the values.
func evaluate(_ outputs: [Expression], of graph: ExpressionGraph, states: [Double]) -> [Double] {
  let compiler = TapeCompiler(graph: graph)
  let input = compiler.reserve(states.count)
  for k in states.indices { compiler.bind(graph.variable(.state, k), to: input.lowerBound + k) }
  let destination = compiler.reserve(outputs.count)
  let tape = compiler.compile(outputs, into: Array(destination))
  let prologue = compiler.prologue()
  var registers = Array(repeating: Double.nan, count: compiler.registerCount)
  for constant in compiler.constants { registers[constant.register] = constant.value }
  for (k, value) in states.enumerated() { registers[input.lowerBound + k] = value }
  prologue.run(&registers)
  tape.run(&registers)
  return Array(registers[destination])
}
