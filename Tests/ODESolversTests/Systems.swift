import Expressions
import ODESolvers

/// A system written as one generic function.
///
/// Observables are the states.
protocol PlainSystem: DifferentialSystem {
  init()
}

extension PlainSystem {
  var parameterCount: Int { 0 }
  var inputCount: Int { 0 }
  var observableNames: [String] { stateNames }
  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { state }
}

/// Kaps' problem: nonlinear, with the exact solution exp(-2 t), exp(-t) whatever the stiffness.
///
/// Source: Dekker and Verwer, Stability of Runge-Kutta methods for stiff nonlinear differential equations (1984).
struct Kaps: PlainSystem {
  let stateNames = ["y1", "y2"]
  var parameterCount: Int { 1 }
  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    [p[0] * (y[1] * y[1] - y[0]) - y[0] * S(2), y[0] - y[1] - y[1] * y[1]]
  }
}

/// Robertson's reaction, 0...1e11.
struct Robertson: PlainSystem {
  let stateNames = ["y1", "y2", "y3"]
  func derivative<S: Scalar>(state y: [S], parameters: [S], inputs: [S]) -> [S] {
    let slow = S(0.04) * y[0]
    let back = S(1e4) * y[1] * y[2]
    let fast = S(3e7) * y[1] * y[1]
    return [back - slow, slow - back - fast, fast]
  }
}

/// The high irradiance response, 0...321.8122.
struct HIRES: PlainSystem {
  let stateNames = (1...8).map { "y\($0)" }
  func derivative<S: Scalar>(state y: [S], parameters: [S], inputs: [S]) -> [S] {
    let binding = S(280) * y[5] * y[7]
    return [
      S(-1.71) * y[0] + S(0.43) * y[1] + S(8.32) * y[2] + S(0.0007),
      S(1.71) * y[0] - S(8.75) * y[1],
      S(-10.03) * y[2] + S(0.43) * y[3] + S(0.035) * y[4],
      S(8.32) * y[1] + S(1.71) * y[2] - S(1.12) * y[3],
      S(-1.745) * y[4] + S(0.43) * (y[5] + y[6]),
      S(0.69) * y[3] + S(1.71) * y[4] - S(0.43) * y[5] + S(0.69) * y[6] - binding,
      binding - S(1.81) * y[6],
      S(1.81) * y[6] - binding,
    ]
  }
}

/// The Oregonator, 0...360.
struct Oregonator: PlainSystem {
  let stateNames = ["y1", "y2", "y3"]
  func derivative<S: Scalar>(state y: [S], parameters: [S], inputs: [S]) -> [S] {
    [
      S(77.27) * (y[1] + y[0] * (S(1) - S(8.375e-6) * y[0] - y[1])),
      (y[2] - (S(1) + y[0]) * y[1]) * S(1 / 77.27),
      S(0.161) * (y[0] - y[2]),
    ]
  }
}

/// A circle of frequency p0: purely imaginary eigenvalues.
struct Circle: PlainSystem {
  let stateNames = ["x", "y"]
  var parameterCount: Int { 1 }
  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] { [-(p[0] * y[1]), p[0] * y[0]] }
}

/// A depot, two compartments and what left the body, with linear and saturable elimination.
///
/// Parameters: ka, CL, V1, Q, V2, Vmax, Km. Input: infusion into the central compartment.
struct TwoCompartments: DifferentialSystem {
  let stateNames = ["depot", "central", "peripheral", "eliminated"]
  let parameterCount = 7
  let inputCount = 1
  let observableNames = ["depot", "C", "peripheral", "eliminated"]

  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let c = y[1] / p[2]
    let absorption = p[0] * y[0]
    let elimination = p[1] * c + p[5] * c / (p[6] + c)
    let exchange = p[3] * (c - y[2] / p[4])
    return [-absorption, inputs[0] + absorption - elimination - exchange, exchange, elimination]
  }

  func observables<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    [y[0], y[1] / p[2], y[2], y[3]]
  }

  /// ka, CL, V1, Q, V2 of a linear subject.
  static let linear = [0.8, 12.0, 60.0, 20.0, 150.0, 0.0, 1.0]
}

/// An integrator of a system at one tolerance.
func integrator(
  _ system: some DifferentialSystem, relative: Double = 1e-8, absolute: Double = 1e-12, maximumSteps: Int = 2_000_000
) -> BatchIntegrator {
  BatchIntegrator(
    system: CompiledSystem(system),
    tolerances: Tolerances(relative: relative, absolute: [absolute], maximumSteps: maximumSteps))
}

extension BatchIntegrator {
  /// One subject alone.
  func run(alone problem: SubjectProblem) -> SubjectResult { run([problem])[0] }
}

extension SubjectResult {
  /// A result's numbers as bits: equal only when every bit is, also where nothing was recorded.
  var bits: [UInt64] { (observables + finalState).map(\.bitPattern) }
}
