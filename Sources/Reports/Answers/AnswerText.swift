public import Answers
import KnowledgeBase
import Quantities
import Simulation

/// Tells an answer in a terminal: the answer first, then warnings, numbers, reasons, sources.
public struct AnswerText {
  let answer: Answer
  let usesColour: Bool
  private static let width = 100

  /// Makes the text of an answer.
  public init(_ answer: Answer, usesColour: Bool) {
    self.answer = answer
    self.usesColour = usesColour
  }

  private func bold(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func faint(_ text: String) -> String { usesColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  private func alarm(_ text: String) -> String { usesColour ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }

  /// The whole answer.
  public func text() -> String {
    var lines: [String] = []
    if let refused = answer.refused {
      lines.append(bold("This comes first"))
      for line in refused.help { lines += wrapped(line, indent: "  ") }
      return (lines + ["", faint(answer.disclaimer)]).joined(separator: "\n") + "\n"
    }
    lines += wrapped(answer.understood.summary, indent: "")
    for correction in answer.understood.corrections {
      lines.append("  '\(correction.typed)' was read as \(correction.readAs)")
    }
    lines += ["", bold("Answer")]
    lines += wrapped(answerWithMarks(), indent: "  ")
    lines += warnings() + numbers()
    for section in Answer.Section.allCases where section != .answer { lines += sentences(section) }
    lines += options() + gaps() + asked() + sources() + ends()
    return lines.joined(separator: "\n") + "\n"
  }

  private func answerWithMarks() -> String {
    let sentences = answer.sentences.filter { $0.section == .answer }
    return sentences.isEmpty ? answer.answer : (answer.notices + sentences.map(told)).joined(separator: " ")
  }

  private func told(_ sentence: Answer.Sentence) -> String {
    if let scenario = sentence.scenario { return "\(sentence.text) [\(scenario)]" }
    guard !sentence.citations.isEmpty else { return sentence.text }
    return "\(sentence.text) [\(sentence.citations.map(String.init).joined(separator: ","))]"
  }

  // MARK: parts

  private func warnings() -> [String] {
    guard !answer.warnings.isEmpty else { return [] }
    var lines = ["", bold("Warnings")]
    for warning in answer.warnings {
      let isSerious = ["contraindicated", "major"].contains(warning.severity)
      let head = isSerious ? alarm(warning.severity.uppercased()) : warning.severity
      let marks =
        warning.isVerified ? "[\(warning.citations.map(String.init).joined(separator: ","))]" : "(not verified)"
      let body = wrapped("\(warning.text) \(marks)", indent: "    ")
      lines += ["  \(head)"] + body
    }
    return lines
  }

  private func numbers() -> [String] {
    guard !answer.numbers.isEmpty else { return [] }
    var table = TextTable(header: ["", "value", "90 % interval", "kind", "from"])
    for number in answer.numbers {
      let unit = number.unit == "percent" ? "%" : number.unit == "ratio" ? "-fold" : number.unit
      let bounds = [number.low, number.high].compactMap { $0 }
      table.rows.append([
        "  " + Self.shortened(number.quantity, to: 72), "\(NumberFormat.short(number.value)) \(unit)",
        NumberFormat.range(bounds),
        number.kind.rawValue, number.scenario,
      ])
    }
    var lines = ["", bold("Numbers")] + table.lines()
    for scenario in answer.scenarios { lines.append("  \(scenario.id): \(scenario.command)") }
    return lines
  }

  private static func shortened(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "\u{2026}"
  }

  private static let headings: [Answer.Section: String] = [
    .premise: "What the question takes for granted", .numbers: "What the numbers say", .reasons: "Reasons",
    .monitoring: "What to watch",
    .uncertainty: "What is uncertain", .wouldChange: "What would change the answer", .evidence: "Evidence",
    .options: "Options",
  ]

  private func sentences(_ section: Answer.Section) -> [String] {
    let list = answer.sentences.filter { $0.section == section }
    guard !list.isEmpty else { return [] }
    var lines = ["", bold(Self.headings[section] ?? section.rawValue)]
    for sentence in list {
      let grade = sentence.role == "fact" ? sentence.grade.map { " (\($0))" } ?? "" : ""
      lines += wrapped("- \(told(sentence))\(grade)", indent: "  ")
    }
    return lines
  }

  private func options() -> [String] {
    guard !answer.options.isEmpty else { return [] }
    var lines = ["", bold("Options side by side")]
    for option in answer.options {
      lines += wrapped(
        "\(option.profile.isEmpty ? "profile" : option.profile) \u{2013} \(option.guideline)", indent: "  ")
      lines += wrapped("\(option.text) [\(option.citations.map(String.init).joined(separator: ","))]", indent: "    ")
      for medicine in option.medicines {
        let occupancies = medicine.numbers.map {
          $0.value < 1
            ? "\($0.quantity.prefix { $0 != " " }) below 1 %"
            : "\($0.quantity.prefix { $0 != " " }) \(NumberFormat.short($0.value)) % (\(NumberFormat.range([$0.low, $0.high].compactMap { $0 })))"
        }
        if !occupancies.isEmpty {
          lines += wrapped(
            "\(medicine.name): computed occupancy \(occupancies.joined(separator: ", "))", indent: "    ")
        }
        for interaction in medicine.interactions {
          lines += wrapped("\(medicine.name): \(interaction)", indent: "    ! ")
        }
      }
      for sentence in option.speaksAgainst { lines += wrapped("speaks against: \(told(sentence))", indent: "    ") }
    }
    return lines
  }

  private func gaps() -> [String] {
    guard !answer.unanswered.isEmpty else { return [] }
    var lines = ["", bold("Not answered")]
    for gap in answer.unanswered {
      lines += wrapped("\(gap.reason)", indent: "  ")
      for nearest in gap.nearest { lines += wrapped("try: \(nearest)", indent: "    ") }
    }
    return lines
  }

  private func asked() -> [String] {
    let understood = answer.understood
    guard !understood.missing.isEmpty || !understood.assumptions.isEmpty else { return [] }
    var lines = ["", bold("Assumed, and what to tell for a better answer")]
    for text in understood.assumptions { lines += wrapped("assumed: \(text)", indent: "  ") }
    for text in understood.missing { lines += wrapped("tell: \(text)", indent: "  ") }
    return lines
  }

  private func sources() -> [String] {
    guard !answer.sources.isEmpty else { return [] }
    var lines = ["", bold("Sources")]
    for source in answer.sources {
      lines += wrapped("[\(source.number)] \(source.citation)\(source.link.map { " \($0)" } ?? "")", indent: "  ")
    }
    return lines
  }

  private func ends() -> [String] {
    var lines: [String] = []
    if !answer.followUps.isEmpty {
      lines += ["", bold("Ask on")] + answer.followUps.map { "  coeruleus ask --follow-up \"\($0)\"" }
    }
    if !answer.articles.isEmpty { lines.append("  articles: \(answer.articles.joined(separator: ", "))") }
    return lines + [
      "", faint("Grades: A strong to D weak. \(answer.disclaimer)"), faint("answer \(answer.digest.prefix(16))"),
    ]
  }

  /// Lines of at most a hundred characters.
  private func wrapped(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = indent
    var isEmpty = true
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !isEmpty && line.count + 1 + word.count > Self.width {
        lines.append(line)
        line = String(repeating: " ", count: indent.count) + word
        continue
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    if !isEmpty { lines.append(line) }
    return lines
  }
}
