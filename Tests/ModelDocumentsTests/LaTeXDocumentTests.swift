import Testing

@testable import ModelDocuments

@Suite struct LaTeXDocumentTests {
  private let text = LaTeXDocument(ReflexModel.model).text()

  @Test func `writes the equations`() {
    let expected = [
      #"\equationline{\begin{aligned}\text{MAP}_{\text{supine}} &= \text{MAP}_{\text{set}} \cdot \left(0.5 + \frac{\text{tone}}{3}\right)\end{aligned}}"#,
      #"\text{drive} &= 1 + \frac{\text{pressure error}}{\sqrt{1 + {\text{pressure error}}^{2}}}"#,
      #"\text{release} &= {k_{\mathrm{rel}}} \cdot \text{drive}"#,
      #"\frac{\mathrm{d}\,\text{NE}_{\text{plasma}}}{\mathrm{d}t} &= \text{infusion} + \text{release} - \text{clearance} \cdot \text{NE}_{\text{plasma}}"#,
      #"$1.2 \cdot 10^{-5}$"#, #"$20$ to $45$"#, #"release at rest (\texttt{releaseRate})"#,
    ]
    for part in expected { #expect(text.contains(part), "\(part)") }
    #expect(text.contains("Author et al. 1990") && !text.contains("Somebody 1970"))
  }

  @Test func `escapes what it is told`() {
    #expect(text.contains(#"\title{Reflex \& \ensuremath{<}test\ensuremath{>} 100 \%}"#))
    #expect(text.contains(#"Pressure \ensuremath{\geq} 0, caf\'{e}, 5-{}HT\_x \textbackslash{} \{a\}."#))
    #expect(
      LaTeXText.escape("$#^~\u{1F600}\u{7}\u{010D}\u{0131}")
        == ##"\$\#\textasciicircum{}\textasciitilde{}[?]\v{c}\i{}"##)
    let ascii = text.allSatisfy(\.isASCII)
    #expect(ascii)
  }

  @Test(arguments: 0...60) func `closes what it opens`(seed: Int) {
    let system = RandomSystem(seed: UInt64(seed), length: 40)
    let text = seed == 0 ? self.text : LaTeXDocument(TracedModel(system, system.description)).text()
    var depth = 0
    var escaped = false
    for character in text {
      if !escaped, character == "{" { depth += 1 }
      if !escaped, character == "}" { depth -= 1 }
      escaped = character == "\\" && !escaped
      if depth < 0 { break }
    }
    #expect(depth == 0)
    #expect(count("\\begin{", in: text) == count("\\end{", in: text))
    #expect(count("\\left(", in: text) == count("\\right)", in: text))
  }

  private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }
}
