/// The numbers that a model's equations are written over.
///
/// `Double` evaluates the equations for one patient. ``Expression`` records them as a graph, from which come the exact
/// Jacobian, its sparsity, and the code that integrates many patients at once.
public protocol Scalar {
  /// Makes a literal constant.
  init(_ value: Double)
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  static prefix func - (operand: Self) -> Self
}

extension Scalar {
  /// The constant zero.
  public static var zero: Self { Self(0) }
  /// The constant one.
  public static var one: Self { Self(1) }
}

extension Double: Scalar {}
