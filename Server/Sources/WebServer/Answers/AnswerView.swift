import Answers
import Evidence
import KnowledgeBase
import Simulation

/// An answer as its page shows it.
struct AnswerView {
  let answer: Answer
  let query: AskQuery
  let site: Site

  /// How many numbers stand open; the others unfold.
  private static let shown = 8

  /// The whole page's values.
  func view() -> View {
    let understood = answer.understood
    var view: View = [
      "question": .text(query.conversation.last), "turns": EvidenceViews.texts(query.conversation.dropLast()),
      "answer": .text(answer.answer), "summary": .text(understood.summary),
      "corrections": .list(
        understood.corrections.map { ["typed": .text($0.typed), "readAs": .text($0.readAs)] }),
      "assumptions": EvidenceViews.texts(understood.assumptions), "missing": EvidenceViews.texts(understood.missing),
      "unanswered": .list(answer.unanswered.map(gap)), "warnings": .list(answer.sortedWarnings.map(warning)),
      "hasWarnings": .flag(!answer.warnings.isEmpty), "numbers": .list(answer.numbers.prefix(Self.shown).map(number)),
      "hasNumbers": .flag(!answer.numbers.isEmpty), "sections": .list(sections()),
      "options": .list(answer.options.map(option)), "hasOptions": .flag(!answer.options.isEmpty),
      "sources": EvidenceViews.sources(answer.sources), "hasSources": .flag(!answer.sources.isEmpty),
    ]
    let lead = answer.sentences.filter { $0.section == .answer }
    view["hasLead"] = .flag(!lead.isEmpty)
    view["lead"] = .list(lead.map { sentence($0, isBare: true) })
    view["notices"] = EvidenceViews.texts(answer.notices)
    let more = answer.numbers.dropFirst(Self.shown)
    view["moreNumbers"] = .list(more.map(number))
    view["moreCount"] = .text(String(more.count))
    view["hasMore"] = .flag(!more.isEmpty)
    view["readerDescription"] = .text(answer.reader.description)
    view["digest"] = .text(answer.digest)
    view["shortDigest"] = .text(String(answer.digest.prefix(12)))
    view["permalink"] = .text(query.address.text)
    view["jsonAddress"] = .text(Address(path: "/api/v1/ask", parameters: query.parameters).text)
    view["reportAddress"] = .text(
      Address(path: "/report", parameters: [("about", "answer"), ("digest", String(answer.digest.prefix(12)))]).text)
    view["articles"] = .list(articles())
    view["hasArticles"] = .flag(!articles().isEmpty)
    view["grades"] = EvidenceViews.grades
    view["hasGrades"] = .flag(hasGrades)
    view["badges"] = .list(badges)
    view["followUps"] = .list(answer.followUps.map { ["text": .text($0), "address": .text(further($0))] })
    view["hasFollowUps"] = .flag(!answer.followUps.isEmpty)
    view["hidden"] = Self.hidden(query.parameters)
    view["form"] = .view(
      answer.reader.mayComputeForOnePerson ? ScenarioForm(query: query, understood: understood, site: site).view() : nil
    )
    return view
  }

  static func hidden(_ parameters: [(name: String, value: String)]) -> View.Field {
    .list(parameters.map { ["name": .text($0.name), "value": .text($0.value)] })
  }

  private func further(_ text: String) -> String {
    var next = query
    next.then.append(text)
    return next.address.text
  }

  private func fresh(_ text: String) -> String {
    Address(path: "/ask", parameters: [("q", text), ("for", query.reader.rawValue)]).text
  }

  private func gap(_ gap: Answer.Gap) -> View {
    [
      "question": .text(gap.question), "reason": .text(gap.reason), "hasNearest": .flag(!gap.nearest.isEmpty),
      "nearest": .list(gap.nearest.map { ["text": .text($0), "address": .text(fresh($0))] }),
    ]
  }

  private func warning(_ warning: Answer.Warning) -> View {
    let style = WarningStyle(warning.severity)
    return [
      "severity": .text(style.word), "class": .text(style.styleClass), "icon": .text(style.icon),
      "text": .text(warning.text),
      "citations": EvidenceViews.citations(warning.citations, claims: warning.claims, sources: answer.sources),
      "isUnverified": .flag(!warning.isVerified), "claims": .list(warning.claims.map { ["id": .text($0)] }),
      "advice": .text(nil),
    ]
  }

  private func number(_ number: Answer.Number) -> View {
    [
      "quantity": .text(number.quantity), "value": .text(PageNumber.text(number.value, unit: number.unit)),
      "unit": .text(PageNumber.unit(number.unit)), "interval": .text(PageNumber.interval(number.low, number.high)),
      "kind": .text(number.kind.rawValue), "scenario": .text(scenario(number.scenario)),
    ]
  }

  /// A number of the table of options: what lies below 1 % is not told more exactly.
  private func optionNumber(_ number: Answer.Number) -> View {
    var view = self.number(number)
    func bound(_ value: Double) -> String {
      number.unit == "percent" && (0..<1).contains(value) ? "below 1" : PageNumber.text(value)
    }
    if number.unit == "percent" { view["value"] = .text(bound(number.value)) }
    guard let low = number.low, let high = number.high else {
      view["interval"] = .text(nil)
      return view
    }
    let isSmall = number.unit == "percent" && (0..<1).contains(low)
    view["interval"] = .text(
      !isSmall ? PageNumber.interval(low, high) : high < 1 ? "below 1 %" : "below 1 to \(bound(high))")
    return view
  }

  // MARK: legend

  /// The badges that stand on the page; a patient is told about no others.
  private var badges: [View] {
    let numbers = answer.numbers + answer.options.flatMap { $0.medicines.flatMap(\.numbers) }
    var seen = Set(numbers.map(\.kind.rawValue))
    if answer.sentences.contains(where: { $0.section != .answer && $0.role == "computed" }) { seen.insert("computed") }
    let all = [
      ("computed", "by the model, with a 90 % interval"), ("measured", "in a study"),
      ("extrapolated", "outside of what was measured"),
    ]
    return all.filter { answer.reader != .patient || seen.contains($0.0) }.map {
      ["kind": .text($0.0), "meaning": .text($0.1)]
    }
  }

  private var hasGrades: Bool {
    answer.reader != .patient || answer.sentences.contains { $0.grade != nil }
  }

  private func scenario(_ id: String?) -> String? {
    answer.scenarios.first { $0.id == id }.flatMap { ScenarioAddress.address(command: $0.command) }
  }

  // MARK: sentences

  private static let headings: [(Answer.Section, String)] = [
    (.premise, "What the question takes for granted"), (.numbers, "What the numbers say"), (.reasons, "Why"),
    (.options, "Options"), (.monitoring, "What to watch"), (.uncertainty, "What is uncertain"),
    (.wouldChange, "What would change the answer"), (.evidence, "Evidence"),
  ]

  private func sections() -> [View] {
    Self.headings.compactMap { section, heading in
      let sentences = answer.sentences.filter { $0.section == section }
      guard let first = sentences.first else { return nil }
      let isAllComputed = sentences.allSatisfy { $0.role == "computed" && $0.scenario == first.scenario }
      return [
        "id": .text(section.rawValue.replacing(" ", with: "-")), "heading": .text(heading),
        "sentences": .list(sentences.map { sentence($0, isBare: isAllComputed) }),
        "isAllComputed": .flag(isAllComputed),
        "scenario": .text(isAllComputed ? scenario(first.scenario) : nil),
      ]
    }
  }

  /// A sentence; bare where the heading says already that it was computed.
  private func sentence(_ sentence: Answer.Sentence, isBare: Bool = false) -> View {
    let (grade, meaning) = EvidenceViews.grade(sentence.grade)
    let isCommon = sentence.role == Article.Role.commonlySaid.rawValue
    return [
      "text": .text(isCommon ? sentence.text.withoutCommonlySaid : sentence.text), "isCommon": .flag(isCommon),
      "isComputed": .flag(sentence.role == "computed" && !isBare),
      "class": .text("role-" + sentence.role.replacing(" ", with: "-")),
      "citations": EvidenceViews.citations(sentence.citations, claims: sentence.claims, sources: answer.sources),
      "grade": grade, "gradeMeaning": meaning, "scenario": .text(isBare ? nil : scenario(sentence.scenario)),
    ]
  }

  private func option(_ option: Answer.Option) -> View {
    [
      "profile": .text(option.profile), "guideline": .text(option.guideline),
      "year": .text(option.year.map(String.init)),
      "text": .text(option.text), "grade": .text(nil),
      "citations": EvidenceViews.citations(option.citations, claims: option.claims, sources: answer.sources),
      "against": .list(option.speaksAgainst.map { sentence($0) }),
      "medicines": .list(
        option.medicines.map { medicine in
          [
            "name": .text(medicine.name), "numbers": .list(medicine.numbers.map(optionNumber)),
            "interactions": EvidenceViews.texts(medicine.interactions),
          ]
        }),
    ]
  }

  private func articles() -> [View] {
    answer.articles.compactMap { slug in
      site.book[slug].map { entry in
        [
          "title": .text(entry.source.title.text(for: query.reader)),
          "address": .text(Address(path: "/articles/\(slug)", parameters: [("for", query.reader.rawValue)]).text),
        ]
      }
    }
  }
}

extension Answer {
  /// The warnings, worst first.
  var sortedWarnings: [Warning] {
    warnings.enumerated().sorted {
      (WarningStyle($0.element.severity).rank, $0.offset) < (WarningStyle($1.element.severity).rank, $1.offset)
    }.map(\.element)
  }
}

/// How a severity is shown: word, sign and colour.
struct WarningStyle {
  let word: String
  let rank: Int
  let icon: String
  let styleClass: String

  init(_ severity: String) {
    let order = ["contraindicated", "major", "moderate", "minor", "information"]
    let rank = order.firstIndex(of: severity) ?? order.count - 1
    self.rank = rank
    word = order[rank]
    icon = ["\u{26D4}", "\u{26A0}", "\u{26A0}", "\u{2139}", "\u{2139}"][rank]
    styleClass = ["red strong", "red", "amber", "grey", "grey"][rank]
  }
}

extension String {
  /// The sentence without the words that a tag beside it says.
  var withoutCommonlySaid: String {
    let start = "Commonly said: "
    return hasPrefix(start) ? String(dropFirst(start.count)) : self
  }
}
