import Expressions
import PharmacologyModels
import TestSupport
import Testing

@testable import ODESolvers

@Suite struct CompiledModelTests {
  /// Runs a compiled system's derivative and observables for one subject.
  private func compiled(
    _ system: CompiledSystem, _ y: [Double], _ p: [Double], _ inputs: [Double]
  ) -> (derivative: [Double], observables: [Double]) {
    let map = system.registers
    var registers = Array(repeating: Double.nan, count: map.count)
    for constant in system.constants { registers[constant.register] = constant.value }
    for (k, value) in y.enumerated() { registers[map.states.lowerBound + k] = value }
    for (k, value) in p.enumerated() { registers[map.parameters.lowerBound + k] = value }
    for (k, value) in inputs.enumerated() { registers[map.inputs.lowerBound + k] = value }
    system.prologue.run(&registers)
    system.derivative.run(&registers)
    system.observables.run(&registers)
    return (Array(registers[map.derivative]), Array(registers[map.observables]))
  }

  @Test func `the compiled system computes what the equations say over doubles`() throws {
    let model = try ReferenceScenario.load().model
    let disposition = model.disposition
    let system = CompiledSystem(disposition)
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<200 {
      let y = disposition.stateNames.map { _ in Double.random(in: 0...300, using: &generator) }
      let p = model.values.map { $0 * Double.random(in: 0.3...3, using: &generator) }
      let inputs = (0..<disposition.inputCount).map { _ in Double.random(in: 0...50, using: &generator) }
      let found = compiled(system, y, p, inputs)
      let derivative = disposition.derivative(state: y, parameters: p, inputs: inputs)
      let observables = disposition.observables(state: y, parameters: p, inputs: inputs)
      // Sums of terms of both signs: rounding is judged against the largest of them.
      let size = derivative.reduce(1) { max($0, $1.magnitude) }
      for (x, exact) in zip(found.derivative, derivative) { #expect(abs(x - exact) < 1e-13 * size) }
      for (x, exact) in zip(found.observables, observables) { #expect(abs(x - exact) < 1e-13 * (1 + exact.magnitude)) }
    }
  }

  @Test func `names and counts fit`() throws {
    let disposition = try ReferenceScenario.load().model.disposition
    let layout = disposition.layout
    #expect(Set(layout.stateNames).count == layout.stateNames.count)
    #expect(Set(layout.parameterNames).count == layout.parameterNames.count)
    #expect(Set(disposition.observableNames).count == disposition.observableNames.count)
    let y = Array(repeating: 1.0, count: layout.stateNames.count)
    let p = Array(repeating: 1.0, count: layout.parameterNames.count)
    let inputs = Array(repeating: 0.0, count: layout.inputCount)
    #expect(disposition.derivative(state: y, parameters: p, inputs: inputs).count == y.count)
    #expect(
      disposition.observables(state: y, parameters: p, inputs: inputs).count == disposition.observableNames.count)
    #expect(layout.inputCount == 5 + 3)
  }

  @Test func `elimination rates are extra and change nothing else`() throws {
    let model = try ReferenceScenario.load().model
    let plain = DispositionModel(Fixtures.interaction)
    let y = model.rest.map { $0 + 3 }
    let inputs = Array(repeating: 0.0, count: plain.inputCount)
    let short = plain.observables(state: y, parameters: model.values, inputs: inputs)
    let long = model.disposition.observables(state: y, parameters: model.values, inputs: inputs)
    #expect(short == Array(long[..<short.count]))
    #expect(Array(model.disposition.observableNames[..<short.count]) == plain.observableNames)
  }

  @Test func `at rest without drugs nothing moves`() throws {
    let model = try ReferenceScenario.load().model
    let inputs = Array(repeating: 0.0, count: model.disposition.inputCount)
    let dy = model.disposition.derivative(state: model.rest, parameters: model.values, inputs: inputs)
    #expect(dy.allSatisfy { $0 == 0 })
  }
}
