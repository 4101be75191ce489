import Answers
import KnowledgeBase
import Reports

/// A form in which an article can be taken along, by the ending of its address.
enum ArticleFormat: String, CaseIterable, Sendable {
  case html, json
  case markdown = "md"
  case bibtex = "bib"
  case ris
  case csl = "csl.json"

  var title: String {
    switch self {
    case .html: "HTML"
    case .json: "JSON"
    case .markdown: "Markdown"
    case .bibtex: "Sources, BibTeX"
    case .ris: "Sources, RIS"
    case .csl: "Sources, CSL JSON"
    }
  }

  private var format: ArticleExport.Format {
    switch self {
    case .html: .html
    case .json: .json
    case .markdown: .markdown
    case .bibtex: .bibtex
    case .ris: .ris
    case .csl: .csl
    }
  }

  var type: String { format.mediaType }

  /// The article as text, with the panels that are computed already.
  func text(_ article: Article, panels: [Panel], banner: StatusBanner) -> String {
    ArticleExport.text(article, format: format, panels: panels, banner: banner)
  }

  /// The slug and format in the last part of an address, such as `noradrenaline.csl.json`.
  static func split(_ name: String) -> (slug: String, format: ArticleFormat)? {
    for format in allCases.sorted(by: { $0.rawValue.count > $1.rawValue.count })
    where name.hasSuffix("." + format.rawValue) {
      return (String(name.dropLast(format.rawValue.count + 1)), format)
    }
    return nil
  }
}
