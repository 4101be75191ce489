import DrugLibrary
import Evidence
import KnowledgeBase

/// Something that can be found: how it is shown and the words by which it is found.
struct SearchDocument: Sendable {
  var kind: SearchHit.Kind
  var id: String
  var title: String
  var text: String
  /// The grade of a claim that may be cited.
  var grade: String?
  /// What relevance is multiplied by.
  var factor = 1.0
  /// The words of the title column.
  var heading: String
  var body: String
  var tags: String

  /// What a claim that may not be cited counts.
  static let notCitableFactor = 0.3

  /// What the grade of evidence does to relevance.
  static func factor(_ grade: EvidenceGrade) -> Double {
    switch grade {
    case .a: 1.25
    case .b: 1.15
    case .c: 1.0
    case .d: 0.8
    }
  }

  /// Every claim, warning, medicine and article.
  static func all(library: DrugLibrary, ledger: ClaimLedger, articles: ArticleLibrary) -> [SearchDocument] {
    let rules = Dictionary(library.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let words = Dictionary(library.conditions.map { ($0.name, $0.words) }, uniquingKeysWith: { first, _ in first })
    return ledger.all.map { claim in
      let isCitable = ledger.isCitable(claim.id)
      guard let rule = rules[claim.id] else { return document(claim, isCitable: isCitable) }
      return document(claim, of: rule, conditionWords: words, isCitable: isCitable)
    } + library.drugs.values.sorted { $0.name < $1.name }.map(document)
      + articles.sources.map { document($0, ledger: ledger) }
  }

  /// A claim; it has no title of its own and is shown with what it is about.
  static func document(_ claim: Claim, isCitable: Bool) -> SearchDocument {
    SearchDocument(
      kind: .claim, id: claim.id, title: title(claim), text: claim.text,
      grade: isCitable ? claim.grade.rawValue : nil, factor: isCitable ? factor(claim.grade) : notCitableFactor,
      heading: "", body: [claim.statement ?? "", claim.text, claim.plain].joined(separator: "\n"), tags: tags(claim))
  }

  private static func document(
    _ claim: Claim, of rule: InteractionRule, conditionWords: [String: [String]], isCitable: Bool
  ) -> SearchDocument {
    var result = document(claim, isCitable: isCitable)
    result.kind = .interaction
    result.title = rule.subject.prefix(1).uppercased() + rule.subject.dropFirst()
    result.heading = rule.subject
    result.tags += " " + claim.tags.conditions.flatMap { conditionWords[$0] ?? [] }.joined(separator: " ")
    return result
  }

  private static func document(_ drug: Drug) -> SearchDocument {
    SearchDocument(
      kind: .drug, id: drug.name, title: drug.name, text: drug.summary, heading: drug.name, body: drug.summary,
      tags: (drug.brands + drug.synonyms + drug.classes).joined(separator: " "))
  }

  private static func document(_ article: ArticleSource, ledger: ClaimLedger) -> SearchDocument {
    let lead = article.lead.compactMap { ledger[$0] }
    let names =
      article.title.plain == article.title.text ? article.title.text : "\(article.title.text) \(article.title.plain)"
    return SearchDocument(
      kind: .article, id: article.slug, title: article.title.text,
      text: lead.filter { ledger.isCitable($0.id) }.map(\.text).joined(separator: " "), heading: names,
      body: lead.map { "\($0.text)\n\($0.plain)" }.joined(separator: "\n"), tags: article.slug)
  }

  /// "Atomoxetine, reboxetine and others: mechanism".
  private static func title(_ claim: Claim) -> String {
    let subjects = [claim.tags.drugs, claim.tags.conditions, claim.tags.targets, claim.tags.topics]
    let names = subjects.first { !$0.isEmpty } ?? []
    let listed =
      names.count > 3 ? names.prefix(2).joined(separator: ", ") + " and others" : names.joined(separator: ", ")
    let kind = claim.kind.rawValue.replacing("-", with: " ")
    let title = listed.isEmpty || listed == kind ? kind : "\(listed): \(kind)"
    return title.prefix(1).uppercased() + title.dropFirst()
  }

  private static func tags(_ claim: Claim) -> String {
    (claim.tags.drugs + claim.tags.targets + claim.tags.conditions + claim.tags.topics).joined(separator: " ")
  }
}
