import Foundation
import Simulation

/// The numbers of a report as tables.
extension HTMLReport {
  /// A table whose first column names the row.
  struct Table {
    var caption: String
    var header: [String]
    /// Cells are markup already.
    var rows: [[String]] = []
    var style = ""

    /// The table in a region that scrolls on narrow screens.
    func text() -> String {
      let head = header.map { "<th scope=\"col\">\($0)</th>" }.joined()
      let body = rows.map { row in
        "<tr>" + row.enumerated().map { $0 == 0 ? "<th scope=\"row\">\($1)</th>" : "<td>\($1)</td>" }.joined() + "</tr>"
      }.joined(separator: "\n")
      return """
        <div class="scroll" role="group" aria-label="\(caption)" tabindex="0"><table class="\(style)">
        <caption><span>\(caption)</span></caption>
        <thead><tr>\(head)</tr></thead>
        <tbody>
        \(body)
        </tbody></table></div>
        """
    }
  }

  func tables() -> String {
    [
      levelTable(), rangeTable(), ratioTable(), personTable(), occupancyTable(), publishedTable(), clearanceTable(),
      influenceTable(),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func details(_ title: String, _ table: Table) -> String {
    table.rows.isEmpty ? "" : "<details><summary>\(title)</summary>\n\(table.text())\n</details>"
  }

  /// A value with its 90 % interval; its kind where it differs from its row's.
  private func cell(_ measure: Outcome.Measure, row: Outcome.Kind) -> String {
    "<span class=\"value\">\(HTMLNumber.value(measure.value))</span><span class=\"interval\">\(HTMLNumber.range(measure.interval))</span>"
      + (measure.kind == row ? "" : badge(measure.kind))
  }

  private func name(_ level: Outcome.Level) -> String {
    "\(safe(level.name))<span class=\"role\">\(safe(level.role))</span>"
  }

  // MARK: levels

  private func levelTable() -> String {
    guard let unit = outcome.levels.first?.average.unit, let area = outcome.levels.first?.areaUnderCurve.unit else {
      return ""
    }
    var table = Table(
      caption: "Plasma levels over the last interval, \(HTMLNumber.unit(unit)): typical patient, 90 % interval below",
      header: ["Compound", "Now", "Trough", "Peak", "Average", "AUC, \(safe(HTMLNumber.unit(area)))", "Kind"],
      style: "levels")
    for level in outcome.levels {
      let kind = level.average.kind
      table.rows.append([
        name(level), cell(level.now, row: kind), cell(level.trough, row: kind),
        cell(level.peak, row: kind)
          + "<span class=\"role\">\(safe(HTMLNumber.time(level.timeOfPeak))) after the dose</span>",
        cell(level.average, row: kind), cell(level.areaUnderCurve, row: kind), badge(kind),
      ])
    }
    return table.text()
  }

  private func rangeTable() -> String {
    var table = Table(
      caption: "Therapeutic reference ranges",
      header: ["Compound", "Range", "Alert level", "Level", "Where it stands", "Source"], style: "words")
    for level in outcome.levels {
      guard let range = level.range else { continue }
      let unit = safe(HTMLNumber.unit(range.unit))
      table.rows.append([
        safe(level.name), "\(HTMLNumber.plainRange(range.lower, range.upper)) \(unit)",
        range.alert.map { "\(HTMLNumber.plain($0)) \(unit)" } ?? "\u{2013}",
        "\(safe(level.leadingName)) \(HTMLNumber.value(level.leading.value)) \(safe(HTMLNumber.unit(level.leading.unit)))",
        "<span class=\"position \(safe(range.position))\">\(range.position == "alert" ? "at or above the alert level" : safe(range.position))</span>",
        citation(range.citation),
      ])
    }
    return table.rows.isEmpty ? "" : table.text()
  }

  private func ratioTable() -> String {
    var table = Table(
      caption: "Exposure ratio" + (outcome.comparison.map { " against \(safe($0))" } ?? "")
        + ", and time to steady state",
      header: ["Compound", "Exposure ratio", "90 % interval", "Steady state after", "Kind"])
    for level in outcome.levels where level.exposureRatio != nil || level.timeToSteadyState != nil {
      table.rows.append([
        name(level), level.exposureRatio.map { HTMLNumber.value($0.value) + "-fold" } ?? "\u{2013}",
        HTMLNumber.range(level.exposureRatio?.interval), level.timeToSteadyState.map(HTMLNumber.time) ?? "\u{2013}",
        badge(level.exposureRatio?.kind ?? level.average.kind),
      ])
    }
    return table.rows.isEmpty ? "" : table.text()
  }

  private func personTable() -> String {
    var table = Table(
      caption: "Levels in nmol/L, and the interval that holds 90 % of persons, ng/mL",
      header: [
        "Compound", "Trough, nmol/L", "Peak, nmol/L", "Average, nmol/L", "AUC, nmol/L\u{00B7}h", "Trough in persons",
        "Peak in persons", "Average in persons",
      ])
    func molar(_ measure: Outcome.Measure) -> String { measure.molar.map(HTMLNumber.value) ?? "\u{2013}" }
    for level in outcome.levels {
      table.rows.append([
        name(level), molar(level.trough), molar(level.peak), molar(level.average), molar(level.areaUnderCurve),
        HTMLNumber.range(level.trough.personInterval), HTMLNumber.range(level.peak.personInterval),
        HTMLNumber.range(level.average.personInterval),
      ])
    }
    return details("Levels in nmol/L, and differences between persons", table)
  }

  // MARK: occupancy

  private func occupancyTable() -> String {
    var table = Table(
      caption: "Occupancy over the last interval, %: typical patient, 90 % interval below",
      header: ["Target", "Trough", "Peak", "Average", "Average in persons", "Kind", "Compounds at the target"],
      style: "words")
    let known = ChartData.transporters
    func rank(_ target: String) -> Int { known.firstIndex(of: target) ?? known.count }
    let visible = outcome.occupancies.enumerated().filter {
      known.contains($0.element.target) || ($0.element.peak.interval.last ?? 0) >= 1
    }
    for (_, occupancy) in visible.sorted(by: {
      (rank($0.element.target), $0.offset) < (rank($1.element.target), $1.offset)
    }) {
      let kind = occupancy.average.kind
      let ligands = occupancy.ligands.map {
        "\(safe($0.compound)) <span class=\"role\">\(safe($0.action)), \(safe($0.evidence))</span>"
      }
      table.rows.append([
        safe(occupancy.target), cell(occupancy.trough, row: kind), cell(occupancy.peak, row: kind),
        cell(occupancy.average, row: kind), HTMLNumber.range(occupancy.average.personInterval),
        badge(kind) + (occupancy.note.map { "<span class=\"role\">\(safe($0))</span>" } ?? ""),
        ligands.joined(separator: " "),
      ])
    }
    return table.rows.isEmpty ? "" : table.text()
  }

  private func publishedTable() -> String {
    var table = Table(
      caption: "Published occupancies, drawn beside the curves",
      header: ["Study", "Target", "Drug", "Occupancy, %", "Interval", "Kind"])
    for point in outcome.publishedOccupancies {
      let interval: [Double]? = point.lower.flatMap { lower in point.upper.map { [lower, $0] } }
      table.rows.append([
        safe(point.label), safe(point.target), safe(point.drug), HTMLNumber.value(point.value),
        HTMLNumber.range(interval), badge(.measured),
      ])
    }
    return details("Published occupancies (PET and SPECT)", table)
  }

  // MARK: reasons

  private func clearanceTable() -> String {
    var table = Table(
      caption: "Who carries the clearance: typical patient, last interval",
      header: ["Compound", "Route", "Share", "<span class=\"visually-hidden\">Share as a bar</span>"], style: "shares")
    var last = ""
    for share in outcome.clearanceShares {
      let name =
        share.compound == last ? "<span class=\"visually-hidden\">\(safe(share.compound))</span>" : safe(share.compound)
      last = share.compound
      table.rows.append([name, safe(share.route), HTMLNumber.percent(share.share), bar(share.share)])
    }
    return table.rows.isEmpty ? "" : table.text()
  }

  private func influenceTable() -> String {
    var table = Table(
      caption: "What the numbers depend on most: share of the variance that a parameter's uncertainty explains",
      header: ["Number", "First", "Second", "Third"], style: "words influences")
    func add(_ name: String, _ measure: Outcome.Measure) {
      guard !measure.dependsOn.isEmpty else { return }
      var cells = measure.dependsOn.prefix(3).map {
        "<code>\(safe($0.parameter))</code><span class=\"role\">\(HTMLNumber.percent($0.share))</span>"
      }
      cells += repeatElement("\u{2013}", count: 3 - cells.count)
      table.rows.append([safe(name)] + cells)
    }
    for level in outcome.levels {
      add("\(level.name), average", level.average)
      add("\(level.name), trough", level.trough)
      add("\(level.name), peak", level.peak)
      if let ratio = level.exposureRatio { add("\(level.name), exposure ratio", ratio) }
    }
    for occupancy in outcome.occupancies where ChartData.transporters.contains(occupancy.target) {
      add("\(occupancy.target) occupancy, average", occupancy.average)
    }
    let isShort = !SystemWords(outcome: outcome).hidden.isEmpty
    for readout in outcome.system
    where !readout.isExploratory && (!isShort || SystemWords.leading.contains(readout.name)) {
      add("\(SystemWords.label(readout.name)), change", readout.change)
    }
    return details("What the numbers depend on most", table)
  }

  private func bar(_ share: Double) -> String {
    let width = share.isFinite ? Int((min(max(share, 0), 1) * 100).rounded()) : 0
    return "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      + "<rect class=\"rail\" width=\"100\" height=\"8\"/><rect class=\"fill\" width=\"\(width)\" height=\"8\"/></svg>"
  }
}
