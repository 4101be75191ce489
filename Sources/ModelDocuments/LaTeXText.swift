import Foundation

/// Text, names and numbers as LaTeX that a plain `pdflatex` reads: the result is ASCII.
enum LaTeXText {
  private static let escapes: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
    "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\ensuremath{<}", ">": "\\ensuremath{>}",
    "|": "\\ensuremath{|}", "\"": "''", "`": "\\`{}", "-": "-{}", "\n": " ", "\t": " ",
    "\u{2013}": "--", "\u{2014}": "---", "\u{2212}": "\\ensuremath{-}", "\u{2018}": "`{}", "\u{2019}": "'{}",
    "\u{201C}": "``", "\u{201D}": "''", "\u{00B7}": "\\ensuremath{\\cdot}", "\u{00D7}": "\\ensuremath{\\times}",
    "\u{00B1}": "\\ensuremath{\\pm}", "\u{00B0}": "\\ensuremath{{}^{\\circ}}", "\u{2264}": "\\ensuremath{\\leq}",
    "\u{2265}": "\\ensuremath{\\geq}", "\u{2248}": "\\ensuremath{\\approx}", "\u{2192}": "\\ensuremath{\\to}",
    "\u{221E}": "\\ensuremath{\\infty}", "\u{00B5}": "\\ensuremath{\\mu}", "\u{03BC}": "\\ensuremath{\\mu}",
    "\u{03B1}": "\\ensuremath{\\alpha}", "\u{03B2}": "\\ensuremath{\\beta}", "\u{03B3}": "\\ensuremath{\\gamma}",
    "\u{03B4}": "\\ensuremath{\\delta}", "\u{0394}": "\\ensuremath{\\Delta}", "\u{03B8}": "\\ensuremath{\\theta}",
    "\u{03BA}": "\\ensuremath{\\kappa}", "\u{03BB}": "\\ensuremath{\\lambda}", "\u{03C3}": "\\ensuremath{\\sigma}",
    "\u{03C4}": "\\ensuremath{\\tau}", "\u{03C9}": "\\ensuremath{\\omega}", "\u{03A9}": "\\ensuremath{\\Omega}",
    "\u{00DF}": "\\ss{}", "\u{00E6}": "\\ae{}", "\u{00C6}": "\\AE{}", "\u{00F8}": "\\o{}", "\u{00D8}": "\\O{}",
    "\u{0142}": "\\l{}", "\u{0141}": "\\L{}", "\u{0131}": "\\i{}", "\u{00B2}": "\\ensuremath{{}^{2}}",
    "\u{00A0}": "~", "\u{202F}": "\\,", "\u{00A7}": "\\S{}", "\u{00AE}": "\\textregistered{}",
  ]

  private static let accents: [UInt32: String] = [
    0x300: "\\`", 0x301: "\\'", 0x302: "\\^", 0x303: "\\~", 0x304: "\\=", 0x306: "\\u", 0x307: "\\.", 0x308: "\\\"",
    0x30A: "\\r", 0x30B: "\\H", 0x30C: "\\v", 0x327: "\\c",
  ]

  /// Text outside mathematics; a letter that LaTeX's basic fonts lack becomes a question mark in brackets.
  static func escape(_ text: String) -> String {
    var result = ""
    for character in text {
      if let known = escapes[character] {
        result += known
      } else if let value = character.asciiValue {
        if value >= 0x20, value < 0x7F { result.append(character) }
      } else {
        result += accented(character)
      }
    }
    return result
  }

  private static func accented(_ character: Character) -> String {
    let parts = Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
    guard parts.count == 2, parts[0].isASCII, parts[0].properties.isAlphabetic, let accent = accents[parts[1].value]
    else { return "[?]" }
    // An i or a j loses its dot under an accent.
    let base = parts[0] == "i" ? "\\i" : parts[0] == "j" ? "\\j" : String(parts[0])
    return "\(accent){\(base)}"
  }

  /// A name as a symbol: what follows the first point or underscore stands below; one letter is set in italics.
  static func symbol(_ name: String) -> String {
    func part(_ text: Substring) -> String {
      text.count == 1 && text.allSatisfy { $0.isASCII && $0.isLetter }
        ? String(text) : "\\text{\(escape(String(text)))}"
    }
    guard let mark = name.firstIndex(where: { $0 == "." || $0 == "_" }), mark != name.startIndex,
      name.index(after: mark) != name.endIndex
    else { return part(name[...]) }
    return "\(part(name[..<mark]))_{\(part(name[name.index(after: mark)...]))}"
  }

  /// A number in mathematics, with eight significant digits.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "\\text{NaN}" : value < 0 ? "-\\infty" : "\\infty" }
    let (mantissa, power) = NumberText.parts(NumberText.rounded(value))
    guard let power else { return mantissa }
    return mantissa == "1" ? "10^{\(power)}" : "\(mantissa) \\cdot 10^{\(power)}"
  }
}
