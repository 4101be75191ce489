import Expressions
import ModelDocuments
import ODESolvers
import TestSupport

/// A system whose equations are random but the same for every kind of number.
struct RandomSystem: DifferentialSystem {
  let seed: UInt64
  var length = 24

  let stateNames = ["x", "5-HT.PFC"]
  let parameterCount = 3
  let inputCount = 1
  let observableNames = ["first", "second"]

  private func steps<S: Scalar>(_ operands: [S]) -> [S] {
    var generator = SeededGenerator(seed: seed)
    var values = operands
    for number in 0..<length {
      let a = values[Int.random(in: 0..<values.count, using: &generator)]
      let b = values[Int.random(in: 0..<values.count, using: &generator)]
      let constant = generator.pick([0, 1, -1, 0.5, 1.0 / 3, 1e-7, Double.random(in: -2...2, using: &generator)])
      let result =
        switch Int.random(in: 0..<9, using: &generator) {
        case 0, 1: a + b
        case 2, 3: a - b
        case 4: a * b
        case 5: a / (S.one + b * b)
        case 6: (S.one + a * a).squareRoot()
        case 7: -a
        default: a * S(constant) - S(constant)
        }
      values.append(generator.chance(0.2) ? result.named("step \(number % 3)") : result)
    }
    return Array(values.suffix(4))
  }

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    Array(steps(state + parameters + inputs).prefix(2))
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    Array(steps(state + parameters + inputs).suffix(2))
  }

  var description: ModelDescription {
    ModelDescription(
      title: "Random", summary: "",
      states: [
        ModelQuantity("x", unit: "1", meaning: "", value: 0.7),
        ModelQuantity("5-HT.PFC", unit: "1", meaning: "", value: -1.25),
      ],
      parameters: [
        ModelQuantity("k_1", unit: "1", meaning: "", value: 1.3),
        ModelQuantity("1/V", unit: "1", meaning: "", value: 0.4),
        ModelQuantity("w1", unit: "1", meaning: "", value: -0.9),
      ],
      inputs: [ModelQuantity("in", unit: "1", meaning: "", value: 0.2)],
      observables: [
        ModelQuantity("first", unit: "1", meaning: ""), ModelQuantity("second", unit: "1", meaning: ""),
      ])
  }

  /// Right-hand sides and observables, each with a bound for what rounding can do to it.
  func evaluate() -> [Bounded] {
    func values(_ quantities: [ModelQuantity]) -> [Bounded] { quantities.map { Bounded($0.value ?? 0) } }
    let words = description
    let (y, p, u) = (values(words.states), values(words.parameters), values(words.inputs))
    return derivative(state: y, parameters: p, inputs: u) + observables(state: y, parameters: p, inputs: u)
  }

  /// Every name with its value, before any definition.
  var values: [String: Double] {
    let words = description
    return Dictionary(
      uniqueKeysWithValues: (words.states + words.parameters + words.inputs).map { ($0.name, $0.value ?? 0) })
  }
}

/// A value with a measure of the rounding error that evaluating it in another order can make.
struct Bounded: Scalar {
  var value: Double
  var size: Double

  init(_ value: Double) { self.init(value, value.magnitude) }

  private init(_ value: Double, _ size: Double) {
    self.value = value
    self.size = size
  }

  static func + (left: Self, right: Self) -> Self { Self(left.value + right.value, left.size + right.size) }
  static func - (left: Self, right: Self) -> Self { Self(left.value - right.value, left.size + right.size) }
  static func * (left: Self, right: Self) -> Self { Self(left.value * right.value, left.size * right.size) }
  static func / (left: Self, right: Self) -> Self {
    Self(left.value / right.value, left.size * right.size / (right.value * right.value))
  }
  static prefix func - (operand: Self) -> Self { Self(-operand.value, operand.size) }
  func squareRoot() -> Self { Self(value.squareRoot(), size / value.squareRoot()) }

  func agrees(with other: Double) -> Bool { abs(value - other) <= 1e-13 * size }
}
