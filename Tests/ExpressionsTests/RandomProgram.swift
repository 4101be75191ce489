import Expressions
import TestSupport

/// A random straight-line calculation as data, so that it can be carried out over any ``Scalar``.
struct RandomProgram: Sendable {
  enum Operation: Sendable, CaseIterable {
    case add
    case subtract
    case multiply
    case divide
    case root
    case negate
    case constant
  }

  struct Step: Sendable {
    let operation: Operation
    let left: Int
    let right: Int
    let constant: Double
  }

  let inputCount: Int
  let steps: [Step]

  init(inputs: Int, length: Int, divides: Bool, using generator: inout SeededGenerator) {
    inputCount = inputs
    let operations = Operation.allCases.filter { divides || ($0 != .divide && $0 != .root) }
    var steps: [Step] = []
    for k in 0..<length {
      let known = inputs + k
      steps.append(
        Step(
          operation: generator.pick(operations), left: Int.random(in: 0..<known, using: &generator),
          right: Int.random(in: 0..<known, using: &generator),
          constant: generator.pick([0, 1, -1, 0.5, Double.random(in: -2...2, using: &generator)])))
    }
    self.steps = steps
  }

  /// Inputs and results of all steps; a division has a denominator of at least one, a root an operand of at least one.
  func evaluate<S: Scalar>(_ inputs: [S]) -> [S] {
    var values = inputs
    for step in steps {
      let (a, b) = (values[step.left], values[step.right])
      switch step.operation {
      case .add: values.append(a + b)
      case .subtract: values.append(a - b)
      case .multiply: values.append(a * b)
      case .divide: values.append(a / (S.one + b * b))
      case .root: values.append((S.one + a * a).squareRoot())
      case .negate: values.append(-a)
      case .constant: values.append(a * S(step.constant))
      }
    }
    return values
  }

  /// Programs whose values and intermediate slopes stay in a range where rounding is easy to judge.
  static func tame(
    count: Int, seed: UInt64, inputs: Int, length: Int, divides: Bool
  ) -> [(program: RandomProgram, point: [Double])] {
    var generator = SeededGenerator(seed: seed)
    var result: [(RandomProgram, [Double])] = []
    while result.count < count {
      let program = RandomProgram(inputs: inputs, length: length, divides: divides, using: &generator)
      let point = (0..<inputs).map { _ in Double.random(in: -1.5...1.5, using: &generator) }
      let values = program.evaluate(point)
      guard values.allSatisfy({ $0.magnitude < 1e3 }) else { continue }
      result.append((program, point))
    }
    return result
  }
}

/// A value with its derivatives by a set of variables: forward differentiation as an independent opinion.
struct Dual: Scalar {
  var value: Double
  var slopes: [Double]

  init(_ value: Double) {
    self.value = value
    slopes = []
  }

  init(_ value: Double, slopes: [Double]) {
    self.value = value
    self.slopes = slopes
  }

  private static func combine(_ a: Dual, _ b: Dual, _ value: Double, _ da: Double, _ db: Double) -> Dual {
    let count = max(a.slopes.count, b.slopes.count)
    let slopes = (0..<count).map {
      ($0 < a.slopes.count ? a.slopes[$0] * da : 0) + ($0 < b.slopes.count ? b.slopes[$0] * db : 0)
    }
    return Dual(value, slopes: slopes)
  }

  static func + (a: Dual, b: Dual) -> Dual { combine(a, b, a.value + b.value, 1, 1) }
  static func - (a: Dual, b: Dual) -> Dual { combine(a, b, a.value - b.value, 1, -1) }
  static func * (a: Dual, b: Dual) -> Dual { combine(a, b, a.value * b.value, b.value, a.value) }
  static func / (a: Dual, b: Dual) -> Dual {
    combine(a, b, a.value / b.value, 1 / b.value, -a.value / (b.value * b.value))
  }
  static prefix func - (a: Dual) -> Dual { combine(a, a, -a.value, -1, 0) }
  func squareRoot() -> Dual {
    let root = value.squareRoot()
    return Dual.combine(self, self, root, 0.5 / root, 0)
  }
}

/// A value with a bound of the rounding errors that any order of these operations may have made.
struct Bounded: Scalar {
  var value: Double
  var error: Double

  init(_ value: Double) { self.init(value, error: 0) }

  init(_ value: Double, error: Double) {
    self.value = value
    // Six roundings for an operation: a division may be a pair of reciprocals and a product.
    self.error = error + 6 * value.magnitude * 0x1p-53
  }

  static func + (a: Bounded, b: Bounded) -> Bounded { Bounded(a.value + b.value, error: a.error + b.error) }
  static func - (a: Bounded, b: Bounded) -> Bounded { Bounded(a.value - b.value, error: a.error + b.error) }
  static func * (a: Bounded, b: Bounded) -> Bounded {
    Bounded(
      a.value * b.value, error: a.error * b.value.magnitude + b.error * a.value.magnitude + a.error * b.error)
  }
  static func / (a: Bounded, b: Bounded) -> Bounded {
    let quotient = a.value / b.value
    return Bounded(quotient, error: (a.error + quotient.magnitude * b.error) / (b.value.magnitude - b.error))
  }
  static prefix func - (a: Bounded) -> Bounded { Bounded(-a.value, error: a.error) }
  func squareRoot() -> Bounded {
    let root = value.squareRoot()
    return Bounded(root, error: error / (2 * (value - error).squareRoot()))
  }
}
