public import Expressions

/// A number that knows only what it measures, so that equations check their own units.
///
/// Literals are pure numbers; zero fits everything. Adding what does not fit records a fault in the ledger, and the sum then
/// fits everything, so that one mistake is told once.
public struct DimensionalScalar: Scalar, Sendable {
  /// What is measured, and the size of the unit in base units; nil fits everything.
  let unit: (dimension: PhysicalDimension, size: Double)?
  /// The faults on the way to this value that have no place yet.
  let openFaults: Set<Int>
  private let ledger: DimensionLedger?
  private let comparesSizes: Bool

  private init(
    _ unit: (dimension: PhysicalDimension, size: Double)?, _ openFaults: Set<Int>, _ ledger: DimensionLedger?,
    _ comparesSizes: Bool
  ) {
    self.unit = unit
    self.openFaults = openFaults
    self.ledger = ledger
    self.comparesSizes = comparesSizes
  }

  /// A literal: a pure number, or a zero of any dimension.
  public init(_ value: Double) {
    self.init(value == 0 ? nil : (.number, 1), [], nil, false)
  }

  /// A quantity with a unit.
  ///
  /// - Parameters:
  ///   - unit: its unit.
  ///   - ledger: where faults are written down.
  ///   - comparesSizes: whether units of different size, such as min and h, may not be added either.
  public init(_ unit: UnitText, ledger: DimensionLedger, comparesSizes: Bool = false) {
    self.init((unit.dimension, unit.size), [], ledger, comparesSizes)
  }

  /// A quantity of a known dimension and size.
  init(_ unit: (dimension: PhysicalDimension, size: Double), ledger: DimensionLedger, comparesSizes: Bool) {
    self.init(unit, [], ledger, comparesSizes)
  }

  /// A quantity that fits everything, for one whose unit cannot be read.
  init(unknownIn ledger: DimensionLedger) { self.init(nil, [], ledger, false) }

  /// What it measures; nil fits everything.
  public var dimension: PhysicalDimension? { unit?.dimension }

  public static func + (left: Self, right: Self) -> Self { combined(left, right, verb: "added to") }

  public static func - (left: Self, right: Self) -> Self { combined(left, right, verb: "subtracted from") }

  public static func * (left: Self, right: Self) -> Self {
    joined(left, right) { ($0.dimension * $1.dimension, $0.size * $1.size) }
  }

  public static func / (left: Self, right: Self) -> Self {
    joined(left, right) { ($0.dimension / $1.dimension, $0.size / $1.size) }
  }

  public static prefix func - (operand: Self) -> Self { operand }

  public func squareRoot() -> Self {
    Self(unit.map { ($0.dimension.squareRoot(), $0.size.squareRoot()) }, openFaults, ledger, comparesSizes)
  }

  /// Gives the faults on the way to this value the name as their place.
  public func named(_ name: String) -> Self {
    ledger?.locate(openFaults, at: name)
    if let unit { ledger?.note(name, unit.dimension, size: unit.size) }
    return Self(unit, [], ledger, comparesSizes)
  }

  /// Whether two sizes of one dimension are the same unit, but for rounding.
  static func isSame(_ left: Double, _ right: Double) -> Bool { abs(left / right - 1) < 1e-9 }

  private typealias Unit = (dimension: PhysicalDimension, size: Double)

  private static func joined(_ left: Self, _ right: Self, _ rule: (Unit, Unit) -> Unit) -> Self {
    var unit: Unit?
    if let a = left.unit, let b = right.unit { unit = rule(a, b) }
    return Self(
      unit, left.openFaults.union(right.openFaults), left.ledger ?? right.ledger,
      left.comparesSizes || right.comparesSizes)
  }

  private static func combined(_ left: Self, _ right: Self, verb: String) -> Self {
    let compares = left.comparesSizes || right.comparesSizes
    let ledger = left.ledger ?? right.ledger
    var faults = left.openFaults.union(right.openFaults)
    guard let a = left.unit, let b = right.unit else {
      return Self(left.unit ?? right.unit, faults, ledger, compares)
    }
    var message: String?
    if a.dimension != b.dimension {
      message = "\(b.dimension) is \(verb) \(a.dimension)"
    } else if compares, !isSame(a.size, b.size) {
      message = "\(b.dimension) is \(verb) \(a.dimension) in a unit \(NumberText.short(b.size / a.size)) times as large"
    }
    guard let message else { return Self(a, faults, ledger, compares) }
    if let number = ledger?.record(message) { faults.insert(number) }
    return Self(nil, faults, ledger, compares)
  }
}
