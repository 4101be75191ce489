import Expressions
import Foundation
import Testing

@testable import ODESolvers

/// Fixed steps, taken on the lanes' arithmetic itself.
private struct FixedSteps {
  /// Integrates Kaps' problem to time 1 with each number of steps; returns the errors at the end and inside the steps.
  static func kaps(stiffness: Double, counts: [Int]) -> [(end: Double, inside: Double)] {
    let system = CompiledSystem(Kaps())
    return counts.map { count in
      let block = LaneBlock(system: system, absoluteTolerance: [1e-10])
      for lane in 0..<LaneBlock.width {
        block.setParameter(0, lane: lane, to: stiffness)
        block.setState(0, lane: lane, to: 1)
        block.setState(1, lane: lane, to: 1)
      }
      block.refreshParameters()
      let h = 1 / Double(count)
      var inside = 0.0
      Lanes.use { steps, errors, fractions, accepted in
        for lane in 0..<LaneBlock.width {
          steps[lane] = h
          accepted[lane] = true
          fractions[lane] = Double(lane) / 15
        }
        for k in 0..<count {
          block.computeStep(steps, relativeTolerance: 1e-10, errors: errors)
          block.prepareDenseOutput()
          block.observe(at: fractions)
          for lane in 0..<LaneBlock.width {
            let t = (Double(k) + fractions[lane]) * h
            inside = max(inside, abs(block.observable(0, lane: lane) - exp(-2 * t)))
            inside = max(inside, abs(block.observable(1, lane: lane) - exp(-t)))
          }
          block.accept(accepted)
        }
      }
      let end = max(abs(block.stateValue(0, lane: 3) - exp(-2)), abs(block.stateValue(1, lane: 3) - exp(-1)))
      return (end, inside)
    }
  }
}

/// Aligned memory for a step's arguments.
enum Lanes {
  static func use(
    _ body: (
      UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<Bool>
    ) -> Void
  ) {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: 512, alignment: 64)
    defer { raw.deallocate() }
    let doubles = raw.bindMemory(to: Double.self, capacity: 48)
    doubles.initialize(repeating: 0, count: 48)
    let flags = (raw + 384).bindMemory(to: Bool.self, capacity: 16)
    flags.initialize(repeating: false, count: 16)
    body(doubles, doubles + 16, doubles + 32, flags)
  }
}

@Suite struct StepTests {
  private func slopes(_ errors: [Double], _ counts: [Int]) -> [Double] {
    (1..<errors.count).map { (k: Int) -> Double in
      let refinement = Double(counts[k]) / Double(counts[k - 1])
      return log(errors[k - 1] / errors[k]) / log(refinement)
    }
  }

  @Test func `converges with order five on a nonlinear problem`() {
    let counts = [8, 16, 32, 64]
    let orders = slopes(FixedSteps.kaps(stiffness: 1, counts: counts).map(\.end), counts)
    for order in orders { #expect(order > 4.7 && order < 5.4, "\(orders)") }
  }

  @Test func `the dense output converges with order four or better`() {
    let counts = [8, 16, 32, 64]
    let orders = slopes(FixedSteps.kaps(stiffness: 1, counts: counts).map(\.inside), counts)
    for order in orders { #expect(order > 3.8 && order < 5.4, "\(orders)") }
  }

  @Test(arguments: [1e10, 1e12]) func `keeps its order in the stiff limit`(_ stiffness: Double) {
    let counts = [4, 8, 16]
    let errors = FixedSteps.kaps(stiffness: stiffness, counts: counts).map(\.end)
    for order in slopes(errors, counts) { #expect(order > 4.5, "\(errors)") }
  }

  @Test(arguments: [1e2, 1e3, 1e4, 1e5, 1e6]) func `at moderate stiffness the order falls but the errors stay small`(
    _ stiffness: Double
  ) {
    // Like every Rosenbrock method this one has order two where step and fast time constant are alike; the constant is small.
    let counts = [8, 16, 32, 64]
    for (error, count) in zip(FixedSteps.kaps(stiffness: stiffness, counts: counts).map(\.end), counts) {
      #expect(error < 1e-4 / Double(count * count))
    }
  }

  @Test func `a step over a very stiff decay leaves nothing`() {
    struct Decay: PlainSystem {
      let stateNames = ["y"]
      var parameterCount: Int { 1 }
      func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] { [-(p[0] * y[0])] }
    }
    let block = LaneBlock(system: CompiledSystem(Decay()), absoluteTolerance: [1])
    for lane in 0..<16 {
      block.setParameter(0, lane: lane, to: pow(10, Double(lane)))
      block.setState(0, lane: lane, to: 1)
    }
    block.refreshParameters()
    Lanes.use { steps, errors, _, accepted in
      for lane in 0..<16 {
        steps[lane] = 1
        accepted[lane] = true
      }
      block.computeStep(steps, relativeTolerance: 1, errors: errors)
      block.accept(accepted)
    }
    #expect(abs(block.stateValue(0, lane: 0) - exp(-1)) < 1e-5)
    for lane in 1..<16 { #expect(abs(block.stateValue(0, lane: lane)) < 0.2) }
    for lane in 6..<16 {
      #expect(abs(block.stateValue(0, lane: lane)) < 20 * pow(10, -Double(lane)) + 1e-13, "stiffness 1e\(lane)")
    }
  }

  @Test func `does not amplify oscillations of any frequency`() {
    let block = LaneBlock(system: CompiledSystem(Circle()), absoluteTolerance: [1])
    for decade in stride(from: -1.0, through: 6, by: 0.5) {
      for lane in 0..<16 {
        block.setParameter(0, lane: lane, to: pow(10, decade + Double(lane) / 32))
        block.setState(0, lane: lane, to: 1)
        block.setState(1, lane: lane, to: 0)
      }
      block.refreshParameters()
      Lanes.use { steps, errors, _, accepted in
        for lane in 0..<16 {
          steps[lane] = 1
          accepted[lane] = true
        }
        block.computeStep(steps, relativeTolerance: 1, errors: errors)
        block.accept(accepted)
      }
      for lane in 0..<16 {
        let size = hypot(block.stateValue(0, lane: lane), block.stateValue(1, lane: lane))
        #expect(size < 1 + 1e-7, "frequency 10^\(decade + Double(lane) / 32)")
      }
    }
  }

  @Test func `the error estimate falls with the fifth power of the step`() {
    let block = LaneBlock(system: CompiledSystem(Kaps()), absoluteTolerance: [1])
    for lane in 0..<16 {
      block.setParameter(0, lane: lane, to: 1)
      block.setState(0, lane: lane, to: 1)
      block.setState(1, lane: lane, to: 1)
    }
    block.refreshParameters()
    var estimates: [Double] = []
    Lanes.use { steps, errors, _, _ in
      for lane in 0..<16 { steps[lane] = 0.05 * pow(0.5, Double(lane % 4)) }
      block.computeStep(steps, relativeTolerance: 0, errors: errors)
      estimates = (0..<4).map { errors[$0].squareRoot() }
    }
    for k in 1..<4 {
      let order = log2(estimates[k - 1] / estimates[k])
      #expect(order > 4.5 && order < 5.5, "\(estimates)")
    }
  }
}
