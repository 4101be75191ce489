public import DrugLibrary
public import Evidence
import Foundation

/// Re-estimates uncertain parameters from the calibration observations.
///
/// Each parameter moves on the scale of its own interval: z = 0 is the value in its file, z = +-1.645 the interval's ends, and the
/// prior is standard normal. The estimate maximises the posterior (Levenberg and Marquardt); the curvature there gives the intervals
/// (Laplace). Differences are winsorised at three standard deviations, so that one contradictory study cannot pull a mechanism.
/// Rows marked `validation` are never read.
public struct Calibration {
  /// A re-estimated parameter.
  public struct Estimate: Sendable {
    public var id: String
    public var unit: String
    public var value: Double
    public var interval: ClosedRange<Double>
    public var before: SourcedValue
    /// How far it moved, in standard deviations of its prior.
    public var shift: Double
    /// Its posterior standard deviation in units of the prior's.
    public var width: Double
  }

  /// What came out.
  public struct Result: Sendable {
    public var estimates: [Estimate]
    public var studyLogDeviation: Double
    public var studyOccupancyDeviation: Double
    public var casesUsed: Int
    public var skipped: [String]
    /// The sum of squares before and after, and the number of rounds.
    public var objective: [Double]
  }

  /// One observation with its model.
  private struct Row {
    var observed: ObservedCase
    var numerator: CaseArm
    var denominator: CaseArm?
    /// The global numbers of the arms' parameters.
    var above: [Int]
    var below: [Int]
    var isOccupancy: Bool
  }

  private var rows: [Row] = []
  private var parameters: [PrimaryParameter] = []
  private var skipped: [String] = []
  private let logDeviation: Double
  private let occupancyDeviation: Double

  /// Reads the calibration rows of the library's case files.
  public init(library: DrugLibrary) throws {
    let prior = library.withoutCalibration
    logDeviation = prior.physiology["studyLogDeviation"]?.value ?? 0.3
    occupancyDeviation = prior.physiology["studyOccupancyDeviation"]?.value ?? 8
    var index: [String: Int] = [:]
    let folder = library.folder + "/cases"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    for name in names {
      for observed in try CaseFile.read(path: folder + "/" + name).cases
      where observed.role == .calibration && !observed.readout.quantity.isOfSystem {
        do {
          let numerator = try CaseArm(
            observed, regimens: observed.regimens, patient: observed.patientNode, library: prior, window: nil)
          let denominator = try observed.comparisonRegimens.map {
            try CaseArm(
              observed, regimens: $0.isEmpty ? observed.regimens : $0, patient: observed.comparisonPatientNode,
              library: prior, window: observed.readout.comparisonWindow)
          }
          func register(_ arm: CaseArm) -> [Int] {
            arm.assembly.parameters.list.map { parameter in
              if let known = index[parameter.id] { return known }
              index[parameter.id] = parameters.count
              parameters.append(parameter)
              return parameters.count - 1
            }
          }
          let above = register(numerator)
          let below = denominator.map(register) ?? []
          rows.append(
            Row(
              observed: observed, numerator: numerator, denominator: denominator, above: above, below: below,
              isOccupancy: observed.readout.quantity == .occupancy && !observed.isRatio))
        } catch {
          skipped.append("\(observed.id): \(error)")
        }
      }
    }
  }

  /// Whether a kind of row may move a parameter.
  ///
  /// A ratio informs shares of enzymes, potencies and activities, but says nothing reliable about absolute disposition and
  /// absorption: those move only with measured levels and occupancies.
  static func isEstimated(_ parameter: PrimaryParameter, byRatio: Bool) -> Bool {
    guard let interval = parameter.interval, interval.lowerBound < interval.upperBound else { return false }
    guard byRatio else { return true }
    let name = parameter.id.split(separator: ".").dropFirst().joined(separator: ".")
    let disposition = [
      "clearance", "volume", "intercompartmentalClearance", "peripheralVolume", "absorbedFraction", "unboundFraction",
      "renalFraction", "relativeBioavailability", "hepaticBloodFlow", "unboundBrainToPlasmaRatio",
    ]
    let absorption = ["rateConstant[", "lag[", "duration[", "fraction["]
    return !disposition.contains { name == $0 || name.hasSuffix("." + $0) }
      && !absorption.contains(where: name.contains)
  }

  /// A row's residual in standard deviations, and its slopes by parameter.
  private func linearise(_ row: Row, _ z: [Double]) -> (residual: Double, slopes: [(parameter: Int, slope: Double)])? {
    let involved = Array(Set(row.above + row.below)).sorted().filter {
      Self.isEstimated(parameters[$0], byRatio: row.observed.isRatio)
    }
    let step = 0.05
    func primaries(_ numbers: [Int]) -> [[Double]] {
      let base = numbers.map { parameters[$0].value(deviate: z[$0]) }
      return [base]
        + involved.map { moved in
          var values = base
          for (place, number) in numbers.enumerated() where number == moved {
            values[place] = parameters[number].value(deviate: z[number] + step)
          }
          return values
        }
    }
    let above = row.numerator.values(primaries(row.above))
    let below = row.denominator.map { $0.values(primaries(row.below)) }
    func scaled(_ k: Int) -> Double {
      let value = below.map { above[k] / $0[k] } ?? above[k]
      return row.isOccupancy ? value / occupancyDeviation : log(value) / logDeviation
    }
    let target = row.isOccupancy ? row.observed.value / occupancyDeviation : log(row.observed.value) / logDeviation
    let base = scaled(0)
    guard base.isFinite, target.isFinite else { return nil }
    return (
      target - base,
      involved.enumerated().compactMap { k, number in
        let slope = (scaled(k + 1) - base) / step
        return slope.isFinite && slope != 0 ? (number, slope) : nil
      }
    )
  }

  private func objective(_ residuals: [Double], _ z: [Double]) -> Double {
    // Huber: quadratic to 1.5 deviations, linear beyond.
    residuals.reduce(0) { $0 + ($1.magnitude <= 1.5 ? $1 * $1 : 3 * $1.magnitude - 2.25) }
      + z.reduce(0) { $0 + $1 * $1 }
  }

  /// Estimates.
  ///
  /// - Parameters:
  ///   - rounds: at most so many.
  ///   - progress: told after each round.
  public func run(rounds: Int = 12, progress: ((Int, Double) -> Void)? = nil) -> Result {
    var z = Array(repeating: 0.0, count: parameters.count)
    var damping = 1e-3
    var history: [Double] = []
    var current = rows.map { linearise($0, z) }
    var cost = objective(current.map { $0?.residual ?? 0 }, z)
    history.append(cost)
    var covariance: [[Double]] = []
    for round in 0..<rounds {
      let (matrix, gradient) = normalEquations(current, z)
      covariance = matrix
      var improved = false
      for _ in 0..<6 {
        var damped = matrix
        for k in z.indices { damped[k][k] += damping }
        guard let change = Cholesky(damped)?.solve(gradient) else { break }
        // A step of at most two prior deviations keeps differences in the range where slopes hold.
        let largest = change.map(\.magnitude).max() ?? 0
        let limit = largest > 1.5 ? 1.5 / largest : 1
        let trial = zip(z, change).map { $0 + $1 * limit }
        let next = rows.map { linearise($0, trial) }
        let nextCost = objective(next.map { $0?.residual ?? 0 }, trial)
        if nextCost < cost {
          improved = cost - nextCost > 1e-3 * cost
          z = trial
          current = next
          cost = nextCost
          damping = max(damping / 5, 1e-6)
          break
        }
        damping *= 8
      }
      history.append(cost)
      progress?(round + 1, cost)
      if !improved { break }
    }
    covariance = normalEquations(current, z).matrix
    let deviations = Cholesky(covariance)?.inverseDiagonal().map { $0.squareRoot() } ?? z.map { _ in 1 }
    return result(z, deviations, current, history)
  }

  private func normalEquations(
    _ rows: [(residual: Double, slopes: [(parameter: Int, slope: Double)])?], _ z: [Double]
  ) -> (matrix: [[Double]], gradient: [Double]) {
    let n = z.count
    var matrix = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0.0 } }
    var gradient = z.map { -$0 }
    for row in rows.compactMap({ $0 }) {
      let weight = row.residual.magnitude <= 1.5 ? 1 : 1.5 / row.residual.magnitude
      for a in row.slopes {
        gradient[a.parameter] += weight * a.slope * row.residual
        for b in row.slopes { matrix[a.parameter][b.parameter] += weight * a.slope * b.slope }
      }
    }
    return (matrix, gradient)
  }

  private func result(
    _ z: [Double], _ deviations: [Double],
    _ current: [(residual: Double, slopes: [(parameter: Int, slope: Double)])?], _ history: [Double]
  ) -> Result {
    var estimates: [Estimate] = []
    for (number, parameter) in parameters.enumerated() where parameter.interval != nil {
      // What the observations say nothing about stays as it stands in its file.
      guard z[number].magnitude > 0.1 || deviations[number] < 0.9 else { continue }
      let margin = PrimaryParameter.deviateOf95 * deviations[number]
      let factor = parameter.sourced.value == 0 ? 1 : parameter.value / parameter.sourced.value
      func back(_ deviate: Double) -> Double { parameter.value(deviate: deviate) / factor }
      let value = back(z[number])
      estimates.append(
        Estimate(
          id: parameter.id, unit: parameter.sourced.unit, value: value,
          interval: min(back(z[number] - margin), value)...max(back(z[number] + margin), value),
          before: parameter.sourced, shift: z[number], width: deviations[number]))
    }
    func spread(_ isOccupancy: Bool, _ unit: Double) -> Double {
      let list = zip(rows, current).filter { $0.0.isOccupancy == isOccupancy }.compactMap { $0.1?.residual }
      // Median absolute deviation: robust against the few contradictory studies. Residuals of rows that were fitted understate
      // what a new study will show, so the spread assumed beforehand is the least.
      return max(unit, list.isEmpty ? 0 : Statistics.median(list.map(\.magnitude)) * 1.4826 * unit)
    }
    return Result(
      estimates: estimates.sorted { $0.id < $1.id }, studyLogDeviation: spread(false, logDeviation),
      studyOccupancyDeviation: spread(true, occupancyDeviation), casesUsed: current.compactMap { $0 }.count,
      skipped: skipped, objective: history)
  }
}

extension Calibration.Result {
  /// The text of Data/calibration.yaml.
  ///
  /// - Parameter system: what was estimated of the noradrenergic system.
  public func yaml(system: SystemCalibration.Result) -> String {
    func number(_ x: Double) -> String { String(format: "%.4g", x) }
    var lines = [
      "schemaVersion: 1",
      "note: >-",
      "  Written by `coeruleus calibrate` from the rows marked calibration in Data/cases; do not edit. A value here replaces the one in",
      "  its file. \(casesUsed) observations.",
      "parameters:",
      "  study.logDeviation: {value: \(number(studyLogDeviation)), unit: \"1\", source: none, status: calibrated, note: "
        + "\"robust spread of log residuals\"}",
      "  study.occupancyDeviation: {value: \(number(studyOccupancyDeviation)), unit: \"1\", source: none, status: calibrated, note: "
        + "\"percentage points\"}",
    ]
    for estimate in estimates {
      let source = estimate.before.source ?? "none"
      lines.append(
        "  \(estimate.id): {value: \(number(estimate.value)), unit: \"\(estimate.unit)\", interval: ["
          + "\(number(min(estimate.interval.lowerBound, estimate.value))), \(number(max(estimate.interval.upperBound, estimate.value)))], "
          + "source: \(source), status: calibrated, note: \"prior \(number(estimate.before.value)), moved \(number(estimate.shift)) sd\"}"
      )
    }
    for estimate in system.estimates {
      lines.append(
        "  \(estimate.id): {value: \(number(estimate.value)), unit: \"\(estimate.before.unit)\", interval: ["
          + "\(number(min(estimate.interval.lowerBound, estimate.value))), \(number(max(estimate.interval.upperBound, estimate.value)))], "
          + "source: \(estimate.before.source ?? "none"), status: calibrated, note: \"prior \(number(estimate.before.value)), moved \(number(estimate.shift)) sd\"}"
      )
    }
    lines.append("correlations:")
    lines.append("  ids: [\(system.estimates.map(\.id).joined(separator: ", "))]")
    lines.append("  matrix:")
    for row in system.correlations {
      lines.append("    - [\(row.map { String(format: "%.3f", $0) }.joined(separator: ", "))]")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
