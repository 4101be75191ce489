import ModelDocuments
import Testing

@Suite struct EquationsPageTests {
  private let page = EquationsPage(ReflexModel.model).text()

  /// The body of the page as XML: every element is closed.
  private func body() throws -> MarkupElement {
    let start = try #require(page.firstRange(of: "<body>"))
    let end = try #require(page.firstRange(of: "</body>"))
    return try MarkupReader.read(String(page[start.lowerBound..<end.upperBound]))
  }

  @Test func `stands alone`() {
    #expect(
      !page.contains("<script") && !page.contains("http://") && !page.contains("https://") && !page.contains("src="))
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
  }

  @Test func `escapes what it is told`() throws {
    #expect(page.contains("<h1>Reflex &amp; &lt;test&gt; 100 %</h1>"))
    let cells = try body().all("td").map(\.text)
    #expect(cells.contains("<script>alert(\"1\")</script>"))
  }

  @Test func `has a section for each part and a link to it`() throws {
    let body = try body()
    let links = body.all("nav").flatMap { $0.all("a") }.compactMap { $0.attributes["href"] }
    #expect(links == ["#definitions", "#equations", "#observables", "#states", "#parameters", "#inputs"])
    #expect(body.all("section").compactMap { $0.attributes["id"] }.map { "#\($0)" } == links)
    let equations = body.all("section").filter {
      ["definitions", "equations", "observables"].contains($0.attributes["id"])
    }
    #expect(equations.flatMap { $0.all("mtable") }.count == 4 + 2 + 1)
    let identifiers = body.all("tr").compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count && identifiers.count == 2 + 7 + 1)
  }

  @Test func `shows statuses, and no source of a number from memory`() throws {
    let badges = try body().all("span").filter { $0.attributes["class"]?.hasPrefix("badge") == true }
    #expect(badges.map(\.text) == ["verified", "memory-unverified", "assumption"])
    #expect(badges.map { $0.attributes["class"] } == ["badge measured", "badge extrapolated", "badge extrapolated"])
    #expect(page.contains("Author et al. 1990") && !page.contains("Somebody 1970"))
  }

  @Test func `draws fractions, roots and powers`() throws {
    let definitions = try #require(body().all("section").first)
    #expect(definitions.all("msqrt").count == 1 && definitions.all("msup").count == 1)
    for fraction in definitions.all("mfrac") + definitions.all("msup") + definitions.all("msub") {
      #expect(fraction.children.count == 2)
    }
  }

  @Test(arguments: 1...60) func `is well-formed for any equations`(seed: Int) throws {
    let system = RandomSystem(seed: UInt64(seed), length: 40)
    let page = EquationsPage(TracedModel(system, system.description)).text()
    let start = try #require(page.firstRange(of: "<body>"))
    let end = try #require(page.firstRange(of: "</body>"))
    let body = try MarkupReader.read(String(page[start.lowerBound..<end.upperBound]))
    for element in body.all("mfrac") + body.all("msup") + body.all("msub") { #expect(element.children.count == 2) }
  }
}
