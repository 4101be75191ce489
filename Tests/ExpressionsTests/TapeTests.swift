import TestSupport
import Testing

@testable import Expressions

@Suite struct TapeTests {
  @Test func `without divisions the tape gives the bits of direct evaluation`() {
    for (program, point) in RandomProgram.tame(count: 400, seed: 31, inputs: 5, length: 25, divides: false) {
      let graph = ExpressionGraph()
      let outputs = program.evaluate(point.indices.map { graph.variable(.state, $0) })
      // Equality and not bit patterns: the sign of a zero may be lost in folding.
      #expect(evaluate(outputs, of: graph, states: point) == program.evaluate(point), "\(program) at \(point)")
    }
  }

  @Test func `with divisions the tape stays within the rounding of its operations`() {
    for (program, point) in RandomProgram.tame(count: 400, seed: 32, inputs: 5, length: 25, divides: true) {
      let graph = ExpressionGraph()
      let outputs = program.evaluate(point.indices.map { graph.variable(.state, $0) })
      let found = evaluate(outputs, of: graph, states: point)
      for (value, exact) in zip(found, program.evaluate(point.map { Bounded($0) })) {
        #expect(abs(value - exact.value) <= 2 * exact.error, "\(program) at \(point)")
      }
    }
  }

  @Test func `the last values alone need no more than what leads to them`() {
    for (program, point) in RandomProgram.tame(count: 200, seed: 33, inputs: 4, length: 30, divides: true) {
      let graph = ExpressionGraph()
      let all = program.evaluate(point.indices.map { graph.variable(.state, $0) })
      let last = Array(all.suffix(2))
      let found = evaluate(last, of: graph, states: point)
      for (value, exact) in zip(found, program.evaluate(point.map { Bounded($0) }).suffix(2)) {
        #expect(abs(value - exact.value) <= 2 * exact.error, "\(program) at \(point)")
      }
    }
  }

  @Test func `what depends on parameters alone leaves the inner tape`() {
    let graph = ExpressionGraph()
    let (a, b) = (graph.variable(.parameter, 0), graph.variable(.parameter, 1))
    let x = graph.variable(.state, 0)
    let compiler = TapeCompiler(graph: graph)
    let input = compiler.reserve(3)
    for (k, variable) in [a, b, x].enumerated() { compiler.bind(variable, to: input.lowerBound + k) }
    let destination = compiler.reserve(1)
    let tape = compiler.compile([x * ((a + b) * (a - b) / (a * b))], into: Array(destination))
    let prologue = compiler.prologue()
    #expect(tape.instructions.map(\.operation) == [.multiply])
    #expect(prologue.instructions.count >= 4)
    var registers = Array(repeating: Double.nan, count: compiler.registerCount)
    for constant in compiler.constants { registers[constant.register] = constant.value }
    registers[input.lowerBound] = 3
    registers[input.lowerBound + 1] = 2
    registers[input.lowerBound + 2] = 12
    prologue.run(&registers)
    tape.run(&registers)
    #expect(abs(registers[destination.lowerBound] - 10) < 1e-14)
  }

  @Test func `hoisted programs of parameters and states give the same values`() {
    for (program, point) in RandomProgram.tame(count: 200, seed: 34, inputs: 6, length: 25, divides: true) {
      let graph = ExpressionGraph()
      let variables = point.indices.map { graph.variable($0 < 3 ? .parameter : .state, $0) }
      let outputs = program.evaluate(variables)
      let compiler = TapeCompiler(graph: graph)
      let input = compiler.reserve(point.count)
      for (k, variable) in variables.enumerated() { compiler.bind(variable, to: input.lowerBound + k) }
      let half = outputs.count / 2
      let first = compiler.reserve(half)
      let second = compiler.reserve(outputs.count - half)
      // Two tapes over common registers, as a compiled system has them.
      let tapes = [
        compiler.compile(Array(outputs[..<half]), into: Array(first)),
        compiler.compile(Array(outputs[half...]), into: Array(second)),
      ]
      let prologue = compiler.prologue()
      var registers = Array(repeating: Double.nan, count: compiler.registerCount)
      for constant in compiler.constants { registers[constant.register] = constant.value }
      for (k, value) in point.enumerated() { registers[input.lowerBound + k] = value }
      prologue.run(&registers)
      for tape in tapes { tape.run(&registers) }
      let found = Array(registers[first]) + Array(registers[second])
      for (value, exact) in zip(found, program.evaluate(point.map { Bounded($0) })) {
        #expect(abs(value - exact.value) <= 2 * exact.error, "\(program) at \(point)")
      }
    }
  }

  @Test(arguments: 1...7) func `independent divisions are done in pairs`(_ count: Int) {
    let graph = ExpressionGraph()
    let x = (0..<count).map { graph.variable(.state, $0) }
    let compiler = TapeCompiler(graph: graph)
    let input = compiler.reserve(count)
    for k in 0..<count { compiler.bind(x[k], to: input.lowerBound + k) }
    let destination = compiler.reserve(count)
    let tape = compiler.compile(x.map { Expression(1) / (Expression(1) + $0) }, into: Array(destination))
    let operations = tape.instructions.map(\.operation)
    #expect(operations.count { $0 == .reciprocalPair } == count / 2)
    #expect(operations.count { $0 == .reciprocal } == count % 2)
    let point = (0..<count).map { Double($0) + 0.5 }
    for (k, value) in evaluate(x.map { Expression(1) / (Expression(1) + $0) }, of: graph, states: point).enumerated() {
      #expect(abs(value * (1 + point[k]) - 1) < 1e-15)
    }
  }

  @Test func `a division that waits for another is not paired with it`() {
    let graph = ExpressionGraph()
    let x = graph.variable(.state, 0)
    let inner = Expression(1) / (Expression(1) + x)
    let outer = Expression(1) / (Expression(2) + inner)
    #expect(abs(evaluate([outer], of: graph, states: [3])[0] - 1 / 2.25) < 1e-16)
  }

  @Test func `products are drawn into the sums that use them`() {
    let graph = ExpressionGraph()
    let (x, y, z) = (graph.variable(.state, 0), graph.variable(.state, 1), graph.variable(.state, 2))
    let compiler = TapeCompiler(graph: graph)
    let input = compiler.reserve(3)
    for (k, variable) in [x, y, z].enumerated() { compiler.bind(variable, to: input.lowerBound + k) }
    let destinations = compiler.reserve(3)
    let tape = compiler.compile([x * y + z, z - x * x, y * z - x], into: Array(destinations))
    #expect(
      Set(tape.instructions.map(\.operation.rawValue))
        == Set([Instruction.Operation.multiplyAdd, .multiplySubtract, .multiplyMinus].map(\.rawValue)))
    #expect(evaluate([x * y + z, z - x * x, y * z - x], of: graph, states: [2, 3, 5]) == [11, 1, 13])
  }

  @Test func `one value may go to several destinations, and variables and constants may be outputs`() {
    let graph = ExpressionGraph()
    let x = graph.variable(.state, 0)
    let square = x * x
    #expect(evaluate([square, square, x, Expression(4), square + x], of: graph, states: [3]) == [9, 9, 3, 4, 12])
  }

  @Test func `temporary registers are reused`() {
    let graph = ExpressionGraph()
    let x = graph.variable(.state, 0)
    var sum = x
    for k in 1...200 { sum = (sum + Expression(Double(k))) * x }
    let compiler = TapeCompiler(graph: graph)
    let input = compiler.reserve(1)
    compiler.bind(x, to: input.lowerBound)
    let destination = compiler.reserve(1)
    _ = compiler.compile([sum], into: Array(destination))
    #expect(compiler.registerCount - compiler.constants.count <= 6)
  }

  @Test func `does not fuse product and sum into one rounding`() {
    let tape = Tape(instructions: [Instruction(operation: .multiplyAdd, destination: 3, a: 0, b: 1, c: 2)])
    let x = 1 + 0x1p-30
    var registers = [x, x, -(x * x), Double.nan]
    tape.run(&registers)
    #expect(registers[3] == 0)
  }
}
