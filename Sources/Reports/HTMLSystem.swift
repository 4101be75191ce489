import Foundation
import Simulation

/// Transmitters, circulation and function in a page: charts that move with the others, drawings for paper, tables.
extension HTMLReport {
  private func panel(_ id: String) -> ChartData.Panel? { chartData.panels.first { $0.id == id } }

  private func joined(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: "\n") }

  private var systemLegend: String { legend(hasReference: false, hasPublished: false, hasRest: true) }

  // MARK: sections

  func transmitterCharts() -> String {
    let panels = ["transmitters", "firing"].compactMap(panel)
    let table = shareTable(
      ["transmitters", "firing"],
      caption: "Transmitters and firing over the last interval, % of the drug-free state: typical patient, "
        + "90 % interval below\(Self.farthest)")
    guard !panels.isEmpty || !table.isEmpty else { return "" }
    return joined([
      "<p class=\"landmark-note\">\(badge(.extrapolated)) \(safe(SystemWords.extrapolationNote))</p>",
      panels.isEmpty ? "" : systemLegend, joined(panels.map { figure($0) }), table,
      panelTable(panels, title: "Transmitters and firing as a table"),
    ])
  }

  func circulationCharts() -> String {
    let panels = ["heart-rate", "pressure-lying", "pressure-standing", "norepinephrine"].compactMap(panel)
    let more = ["dhpg", "sympathetic"].compactMap(panel)
    let all = panels + more
    let details =
      more.isEmpty
      ? ""
      : "<details class=\"more-readouts\"><summary>\(more.map(\.title).joined(separator: ", "))</summary>\n\(joined(more.map { figure($0) }))\n</details>"
    return joined([
      all.isEmpty ? "" : systemLegend, joined(panels.map { figure($0) }),
      changeTable(), thresholdTable(), details, panelTable(all, title: "Heart rate, pressure and plasma as a table"),
    ])
  }

  func functionCharts() -> String {
    let table = shareTable(
      ["function"],
      caption:
        "Position relative to the drug-free state (100) over the last interval: 90 % interval below\(Self.farthest)")
    guard !table.isEmpty else { return "" }
    let panel = panel("function")
    return """
      <p class="landmark-note"><span class="badge exploratory">exploratory</span> \(safe(SystemWords.exploratory.replacingOccurrences(of: " - ", with: " \u{2013} "))). \(safe(SystemWords.exploratoryNote))</p>
      <details class="exploratory-function"><summary>Show the exploratory readouts</summary>
      \(joined([panel == nil ? "" : systemLegend, panel.map { figure($0) } ?? "", table]))
      </details>
      """
  }

  // MARK: charts

  private func figure(_ panel: ChartData.Panel) -> String {
    let unit = panel.isRelative ? "% of the drug-free state" : panel.unit
    let drawings = panel.main.map { plainFigure($0, in: panel) }.joined(separator: "\n")
    let axis =
      panel.isRelative && isInteractive
      ? "<label class=\"switch live\" hidden><input type=\"checkbox\" data-log=\"\(panel.id)\" checked> logarithmic</label>"
      : ""
    return """
      <figure class="panel" id="panel-\(panel.id)">
      <figcaption><h3>\(panel.title) <span class="role">\(safe(unit))</span></h3>\(axis)</figcaption>
      \(isInteractive ? live(panel) : "")
      <div class="plain">
      \(drawings)
      </div>
      </figure>
      """
  }

  private func live(_ panel: ChartData.Panel) -> String {
    let choices = panel.series.map { series in
      "<label class=\"choice\"><input type=\"checkbox\" data-series=\"\(safe(series.id))\"\(series.isShownFirst ? " checked" : "")>"
        + "<svg class=\"swatch\" viewBox=\"0 0 34 10\" aria-hidden=\"true\"><line class=\"typical s\(series.style % 6) d\((series.style + series.style / 6) % 6)\" x1=\"1\" y1=\"5\" x2=\"33\" y2=\"5\"/></svg>"
        + "<span>\(safe(series.name))</span></label>"
    }
    let text = panel.series.filter(\.isShownFirst).map { summary($0, isOccupancy: false) }.joined(separator: " ")
    return """
      <div class="live" hidden>
      <fieldset class="choices"><legend class="visually-hidden">\(panel.title): curves shown</legend>
      \(choices.joined(separator: "\n"))
      </fieldset>
      <div class="chart" id="live-\(panel.id)" data-kind="system" data-panel="\(panel.id)" role="img" aria-label="\(safe(text))"></div>
      <p class="panel-reading" data-panel="\(panel.id)"></p>
      </div>
      """
  }

  private func plainFigure(_ series: ChartData.Series, in panel: ChartData.Panel) -> String {
    // A drawing of this width shows no more points.
    let drawn = series.thinned(to: 150, times: chartData.times)
    let drawing = SVGChart(
      series: drawn, data: chartData, summary: summary(series, isOccupancy: false), isOccupancy: false, panel: panel,
      size: (430, 190))
    return """
      <figure class="half">
      <figcaption><h4>\(safe(series.name))</h4></figcaption>
      <div class="scroll" role="group" aria-label="\(safe(series.name)), drawing" tabindex="0">\(drawing.text())</div>
      </figure>
      """
  }

  private func panelTable(_ panels: [ChartData.Panel], title: String) -> String {
    let series = panels.flatMap(\.series)
    return series.isEmpty
      ? "" : valueTable(series, title: title, caption: "The curves above, typical patient, 90 % interval")
  }
}
