public import DrugLibrary
public import Evidence
import Foundation

/// Re-estimates the few free parameters of the noradrenergic system from the calibration cases.
///
/// Percentages are compared as logarithms, changes of pulse and pressure as they stand. Observations of one study share an error of
/// their own (a random effect): its rows together count little more than one of them where they all lean the same way. Each parameter
/// moves on the scale of its interval under a standard normal prior; the estimate maximises the posterior, the curvature there gives
/// intervals and correlations (Laplace), and profiles of the objective show whether the curvature tells the truth.
public struct SystemCalibration {
  /// An estimated parameter.
  public struct Estimate: Sendable {
    public var id: String
    public var before: SourcedValue
    public var value: Double
    public var interval: ClosedRange<Double>
    /// In standard deviations of the prior.
    public var shift: Double
    public var width: Double
    /// Objective above its minimum with this parameter moved by -2, -1, 1 and 2 posterior deviations and the others following.
    public var profile: [Double]
  }

  /// What came out.
  public struct Result: Sendable {
    public var estimates: [Estimate]
    /// Correlations of the posterior, by the estimates' order.
    public var correlations: [[Double]]
    public var objective: [Double]
    public var casesUsed: Int
    public var skipped: [String]

    /// Pairs that the data hold together, strongest first.
    public var correlatedPairs: [(first: String, second: String, correlation: Double)] {
      var pairs: [(String, String, Double)] = []
      for i in estimates.indices {
        for j in 0..<i where correlations[i][j].magnitude >= 0.4 {
          pairs.append((estimates[j].id, estimates[i].id, correlations[i][j]))
        }
      }
      return pairs.sorted { $0.2.magnitude > $1.2.magnitude }
    }
  }

  /// The spread that one observation has around a perfect prediction, and the spread that its study shares.
  private enum Spread {
    static let logarithm = (own: 0.25, study: 0.3)
    /// beats/min or mmHg.
    static let change = (own: 3.0, study: 2.0)
  }

  private struct Row {
    var observed: ObservedCase
    var above: SystemCaseArm
    var below: SystemCaseArm?
    var isChange: Bool
  }

  private let ids: [String]
  private let parameters: [PrimaryParameter]
  private var studies: [[Row]] = []
  private var skipped: [String] = []

  /// Reads the calibration cases of a library's case files.
  public init(library: DrugLibrary, laboratory: LaboratoryLibrary) throws {
    // Kinetics as calibrated; the system itself from its priors.
    let prior = library.withoutCalibratedSystem
    let estimated = prior.system.filter(\.value.isEstimated).sorted { $0.key < $1.key }
    ids = estimated.map(\.key)
    parameters = estimated.map {
      PrimaryParameter($0.key, $0.value.value, isFraction: $0.value.value.unit == "fraction")
    }
    var groups: [String: [Row]] = [:]
    let folder = library.folder + "/cases"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    for name in names {
      for observed in try CaseFile.read(path: folder + "/" + name).cases
      where observed.role == .calibration && observed.readout.quantity.isOfSystem && observed.direction == nil {
        guard observed.readout.quantity != .property, observed.readout.quantity != .thresholdProbability else {
          continue
        }
        do {
          let (above, below) = try SystemCaseArm.arms(observed, library: prior, laboratory: laboratory)
          groups[observed.reference ?? observed.id, default: []].append(
            Row(observed: observed, above: above, below: below, isChange: observed.readout.quantity == .change))
        } catch { skipped.append("\(observed.id): \(error)") }
      }
    }
    studies = groups.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: residuals

  /// The values of an arm's parameters with the estimated ones at given deviates.
  private func primaries(_ arm: SystemCaseArm, _ points: [[Double]]) -> [[Double]] {
    let base = arm.parameters.typical
    let places = ids.map { arm.parameters.number(of: $0) }
    return points.map { z in
      var values = base
      for (k, place) in places.enumerated() {
        if let place { values[place] = parameters[k].value(deviate: z[k]) }
      }
      return values
    }
  }

  /// A percentage near zero has no meaningful logarithm: below a tenth of rest all are alike.
  private static func logarithm(_ value: Double, isRatio: Bool) -> Double { log(max(value, isRatio ? 0.1 : 10)) }

  /// A row's residuals at several points, in its own scale; nil when a run failed.
  private func residuals(_ row: Row, _ points: [[Double]]) -> [Double]? {
    let above = row.above.values(primaries(row.above, points))
    let below = row.below.map { $0.values(primaries($0, points)) }
    var result: [Double] = []
    let predictions = below.map { SystemCaseArm.compared(above, $0, row.observed) } ?? above
    for predicted in predictions {
      guard predicted.isFinite else { return nil }
      result.append(
        row.isChange
          ? row.observed.value - predicted
          : Self.logarithm(row.observed.value, isRatio: row.observed.isRatio)
            - Self.logarithm(predicted, isRatio: row.observed.isRatio))
    }
    return result
  }

  /// Residuals of a study made independent of each other: the covariance is own^2 I + study^2 11'.
  ///
  /// The inverse square root of such a matrix shrinks the mean and leaves the deviations from it alone.
  private static func whitened(_ values: [Double], _ isChange: [Bool]) -> [Double] {
    var result = values
    for kind in [false, true] {
      let members = values.indices.filter { isChange[$0] == kind }
      guard !members.isEmpty else { continue }
      let spread = kind ? Spread.change : Spread.logarithm
      let count = Double(members.count)
      let mean = members.reduce(0) { $0 + values[$1] } / count
      let shared = (spread.own * spread.own + count * spread.study * spread.study).squareRoot()
      for k in members { result[k] = (values[k] - mean) / spread.own + mean / shared }
    }
    return result
  }

  /// All whitened residuals at several points: one list for each point.
  private func evaluate(_ points: [[Double]]) -> [[Double]] {
    var result = Array(repeating: [Double](), count: points.count)
    for study in studies {
      let rows = study.map { ($0, residuals($0, points)) }.filter { $0.1 != nil }
      let isChange = rows.map(\.0.isChange)
      for k in points.indices { result[k] += Self.whitened(rows.map { $0.1?[k] ?? 0 }, isChange) }
    }
    return result
  }

  private static func objective(_ residuals: [Double], _ z: [Double]) -> Double {
    residuals.reduce(0) { $0 + ($1.magnitude <= 1.5 ? $1 * $1 : 3 * $1.magnitude - 2.25) }
      + z.reduce(0) { $0 + $1 * $1 }
  }

  // MARK: estimation

  /// Estimates.
  public func run(rounds: Int = 10, progress: ((Int, Double) -> Void)? = nil) -> Result {
    let n = ids.count
    var z = Array(repeating: 0.0, count: n)
    var damping = 1e-2
    var (residuals, slopes) = linearise(z)
    var cost = Self.objective(residuals, z)
    var history = [cost]
    for round in 0..<rounds {
      let (matrix, gradient) = normalEquations(residuals, slopes, z)
      var improved = false
      for _ in 0..<6 {
        var damped = matrix
        for k in 0..<n { damped[k][k] += damping }
        guard let change = Cholesky(damped)?.solve(gradient) else { break }
        let largest = change.map(\.magnitude).max() ?? 0
        let limit = largest > 0.8 ? 0.8 / largest : 1
        let trial = zip(z, change).map { $0 + $1 * limit }
        let next = linearise(trial)
        let nextCost = Self.objective(next.0, trial)
        if nextCost < cost {
          improved = cost - nextCost > 1e-3 * cost
          z = trial
          (residuals, slopes) = next
          cost = nextCost
          damping = max(damping / 5, 1e-6)
          break
        }
        damping *= 6
      }
      history.append(cost)
      progress?(round + 1, cost)
      if !improved { break }
    }
    return result(z, normalEquations(residuals, slopes, z).matrix, cost, history)
  }

  private func linearise(_ z: [Double]) -> ([Double], [[Double]]) {
    let step = 0.1
    let points =
      [z]
      + z.indices.map { moved in
        var point = z
        point[moved] += step
        return point
      }
    let all = evaluate(points)
    let slopes = all.dropFirst().map { zip($0, all[0]).map { ($0 - $1) / step } }
    return (all[0], Array(slopes))
  }

  private func normalEquations(
    _ residuals: [Double], _ slopes: [[Double]], _ z: [Double]
  ) -> (matrix: [[Double]], gradient: [Double]) {
    let weights = residuals.map { $0.magnitude <= 1.5 ? 1 : 1.5 / $0.magnitude }
    var matrix = z.indices.map { i in z.indices.map { $0 == i ? 1.0 : 0.0 } }
    var gradient = z.map { -$0 }
    for i in z.indices {
      for k in residuals.indices { gradient[i] -= weights[k] * slopes[i][k] * residuals[k] }
      for j in z.indices {
        for k in residuals.indices { matrix[i][j] += weights[k] * slopes[i][k] * slopes[j][k] }
      }
    }
    return (matrix, gradient)
  }

  private func correlations(_ covariance: [[Double]], _ deviations: [Double]) -> [[Double]] {
    var result = covariance
    for i in deviations.indices {
      for j in deviations.indices {
        // The mean of both triangles, which rounding may have set apart.
        result[i][j] = (covariance[i][j] + covariance[j][i]) / (2 * deviations[i] * deviations[j])
      }
    }
    return result
  }

  private func result(_ z: [Double], _ matrix: [[Double]], _ cost: Double, _ history: [Double]) -> Result {
    let n = z.count
    let cholesky = Cholesky(matrix)
    let covariance: [[Double]] = (0..<n).map { k in
      let unit: [Double] = (0..<n).map { $0 == k ? 1 : 0 }
      return cholesky?.solve(unit) ?? unit
    }
    let deviations = (0..<n).map { covariance[$0][$0].squareRoot() }
    // Each profile: one parameter moved, the others where the curvature sends them, the objective computed anew.
    let offsets = [-2.0, -1, 1, 2]
    var points: [[Double]] = []
    for k in 0..<n {
      for offset in offsets {
        let scale = offset * deviations[k] / covariance[k][k]
        points.append((0..<n).map { z[$0] + scale * covariance[$0][k] })
      }
    }
    let evaluated = zip(evaluate(points), points).map { Self.objective($0, $1) - cost }
    let estimates: [Estimate] = (0..<n).map { k in
      let parameter = parameters[k]
      let factor = parameter.sourced.value == 0 ? 1 : parameter.value / parameter.sourced.value
      func back(_ deviate: Double) -> Double { parameter.value(deviate: deviate) / factor }
      let margin = PrimaryParameter.deviateOf95 * deviations[k]
      let value = back(z[k])
      return Estimate(
        id: ids[k], before: parameter.sourced, value: value,
        interval: min(back(z[k] - margin), value)...max(back(z[k] + margin), value), shift: z[k], width: deviations[k],
        profile: Array(evaluated[(k * offsets.count)..<((k + 1) * offsets.count)]))
    }
    return Result(
      estimates: estimates,
      correlations: correlations(covariance, deviations),
      objective: history, casesUsed: studies.reduce(0) { $0 + $1.count }, skipped: skipped)
  }
}
