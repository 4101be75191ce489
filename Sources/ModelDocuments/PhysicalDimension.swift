/// What a quantity measures: a product of powers of base dimensions.
public struct PhysicalDimension: Hashable, Sendable, CustomStringConvertible {
  /// What cannot be made of other dimensions here.
  ///
  /// Volume is not a cube of length, and beats and impulses are counted, because equations that mix them up are wrong.
  public enum Base: Int, CaseIterable, Sendable {
    case amount, mass, volume, length, pressure, potential, beats, breaths, impulses, time
  }

  private var exponents: [Rational]

  private init(_ exponents: [Rational]) { self.exponents = exponents }

  /// The dimension of a pure number.
  public static let number = PhysicalDimension(Array(repeating: .zero, count: Base.allCases.count))

  /// A whole power of a base dimension.
  public init(_ base: Base, power: Int = 1) {
    self = .number
    exponents[base.rawValue] = Rational(power)
  }

  /// The dimension of a product.
  public static func * (left: PhysicalDimension, right: PhysicalDimension) -> PhysicalDimension {
    PhysicalDimension(zip(left.exponents, right.exponents).map { $0 + $1 })
  }

  /// The dimension of a quotient.
  public static func / (left: PhysicalDimension, right: PhysicalDimension) -> PhysicalDimension {
    left * PhysicalDimension(right.exponents.map { -$0 })
  }

  /// The dimension of a square root.
  public func squareRoot() -> PhysicalDimension { PhysicalDimension(exponents.map(\.half)) }

  /// Such as "amount/volume/time"; "1" for a pure number.
  public var description: String {
    var above: [String] = []
    var below: [String] = []
    for base in Base.allCases {
      let power = exponents[base.rawValue]
      if power.numerator > 0 { above.append(Self.write(base, power)) }
      if power.numerator < 0 { below.append(Self.write(base, -power)) }
    }
    return ([above.isEmpty ? "1" : above.joined(separator: "*")] + below).joined(separator: "/")
  }

  private static func write(_ base: Base, _ power: Rational) -> String {
    power == Rational(1) ? "\(base)" : "\(base)^\(power)"
  }
}
