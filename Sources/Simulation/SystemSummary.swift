import DrugLibrary
import Foundation

/// How well predictions of transmitters and circulation meet observations.
public struct SystemSummary: Sendable, Codable {
  public var count = 0
  /// Percentages with a number: within the factor that fits their design (1.4 for one drug once, 1.6 otherwise).
  public var percentages = 0
  public var shareWithinFactor: Double?
  /// Median of |ln(predicted / observed)|.
  public var medianLogRatio: Double?
  /// Of all that rose or fell, in words or by their number: predicted on the right side of no change.
  public var directions = 0
  public var shareOfDirections: Double?
  /// Of all that did not change: predicted within 85-125 per cent, or within five beats or mmHg.
  public var unchanged = 0
  public var shareUnchanged: Double?
  /// beats/min, lying.
  public var heartRateError: Double?
  /// mmHg, lying.
  public var pressureError: Double?
  /// Of those with a window.
  public var windows = 0
  public var shareInsideWindow: Double?
  public var coverage: Double?

  /// Sums up predictions; nil when none is about the system.
  public init?(_ predictions: [CasePrediction]) {
    let own = predictions.filter { $0.observed.readout.quantity.isOfSystem }
    guard !own.isEmpty else { return nil }
    let done = own.filter { $0.failure == nil }
    count = own.count
    func share(_ list: [CasePrediction], _ test: (CasePrediction) -> Bool) -> Double? {
      list.isEmpty ? nil : Double(list.filter(test).count) / Double(list.count)
    }
    let numeric = done.filter { $0.observed.direction == nil }
    let ratios = numeric.filter { $0.observed.readout.quantity == .percentOfBaseline }
    percentages = ratios.count
    shareWithinFactor = share(ratios) { $0.logRatio.magnitude <= log($0.observed.permittedFactor) + 1e-9 }
    medianLogRatio = ratios.isEmpty ? nil : Statistics.median(ratios.map(\.logRatio.magnitude))
    let directed = done.filter { $0.isOnRightSide != nil }
    directions = directed.count
    shareOfDirections = share(directed) { $0.isOnRightSide == true }
    let still = done.filter { $0.observed.saidDirection == Optional(.none) }
    unchanged = still.count
    shareUnchanged = share(still) { $0.isDirectionRight == true }
    func rootMeanSquare(_ prefixes: [String]) -> Double? {
      let list = numeric.filter { prediction in
        prediction.observed.readout.quantity == .change
          && prefixes.contains { prediction.observed.readout.of.first?.hasPrefix($0) == true }
          && prediction.observed.readout.of.first?.hasSuffix("standing") == false
      }
      guard !list.isEmpty else { return nil }
      return (list.reduce(0) { $0 + pow($1.predicted - $1.observed.value, 2) } / Double(list.count)).squareRoot()
    }
    heartRateError = rootMeanSquare(["HR"])
    pressureError = rootMeanSquare(["SBP", "DBP", "MAP"])
    let windowed = done.filter { $0.observed.window != nil }
    windows = windowed.count
    shareInsideWindow = share(windowed) { $0.isInsideWindow == true }
    coverage = share(numeric, \.holdsObservation)
  }
}

extension ObservedCase {
  /// The factor that a percentage may be off: 1.4, or 1.6 where several compounds or a course of doses were given.
  public var permittedFactor: Double {
    guard let node = experimentNode?.node, let texts = try? node.texts("treatments") else { return 1.4 }
    let isLong = texts.contains { $0.contains("pump") || $0.contains("daily") }
    return texts.count > 1 || isLong || isRatio ? 1.6 : 1.4
  }

  /// What the observation says: its words, or what its number means.
  var saidDirection: Direction? {
    if let direction { return direction }
    switch readout.quantity {
    case .percentOfBaseline:
      let relative = isRatio ? value : value / 100
      return relative > 1.15 ? .up : relative < 0.85 ? .down : Direction.none
    case .change: return value > 2 ? .up : value < -2 ? .down : Direction.none
    default: return nil
    }
  }
}

extension CasePrediction {
  /// The logarithm of predicted over observed; below a tenth of rest all percentages are alike.
  var logRatio: Double {
    let floor = observed.isRatio ? 0.1 : 10
    return log(max(predicted, floor) / max(observed.value, floor))
  }

  /// Whether the prediction lies on the side of no change where the observation lies; nil where nothing changed.
  var isOnRightSide: Bool? {
    guard failure == nil, let said = observed.saidDirection, said != .none else { return nil }
    let middle = observed.readout.quantity == .change ? 0.0 : observed.isRatio ? 1 : 100
    return (said == .up) == (predicted > middle)
  }

  /// Whether the prediction agrees in direction; nil where the observation has none.
  ///
  /// Words have the limits of docs/cases.md, or a window of their own. A number says only which side of rest it lies on, so the
  /// prediction must lie on that side; next to no change must be next to none.
  public var isDirectionRight: Bool? {
    guard failure == nil, let said = observed.saidDirection else { return nil }
    if observed.direction != nil, let window = observed.window { return window.contains(predicted) }
    let isFunction = ["workingMemory", "attention", "arousal", "pupil"].contains(observed.readout.of.first ?? "")
    let isWord = observed.direction != nil
    let (low, high, middle): (Double, Double, Double)
    switch observed.readout.quantity {
    case .percentOfBaseline:
      let margin = isFunction ? 0.02 : 0.15
      let scale = observed.isRatio ? 1.0 : 100
      (low, high, middle) = ((1 - margin) * scale, (1 + margin) * scale, scale)
    case .change: (low, high, middle) = (-2, 2, 0)
    default: return nil
    }
    switch said {
    case .up: return predicted > (isWord ? high : middle)
    case .down: return predicted < (isWord ? low : middle)
    case .none:
      // Around a number of "no effect" the window of such rows: 85-125, or four beats and five mmHg.
      if isWord { return predicted >= low && predicted <= high }
      if observed.readout.quantity == .change { return predicted.magnitude <= 5 }
      return predicted >= low && predicted <= 1.25 * middle
    }
  }
}
