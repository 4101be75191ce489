import Expressions
import ModelDocuments
import ODESolvers

/// Three states and a parameter, for expressions that tests build themselves.
struct Letters: DifferentialSystem {
  let stateNames = ["a", "b", "c"]
  let parameterCount = 1
  let inputCount = 0
  let observableNames: [String] = []

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { state.map { _ in S.zero } }
  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { [] }

  static let description = ModelDescription(
    title: "Letters", summary: "", states: ["a", "b", "c"].map { ModelQuantity($0, unit: "1", meaning: "") },
    parameters: [ModelQuantity("k", unit: "1", meaning: "")])
}

/// Squares a shared expression again and again: written out, it would be as long as two to the thirtieth.
struct Doubling: DifferentialSystem {
  let stateNames = ["x"]
  let parameterCount = 1
  let inputCount = 0
  let observableNames: [String] = []

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    var value = state[0]
    for _ in 0..<30 { value = (value + parameters[0]) / (S.one + value * value) }
    return [value]
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { [] }

  static let description = ModelDescription(
    title: "Doubling", summary: "", states: [ModelQuantity("x", unit: "1", meaning: "")],
    parameters: [ModelQuantity("p", unit: "1", meaning: "")])
}
