import KnowledgeBase
import Reports
import TestSupport
import Testing

/// Whatever stands in a claim, a title or a source, a page shows it as text.
@Suite struct EscapingTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</style><b>",
    "javascript:alert(1)", "&lt;", "]]>", "<!--",
    "\u{0}", "\u{202E}", "\"\u{301}", "<\u{301}script>", "🧠", "{{{x}}}", "\r\n", "%3Cscript%3E",
  ]

  @Test func `random text holds no markup after escaping, and nothing is lost`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...6, using: &generator)
      let text = (0..<count).map { _ in Self.hostile.randomElement(using: &generator) ?? "" }.joined()
      let safe = HTMLText.escape(text)
      // By scalars: a quote with an accent is one character, but a browser sees the quote.
      for scalar in safe.unicodeScalars { #expect(!["<", ">", "\"", "'"].contains(Character(scalar))) }
      // Control characters become U+FFFD; everything else comes back.
      let isControl = { (scalar: Unicode.Scalar) in
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
      }
      #expect(unescaped(safe) == text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 })
    }
  }

  /// By scalars, as a browser reads it.
  private func unescaped(_ text: String) -> [Unicode.Scalar] {
    let entities: [(code: [Unicode.Scalar], plain: Unicode.Scalar)] = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ].map { (Array(($0.0 as String).unicodeScalars), $0.1) }
    var rest = Array(text.unicodeScalars)[...]
    var result: [Unicode.Scalar] = []
    while let first = rest.first {
      if let entity = entities.first(where: { rest.starts(with: $0.code) }) {
        result.append(entity.plain)
        rest = rest.dropFirst(entity.code.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private func article(_ text: String) -> Article {
    let sentence = Article.Sentence(text: text, claims: [text], role: .fact, citations: [1], grade: "B")
    return Article(
      slug: "s", title: text, kind: "article", reader: .clinician, lead: [sentence],
      sections: [
        Article.Section(
          id: "a", heading: text,
          blocks: [.subheading(text), .paragraph([sentence]), .list([[sentence]]), .panel(text)])
      ],
      sources: [
        Article.Citation(
          number: 1, id: "r", citation: text, year: 2020, type: "article", doi: nil, pmid: nil,
          link: "javascript:alert(1)", claims: [text])
      ], disclaimer: Article.disclaimer)
  }

  private var banner: StatusBanner {
    StatusBanner(
      version: ArticleVersion(slug: "s", hash: String(repeating: "0", count: 64), claimDigests: [:], modelDigest: nil),
      author: nil,
      reviews: [], staleReasons: [])
  }

  @Test func `an exported page holds no script and no link but to the web`() {
    for text in Self.hostile {
      let page = ArticleExport.text(article(text), format: .html, banner: banner).lowercased()
      #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"), "\(text)")
      #expect(!page.contains("href=\"javascript"), "\(text)")
    }
  }

  @Test func `BibTeX and RIS entries cannot be broken out of`() {
    let hostile = article("A } title\n@article{x, \\input{/etc/passwd}\r\nER  - \r\nTY  - JOUR")
    let bibtex = ArticleExport.text(hostile, format: .bibtex, banner: banner)
    #expect(bibtex.split(separator: "\n").count { $0.hasPrefix("@") } == 1 && !bibtex.contains("\\input"))
    let ris = ArticleExport.text(hostile, format: .ris, banner: banner)
    #expect(ris.split(separator: "\r\n").count { $0.hasPrefix("TY  - ") } == 1)
  }
}
