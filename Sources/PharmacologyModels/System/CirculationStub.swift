public import Expressions
public struct CirculationInputs<S: Scalar> {
  var centralNorepinephrine: S = .one
  var centralAlpha2AgonistRatio: S = .zero
  var centralAlpha2AgonistEfficacyRatio: S = .zero
  var centralAlpha2AntagonistRatio: S = .zero
  var somaSensitivity: S = .one
  var peripheralNETAvailability: S = .one
  var alpha1AntagonistRatio: S = .zero
  var alpha1AgonistRatio: S = .zero
  var beta1AntagonistRatio: S = .zero
  var muscarinicAntagonistRatio: S = .zero
  var peripheralAlpha2AgonistRatio: S = .zero
  var peripheralAlpha2AntagonistRatio: S = .zero
  var releaser: S = .zero
  var monoamineOxidaseAvailability: S = .one
  var infusion: S = .zero
  init() {}
}
public enum Circulation {
  public static let states: [QuantityDeclaration] = []
  public static let parameters: [QuantityDeclaration] = []
  public static let readouts: [QuantityDeclaration] = []
  public static func evaluate<S: Scalar>(state: NamedValues<S>, parameters: NamedValues<S>, inputs: CirculationInputs<S>) -> (derivative: [S], readouts: [S]) { ([], []) }
  public static func initialState(parameters: [Double]) -> [Double] { [] }
}
