import Answers
import ContentDigests
import Foundation
import KnowledgeBase

/// An article as one self-contained page without scripts, for reading, printing and archiving.
struct ArticlePage {
  let article: Article
  let panels: [Panel]
  let banner: StatusBanner

  func text() -> String {
    let contents = article.sections.map { "<li><a href=\"#\($0.id)\">\(safe($0.heading))</a></li>" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(ContentDigest.base64("\n\(style)\n"))'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(safe(article.title)) \u{2013} Coeruleus</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the article</a>
      <header>
      <p class="status">\(safe(banner.text))</p>
      <h1>\(safe(article.title))</h1>
      <p class="fine">\(safe(article.disclaimer)) Written for \(safe(article.reader.description)).</p>
      </header>
      <nav aria-label="Contents"><ol>\(contents)</ol></nav>
      <main id="main">
      <p class="lead">\(article.lead.map(sentence).joined(separator: " "))</p>
      \(article.sections.map(section).joined(separator: "\n"))
      <section id="sources"><h2>Sources</h2><ol class="sources">
      \(article.sources.map(source).joined(separator: "\n"))
      </ol></section>
      </main>
      </body>
      </html>

      """
  }

  private func safe(_ text: String) -> String { HTMLText.escape(text) }

  private func section(_ section: Article.Section) -> String {
    let body = section.blocks.map { block -> String in
      switch block {
      case .subheading(let text): return "<h3>\(safe(text))</h3>"
      case .paragraph(let sentences): return "<p>\(sentences.map(sentence).joined(separator: " "))</p>"
      case .list(let items):
        return "<ul>\(items.map { "<li>\($0.map(sentence).joined(separator: " "))</li>" }.joined(separator: "\n"))</ul>"
      case .options(let rows):
        let cells = rows.map {
          "<tr><th scope=\"row\">\(safe($0.profile))</th><td>\(safe($0.medicines.joined(separator: ", ")))</td><td>\($0.sentences.map(sentence).joined(separator: " "))</td></tr>"
        }.joined(separator: "\n")
        return
          "<table><thead><tr><th scope=\"col\">Profile</th><th scope=\"col\">Medicines named</th><th scope=\"col\">What guidelines say</th></tr></thead><tbody>\(cells)</tbody></table>"
      case .panel(let id): return panel(id)
      }
    }.joined(separator: "\n")
    return "<section id=\"\(safe(section.id))\"><h2>\(safe(section.heading))</h2>\n\(body)\n</section>"
  }

  private func panel(_ id: String) -> String {
    guard let panel = panels.first(where: { $0.id == id }) else {
      return "<p class=\"fine\">Panel \(safe(id)): not computed in this copy.</p>"
    }
    let isPlain = article.reader == .patient
    return """
      <figure><figcaption>\(safe(isPlain ? panel.plainTitle : panel.title))</figcaption>
      \(PanelChart.svg(panel))
      <p class="fine">\(safe(isPlain ? panel.plainNote : panel.note))</p></figure>
      """
  }

  private func sentence(_ sentence: Article.Sentence) -> String {
    let marks = sentence.citations.map { "<a href=\"#source-\($0)\">\($0)</a>" }.joined(separator: ",")
    let grade = sentence.grade.map { "<abbr class=\"grade\" title=\"evidence grade \($0)\">\($0)</abbr>" } ?? ""
    let cite = marks.isEmpty ? "" : "<sup>[\(marks)]</sup>"
    return
      "<span class=\"\(sentence.role.rawValue.replacing(" ", with: "-"))\" data-claims=\"\(safe(sentence.claims.joined(separator: " ")))\">\(safe(sentence.text))</span>\(cite)\(sentence.role == .fact ? grade : "")"
  }

  private func source(_ source: Article.Citation) -> String {
    let link =
      HTMLText.link(source.link).map { " <a href=\"\(safe($0))\" rel=\"noopener noreferrer\">\(safe($0))</a>" } ?? ""
    return
      "<li id=\"source-\(source.number)\" value=\"\(source.number)\">\(safe(source.citation))\(link) <span class=\"fine\">claims \(safe(source.claims.joined(separator: ", ")))</span></li>"
  }

  private var style: String {
    """
    :root{color-scheme:light dark;--ink:#1b2430;--paper:#fdfdfb;--soft:#5b6775;--line:#d8dee6;--accent:#1d5f8a;--warm:#b4532a}
    @media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--paper:#12171d;--soft:#9aa7b5;--line:#2c3641;--accent:#7cc0ea;--warm:#f0a27a}}
    body{margin:0 auto;max-width:46rem;padding:1.5rem;font:1.05rem/1.6 Georgia,serif;color:var(--ink);background:var(--paper)}
    h1,h2,h3,.status,nav,.fine,table,figcaption,.grade{font-family:system-ui,sans-serif}h1{line-height:1.2}h2{border-top:1px solid var(--line);padding-top:1rem}
    a{color:var(--accent)}.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}.status{border-left:4px solid var(--accent);padding:.4rem .8rem}
    .fine{color:var(--soft);font-size:.85rem}.lead{font-size:1.15rem}.grade{font-size:.7rem;border:1px solid var(--line);border-radius:3px;padding:0 .25rem;margin-left:.2rem;text-decoration:none}
    .commonly-said{color:var(--soft);font-style:italic}.not-verified{color:var(--warm)}.detail{color:var(--soft)}table{border-collapse:collapse;font-size:.9rem}
    th,td{border:1px solid var(--line);padding:.4rem;text-align:left;vertical-align:top}figure{margin:1.5rem 0}figcaption{font-weight:600}
    svg{width:100%;height:auto}svg text{fill:var(--soft);font:12px system-ui,sans-serif}svg .group{fill:var(--ink);font-weight:600}.grid{stroke:var(--line)}.curve{fill:none;stroke:var(--accent);stroke-width:2}
    .band{fill:var(--accent);opacity:.18}.measured{stroke:var(--warm)}.measured-point{fill:var(--warm)}.bar{fill:var(--accent);opacity:.75}.bar.s1{opacity:.5}.bar.s2{opacity:.3}.interval{stroke:var(--ink)}.base{stroke:var(--soft)}
    @media print{nav,.skip{display:none}body{max-width:none}}
    """
  }
}
