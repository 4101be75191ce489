public import Answers
import Foundation
public import KnowledgeBase
import Simulation

/// Writes an article for other programs and for people.
public enum ArticleExport {
  /// A format.
  public enum Format: String, Sendable, CaseIterable {
    case html, json
    case markdown = "md"
    case bibtex, ris, csl

    /// The media type, for a server.
    public var mediaType: String {
      switch self {
      case .html: "text/html; charset=utf-8"
      case .json: "application/json"
      case .markdown: "text/markdown; charset=utf-8"
      case .bibtex: "application/x-bibtex; charset=utf-8"
      case .ris: "application/x-research-info-systems; charset=utf-8"
      case .csl: "application/vnd.citationstyles.csl+json"
      }
    }
  }

  /// The article as text.
  ///
  /// - Parameters:
  ///   - article: as one reader sees it.
  ///   - format: what to write.
  ///   - panels: its computed panels; those that are missing are named.
  ///   - banner: where the version stands.
  public static func text(
    _ article: Article, format: Format, panels: [Panel] = [], banner: StatusBanner
  ) -> String {
    switch format {
    case .html: ArticlePage(article: article, panels: panels, banner: banner).text()
    case .json: CanonicalJSON.readable(ArticleDocument(article: article, panels: panels, banner: banner)) + "\n"
    case .markdown: markdown(article, panels: panels, banner: banner)
    case .bibtex: Bibliography.bibtex(article.sources)
    case .ris: Bibliography.ris(article.sources)
    case .csl: Bibliography.csl(article.sources)
    }
  }

  // MARK: Markdown

  private static func markdown(_ article: Article, panels: [Panel], banner: StatusBanner) -> String {
    var lines = ["# \(article.title)", "", "> \(banner.text)", ">", "> \(article.disclaimer)", ""]
    lines += [article.lead.map(sentence).joined(separator: " "), ""]
    for section in article.sections {
      lines += ["## \(section.heading)", ""]
      for block in section.blocks {
        switch block {
        case .subheading(let text): lines += ["### \(text)", ""]
        case .paragraph(let sentences): lines += [sentences.map(sentence).joined(separator: " "), ""]
        case .list(let items):
          lines += items.map { "- " + $0.map(sentence).joined(separator: " ") } + [""]
        case .options(let rows):
          lines += rows.map { "- **\($0.profile)**: " + $0.sentences.map(sentence).joined(separator: " ") } + [""]
        case .panel(let id): lines += markdown(panels.first { $0.id == id }, id: id, reader: article.reader)
        }
      }
    }
    lines += ["## Sources", ""]
    lines += article.sources.map { source in
      "\(source.number). \(source.citation)" + (source.link.map { " <\($0)>" } ?? "")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func sentence(_ sentence: Article.Sentence) -> String {
    guard !sentence.citations.isEmpty else { return "\(sentence.text) (\(sentence.claims.joined(separator: ", ")))" }
    return
      "\(sentence.text) [\(sentence.citations.map(String.init).joined(separator: ", "))] (\(sentence.claims.joined(separator: ", ")))"
  }

  private static func markdown(_ panel: Panel?, id: String, reader: Reader) -> [String] {
    guard let panel else { return ["*Panel \(id): not computed here.*", ""] }
    var lines = ["**\(reader == .patient ? panel.plainTitle : panel.title)**", ""]
    lines += ["| | \(panel.yTitle) | 90 % interval | kind |", "|---|---|---|---|"]
    for series in panel.series {
      for point in series.points {
        let place = point.label ?? point.x.map { "\(HTMLNumber.plain($0)) mg" } ?? ""
        let interval = [point.low, point.high].compactMap { $0 }
        lines.append(
          "| \(series.name), \(place) | \(HTMLNumber.value(point.value)) | \(HTMLNumber.range(interval)) | \(point.kind.rawValue) |"
        )
      }
    }
    for point in panel.measured {
      lines.append(
        "| \(point.label ?? "") | \(HTMLNumber.value(point.value)) | \(HTMLNumber.range([point.low, point.high].compactMap { $0 })) | measured |"
      )
    }
    return lines + ["", "*\(reader == .patient ? panel.plainNote : panel.note)*", ""]
  }
}

/// An article with its panels and where its version stands.
public struct ArticleDocument: Codable, Sendable {
  public var schemaVersion = 1
  public var article: Article
  public var panels: [Panel]
  public var status: StatusBanner

  /// Makes a document.
  public init(article: Article, panels: [Panel], banner: StatusBanner) {
    self.article = article
    self.panels = panels
    status = banner
  }
}
