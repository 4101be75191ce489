import DrugLibrary
public import Evidence
import Foundation
import Quantities
public import RandomStreams

/// A number with uncertainty on which a scenario rests.
public struct PrimaryParameter: Sendable {
  /// Such as `nortriptyline.clearance` or `CYP2D6.activity.0.5`.
  public var id: String
  /// The value as it stands in the files, or re-estimated.
  public var sourced: SourcedValue
  /// The value in the model's unit.
  public var value: Double
  /// The 5th and 95th percentile in the model's unit.
  public var interval: ClosedRange<Double>?
  /// Whether it is a share between 0 and 1.
  public var isFraction: Bool
  /// A parameter whose draw moves with this one's, and how strongly.
  public var correlation: (with: String, coefficient: Double)?
  /// What its random numbers are for.
  let purpose: RandomStream.Purpose

  init(_ id: String, _ sourced: SourcedValue, isFraction: Bool = false) {
    self.id = id
    self.sourced = sourced
    let factor = MeasurementUnit.named(sourced.unit)?.factor ?? 1
    value = sourced.value * factor
    interval = sourced.interval.map { ($0.lowerBound * factor)...($0.upperBound * factor) }
    self.isFraction = isFraction
    purpose = RandomStream.Purpose(id)
  }

  /// The value at a standard normal deviate: the median at zero, the interval's ends at -1.645 and 1.645.
  ///
  /// Positive numbers are log-normal and shares logit-normal, each side with its own width, so that an unequal interval is kept.
  /// A share whose interval reaches 0 or 1 is normal, cut off there.
  public func value(deviate z: Double) -> Double {
    guard let interval, interval.lowerBound < interval.upperBound else { return value }
    let end = z < 0 ? interval.lowerBound : interval.upperBound
    let share = z.magnitude / Self.deviateOf95
    if isFraction {
      if interval.lowerBound > 0, interval.upperBound < 1, value > 0, value < 1 {
        func logit(_ p: Double) -> Double { log(p / (1 - p)) }
        let moved = logit(value) + (logit(end) - logit(value)) * share
        return 1 / (1 + exp(-moved))
      }
      return min(1, max(0, value + (end - value) * share))
    }
    // An interval that reaches zero has no logarithm; that side is normal and cut off.
    guard value > 0, end > 0 else { return max(0, value + (end - value) * share) }
    return value * exp(log(end / value) * share)
  }

  /// The 95th percentile of the standard normal distribution.
  static let deviateOf95 = 1.6448536269514722
}

/// The uncertain numbers of a scenario, and draws of them.
public struct PrimaryParameters: Sendable {
  /// In a fixed order.
  public private(set) var list: [PrimaryParameter] = []
  private var index: [String: Int] = [:]
  private let calibrated: [String: SourcedValue]
  private let correlations: CalibratedCorrelations?

  init(calibrated: [String: SourcedValue], correlations: CalibratedCorrelations? = nil) {
    self.calibrated = calibrated
    self.correlations = correlations
  }

  /// Adds a number, or finds it when it is there already.
  ///
  /// - Returns: its number in ``list``.
  mutating func add(
    _ id: String, _ sourced: SourcedValue, isFraction: Bool = false,
    correlation: (with: String, coefficient: Double)? = nil
  ) -> Int {
    if let known = index[id] { return known }
    var parameter = PrimaryParameter(id, calibrated[id] ?? sourced, isFraction: isFraction)
    parameter.correlation = correlation
    index[id] = list.count
    list.append(parameter)
    return list.count - 1
  }

  /// The number of a parameter.
  public func number(of id: String) -> Int? { index[id] }

  /// The values at the medians.
  public var typical: [Double] { list.map(\.value) }

  /// The values of one draw from the parameters' uncertainty.
  public func draw(_ subject: Int, _ stream: RandomStream) -> [Double] {
    var joint: [String: Double] = [:]
    if let correlations {
      // Values that were estimated together are drawn together, each from its own stream as before.
      let independent = correlations.ids.map { stream.normal(subject: subject, purpose: $0) }
      for (row, id) in zip(correlations.factor, correlations.ids) {
        joint[id] = zip(row, independent).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return list.map { parameter in
      guard parameter.interval != nil else { return parameter.value }
      var z = joint[parameter.id] ?? stream.normal(subject: subject, parameter.purpose)
      if let (other, rho) = parameter.correlation {
        z = rho * stream.normal(subject: subject, purpose: other) + (1 - rho * rho).squareRoot() * z
      }
      return parameter.value(deviate: z)
    }
  }
}
