import Foundation

/// Maps values on an axis to places on a drawing, with ticks at numbers a reader expects.
struct SVGScale {
  var domain: ClosedRange<Double>
  var start: Double
  var end: Double
  var isLogarithmic = false

  /// The place of a value.
  func callAsFunction(_ value: Double) -> Double {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    guard isLogarithmic else { return start + (value - low) / (high - low) * (end - start) }
    return start + log(max(value, low) / low) / log(high / low) * (end - start)
  }

  /// Ticks at 1, 2 or 5 times a power of ten.
  static func ticks(to top: Double, count: Int) -> [Double] {
    guard top > 0, top.isFinite else { return [0, 1] }
    let rough = top / Double(count)
    let power = pow(10, log10(rough).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? rough
    let number = Int((top / step + 1e-9).rounded(.down))
    return (0...number).map { Double($0) * step }
  }

  /// The same between two numbers.
  static func ticks(from low: Double, to high: Double, count: Int) -> [Double] {
    let steps = ticks(to: high - low, count: count)
    guard steps.count > 1, high > low else { return [low] }
    let step = steps[1]
    let first = Int((low / step - 1e-9).rounded(.up))
    let last = Int((high / step + 1e-9).rounded(.down))
    return first <= last ? (first...last).map { Double($0) * step } : [low]
  }

  /// Ticks on a time axis: whole hours below two days, whole days above.
  static func timeTicks(to hours: Double, count: Int) -> [Double] {
    guard hours > 0, hours.isFinite else { return [0] }
    let steps: [Double] = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672, 1344, 2688, 8760]
    let step = steps.first { $0 * Double(count) >= hours } ?? hours / Double(count)
    return (0...Int((hours / step + 1e-9).rounded(.down))).map { Double($0) * step }
  }
}
