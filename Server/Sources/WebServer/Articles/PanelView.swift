import Answers
import KnowledgeBase
import Simulation

/// A panel in an article, or the place where it will stand when it is computed.
struct PanelView {
  let id: String
  let reader: Reader
  let panels: PanelCache

  func view() -> View {
    let specification = panels.specification(id)
    let isPlain = reader == .patient
    var view: View = [
      "id": .text(id), "reader": .text(reader.rawValue),
      "title": .text(isPlain ? specification?.plainTitle : specification?.title), "isReady": .flag(false),
      "badges": EvidenceViews.texts([Outcome.Kind.computed.rawValue]),
      "isComputing": .flag(false), "isFailed": .flag(false),
    ]
    switch panels.state(id) {
    case .ready(let drawn): fill(&view, drawn)
    case .computing: view["isComputing"] = .flag(true)
    case .failed, nil: view["isFailed"] = .flag(true)
    }
    return view
  }

  private func fill(_ view: inout View, _ drawn: PanelCache.Drawn) {
    let panel = drawn.panel
    let computed = panel.series.flatMap { series in series.points.map { (series.name, $0) } }
    let kinds = [Outcome.Kind.computed, .extrapolated].filter { kind in computed.contains { $0.1.kind == kind } }
    view["isReady"] = .flag(true)
    if !kinds.isEmpty { view["badges"] = EvidenceViews.texts(kinds.map(\.rawValue)) }
    view["svg"] = .markup(drawn.svg)
    view["note"] = .text(reader == .patient ? panel.plainNote : panel.note)
    view["unit"] = .text(PageNumber.unit(panel.unit))
    let measured = panel.measured.map { ("study", $0) }
    view["points"] = .list((computed + measured).map { Self.point($0.0, $0.1) })
    view["commands"] = EvidenceViews.texts(panel.commands)
    view["claims"] = .list(panel.claims.map { ["id": .text($0)] })
  }

  private static func point(_ series: String, _ point: Panel.Point) -> View {
    let place = [point.x.map(PageNumber.text), point.label].compactMap { $0 }.joined(separator: ", ")
    return [
      "series": .text(series), "place": .text(place), "value": .text(PageNumber.text(point.value)),
      "interval": .text(PageNumber.interval(point.low, point.high)), "kind": .text(point.kind.rawValue),
    ]
  }
}
