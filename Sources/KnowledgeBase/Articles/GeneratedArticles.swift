import DrugLibrary
import Evidence
import Quantities

/// Articles that write themselves from the ledger: one for each medicine and for each condition.
struct GeneratedArticles {
  let ledger: ClaimLedger
  let library: DrugLibrary
  private let severities: [String: InteractionRule.Severity]

  init(ledger: ClaimLedger, library: DrugLibrary) {
    self.ledger = ledger
    self.library = library
    severities = Dictionary(library.rules.map { ($0.id, $0.severity) }, uniquingKeysWith: { first, _ in first })
  }

  /// The fewest claims of an article's own; fewer make no article.
  private static let fewest = 4

  /// Where a claim goes, in the order of the sections; the first that fits takes it.
  private static let places: [(id: String, heading: ArticleSource.Heading, isMember: @Sendable (Claim) -> Bool)] = [
    ("not-verified", .init("Not verified", plain: "Not checked yet"), { !$0.mayBeCited }),
    ("stop", .init("Contraindications and serious warnings", plain: "Serious warnings"), { $0.kind == .safety }),
    ("what", .init("What it is", plain: "What it is"), { $0.kind == .definition }),
    (
      "choice", .init("When it is chosen, and what speaks against it", plain: "When doctors choose it"),
      { $0.kind == .selection || $0.tags.topics.contains("selection") }
    ),
    (
      "mechanism", .init("How it acts", plain: "How it works"),
      { $0.kind == .mechanism || $0.tags.topics.contains("animal-studies") }
    ),
    (
      "occupancy", .init("Occupancy measured in people", plain: "What brain scans show"),
      { $0.tags.topics.contains("occupancy") }
    ),
    (
      "body", .init("In the body: kinetics, genes, levels", plain: "How the body handles it"),
      {
        [.pharmacokinetics, .dosing].contains($0.kind) || $0.tags.topics.contains("levels")
          || $0.tags.topics.contains("genotype") && $0.kind != .interaction
      }
    ),
    (
      "circulation", .init("Pulse and blood pressure", plain: "Pulse and blood pressure"),
      { $0.tags.topics.contains("cardiovascular") && $0.kind != .interaction }
    ),
    (
      "effects", .init("What was seen in studies", plain: "What studies found"),
      { [.drugEffect, .measurement, .epidemiology].contains($0.kind) }
    ),
    ("monitoring", .init("Monitoring", plain: "What is checked"), { $0.kind == .monitoring }),
    ("interactions", .init("Interactions", plain: "With other medicines"), { $0.kind == .interaction }),
    ("open", .init("Open questions and pitfalls", plain: "What is not known"), { _ in true }),
  ]

  private static let sectionOrder = [
    "what", "stop", "mechanism", "effects", "choice", "occupancy", "body", "circulation", "monitoring", "interactions",
    "open", "not-verified",
  ]

  func all() -> [ArticleSource] {
    let medicines = library.drugs.values.filter { $0.kind == .drug }.map(\.name).sorted().compactMap { name in
      make(
        slug: Self.slug(name), title: ArticleSource.Heading(name.capitalizedFirst), kind: "medicine", subject: name
      ) { $0.tags.drugs.contains(name) }
    }
    let names = Set(ledger.all.filter { $0.kind != .interaction && $0.kind != .safety }.flatMap(\.tags.conditions))
    let conditions = names.sorted().compactMap { name in
      make(
        slug: "condition-" + Self.slug(name), title: ArticleSource.Heading(Self.title(name)), kind: "condition",
        subject: name
      ) { $0.tags.conditions.contains(name) && $0.tags.drugs.count < 12 }
    }
    return medicines + conditions
  }

  private func make(
    slug: String, title: ArticleSource.Heading, kind: String, subject: String, isMember: (Claim) -> Bool
  ) -> ArticleSource? {
    let claims = ledger.all.filter(isMember)
    guard claims.count(where: { ledger.isCitable($0.id) }) >= Self.fewest else { return nil }
    var parts: [String: [Claim]] = [:]
    for claim in claims {
      if let place = Self.places.first(where: { $0.isMember(claim) }) { parts[place.id, default: []].append(claim) }
    }
    let lead =
      (parts["what"] ?? []).prefix(1)
      + (parts["mechanism"] ?? parts["effects"] ?? parts["choice"] ?? []).filter { species($0) == 0 }.prefix(1)
    let sections = Self.sectionOrder.compactMap { id -> ArticleSource.Section? in
      guard let place = Self.places.first(where: { $0.id == id }), let list = parts[id] else { return nil }
      // Warnings stand worst first; what was seen in people before what was seen in animals; then by grade.
      let ids = list.enumerated().sorted {
        (severity($0.element), species($0.element), $0.element.grade, $0.offset)
          < (severity($1.element), species($1.element), $1.element.grade, $1.offset)
      }.map(
        \.element.id)
      return ArticleSource.Section(id: id, heading: place.heading, blocks: [.list(ids)])
    }
    let first = lead.isEmpty ? Array(claims.filter { ledger.isCitable($0.id) }.prefix(1)) : Array(lead)
    return ArticleSource(
      slug: slug, title: title, kind: kind, lead: first.map(\.id), sections: sections, subject: subject)
  }

  /// 0 for what is contraindicated, rising to what only informs; claims that are no rules stand among the grave ones.
  private func severity(_ claim: Claim) -> Int {
    guard let rule = severities[claim.id] else { return 1 }
    return InteractionRule.Severity.allCases.firstIndex(of: rule) ?? 1
  }

  private func species(_ claim: Claim) -> Int { ["human", "any"].contains(claim.scope.species) ? 0 : 1 }

  private static func slug(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private static func title(_ name: String) -> String {
    ["adhd", "ptsd"].contains(name) ? name.uppercased() : name.capitalizedFirst
  }
}
