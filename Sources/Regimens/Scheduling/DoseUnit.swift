/// A unit of mass on a label.
public enum MassUnit: String, CaseIterable, Hashable, Sendable {
  case gram = "g"
  case milligram = "mg"
  case microgram = "ug"
  case nanogram = "ng"

  /// Converts a number of these units to mg; division keeps 500 ug exact.
  public func milligrams(_ value: Double) -> Double {
    switch self {
    case .gram: value * 1000
    case .milligram: value
    case .microgram: value / 1000
    case .nanogram: value / 1_000_000
    }
  }

  /// Finds a unit by its lower-case name or abbreviation; micro signs are read as `u`.
  init?(word: String) {
    switch word {
    case "g", "gm", "gms", "gram", "grams", "gramme", "grammes": self = .gram
    case "mg", "mgs", "milligram", "milligrams", "milligramme", "milligrammes": self = .milligram
    case "ug", "mcg", "mcgs", "ugs", "microgram", "micrograms", "microgramme", "microgrammes":
      self = .microgram
    case "ng", "nanogram", "nanograms": self = .nanogram
    default: return nil
    }
  }
}

/// The unit of a dose: a mass, or a mass per kg of body weight, or either of them per time.
public struct DoseUnit: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// The time in the denominator of an infusion rate.
  public enum RateTime: String, CaseIterable, Hashable, Sendable {
    case minute = "min"
    case hour = "h"
  }

  /// The unit of mass in the numerator.
  public let mass: MassUnit
  /// True when the amount is multiplied by body weight in kg.
  public let isPerKilogram: Bool
  /// The time in the denominator; nil for an amount, not nil for an infusion rate.
  public let rateTime: RateTime?

  /// Makes a unit from its parts.
  public init(_ mass: MassUnit, perKilogram: Bool = false, per rateTime: RateTime? = nil) {
    self.mass = mass
    self.isPerKilogram = perKilogram
    self.rateTime = rateTime
  }

  /// Milligrams, the unit of most labels.
  public static let milligram = DoseUnit(.milligram)

  /// True for units such as ug/kg/min.
  public var isRate: Bool { rateTime != nil }

  /// Converts to mg for an amount, to mg/h for a rate, for a person of the given weight in kg.
  public func milligrams(_ value: Double, weightKg: Double) -> Double {
    let mass = mass.milligrams(value) * (isPerKilogram ? weightKg : 1)
    return rateTime == .minute ? mass * 60 : mass
  }

  /// The unit as typed, for example `ug/kg/min`.
  public var description: String {
    mass.rawValue + (isPerKilogram ? "/kg" : "") + (rateTime.map { "/" + $0.rawValue } ?? "")
  }

  /// Reads a unit such as `mg`, `mcg/kg/min` or `mg per h`.
  ///
  /// - Throws: ``DosingError`` with the nearest unit when the text is none.
  public static func parse(_ text: String) throws(DosingError) -> DoseUnit {
    var cursor = try TokenCursor(text)
    guard let (unit, isDaily) = try cursor.doseUnit(), !isDaily, cursor.current == nil else {
      throw cursor.unknownUnit()
    }
    return unit
  }
}
