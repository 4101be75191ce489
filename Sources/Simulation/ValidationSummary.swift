import Foundation

/// How well predictions meet observations, by the figures of the field.
public struct ValidationSummary: Sendable, Codable {
  public var count = 0
  public var failed = 0
  /// Geometric mean fold error of ratios, levels and areas.
  public var geometricMeanFoldError: Double?
  public var shareWithin125: Double?
  public var shareWithin2: Double?
  /// Share of interaction and genotype ratios within the limits of Guest 2011, variability of 1.25 included.
  public var shareWithinGuest: Double?
  /// The same without variability, where the limits close at a ratio of one.
  public var shareWithinGuestStrict: Double?
  /// Root mean square error of occupancies, percentage points.
  public var occupancyError: Double?
  public var shareOccupancyWithin12: Double?
  /// Share of observations inside the 90 % interval.
  public var coverage: Double?
  public var requiredMisses: [String] = []
  /// Transmitters and circulation; nil where there are none.
  public var system: SystemSummary?

  /// Sums up predictions.
  public init(_ predictions: [CasePrediction]) {
    let all = predictions
    let predictions = all.filter { !$0.observed.readout.quantity.isOfSystem }
    let done = predictions.filter { $0.failure == nil }
    count = predictions.count
    failed = predictions.count - done.count
    let positive = done.filter {
      $0.observed.readout.quantity != .occupancy && $0.observed.value > 0 && $0.predicted > 0
    }
    let folds = positive.map { abs(log($0.predicted / $0.observed.value)) }
    func share(_ list: [CasePrediction], _ test: (CasePrediction) -> Bool) -> Double? {
      list.isEmpty ? nil : Double(list.filter(test).count) / Double(list.count)
    }
    func within(_ limit: Double) -> Double? {
      folds.isEmpty ? nil : Double(folds.filter { $0 <= log(limit) + 1e-12 }.count) / Double(folds.count)
    }
    geometricMeanFoldError = folds.isEmpty ? nil : exp(folds.reduce(0, +) / Double(folds.count))
    shareWithin125 = within(1.25)
    shareWithin2 = within(2)
    shareWithinGuest = share(positive.filter(\.observed.isRatio)) {
      GuestLimits(observed: $0.observed.value).contains($0.predicted)
    }
    shareWithinGuestStrict = share(positive.filter(\.observed.isRatio)) {
      GuestLimits(observed: $0.observed.value, delta: 1).contains($0.predicted)
    }
    let occupancies = done.filter { $0.observed.readout.quantity == .occupancy && !$0.observed.isRatio }
    if !occupancies.isEmpty {
      let squares = occupancies.map { pow($0.predicted - $0.observed.value, 2) }
      occupancyError = (squares.reduce(0, +) / Double(squares.count)).squareRoot()
      shareOccupancyWithin12 = share(occupancies) { abs($0.predicted - $0.observed.value) <= 12 }
    }
    coverage = share(done, \.holdsObservation)
    system = SystemSummary(all)
    requiredMisses = all.filter { $0.observed.isRequired && $0.isInsideWindow != true }.map(\.observed.id)
  }
}

extension CasePrediction {
  /// Whether a prediction misses: outside the limits of Guest 2011 for ratios, more than 12 points off for occupancies.
  ///
  /// Levels and areas miss beyond a factor of two.
  public var isMiss: Bool {
    guard failure == nil else { return true }
    if observed.readout.quantity.isOfSystem {
      if let inside = isInsideWindow { return !inside }
      if let right = isDirectionRight, observed.direction != nil { return !right }
      return observed.readout.quantity == .percentOfBaseline && logRatio.magnitude > log(observed.permittedFactor)
    }
    if observed.readout.quantity == .occupancy, !observed.isRatio { return abs(predicted - observed.value) > 12 }
    if observed.isRatio { return !GuestLimits(observed: observed.value).contains(predicted) }
    return abs(log(predicted / observed.value)) > log(2)
  }
}

/// The limits of success for predicted interaction ratios.
///
/// `limit = (delta + 2 (R - 1)) / R` for R >= 1 with the variability delta = 1.25 of the published recommendation; for R < 1 the
/// reciprocal ratio is judged. Source: Guest et al., Drug Metab Dispos 39:170 (2011), doi 10.1124/dmd.110.036103.
public struct GuestLimits: Sendable, Equatable {
  /// The permitted range of the predicted ratio.
  public let range: ClosedRange<Double>

  /// The variability of the ratio when nothing interacts.
  public static let delta = 1.25

  /// The limits around an observed ratio.
  public init(observed: Double, delta: Double = GuestLimits.delta) {
    let ratio = observed >= 1 ? observed : 1 / observed
    let limit = (delta + 2 * (ratio - 1)) / ratio
    range = (observed / limit)...(observed * limit)
  }

  /// Whether a prediction succeeds.
  public func contains(_ predicted: Double) -> Bool { range.contains(predicted) }
}
