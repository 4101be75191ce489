import Foundation

/// A place where the units of an equation do not fit.
public struct DimensionFault: Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public let message: String
  /// The named quantity, state or observable in whose equation it was found.
  public internal(set) var place: String?

  /// The message with its place.
  public var description: String { place.map { "\($0): \(message)" } ?? message }
}

/// Collects the faults that values find while equations are evaluated, from any number of threads.
public final class DimensionLedger: @unchecked Sendable {
  private let lock = NSLock()
  private var recorded: [DimensionFault] = []
  private var quantities: [String: (dimension: PhysicalDimension, size: Double)] = [:]

  /// Makes an empty ledger.
  public init() {}

  /// The faults in the order in which they were found.
  public var faults: [DimensionFault] {
    lock.lock()
    defer { lock.unlock() }
    return recorded
  }

  /// What the named intermediate quantities measure, and the size of their units in base units.
  var named: [String: (dimension: PhysicalDimension, size: Double)] {
    lock.lock()
    defer { lock.unlock() }
    return quantities
  }

  /// Notes a fault and returns its number.
  @discardableResult func record(_ message: String, place: String? = nil) -> Int {
    lock.lock()
    defer { lock.unlock() }
    recorded.append(DimensionFault(message: message, place: place))
    return recorded.count - 1
  }

  /// Gives a place to those faults that have none.
  func locate(_ numbers: Set<Int>, at place: String) {
    lock.lock()
    defer { lock.unlock() }
    for number in numbers where recorded[number].place == nil { recorded[number].place = place }
  }

  func note(_ name: String, _ dimension: PhysicalDimension, size: Double) {
    lock.lock()
    defer { lock.unlock() }
    if quantities[name] == nil { quantities[name] = (dimension, size) }
  }
}
