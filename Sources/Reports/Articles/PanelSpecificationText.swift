public import Answers
import KnowledgeBase
import Simulation

extension PanelChart {
  /// The panel as a Vega-Lite specification: the same numbers, to be moved over and read off.
  public static func vegaLite(_ panel: Panel) -> String {
    CanonicalJSON.text(panel.kind == .occupancyAgainstDose ? curveSpecification(panel) : barSpecification(panel))
  }

  /// What is computed and what was measured have the colours of the plain drawing.
  private static let curveColour = "#1d5f8a"
  private static let studyColour = "#b4532a"
  private static let barColours = ["#1d5f8a", "#6f9fbe", "#b9d0e0"]

  private static func curveSpecification(_ panel: Panel) -> VegaLite {
    let computed = panel.series.flatMap { series in
      series.points.map {
        VegaLite.Row(
          series: series.name, x: $0.x, label: nil, value: $0.value, low: $0.low, high: $0.high, kind: $0.kind.rawValue)
      }
    }
    let measured = panel.measured.map {
      VegaLite.Row(
        series: $0.label ?? "", x: $0.x, label: nil, value: $0.value, low: $0.low, high: $0.high, kind: "measured")
    }
    let x = VegaLite.Channel(field: "x", type: "quantitative", title: panel.xTitle)
    let y = VegaLite.Channel(field: "value", type: "quantitative", title: panel.yTitle)
    return VegaLite(
      title: panel.title,
      layer: [
        VegaLite.Layer(
          data: VegaLite.Values(values: computed),
          mark: VegaLite.Mark(type: "area", opacity: 0.2, color: Self.curveColour),
          encoding: [
            "x": x, "y": VegaLite.Channel(field: "low", type: "quantitative", title: panel.yTitle),
            "y2": VegaLite.Channel(field: "high"),
          ]),
        VegaLite.Layer(
          data: VegaLite.Values(values: computed),
          mark: VegaLite.Mark(type: "line", point: true, tooltip: true, color: Self.curveColour),
          encoding: ["x": x, "y": y]),
        VegaLite.Layer(
          data: VegaLite.Values(values: measured),
          mark: VegaLite.Mark(type: "point", filled: true, tooltip: true, color: Self.studyColour),
          encoding: ["x": x, "y": y]),
      ])
  }

  private static func barSpecification(_ panel: Panel) -> VegaLite {
    let rows = panel.series.flatMap { series in
      series.points.map {
        VegaLite.Row(
          series: series.name, x: nil, label: $0.label, value: $0.value, low: $0.low, high: $0.high,
          kind: $0.kind.rawValue)
      }
    }
    let y = VegaLite.Channel(field: "series", type: "nominal", title: "", sort: panel.series.map(\.name))
    var labels: [String] = []
    for label in rows.compactMap(\.label) where !labels.contains(label) { labels.append(label) }
    let offset = VegaLite.Channel(field: "label", type: "nominal", sort: labels)
    return VegaLite(
      title: panel.title,
      layer: [
        VegaLite.Layer(
          data: VegaLite.Values(values: rows), mark: VegaLite.Mark(type: "bar", tooltip: true),
          encoding: [
            "y": y, "yOffset": offset, "x": VegaLite.Channel(field: "value", type: "quantitative", title: panel.yTitle),
            // Per cent of the drug-free state grow from 100, changes from 0, as in the plain drawing.
            "x2": VegaLite.Channel(datum: panel.unit == "percent" ? 100 : 0),
            "color": VegaLite.Channel(
              field: "label", type: "nominal", title: "", scale: VegaLite.Scale(range: Self.barColours), sort: labels),
          ]),
        VegaLite.Layer(
          data: VegaLite.Values(values: rows), mark: VegaLite.Mark(type: "rule"),
          encoding: [
            "y": y, "yOffset": offset, "x": VegaLite.Channel(field: "low", type: "quantitative"),
            "x2": VegaLite.Channel(field: "high"),
          ]),
      ])
  }
}

/// The part of Vega-Lite that panels need.
///
/// Source: https://vega.github.io/vega-lite/docs/ (version 5 schema).
private struct VegaLite: Encodable {
  struct Row: Encodable {
    var series: String
    var x: Double?
    var label: String?
    var value: Double
    var low: Double?
    var high: Double?
    var kind: String
  }

  struct Values: Encodable { var values: [Row] }

  struct Mark: Encodable {
    var type: String
    var opacity: Double?
    var point: Bool?
    var filled: Bool?
    var tooltip: Bool?
    var color: String?
  }

  struct Scale: Encodable { var range: [String] }

  struct Channel: Encodable {
    var field: String?
    var type: String?
    var title: String?
    var scale: Scale?
    var sort: [String]?
    var datum: Double?
  }

  struct Layer: Encodable {
    var data: Values
    var mark: Mark
    var encoding: [String: Channel]
  }

  var schema = "https://vega.github.io/schema/vega-lite/v5.json"
  var title: String
  var width = "container"
  var height: Int? = 260
  var layer: [Layer]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case title, width, height, layer
  }
}
