import Answers
import DrugLibrary
import Foundation
import Hummingbird
import KnowledgeBase
import Reports
import Simulation

/// The page that runs a scenario, and its report as a file.
struct ScenarioRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    router.get("/scenarios", use: page)
    router.get("/scenarios/report", use: report)
  }

  private var genes: [String] { site.knowledge.library.geneNames }

  @Sendable private func page(_ request: Request, _ context: SiteContext) async throws -> Response {
    let values = request.values
    let frame = PageMaker.Frame(
      title: "Run a scenario", section: "scenarios", kind: "scenarios", isPrivate: values["regimen"] != nil)
    guard values["regimen"] != nil else {
      return Reply.html(site.pages.page(frame, content: "scenario", form(values, error: nil, outcome: nil)))
    }
    try site.limits.simulate.take(request.address(context, hasProxy: site.configuration.hasProxy))
    do {
      let query = try ScenarioQuery(values, genes: genes)
      let outcome = try await Self.run(query, site: site)
      let view = OutcomeView(outcome: outcome, query: query).view()
      return Reply.html(site.pages.page(frame, content: "scenario", form(values, error: nil, outcome: view)))
    } catch let error as ScenarioError where error.isHarmfulDose {
      return Reply.html(Self.help(values.all("regimen") + values.all("with"), site: site))
    } catch {
      guard let problem = Problem.from(error), problem.retryAfter == nil else { throw error }
      let view = form(values, error: problem.detail, outcome: nil)
      return Reply.html(site.pages.page(frame, content: "scenario", view), status: problem.status)
    }
  }

  /// Runs a scenario at one of the computing places.
  static func run(_ query: ScenarioQuery, site: Site) async throws -> Outcome {
    let library = site.knowledge.library
    let scenario = try query.scenario(library)
    return try await site.computing.run {
      var builder = try OutcomeBuilder(scenario, library: library)
      return try builder.build()
    }
  }

  /// Help instead of numbers for a dose that makes sense only as harm; the engine knows the words.
  static func help(_ regimens: [String], site: Site) -> String {
    let request = AnswerRequest(conversation: [regimens.joined(separator: ", ")], reader: .clinician, computes: false)
    let refused = site.engine.answer(request).refused
    let lines = refused?.help ?? ["A dose like this can kill. Call your emergency number or a poison centre now."]
    return site.pages.page(
      PageMaker.Frame(title: "Help", kind: "help", isPrivate: true), content: "refusal",
      ["title": .text(RefusalWords.title(refused?.kind ?? "overdose")), "help": EvidenceViews.texts(lines)])
  }

  /// The report with curves as a file: its own policy lets its own style and scripts run, which a page of this site may not.
  @Sendable private func report(_ request: Request, _ context: SiteContext) async throws -> Response {
    try site.limits.simulate.take(request.address(context, hasProxy: site.configuration.hasProxy))
    let query = try ScenarioQuery(request.values, genes: genes)
    let outcome: Outcome
    do {
      outcome = try await Self.run(query, site: site)
    } catch let error as ScenarioError where error.isHarmfulDose {
      return Reply.html(Self.help(query.regimens, site: site))
    }
    let text = HTMLReport(outcome, chartLibrary: site.assets.charts?.text).text()
    return Reply.download(text, type: "text/html; charset=utf-8", name: "coeruleus-report.html")
  }

  // MARK: form

  private static let examples = [
    (
      "Nortriptyline 75 mg daily with bupropion XL 300 mg daily, CYP2D6 poor metaboliser",
      [("regimen", "nortriptyline 75 mg daily"), ("with", "bupropion XL 300 mg daily"), ("cyp2d6", "PM")]
    ),
    ("Atomoxetine 80 mg daily", [("regimen", "atomoxetine 80 mg daily")]),
    ("Venlafaxine XR 225 mg daily at 72 years", [("regimen", "venlafaxine XR 225 mg daily"), ("age", "72")]),
  ]

  private func form(_ values: Values, error: String?, outcome: View?) -> View {
    let others = Array(values.all("with").prefix(Limits.medicines - 2)) + [""]
    var selects: [View] = genes.map { gene in
      let phenotypes = site.knowledge.library.enzyme(gene)?.phenotypes ?? []
      return Self.select(
        gene.lowercased(), gene, current: values[gene.lowercased()],
        choices: phenotypes.map { ($0.name, PhenotypeWords.text($0.name)) })
    }
    selects.append(
      Self.select("sex", "Sex", current: values["sex"], choices: [("female", "female"), ("male", "male")]))
    selects.append(Self.select("smoker", "Smokes", current: values["smoker"], choices: [("yes", "yes"), ("no", "no")]))
    selects.append(Self.select("pregnant", "Pregnant", current: values["pregnant"], choices: [("yes", "yes")]))
    return [
      "regimen": .text(values["regimen"]), "error": .text(error), "outcome": .view(outcome), "selects": .list(selects),
      "with": .list(
        others.enumerated().map {
          [
            "id": .text("with-\($0.offset)"), "value": .text($0.element),
            "label": .text($0.offset == 0 ? "With" : "And with"),
          ]
        }),
      "age": .text(values["age"]), "weight": .text(values["weight"]), "clearance": .text(values["clearance"]),
      "condition": .text(values["condition"]),
      "conditions": EvidenceViews.texts(site.knowledge.library.conditions.map(\.name)),
      "duration": .text(values["for-time"]), "draws": .text(values["draws"] ?? "500"), "seed": .text(values["seed"]),
      "examples": .list(
        Self.examples.map {
          ["text": .text($0.0), "address": .text(Address(path: "/scenarios", parameters: $0.1).text)]
        }),
    ]
  }

  private static func select(
    _ name: String, _ label: String, current: String?, choices: [(value: String, text: String)]
  ) -> View {
    var list = [("", "not said")]
    if let current, !choices.contains(where: { $0.value == current }) { list.append((current, current)) }
    list += choices
    return [
      "name": .text(name), "label": .text(label),
      "choices": .list(list.map { ["value": .text($0.0), "text": .text($0.1), "isCurrent": .flag($0.0 == current)] }),
    ]
  }
}
