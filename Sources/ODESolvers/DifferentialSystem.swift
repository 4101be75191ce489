public import Expressions

/// A system of ordinary differential equations, autonomous between events.
///
///     dy/dt = f(y, parameters, inputs)
///
/// The equations are written once, over `Scalar`; see ``CompiledSystem`` for what is made of them.
public protocol DifferentialSystem {
  /// Names of the states, in order.
  var stateNames: [String] { get }
  /// Number of parameters that are fixed for a subject during a run.
  var parameterCount: Int { get }
  /// Number of inputs that only events change, such as infusion rates; zero at the start.
  var inputCount: Int { get }
  /// Names of what is read out.
  var observableNames: [String] { get }

  /// The right-hand side, one value for each state, per hour.
  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S]

  /// What is read out at a state.
  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S]
}
