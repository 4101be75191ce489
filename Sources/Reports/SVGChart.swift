import Foundation

/// A curve as a plain drawing: for paper, and for browsers that run no script.
///
/// Shows what the interactive chart shows: typical line, band, comparison, doses, reference range, alert level,
/// published observations. Colours come from the page's style sheet, so dark mode and print apply.
struct SVGChart {
  var series: ChartData.Series
  var data: ChartData
  /// What a screen reader says.
  var summary: String
  /// Per-cent axis with the landmark at 50 %.
  var isOccupancy: Bool
  var hasLandmark = false
  /// The chart whose axis is used; nil for levels and occupancies.
  var panel: ChartData.Panel?
  var size = (width: 720.0, height: 250.0)

  private var left: Double { 46 }
  private var stripWidth: Double { series.published.isEmpty ? 12 : 118 }
  private var right: Double { size.width - stripWidth }
  private var bottom: Double { size.height - 38 - lane }
  /// Room for the doses between the curves and the time axis.
  private var lane: Double { Double(min(doseDrugs.count, 4)) * 9 + 3 }

  private var times: [Double] { series.times ?? data.times }

  private var doseDrugs: [String] {
    let names = data.doses.reduce(into: [String]()) { if !$0.contains($1.drug) { $0.append($1.drug) } }
    return isOccupancy || panel != nil || !names.contains(series.name) ? names : [series.name]
  }
  private let top = 24.0

  private var highest: Double {
    if isOccupancy { return 100 }
    let curve = (series.typical + series.upper + (series.comparison ?? [])).compactMap { $0 }.max() ?? 1
    var highest = max(curve, series.limits?.upper ?? 0, 1e-9)
    if let alert = series.limits?.alert, alert < 3 * highest { highest = max(highest, alert) }
    return highest * 1.05
  }

  /// The drawing as an `<svg>` element.
  func text() -> String {
    let x = SVGScale(domain: 0...max(data.duration, 1e-9), start: left, end: right)
    let y =
      panel.map {
        SVGScale(domain: $0.domain, start: bottom, end: top, isLogarithmic: $0.isRelative)
      } ?? SVGScale(domain: 0...highest, start: bottom, end: top)
    var parts: [String] = [
      "<svg class=\"plain-chart\" viewBox=\"0 0 \(number(size.width)) \(number(size.height))\" role=\"img\" aria-label=\""
        + "\(HTMLText.escape(summary))\" xmlns=\"http://www.w3.org/2000/svg\">"
    ]
    parts += limits(y) + published(y) + axes(x, y) + curves(x, y) + doses(x) + names(y)
    parts.append("</svg>")
    return parts.joined(separator: "\n")
  }

  // MARK: parts

  private func axes(_ x: SVGScale, _ y: SVGScale) -> [String] {
    var parts: [String] = []
    for tick in valueTicks {
      parts.append(line((left, y(tick)), (right, y(tick)), "grid"))
      parts.append(label(HTMLNumber.plain(tick), (left - 7, y(tick) + 4), "tick", anchor: "end"))
    }
    let axis = bottom + lane
    parts.append(line((left, axis), (right, axis), "axis"))
    for tick in SVGScale.timeTicks(to: data.duration, count: size.width < 600 ? 7 : 14) {
      parts.append(line((x(tick), axis), (x(tick), axis + 4), "axis"))
      let text = data.duration >= 48 ? HTMLNumber.plain(tick / 24) : HTMLNumber.plain(tick)
      parts.append(label(text, (x(tick), axis + 16), "tick", anchor: "middle"))
    }
    parts.append(label(HTMLNumber.unit(series.unit), (left, top - 10), "tick", anchor: "start"))
    let unit = data.duration >= 48 ? "Time, days" : "Time, hours"
    parts.append(label(unit, ((left + right) / 2, size.height - 4), "tick", anchor: "middle"))
    return parts
  }

  private var valueTicks: [Double] {
    if let panel {
      return panel.isRelative
        ? panel.ticks : SVGScale.ticks(from: panel.domain.lowerBound, to: panel.domain.upperBound, count: 5)
    }
    return isOccupancy ? [0, 25, 50, 75, 100] : SVGScale.ticks(to: highest, count: 5)
  }

  private func limits(_ y: SVGScale) -> [String] {
    var parts: [String] = []
    if let rest = series.rest { parts.append(line((left, y(rest)), (right, y(rest)), "rest")) }
    if let limits = series.limits {
      parts.append(box((left, y(limits.upper)), (right, y(limits.lower)), "reference"))
      if let alert = limits.alert, alert <= highest {
        parts.append(line((left, y(alert)), (right, y(alert)), "alert"))
      }
    }
    if hasLandmark {
      parts.append(line((left, y(50)), (right, y(50)), "landmark"))
    }
    return parts
  }

  /// The names of the lines, above everything else.
  private func names(_ y: SVGScale) -> [String] {
    var parts: [String] = []
    if let limits = series.limits {
      let text = "Reference range \(HTMLNumber.plainRange(limits.lower, limits.upper))"
      parts.append(label(text, (right - 6, y(limits.lower) - 5), "reference-text halo", anchor: "end"))
      if let alert = limits.alert, alert <= highest {
        let text = "Alert level \(HTMLNumber.plain(alert))"
        parts.append(label(text, (right - 6, y(alert) - 5), "alert-text halo", anchor: "end"))
      }
    }
    if hasLandmark {
      let text = "50 %: ten responders to nortriptyline (Takano 2014); no rule"
      parts.append(label(text, (right - 6, y(50) + 14), "landmark-text halo", anchor: "end"))
    }
    return parts
  }

  private func published(_ y: SVGScale) -> [String] {
    guard !series.published.isEmpty else { return [] }
    let first = right + 12
    let step = (stripWidth - 24) / Double(max(series.published.count, 2) - 1)
    var parts = [label("Published PET", (right + 8, top - 10), "tick", anchor: "start")]
    for (number, point) in series.published.enumerated() {
      let place = first + Double(number) * min(step, 14)
      if let lower = point.lower, let upper = point.upper {
        parts.append(box((left, y(min(upper, 100))), (right, y(max(lower, 0))), "published-band"))
        parts.append(line((place, y(min(upper, 100))), (place, y(max(lower, 0))), "published"))
      }
      parts.append(
        "<circle class=\"published-point\" cx=\"\(self.number(place))\" cy=\"\(self.number(y(point.value)))\" r=\"3\">"
          + "<title>\(HTMLText.escape(point.label)): \(HTMLNumber.value(point.value)) %</title></circle>")
    }
    return parts
  }

  private func curves(_ x: SVGScale, _ y: SVGScale) -> [String] {
    var parts: [String] = []
    let style = "s\(series.style % 6)"
    let band = zip(times, zip(series.lower, series.upper)).compactMap {
      time, bounds -> (Double, Double, Double)? in
      guard let low = bounds.0, let high = bounds.1 else { return nil }
      return (x(time), y(low), y(high))
    }
    if band.count > 1 {
      let path = band.map { ($0.0, $0.2) } + band.reversed().map { ($0.0, $0.1) }
      parts.append("<path class=\"band \(style)\" d=\"\(self.path(path))Z\"/>")
    }
    if let comparison = series.comparison { parts.append(curve(comparison, x, y, "comparison \(style)")) }
    parts.append(curve(series.typical, x, y, "typical \(style)"))
    return parts
  }

  /// One path for each medicine: a line element for each dose would be most of a long run's page.
  private func doses(_ x: SVGScale) -> [String] {
    doseDrugs.prefix(4).enumerated().compactMap { row, drug in
      let own = data.doses.filter { $0.drug == drug && $0.time <= data.duration }
      guard let style = own.first?.style else { return nil }
      let base = number(bottom + 10 + Double(row) * 9)
      let marks = own.map { "M\(number(x($0.time))) \(base)v-6" }.joined()
      return "<path class=\"dose s\(style % 6)\" d=\"\(marks)\"/>"
    }
  }

  // MARK: elements

  private func curve(_ values: [Double?], _ x: SVGScale, _ y: SVGScale, _ style: String) -> String {
    let points = zip(times, values).compactMap { time, value in value.map { (x(time), y($0)) } }
    return "<path class=\"\(style)\" d=\"\(path(points))\"/>"
  }

  private func path(_ points: [(Double, Double)]) -> String {
    "M" + points.map { "\(number($0.0)) \(number($0.1))" }.joined(separator: "L")
  }

  private func line(_ from: (Double, Double), _ to: (Double, Double), _ style: String) -> String {
    "<line class=\"\(style)\" x1=\"\(number(from.0))\" y1=\"\(number(from.1))\" x2=\"\(number(to.0))\" y2=\"\(number(to.1))\"/>"
  }

  private func box(_ from: (Double, Double), _ to: (Double, Double), _ style: String) -> String {
    "<rect class=\"\(style)\" x=\"\(number(from.0))\" y=\"\(number(from.1))\" width=\"\(number(to.0 - from.0))\" "
      + "height=\"\(number(max(0, to.1 - from.1)))\"/>"
  }

  private func label(_ text: String, _ at: (Double, Double), _ style: String, anchor: String) -> String {
    "<text class=\"\(style)\" x=\"\(number(at.0))\" y=\"\(number(at.1))\" text-anchor=\"\(anchor)\">\(HTMLText.escape(text))</text>"
  }

  /// A tenth of a unit is finer than a screen shows.
  private func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((min(max(value, -1e6), 1e6) * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
