import KnowledgeBase
import Simulation

/// An outcome as the scenario page shows it.
struct OutcomeView {
  let outcome: Outcome
  let query: ScenarioQuery

  func view() -> View {
    let groups = [
      levels, occupancies, system("transmitters", "Messengers"), system("firing", "Firing"),
      system("circulation", "Circulation"), system("plasma", "In plasma"), thresholds,
      system("function", "Function, exploratory"),
    ]
    return [
      "title": .text(outcome.title), "regimens": EvidenceViews.texts(outcome.regimens),
      "patient": .text(outcome.patient),
      "comparison": .text(outcome.comparison),
      "window": .text(
        outcome.window.count == 2
          ? "the last interval, \(PageNumber.time(outcome.window[0])) to \(PageNumber.time(outcome.window[1])) after the first dose"
          : "the end"),
      "report": .text(Address(path: "/scenarios/report", parameters: query.parameters).text),
      "json": .text(Address(path: "/api/v1/simulate", parameters: query.parameters).text),
      "warnings": .list(outcome.warnings.sorted(by: worse).map(warning)),
      "hasWarnings": .flag(!outcome.warnings.isEmpty),
      "groups": .list(groups.compactMap { $0 }), "notes": EvidenceViews.texts(outcome.notes),
      "hasNotes": .flag(!outcome.notes.isEmpty),
      "sources": .list(
        outcome.sources.map { ["citation": .text($0.citation), "link": .text(EvidenceViews.link($0.link))] }),
      "run": .text(
        "Simulated \(PageNumber.time(outcome.duration)) with \(outcome.draws) draws, seed \(outcome.seed)."
          + (outcome.failedDraws > 0 ? " \(outcome.failedDraws) draws could not be integrated and are left out." : "")),
    ]
  }

  private func worse(_ left: Outcome.Warning, _ right: Outcome.Warning) -> Bool {
    (WarningStyle(left.severity).rank, left.id) < (WarningStyle(right.severity).rank, right.id)
  }

  private func warning(_ warning: Outcome.Warning) -> View {
    let style = WarningStyle(warning.severity)
    let text =
      "\(EvidenceViews.sentence(warning.about.joined(separator: ", "))): \(warning.effect) \(warning.mechanism)"
    return [
      "severity": .text(style.word), "class": .text(style.styleClass), "icon": .text(style.icon), "text": .text(text),
      "advice": .text(warning.advice), "citations": .list([]), "isUnverified": .flag(warning.citation == nil),
      "claims": .list([["id": .text(warning.id)]]),
    ]
  }

  // MARK: measures

  private func group(_ id: String, _ heading: String, note: String? = nil, _ measures: [View]) -> View? {
    guard !measures.isEmpty else { return nil }
    return ["id": .text("g-" + id), "heading": .text(heading), "note": .text(note), "measures": .list(measures)]
  }

  private func row(_ name: String, _ measure: Outcome.Measure, remark: String? = nil) -> View {
    [
      "quantity": .text(name), "remark": .text(remark),
      "value": .text(PageNumber.text(measure.value, unit: measure.unit)),
      "unit": .text(PageNumber.unit(measure.unit)),
      "interval": .text(PageNumber.interval(measure.interval.first, measure.interval.last)),
      "persons": .text(PageNumber.interval(measure.personInterval?.first, measure.personInterval?.last)),
      "kind": .text(measure.kind.rawValue),
      "influences": .text(
        measure.dependsOn.map { "\($0.parameter) \(Int(($0.share * 100).rounded())) %" }.joined(separator: "; ")),
    ]
  }

  private var levels: View? {
    let rows = outcome.levels.flatMap { level -> [View] in
      let range = level.range.map { range in
        "reference range \(PageNumber.text(range.lower))\u{2013}\(PageNumber.text(range.upper)) \(range.unit) at \(range.at): \(range.position)"
      }
      var list = [
        row("\(level.name), trough", level.trough, remark: level.leadingName == "trough" ? range : nil),
        row("\(level.name), peak", level.peak, remark: level.leadingName == "peak" ? range : nil),
        row("\(level.name), average", level.average),
      ]
      if let ratio = level.exposureRatio { list.append(row("\(level.name), exposure against the comparison", ratio)) }
      return list
    }
    return group("levels", "Levels in plasma", rows)
  }

  private var occupancies: View? {
    group(
      "occupancy", "Occupancy", note: outcome.referenceLine,
      outcome.occupancies.flatMap { occupancy in
        [
          row("\(occupancy.target), average", occupancy.average, remark: occupancy.note),
          row("\(occupancy.target), trough", occupancy.trough),
        ]
      })
  }

  private func system(_ panel: String, _ heading: String) -> View? {
    group(
      panel, heading,
      outcome.system.filter { $0.panel == panel }.map { readout in
        row(
          readout.meaning, readout.average,
          remark: readout.isExploratory ? "exploratory: the size is not known from any measurement" : nil)
      })
  }

  private var thresholds: View? {
    group(
      "thresholds", "Persons beyond a limit",
      outcome.thresholds.map { crossing in
        row(
          "\(crossing.readout) beyond \(PageNumber.text(crossing.threshold)) \(crossing.unit)", crossing.probability,
          remark: "without the drugs \(PageNumber.text(crossing.withoutDrugs)) %")
      })
  }
}
