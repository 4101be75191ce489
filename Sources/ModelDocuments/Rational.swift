/// An exact fraction of small whole numbers, in lowest terms.
struct Rational: Hashable, Sendable, CustomStringConvertible {
  let numerator: Int
  let denominator: Int

  init(_ numerator: Int, _ denominator: Int = 1) {
    precondition(denominator != 0, "a fraction has a denominator")
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let shared = max(1, Int(a)) * (denominator < 0 ? -1 : 1)
    self.numerator = numerator / shared
    self.denominator = denominator / shared
  }

  static let zero = Rational(0)

  static func + (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator + right.numerator * left.denominator, left.denominator * right.denominator)
  }

  static prefix func - (value: Rational) -> Rational { Rational(-value.numerator, value.denominator) }

  var half: Rational { Rational(numerator, denominator * 2) }

  var description: String { denominator == 1 ? "\(numerator)" : "(\(numerator)/\(denominator))" }
}
