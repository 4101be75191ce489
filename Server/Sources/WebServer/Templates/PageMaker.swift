import Foundation
import HTTPTypes
import KnowledgeBase

/// Makes whole pages: content inside the frame.
struct PageMaker: Sendable {
  let templates: Templates
  let assets: Assets
  let digest: String

  /// What the frame of a page needs to know.
  struct Frame {
    var title: String
    var description: String?
    /// ask, articles, scenarios, search or desk.
    var section: String?
    var kind: String?
    /// Nil leaves the choice of readers out.
    var reader: Reader?
    /// The page's own address without the reader, for the choice of readers.
    var address = Address(path: "/")
    /// Markup for the head.
    var head: String?
    var isPrivate = false
    /// Whether the charting library is offered.
    var hasCharts = false
  }

  /// A page.
  func page(_ frame: Frame, content name: String, _ view: View) -> String {
    self.page(frame, markup: templates.render(name, view))
  }

  /// A page around markup that templates made.
  func page(_ frame: Frame, markup: String) -> String {
    let navigation = [
      ("ask", "Ask", "/"), ("articles", "Articles", "/articles"), ("scenarios", "Scenarios", "/scenarios"),
      ("search", "Search", "/search"),
    ].map { id, name, path -> View in
      ["name": .text(name), "address": .text(path), "isCurrent": .flag(frame.section == id)]
    }
    return templates.render(
      "frame",
      [
        "title": .text(frame.title), "description": .text(frame.description), "kind": .text(frame.kind),
        "isPrivate": .flag(frame.isPrivate), "head": .markup(frame.head), "navigation": .list(navigation),
        "readers": .list(readers(frame)), "hasReaders": .flag(frame.reader != nil), "content": .markup(markup),
        "styleVersion": .text(assets.style.version),
        "scriptVersion": .text(assets.script.version), "disclaimer": .text(Article.disclaimer),
        "digest": .text(String(digest.prefix(12))),
        "bundle": .text(frame.hasCharts ? assets.charts.map { "/static/vega-bundle.js?v=\($0.version)" } : nil),
      ])
  }

  /// The page of a problem.
  func problem(_ problem: Problem, id: String) -> String {
    page(
      Frame(title: problem.title, isPrivate: true), content: "problem",
      [
        "status": .text("\(problem.status.code)"), "title": .text(problem.title), "detail": .text(problem.detail),
        "id": .text(id), "isSignIn": .flag(problem.status == .unauthorized),
      ])
  }

  private func readers(_ frame: Frame) -> [View] {
    guard let current = frame.reader else { return [] }
    return Reader.allCases.map { reader in
      var address = frame.address
      address.parameters.removeAll { $0.name == "for" }
      address.parameters.append(("for", reader.rawValue))
      return [
        "name": .text(reader.rawValue.capitalized), "address": .text(address.text),
        "isCurrent": .flag(reader == current),
      ]
    }
  }
}
