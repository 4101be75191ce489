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
  /// The square root of a number that is not negative.
  func squareRoot() -> Self
  /// The same value, marked as a quantity with a name of its own where equations are written down.
  func named(_ name: String) -> Self
}

extension Scalar {
  /// The constant zero.
  public static var zero: Self { Self(0) }
  /// The constant one.
  public static var one: Self { Self(1) }

  public func named(_ name: String) -> Self { self }

  /// Zero for negative values and the value itself for positive ones, with a rounded corner of half-width `width`.
  public func positivePart(width: Self) -> Self {
    Self(0.5) * (self + (self * self + width * width).squareRoot())
  }
}

extension Double: Scalar {}
