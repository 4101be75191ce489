public import Answers
import Foundation
import Quantities

/// Draws a panel: as SVG that stands by itself, and as a Vega-Lite specification for the charting library.
///
/// Colours come from the page's style sheet by class names, so that the drawing follows light and dark.
public enum PanelChart {
  private static let width = 720.0
  private static let left = 64.0
  private static let right = 704.0

  /// The panel as an SVG element without inline styles.
  public static func svg(_ panel: Panel) -> String {
    let body = panel.kind == .occupancyAgainstDose ? curves(panel) : bars(panel)
    return """
      <svg class="panel-chart" viewBox="0 0 \(Int(width)) \(Int(height(panel)))" role="img" aria-label="\(HTMLText.escape(summary(panel)))">
      \(body)
      </svg>
      """
  }

  /// What the panel shows, in words.
  public static func summary(_ panel: Panel) -> String {
    let parts = panel.series.map { series in
      "\(series.name): "
        + series.points.map { point in
          let place = point.label ?? point.x.map { "\(NumberFormat.short($0)) mg" } ?? ""
          return "\(place) \(NumberFormat.short(point.value)) \(unit(panel.unit))"
        }.joined(separator: ", ")
    }
    return "\(panel.title). \(parts.joined(separator: "; "))."
  }

  private static func unit(_ unit: String) -> String { unit == "percent" ? "%" : unit }

  private static func height(_ panel: Panel) -> Double {
    panel.kind == .occupancyAgainstDose ? 320 : 56 + Double(rows(panel).count) * 22 + Double(panel.series.count) * 26
  }

  // MARK: curves

  private static func curves(_ panel: Panel) -> String {
    let top = 16.0
    let bottom = 268.0
    let places = (panel.series.flatMap(\.points) + panel.measured).compactMap(\.x)
    let most = max(places.max() ?? 1, 1)
    func x(_ value: Double) -> Double { left + (right - left) * value / most }
    func y(_ value: Double) -> Double { bottom - (bottom - top) * min(max(value, 0), 100) / 100 }
    var parts: [String] = []
    for tick in stride(from: 0.0, through: 100, by: 20) {
      parts.append(line(left, y(tick), right, y(tick), "grid"))
      parts.append(text("\(Int(tick))", left - 8, y(tick) + 4, "tick", "end"))
    }
    for tick in stride(from: 0.0, through: most, by: niceStep(most)) {
      parts.append(text(NumberFormat.short(tick).trimmedZeros, x(tick), bottom + 18, "tick", "middle"))
    }
    for (number, series) in panel.series.enumerated() {
      let points = series.points.compactMap { point in point.x.map { ($0, point) } }
      let upper = points.compactMap { place, point in point.high.map { (x(place), y($0)) } }
      let lower = points.compactMap { place, point in point.low.map { (x(place), y($0)) } }
      if upper.count > 1 {
        parts.append("<path class=\"band s\(number % 6)\" d=\"\(path(upper + lower.reversed()))Z\"/>")
      }
      parts.append("<path class=\"curve s\(number % 6)\" d=\"\(path(points.map { (x($0.0), y($0.1.value)) }))\"/>")
    }
    for point in panel.measured {
      guard let place = point.x else { continue }
      if let low = point.low, let high = point.high {
        parts.append(line(x(place), y(low), x(place), y(high), "measured"))
      }
      parts.append(
        "<circle class=\"measured-point\" cx=\"\(number(x(place)))\" cy=\"\(number(y(point.value)))\" r=\"4\"><title>"
          + "\(HTMLText.escape(point.label ?? "")): \(NumberFormat.short(point.value)) %</title></circle>")
    }
    parts.append(text(panel.xTitle, (left + right) / 2, bottom + 42, "axis", "middle"))
    parts.append(text(panel.yTitle, left, top - 4, "axis", "start"))
    return parts.joined(separator: "\n")
  }

  // MARK: bars

  private static func rows(_ panel: Panel) -> [(series: Int, point: Panel.Point)] {
    panel.series.enumerated().flatMap { number, series in series.points.map { (number, $0) } }
  }

  private static func bars(_ panel: Panel) -> String {
    let start = 250.0
    let base = panel.unit == "percent" ? 100.0 : 0.0
    let values = rows(panel).flatMap { [$0.point.value, $0.point.low, $0.point.high].compactMap { $0 } } + [base]
    let least = min(values.min() ?? 0, base)
    let most = max(values.max() ?? 1, base + 1)
    func x(_ value: Double) -> Double { start + (right - start) * (value - least) / max(most - least, 1e-9) }
    var parts: [String] = []
    var place = 30.0
    for series in panel.series {
      parts.append(text(series.name, 8, place, "group", "start"))
      place += 8
      for (row, point) in series.points.enumerated() {
        let middle = place + 11
        parts.append(text(point.label ?? "", start - 10, middle + 4, "tick", "end"))
        let from = x(min(base, point.value))
        parts.append(
          "<rect class=\"bar s\(row % 6)\" x=\"\(self.number(from))\" y=\"\(self.number(middle - 7))\" width=\"\(self.number(max(1, x(max(base, point.value)) - from)))\" height=\"14\">"
            + "<title>\(HTMLText.escape("\(series.name), \(point.label ?? ""): \(NumberFormat.short(point.value)) \(unit(panel.unit))"))</title></rect>"
        )
        if let low = point.low, let high = point.high {
          parts.append(line(x(low), middle, x(high), middle, "interval"))
        }
        place += 22
      }
      place += 18
    }
    parts.append(line(x(base), 18, x(base), place - 12, "base"))
    // The ends are named where they do not run into the base.
    let ticks = [base] + [least, most].filter { abs(x($0) - x(base)) > 48 }
    for tick in ticks where tick.isFinite {
      parts.append(text(NumberFormat.short(tick), x(tick), place + 4, "tick", "middle"))
    }
    parts.append(text(panel.yTitle, right, 14, "axis", "end"))
    return parts.joined(separator: "\n")
  }

  // MARK: elements

  private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
    "<line class=\"\(style)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
  }

  private static func text(_ text: String, _ x: Double, _ y: Double, _ style: String, _ anchor: String) -> String {
    "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(HTMLText.escape(text))</text>"
  }

  private static func path(_ points: [(Double, Double)]) -> String {
    "M" + points.map { "\(number($0.0)) \(number($0.1))" }.joined(separator: "L")
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((min(max(value, -1e5), 1e5) * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  private static func niceStep(_ most: Double) -> Double {
    let rough = most / 5
    let power = pow(10, log10(rough).rounded(.down))
    return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough } ?? power * 10
  }
}

extension String {
  /// A number's text without zeros behind the point.
  fileprivate var trimmedZeros: String {
    guard contains(".") else { return self }
    return String(reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }
}
