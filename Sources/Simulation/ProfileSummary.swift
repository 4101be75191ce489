import Foundation

/// How well whole concentration-time profiles are met, drug by drug.
public struct ProfileSummary: Sendable {
  public var drug: String
  public var profiles: Int
  public var points: Int
  /// Average absolute fold error of single concentrations.
  public var concentration: Double
  /// Average absolute fold error of areas under the sampled part of the curve.
  public var area: Double
  /// Average absolute fold error of the highest sampled level.
  public var peak: Double

  /// Sums up predictions of points whose ids are "profile @time"; profiles with fewer than four points count for points only.
  public static func summaries(_ predictions: [CasePrediction]) -> [ProfileSummary] {
    var byDrug: [String: [CasePrediction]] = [:]
    for prediction in predictions where prediction.failure == nil && prediction.predicted > 0 {
      byDrug[prediction.observed.readout.of.joined(separator: "+"), default: []].append(prediction)
    }
    return byDrug.sorted { $0.key < $1.key }.map { drug, points in
      let profiles = Dictionary(grouping: points) { $0.observed.id.components(separatedBy: " @").first ?? "" }
      var areas: [Double] = []
      var peaks: [Double] = []
      for (_, unsorted) in profiles.sorted(by: { $0.key < $1.key }) where unsorted.count >= 4 {
        let profile = unsorted.sorted { ($0.observed.readout.at ?? 0) < ($1.observed.readout.at ?? 0) }
        let times = profile.map { $0.observed.readout.at ?? 0 }
        let predicted = profile.map(\.predicted)
        let observed = profile.map(\.observed.value)
        areas.append(fold(trapezoid(times, predicted), trapezoid(times, observed)))
        peaks.append(fold(predicted.max() ?? 1, observed.max() ?? 1))
      }
      return ProfileSummary(
        drug: drug, profiles: profiles.count, points: points.count,
        concentration: mean(points.map { fold($0.predicted, $0.observed.value) }), area: mean(areas), peak: mean(peaks))
    }
  }

  private static func fold(_ a: Double, _ b: Double) -> Double { a > 0 && b > 0 ? abs(log(a / b)) : 0 }

  private static func mean(_ folds: [Double]) -> Double {
    folds.isEmpty ? .nan : exp(folds.reduce(0, +) / Double(folds.count))
  }

  private static func trapezoid(_ times: [Double], _ values: [Double]) -> Double {
    var area = 0.0
    for k in times.indices.dropLast() {
      area += (times[k + 1] - times[k]) * (values[k] + values[k + 1]) / 2
    }
    return area
  }
}
