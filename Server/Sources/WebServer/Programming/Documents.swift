import Evidence
import KnowledgeBase

/// An article in the list of the programming interface.
struct ArticleSummary: Encodable {
  var slug: String
  var title: String
  var kind: String
  var status: StatusBanner
}

/// The list of articles.
struct ArticleList: Encodable {
  var articles: [ArticleSummary]
  var disclaimer = Article.disclaimer
}

/// An article with its state and version.
struct ArticleReply: Encodable {
  var article: Article
  var status: StatusBanner
  var version: ArticleVersion
  var updated: String?
}

/// A claim with its sources.
struct ClaimDocument: Encodable {
  struct Source: Encodable {
    var reference: String
    var citation: String
    var locator: String
    var supports: Claim.Support
    var doi: String?
    var pmid: String?
    var link: String?
  }

  var id: String
  var statement: String?
  var text: String
  var plain: String
  var detail: String?
  var kind: Claim.Kind
  var scope: Claim.Scope
  var sources: [Source]
  var grade: EvidenceGrade
  var gradeMeaning: String
  var gradeReason: String
  var status: EvidenceStatus
  /// Whether it may be told as a fact: its source was read and stands.
  var isCitable: Bool
  var date: String
  var contradicts: [String]
  var tags: Claim.Tags
  var digest: String?
  var disclaimer = Article.disclaimer

  init(_ claim: Claim, ledger: ClaimLedger) {
    id = claim.id
    statement = claim.statement
    text = claim.text
    plain = claim.plain
    detail = claim.detail
    kind = claim.kind
    scope = claim.scope
    sources = claim.sources.compactMap { source in
      ledger.references[source.reference].map { reference in
        Source(
          reference: source.reference, citation: reference.citation, locator: source.locator, supports: source.supports,
          doi: reference.doi, pmid: reference.pmid, link: reference.link)
      }
    }
    grade = claim.grade
    gradeMeaning = claim.grade.meaning
    gradeReason = claim.gradeReason
    status = claim.status
    isCitable = ledger.isCitable(claim.id)
    date = claim.date
    contradicts = claim.contradicts
    tags = claim.tags
    digest = ledger.digest(of: claim.id)
  }
}
