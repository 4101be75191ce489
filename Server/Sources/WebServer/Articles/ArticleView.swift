import Foundation
import KnowledgeBase
import KnowledgeStore

/// An article as its page shows it.
struct ArticleView {
  let article: Article
  let status: ArticleStatus
  let site: Site
  /// The account that is signed in.
  let account: Account?
  /// Open comments of this version by claim.
  var comments: [String: Int] = [:]
  /// Whether an earlier version is shown.
  var isOld = false
  /// The hash of the present version.
  let presentHash: String

  private var hash: String { status.banner.hash }
  private var path: String { "/articles/\(article.slug)" }

  /// The page's values.
  func view() -> View {
    var view: View = [
      "slug": .text(article.slug), "title": .text(article.title), "kind": .text(Self.kind(article.kind)),
      "readerDescription": .text(article.reader.description), "updated": .text(status.updated),
      "reviewed": .text(status.banner.lastReviewed), "isOld": .flag(isOld),
      "lead": .list(article.lead.map(sentence)), "sections": .list(article.sections.map(section)),
      "sources": EvidenceViews.sources(article.sources), "shortHash": .text(String(hash.prefix(12))),
    ]
    view["class"] = .text(status.banner.state.styleClass)
    view["state"] = .text(status.banner.state.rawValue)
    view["text"] = .text(Self.bannerText(status.banner))
    let reasons = status.banner.staleReasons
    view["reasons"] = EvidenceViews.texts(reasons)
    view["staleCount"] = .text(reasons.isEmpty ? nil : reasons.count == 1 ? "one change" : "\(reasons.count) changes")
    view["staleSince"] = .text(status.staleSince.map { String($0.prefix(12)) })
    view["versionAddress"] = .text(versionAddress(hash))
    view["comparison"] = .text(comparison(from: hash, to: presentHash))
    view["versions"] = .list(versions())
    view["hasVersions"] = .flag(!status.versions.isEmpty)
    view["reviews"] = .list(status.reviews.map(review))
    view["hasReviews"] = .flag(!status.reviews.isEmpty)
    view["exports"] = .list(exports())
    view["reportAddress"] = .text(Address(path: "/report", parameters: [("about", article.slug)]).text)
    view["mayReview"] = .flag(account?.role.may(.review) == true)
    view["mayEdit"] = .flag(account?.role.may(.edit) == true && article.kind == "article")
    return view
  }

  // MARK: text

  func sentence(_ sentence: Article.Sentence) -> View {
    let (grade, meaning) = EvidenceViews.grade(sentence.grade)
    let isCommon = sentence.role == .commonlySaid
    let claim = sentence.claims.first
    let mayComment = account?.role.may(.comment) == true && sentence.role == .fact && !isOld
    let count = claim.flatMap { comments[$0] } ?? 0
    return [
      "text": .text(isCommon ? sentence.text.withoutCommonlySaid : sentence.text), "isCommon": .flag(isCommon),
      "isUnverified": .flag(sentence.role == .notVerified),
      "class": .text("role-" + sentence.role.rawValue.replacing(" ", with: "-")), "grade": grade,
      "gradeMeaning": meaning,
      "citations": EvidenceViews.citations(sentence.citations, claims: sentence.claims, sources: article.sources),
      "comments": .text(
        mayComment
          ? claim.map { Address(path: "/desk/articles/\(article.slug)/comments", parameters: [("claim", $0)]).text }
          : nil),
      "commentCount": .text(count > 0 ? String(count) : nil),
    ]
  }

  private func section(_ section: Article.Section) -> View {
    ["id": .text("s-" + section.id), "heading": .text(section.heading), "blocks": .list(section.blocks.map(block))]
  }

  private func block(_ block: Article.Block) -> View {
    var view: View = [
      "subheading": .text(nil), "paragraph": .view(nil), "items": .view(nil), "options": .view(nil),
      "panel": .view(nil),
    ]
    switch block {
    case .subheading(let text): view["subheading"] = .text(text)
    case .paragraph(let sentences): view["paragraph"] = .view(["sentences": .list(sentences.map(sentence))])
    case .list(let items):
      view["items"] = .view(["entries": .list(items.map { ["sentences": .list($0.map(sentence))] })])
    case .options(let rows): view["options"] = .view(["rows": .list(rows.map(row))])
    case .panel(let id): view["panel"] = .view(PanelView(id: id, reader: article.reader, panels: site.panels).view())
    }
    return view
  }

  private func row(_ row: Article.OptionRow) -> View {
    [
      "profile": .text(row.profile.isEmpty ? "everybody" : row.profile),
      "medicines": .text(row.medicines.joined(separator: ", ")),
      "sentences": .list(row.sentences.map(sentence)),
    ]
  }

  // MARK: versions

  private func versionAddress(_ hash: String) -> String {
    Address(path: "\(path)/versions/\(hash)", parameters: [("for", article.reader.rawValue)]).text
  }

  private func comparison(from: String, to: String) -> String {
    Address(path: "\(path)/diff", parameters: [("from", from), ("to", to), ("for", article.reader.rawValue)]).text
  }

  private func versions() -> [View] {
    status.versions.reversed().prefix(12).map { stored in
      let other = stored.version.hash
      return [
        "address": .text(versionAddress(other)), "date": .text(String(stored.created.prefix(10))),
        "hash": .text(String(other.prefix(8))), "isCurrent": .flag(other == hash),
        "compare": .text(other == hash ? nil : comparison(from: other, to: hash)),
      ]
    }
  }

  private func review(_ review: Review) -> View {
    [
      "date": .text(String(review.date.prefix(10))), "name": .text(review.name),
      "decision": .text(review.decision.rawValue),
      "remark": .text(review.remark), "interest": .text(review.conflictOfInterest),
    ]
  }

  private func exports() -> [View] {
    ArticleFormat.allCases.map { format in
      [
        "name": .text(format.title),
        "address": .text(
          Address(path: "\(path).\(format.rawValue)", parameters: [("for", article.reader.rawValue)]).text),
      ]
    }
  }

  static func kind(_ kind: String) -> String {
    switch kind {
    case "medicine": "Medicine"
    case "condition": "Condition"
    default: "Article"
    }
  }

  /// The banner's line without the state, which stands before it.
  static func bannerText(_ banner: StatusBanner) -> String {
    let start = banner.state.rawValue
    guard banner.text.hasPrefix(start) else { return banner.text }
    let rest = banner.text.dropFirst(start.count).drop { $0 == ":" || $0 == " " }
    return EvidenceViews.sentence(String(rest))
  }
}
