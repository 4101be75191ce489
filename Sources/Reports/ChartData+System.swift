import Foundation
import Simulation

/// The curves of transmitters, firing, circulation and function, gathered into charts with one unit each.
extension ChartData {
  /// A chart of several curves in one unit.
  struct Panel: Encodable {
    var id: String
    var title: String
    var unit: String
    /// Whether the unit is per cent of the drug-free state, which halves and doubles evenly on a logarithmic axis.
    var isRelative: Bool
    var series: [Series]

    /// The curves that paper shows too.
    var main: [Series] { series.contains { !$0.isDetail } ? series.filter { !$0.isDetail } : series }

    /// The lowest and the highest value of the axis on paper.
    var domain: ClosedRange<Double> {
      let all = main.flatMap { ($0.typical + $0.lower + $0.upper + [$0.rest]).compactMap { $0 } }
      if isRelative { return max(min(all.min() ?? 50, 95) / 1.1, 1)...max((all.max() ?? 200) * 1.1, 110) }
      let (low, high) = (all.min() ?? 0, all.max() ?? 1)
      let margin = max((high - low) * 0.06, 1e-6)
      return max(low - margin, 0)...(high + margin)
    }

    /// Where a logarithmic axis is numbered on paper.
    var ticks: [Double] {
      let coarse = [1, 2, 5, 10, 25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800].filter(domain.contains)
      if coarse.count > 2 { return coarse }
      let fine = stride(from: 10.0, through: 300, by: 10).filter(domain.contains)
      return fine.count > 8 ? fine.filter { $0.truncatingRemainder(dividingBy: 20) == 0 } : fine
    }
  }

  /// More points than this no chart shows.
  static let mostPoints = 300

  private static let titles = [
    ("transmitters", "Transmitters by region"), ("firing", "Firing"), ("heart-rate", "Heart rate"),
    ("pressure-lying", "Blood pressure, lying"), ("pressure-standing", "Blood pressure, standing"),
    ("norepinephrine", "Plasma norepinephrine"), ("dhpg", "DHPG"),
    ("sympathetic", "Sympathetic nerve activity"), ("function", "Function"),
  ]

  /// What a chart shows before anybody chooses; all where a chart is not named.
  private static let first: [String: Set<String>] = [
    "transmitters": ["NE.PFC", "DA.PFC", "DA.striatum"], "firing": ["LC.rate"],
    "pressure-lying": ["SBP.supine", "DBP.supine"], "pressure-standing": ["SBP.standing", "DBP.standing"],
    "norepinephrine": ["NE.plasma", "NE.venous"], "function": ["workingMemory", "arousal", "pupil"],
  ]

  private static func panel(of curve: Outcome.Curve) -> String? {
    switch (curve.quantity, curve.unit) {
    case ("transmitters", _), ("firing", _), ("function", _): curve.quantity
    case ("circulation", "beats/min"): "heart-rate"
    case ("circulation", "mmHg"): curve.name.hasSuffix("standing") ? "pressure-standing" : "pressure-lying"
    case ("circulation", _): "sympathetic"
    case ("plasma", "percent"): "dhpg"
    case ("plasma", _): "norepinephrine"
    default: nil
    }
  }

  /// The charts that have a curve, in the order of the page.
  static func panels(_ outcome: Outcome) -> [Panel] {
    let undrawn = SystemWords(outcome: outcome).undrawn
    let rests = Dictionary(outcome.system.map { ($0.name, $0.rest) }, uniquingKeysWith: { first, _ in first })
    return titles.compactMap { id, title in
      let curves = outcome.curves.enumerated().filter { panel(of: $0.element) == id }
      guard let unit = curves.first?.element.unit, !outcome.times.isEmpty else { return nil }
      let wanted = first[id] ?? Set(curves.map(\.element.name))
      let leads = curves.contains { wanted.contains($0.element.name) }
      let series = curves.enumerated().map { place, curve in
        var series = self.series(
          curve.element, id: "readout-\(curve.offset)", style: place, times: outcome.times,
          rest: rests[curve.element.name],
          isShownFirst: leads ? wanted.contains(curve.element.name) : place < 3)
        series.isDetail = undrawn.contains(curve.element.name)
        return series
      }
      return Panel(
        id: id, title: title, unit: HTMLNumber.unit(unit), isRelative: unit == "percent", series: series)
    }
  }

  private static func series(
    _ curve: Outcome.Curve, id: String, style: Int, times: [Double], rest: Double?, isShownFirst: Bool
  ) -> Series {
    let places = Thinning.places(times: times, values: curve.typical, count: mostPoints)
    func kept(_ row: [Double]) -> [Double?] { places.map { $0 < row.count ? rounded(row[$0], digits: 4) : nil } }
    return Series(
      id: id, name: SystemWords.label(curve.name), role: "", unit: HTMLNumber.unit(curve.unit), style: style,
      isShownFirst: isShownFirst, typical: kept(curve.typical), lower: kept(curve.lower), upper: kept(curve.upper),
      comparison: curve.comparison.map(kept), limits: nil, published: [],
      rest: rest.flatMap { rounded($0, digits: 4) },
      times: places.count == times.count ? nil : places.map { (times[$0] * 1000).rounded() / 1000 })
  }
}

extension ChartData.Series {
  /// The same curve with at most so many points.
  func thinned(to count: Int, times: [Double]) -> ChartData.Series {
    let own = self.times ?? times
    let places = Thinning.places(times: own, values: typical.map { $0 ?? .nan }, count: count)
    func kept(_ row: [Double?]) -> [Double?] { row.isEmpty ? [] : places.map { $0 < row.count ? row[$0] : nil } }
    var result = self
    result.times = places.map { own[$0] }
    result.typical = kept(typical)
    result.lower = kept(lower)
    result.upper = kept(upper)
    result.comparison = comparison.map(kept)
    return result
  }
}

/// Fewer points for a curve that looks the same: the largest-triangle rule.
///
/// Source: Steinarsson, Downsampling Time Series for Visual Representation, thesis, University of Iceland, 2013.
enum Thinning {
  /// The places that are kept, in order; all where there are few enough.
  static func places(times: [Double], values: [Double], count: Int) -> [Int] {
    let number = min(times.count, values.count)
    guard number > count, count > 2 else { return Array(times.indices) }
    var result = [0]
    let width = Double(number - 2) / Double(count - 2)
    func bucket(_ k: Int) -> Range<Int> {
      let start = 1 + Int(Double(k) * width)
      return start..<max(start + 1, min(1 + Int(Double(k + 1) * width), number - 1))
    }
    for k in 0..<(count - 2) {
      let next = k + 1 < count - 2 ? bucket(k + 1) : (number - 1)..<number
      let middle = (
        next.reduce(0) { $0 + times[$1] } / Double(next.count), next.reduce(0) { $0 + values[$1] } / Double(next.count)
      )
      let last = result[result.count - 1]
      func area(_ place: Int) -> Double {
        let twice =
          (times[last] - middle.0) * (values[place] - values[last])
          - (times[last] - times[place]) * (middle.1 - values[last])
        return twice.isFinite ? twice.magnitude : 0
      }
      let own = bucket(k)
      result.append(own.max { area($0) < area($1) } ?? own.lowerBound)
    }
    return result + [number - 1]
  }
}
