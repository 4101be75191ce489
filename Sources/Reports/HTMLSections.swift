import Foundation
import Simulation

/// The parts of a report that are words: the answer, the warnings, the notes and the sources.
extension HTMLReport {
  /// At most this many words stand before everything else.
  static let answerWords = 60

  // MARK: answer

  /// The answer in a few sentences, the most important first.
  var answerSentences: [String] {
    var sentences: [String] = []
    if let main = mainLevel {
      let lead = main.leading
      var text =
        "\(HTMLText.sentence(main.name)) \(main.leadingName) \(HTMLNumber.value(lead.value)) "
        + "\(HTMLNumber.unit(lead.unit)) (90 % interval \(HTMLNumber.range(lead.interval)))"
      if let range = main.range {
        text += ", \(Self.position(range)) \(HTMLNumber.plainRange(range.lower, range.upper))"
      }
      sentences.append(text + ".")
      if let ratio = main.exposureRatio {
        sentences.append(
          "Exposure \(HTMLNumber.value(ratio.value))-fold (\(HTMLNumber.range(ratio.interval))) that of "
            + "\(outcome.comparison ?? "the comparison").")
      }
    }
    if let net = outcome.occupancies.first(where: { $0.target == "NET" }) ?? outcome.occupancies.first {
      sentences.append(
        "\(net.target) occupancy averages \(HTMLNumber.value(net.average.value)) % "
          + "(\(HTMLNumber.range(net.average.interval))).")
    }
    let serious = ["contraindicated", "major"].compactMap { severity -> String? in
      let count = outcome.warnings.filter { $0.severity == severity }.count
      return count == 0 ? nil : "\(count) \(severity)"
    }
    if !serious.isEmpty { sentences.append("Warnings: \(serious.joined(separator: ", ")).") }
    var words = 0
    return sentences.filter { sentence in
      let count = sentence.split(separator: " ").count
      guard words + count <= Self.answerWords else { return false }
      words += count
      return true
    }
  }

  var mainLevel: Outcome.Level? { outcome.levels.first { $0.role == "parent" } ?? outcome.levels.first }

  static func position(_ range: Outcome.Range) -> String {
    switch range.position {
    case "alert": "at or above the alert level; reference range"
    case "above": "above the reference range"
    case "below": "below the reference range"
    default: "within the reference range"
    }
  }

  func answer() -> String {
    let text = answerSentences
    guard !text.isEmpty else { return "<p class=\"lead\">Nothing was computed; see the notes.</p>" }
    return "<p class=\"lead\">\(text.map(safe).joined(separator: " "))</p>\n" + keyNumbers()
  }

  private func keyNumbers() -> String {
    var tiles: [String] = []
    func tile(_ name: String, _ measure: Outcome.Measure, _ unit: String, remark: String = "") {
      tiles.append(
        """
        <div class="tile"><dt>\(safe(name))</dt><dd><span class="big">\(HTMLNumber.value(measure.value))<span class="unit">\(safe(unit))</span></span>
        <span class="fine">90 % interval \(HTMLNumber.range(measure.interval))</span>\(remark)
        \(badge(measure.kind))</dd></div>
        """)
    }
    if let main = mainLevel {
      let nanomolar = main.leading.molar.map { "<span class=\"fine\">\(HTMLNumber.value($0)) nmol/L</span>" } ?? ""
      let persons = main.leading.personInterval.map {
        "<span class=\"fine\">90 % of persons \(HTMLNumber.range($0))</span>"
      }
      tile(
        "\(main.name), \(main.leadingName)", main.leading, " " + HTMLNumber.unit(main.leading.unit),
        remark: (persons ?? "") + nanomolar)
      if let ratio = main.exposureRatio {
        let other = outcome.comparison.map { "<span class=\"fine\">against \(safe($0))</span>" } ?? ""
        tile("exposure ratio", ratio, "-fold", remark: other)
      }
    }
    if let net = outcome.occupancies.first(where: { $0.target == "NET" }) {
      let course =
        "<span class=\"fine\">trough \(HTMLNumber.value(net.trough.value)), peak \(HTMLNumber.value(net.peak.value)) %</span>"
      tile("NET occupancy, average", net.average, " %", remark: course)
    }
    if let main = mainLevel, let time = main.timeToSteadyState {
      tiles.append(
        """
        <div class="tile"><dt>steady state after</dt><dd><span class="big">\(safe(HTMLNumber.time(time)))</span>
        <span class="fine">\(safe(main.name)), from the first dose</span>
        \(badge(main.average.kind))</dd></div>
        """)
    }
    return tiles.isEmpty ? "" : "<dl class=\"tiles\">\n\(tiles.joined(separator: "\n"))\n</dl>"
  }

  /// The kind of a number, in words.
  func badge(_ kind: Outcome.Kind) -> String { "<span class=\"badge \(kind.rawValue)\">\(kind.rawValue)</span>" }

  // MARK: warnings

  private static let severities = ["contraindicated", "major", "moderate", "minor", "information"]

  func warnings() -> String {
    guard !outcome.warnings.isEmpty else {
      return "<p>No rule of the interaction library applies to this regimen. That is no proof of safety.</p>"
    }
    func rank(_ warning: Outcome.Warning) -> Int {
      Self.severities.firstIndex(of: warning.severity) ?? Self.severities.count
    }
    let sorted = outcome.warnings.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
    let first = sorted.filter { rank($0) < 3 }
    let rest = sorted.filter { rank($0) >= 3 }
    var parts: [String] = []
    if !first.isEmpty { parts.append("<ul class=\"warnings\">\n\(first.map(warning).joined(separator: "\n"))\n</ul>") }
    if !rest.isEmpty {
      let list = "<ul class=\"warnings\">\n\(rest.map(warning).joined(separator: "\n"))\n</ul>"
      parts.append(
        first.isEmpty
          ? list : "<details><summary>\(rest.count) minor or informative</summary>\n\(list)\n</details>")
    }
    return parts.joined(separator: "\n")
  }

  private func warning(_ warning: Outcome.Warning) -> String {
    let known = Self.severities.contains(warning.severity) ? warning.severity : "information"
    let about = warning.about.map(safe).joined(separator: " + ")
    let why =
      warning.mechanism.isEmpty || warning.mechanism == warning.effect
      ? "" : "<p class=\"why\">Why: \(safe(warning.mechanism))</p>"
    let advice = warning.advice.isEmpty ? "" : "<p class=\"advice\">\(safe(warning.advice))</p>"
    return """
      <li class="warning \(known)"><h3><span class="severity">\(safe(warning.severity))</span> \(about)</h3>
      <p>\(safe(HTMLText.sentence(warning.effect)))</p>
      \(advice)\(why)
      <p class="fine">\(citation(warning.citation)) Rule \(safe(warning.id)), \(safe(warning.status)).</p></li>
      """
  }

  /// A citation, or that its source was not read.
  func citation(_ text: String?) -> String {
    guard let text else { return "<span class=\"unread\">Source not yet read.</span>" }
    if let number = outcome.sources.firstIndex(where: { $0.citation == text }) {
      return "Source: <a href=\"#source-\(number + 1)\">\(safe(text))</a>."
    }
    return "Source: \(safe(text))."
  }

  // MARK: notes and sources

  func notes() -> String {
    var items = outcome.notes
    items.append(
      "90 % intervals hold the uncertainty of the parameters for the typical patient; intervals between persons add the "
        + "differences between people. \(run)")
    let kinds = """
      <dl class="kinds"><div><dt>\(badge(.measured))</dt><dd>seen in a study</dd></div>
      <div><dt>\(badge(.computed))</dt><dd>by the model, within what its parameters were measured in</dd></div>
      <div><dt>\(badge(.extrapolated))</dt><dd>by the model, outside it: another age, dose or species</dd></div></dl>
      """
    return "<ul class=\"notes\">\n\(items.map { "<li>\(safe($0))</li>" }.joined(separator: "\n"))\n</ul>\n\(kinds)"
  }

  func sources() -> String {
    guard !outcome.sources.isEmpty else { return "<p>No source of this answer has been read yet.</p>" }
    let items = outcome.sources.enumerated().map { number, source in
      let link = HTMLText.link(source.link).map {
        " <a href=\"\(safe($0))\" rel=\"noreferrer noopener\">\(safe($0.replacingOccurrences(of: "https://", with: "")))</a>"
      }
      return "<li id=\"source-\(number + 1)\">\(safe(source.citation))\(link ?? "")</li>"
    }
    return "<ol class=\"sources\">\n\(items.joined(separator: "\n"))\n</ol>"
  }
}
