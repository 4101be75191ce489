import Evidence
import Foundation
import KnowledgeBase

/// Claims, grades, citations and sources as views.
struct EvidenceViews: Sendable {
  let ledger: ClaimLedger

  /// A claim as its card shows it.
  func card(_ claim: Claim, for reader: Reader) -> View {
    let sources = claim.sources.compactMap { source -> View? in
      guard let reference = ledger.references[source.reference] else { return nil }
      return [
        "citation": .text(reference.citation), "link": .text(Self.link(reference.link)),
        "locator": .text(source.locator),
        "partly": .flag(source.supports == .partly),
      ]
    }
    let isCitable = ledger.isCitable(claim.id)
    return [
      "id": .text(claim.id), "kind": .text(claim.kind.rawValue.replacing("-", with: " ")),
      "statement": .text(reader == .patient ? nil : claim.statement),
      "text": .text(reader == .patient ? claim.plain : claim.text),
      "detail": .text(reader == .patient ? nil : claim.detail), "isUnverified": .flag(!isCitable),
      "grade": .text(isCitable ? claim.grade.rawValue : nil),
      "gradeMeaning": .text(Self.sentence(claim.grade.meaning)),
      "gradeReason": .text(Self.sentence(claim.gradeReason) + "."),
      "sources": .list(sources),
    ]
  }

  /// The numbers behind a sentence, each with the claim of that sentence that rests on the source.
  static func citations(_ numbers: [Int], claims: [String], sources: [Article.Citation]) -> View.Field {
    .list(
      numbers.compactMap { number in
        guard let first = claims.first else { return nil }
        let source = sources.first { $0.number == number }
        let claim = claims.first { source?.claims.contains($0) == true } ?? first
        return ["number": .text(String(number)), "claim": .text(claim)]
      })
  }

  static func grade(_ letter: String?) -> (View.Field, View.Field) {
    let grade = letter.flatMap(EvidenceGrade.init)
    return (.text(grade?.rawValue), .text(grade?.meaning))
  }

  /// A list of sources.
  static func sources(_ list: [Article.Citation]) -> View.Field {
    .list(
      list.map { source in
        let isOther = source.doi == nil && source.pmid == nil
        return [
          "number": .text(String(source.number)), "citation": .text(source.citation), "doi": .text(source.doi),
          "pmid": .text(source.pmid), "other": .text(isOther ? link(source.link) : nil),
          "type": .text(source.type.map(sentence)),
          "claims": .list(source.claims.map { ["id": .text($0)] }),
        ]
      })
  }

  /// The grades and what they mean.
  static var grades: View.Field {
    .list(EvidenceGrade.allCases.map { ["grade": .text($0.rawValue), "meaning": .text($0.meaning)] })
  }

  /// An address that may be followed: nothing but the web.
  static func link(_ address: String?) -> String? {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
    return address
  }

  /// A list that is set with commas between.
  static func enumeration(_ list: [View]) -> View.Field {
    .list(
      list.enumerated().map { place, view in
        var view = view
        view["comma"] = .text(place + 1 < list.count ? ", " : nil)
        return view
      })
  }

  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// List of texts.
  static func texts(_ list: [String]) -> View.Field { .list(list.map { ["text": .text($0)] }) }
}

/// Numbers as they are set in a page.
enum PageNumber {
  /// Three significant digits.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "\u{2013}" }
    if value.magnitude < 1e-6 { return "0" }
    if value.magnitude < 1e-3 || value.magnitude >= 1e6 {
      let power = Int(log10(value.magnitude).rounded(.down))
      let digits = String(format: "%.2f", value / pow(10, Double(power)))
      return "\(minus(digits))\u{00B7}10\(superscript(power))"
    }
    let before = Int(log10(value.magnitude).rounded(.down)) + 1
    let decimals = max(0, min(5, 3 - before))
    let scale = pow(10, Double(max(0, before - 3)))
    return minus(String(format: "%.\(decimals)f", (value / scale).rounded(decimals) * scale))
  }

  /// The value; a ratio with its "-fold".
  static func text(_ value: Double, unit: String) -> String { unit == "ratio" ? "\(text(value))-fold" : text(value) }

  static func interval(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "\u{2013}" }
    return low < 0 ? "\(text(low)) to \(text(high))" : "\(text(low))\u{2013}\(text(high))"
  }

  static func unit(_ unit: String) -> String {
    switch unit {
    case "percent": "%"
    case "ratio": ""
    default: unit.replacing("*", with: "\u{00B7}")
    }
  }

  /// Hours in words.
  static func time(_ hours: Double) -> String {
    hours < 48 ? "\(text(hours)) h" : "\(text(hours / 24)) d"
  }

  private static func superscript(_ power: Int) -> String {
    let digits: [Character: Character] = [
      "-": "\u{207B}", "0": "\u{2070}", "1": "\u{00B9}", "2": "\u{00B2}", "3": "\u{00B3}", "4": "\u{2074}",
      "5": "\u{2075}", "6": "\u{2076}", "7": "\u{2077}", "8": "\u{2078}", "9": "\u{2079}",
    ]
    return String(String(power).compactMap { digits[$0] })
  }

  private static func minus(_ text: String) -> String { text.replacing("-", with: "\u{2212}") }
}

extension Double {
  /// Rounded to so many decimals.
  fileprivate func rounded(_ decimals: Int) -> Double {
    let scale = pow(10, Double(decimals))
    return (self * scale).rounded() / scale
  }
}
