import Foundation
import Simulation

/// The curves of a report: interactive where scripts run, plain drawings elsewhere and on paper, and always a table.
extension HTMLReport {
  var isInteractive: Bool { chartLibrary != nil }

  // MARK: levels

  func levelCharts() -> String {
    let all = chartData.levels
    guard !all.isEmpty, !chartData.times.isEmpty else { return "" }
    let first = all.filter { $0.role == "parent" || $0.role == "active moiety" }
    let leading = first.isEmpty ? Array(all.prefix(1)) : first
    let others = all.filter { one in !leading.contains { $0.id == one.id } }
    var parts = [legend(hasReference: all.contains { $0.limits != nil }, hasPublished: false)]
    if isInteractive { parts.append(liveLevels(all)) }
    let drawings = (leading + others).map { plainFigure($0, isOccupancy: false, isWide: leading.first?.id == $0.id) }
    parts.append("<div class=\"plain\">\n\(drawings.joined(separator: "\n"))\n</div>")
    parts.append(
      valueTable(all, title: "Plasma levels as a table", caption: "Plasma levels, typical patient, 90 % interval"))
    return parts.joined(separator: "\n")
  }

  private func liveLevels(_ all: [ChartData.Series]) -> String {
    let choices = all.map { series in
      "<label class=\"choice\"><input type=\"checkbox\" data-series=\"\(safe(series.id))\"\(series.isShownFirst ? " checked" : "")>"
        + "<svg class=\"swatch\" viewBox=\"0 0 34 10\" aria-hidden=\"true\"><line class=\"typical s\(series.style % 6) d\((series.style + series.style / 6) % 6)\" x1=\"1\" y1=\"5\" x2=\"33\" y2=\"5\"/></svg>"
        + "<span>\(safe(series.name)) <span class=\"role\">\(safe(series.role))</span></span></label>"
    }.joined(separator: "\n")
    return """
      <div class="live" hidden>
      <fieldset class="choices"><legend>Compounds shown</legend>
      \(choices)
      </fieldset>
      <div class="toolbar" role="group" aria-label="Time shown in all charts">
      <button type="button" data-move="all">Whole course</button>
      <button type="button" data-move="last">Last interval</button>
      <button type="button" data-move="in">Zoom in</button>
      <button type="button" data-move="out">Zoom out</button>
      <button type="button" data-move="back">Earlier</button>
      <button type="button" data-move="on">Later</button>
      <label class="switch"><input type="checkbox" id="log-axis"> logarithmic</label>
      </div>
      <div class="chart" id="live-levels" data-kind="levels" role="img" aria-label="\(safe(levelSummary))"></div>
      <div class="reader"><label for="cursor">Read the curves at</label>
      <input type="range" id="cursor" min="0" max="1000" value="1000">
      <output id="cursor-time" for="cursor"></output>
      <p id="reading" role="status"></p></div>
      <p class="hint">Drag to move in time, Ctrl and wheel to zoom; all charts move together.</p>
      </div>
      """
  }

  /// The whole level chart in words.
  private var levelSummary: String {
    chartData.levels.filter(\.isShownFirst).map { summary($0, isOccupancy: false) }.joined(separator: " ")
  }

  // MARK: occupancies

  func occupancyCharts() -> String {
    let all = chartData.occupancies
    guard !all.isEmpty, !chartData.times.isEmpty else { return "" }
    let first = all.filter { ChartData.transporters.contains($0.name) }
    let rest = all.filter { !ChartData.transporters.contains($0.name) }
    var parts = [
      "<p class=\"landmark-note\">\(safe(outcome.referenceLine))</p>",
      legend(hasReference: false, hasPublished: all.contains { !$0.published.isEmpty }),
    ]
    parts += first.map(occupancyFigure)
    if !rest.isEmpty {
      let figures = rest.map(occupancyFigure).joined(separator: "\n")
      parts.append(
        first.isEmpty
          ? figures
          : "<details class=\"more-targets\"><summary>Other targets (\(rest.count))</summary>\n<div class=\"pairs\">\n\(figures)\n</div>\n</details>"
      )
    }
    parts.append(
      valueTable(all, title: "Occupancies as a table", caption: "Occupancy in per cent, typical patient, 90 % interval")
    )
    return parts.joined(separator: "\n")
  }

  private func occupancyFigure(_ series: ChartData.Series) -> String {
    let text = safe(summary(series, isOccupancy: true))
    let live =
      isInteractive
      ? "<div class=\"live\" hidden><div class=\"chart\" data-kind=\"occupancy\" data-series=\"\(safe(series.id))\" role=\"img\" aria-label=\"\(text)\"></div></div>"
      : ""
    return """
      <figure class="target">
      <figcaption><h3>\(safe(series.name)) occupancy</h3>\(note(on: series.name))</figcaption>
      \(live)
      <div class="plain scroll" role="group" aria-label="\(safe(series.name)) occupancy, drawing" tabindex="0">\(drawing(series, isOccupancy: true, isWide: ChartData.transporters.contains(series.name)))</div>
      </figure>
      """
  }

  private func note(on target: String) -> String {
    guard let occupancy = outcome.occupancies.first(where: { $0.target == target }) else { return "" }
    let text = occupancy.note.map { " <span class=\"fine\">\(safe($0))</span>" } ?? ""
    return badge(occupancy.average.kind) + text
  }

  // MARK: shared

  private func plainFigure(_ series: ChartData.Series, isOccupancy: Bool, isWide: Bool) -> String {
    """
    <figure class="\(isWide ? "wide" : "half")">
    <figcaption><h3>\(safe(series.name)) <span class="role">\(safe(series.role))</span></h3></figcaption>
    <div class="scroll" role="group" aria-label="\(safe(series.name)), drawing" tabindex="0">\(drawing(series, isOccupancy: isOccupancy, isWide: isWide))</div>
    </figure>
    """
  }

  private func drawing(_ series: ChartData.Series, isOccupancy: Bool, isWide: Bool) -> String {
    SVGChart(
      series: series, data: chartData, summary: summary(series, isOccupancy: isOccupancy), isOccupancy: isOccupancy,
      hasLandmark: isOccupancy && series.name == "NET", size: isWide ? (720, isOccupancy ? 220 : 260) : (430, 190)
    ).text()
  }

  func legend(hasReference: Bool, hasPublished: Bool, hasRest: Bool = false) -> String {
    func sample(_ drawing: String, _ text: String) -> String {
      "<li><svg class=\"swatch\" viewBox=\"0 0 34 10\" aria-hidden=\"true\">\(drawing)</svg>\(text)</li>"
    }
    var items = [
      sample("<line class=\"typical s0\" x1=\"1\" y1=\"5\" x2=\"33\" y2=\"5\"/>", "typical patient"),
      sample("<rect class=\"band s0\" width=\"34\" height=\"10\"/>", "90 % interval (5\u{2013}95 %)"),
    ]
    if let comparison = outcome.comparison, !hasRest {
      items.append(
        sample("<line class=\"comparison s0\" x1=\"1\" y1=\"5\" x2=\"33\" y2=\"5\"/>", safe(comparison)))
    }
    if hasRest {
      items.append(sample("<line class=\"rest\" x1=\"1\" y1=\"5\" x2=\"33\" y2=\"5\"/>", "without the drugs"))
    }
    if hasReference {
      items.append(sample("<rect class=\"reference\" width=\"34\" height=\"10\"/>", "therapeutic reference range"))
    }
    if hasPublished {
      items.append(
        sample(
          "<rect class=\"published-band\" width=\"34\" height=\"10\"/><line class=\"published\" x1=\"17\" y1=\"0\" x2=\"17\" y2=\"10\"/><circle class=\"published-point\" cx=\"17\" cy=\"5\" r=\"3\"/>",
          "published PET with interval; other doses, no time axis"))
    }
    items.append(
      sample(
        "<line class=\"dose s0\" x1=\"12\" y1=\"2\" x2=\"12\" y2=\"9\"/><line class=\"dose s0\" x1=\"22\" y1=\"2\" x2=\"22\" y2=\"9\"/>",
        "dose"))
    return "<ul class=\"legend\">\n\(items.joined(separator: "\n"))\n</ul>"
  }

  /// What a chart shows, in words.
  func summary(_ series: ChartData.Series, isOccupancy: Bool) -> String {
    let values = series.typical.compactMap { $0 }
    let unit = HTMLNumber.unit(series.unit)
    var text =
      "\(HTMLText.sentence(series.name))\(isOccupancy ? " occupancy" : "") over "
      + "\(HTMLNumber.time(chartData.duration)): highest \(HTMLNumber.value(values.max() ?? .nan)) \(unit), "
      + "at the end \(HTMLNumber.value(values.last ?? .nan)) \(unit)"
    if let low = series.lower.last ?? nil, let high = series.upper.last ?? nil {
      text += " (90 % interval \(HTMLNumber.range([low, high])))"
    }
    if let other = (series.comparison?.last).flatMap({ $0 }) {
      text += "; \(HTMLNumber.value(other)) \(unit) in \(outcome.comparison ?? "the comparison")"
    }
    if let rest = series.rest { text += "; \(HTMLNumber.value(rest)) \(unit) without the drugs" }
    if let limits = series.limits {
      text += "; reference range \(HTMLNumber.plainRange(limits.lower, limits.upper)) \(unit)"
      if let alert = limits.alert { text += ", alert level \(HTMLNumber.plain(alert)) \(unit)" }
    }
    let points = series.published
    if let first = points.first, let last = points.last {
      text +=
        "; \(points.count) published observation\(points.count == 1 ? "" : "s"), "
        + "\(HTMLNumber.range([first.value, last.value])) %"
    }
    return text + "."
  }

  /// The curves at some times as a table, for those who cannot see them.
  func valueTable(_ all: [ChartData.Series], title: String, caption: String) -> String {
    var table = Table(caption: caption, header: ["Time"] + all.map { safe("\($0.name), \(HTMLNumber.unit($0.unit))") })
    table.style = "values"
    var last = -1
    for time in tableTimes {
      guard let k = nearest(time, in: chartData.times), k != last else { continue }
      last = k
      table.rows.append(
        [HTMLNumber.time(chartData.times[k])]
          + all.map { series in
            // A thinned curve has its own times.
            let own = series.times.flatMap { nearest(chartData.times[k], in: $0) } ?? k
            func at(_ row: [Double?]) -> Double? { own < row.count ? row[own] : nil }
            guard let value = at(series.typical) else { return "\u{2013}" }
            let text = "<span class=\"value\">\(HTMLNumber.value(value))</span>"
            guard let low = at(series.lower), let high = at(series.upper) else { return text }
            return text + "<span class=\"interval\">\(HTMLNumber.range([low, high]))</span>"
          })
    }
    return "<details class=\"screen-only\"><summary>\(title)</summary>\n\(table.text())\n</details>"
  }

  /// Twelve times over the run, and six inside the last interval.
  private var tableTimes: [Double] {
    let whole = (0...12).map { Double($0) / 12 * chartData.duration }
    guard chartData.window.count == 2 else { return whole }
    let (start, end) = (chartData.window[0], chartData.window[1])
    return Set(whole + (0...6).map { start + Double($0) / 6 * (end - start) }).sorted()
  }

  private func nearest(_ time: Double, in times: [Double]) -> Int? {
    times.indices.min { abs(times[$0] - time) < abs(times[$1] - time) }
  }
}
