import Answers
import Evidence
import Foundation
import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// Reviews and comments on exactly one version of an article.
struct ReviewRoutes: Sendable {
  let site: Site
  private var desk: Desk { Desk(site: site) }

  func add(to router: Router<SiteContext>) {
    router.get("/desk/articles/{slug}/review", use: reviewForm)
    router.post("/desk/articles/{slug}/review", use: review)
    router.get("/desk/articles/{slug}/comments", use: comments)
    router.post("/desk/articles/{slug}/comments", use: comment)
    router.post("/desk/comments/{id}/resolve", use: resolve)
  }

  private func entry(_ context: SiteContext) throws -> ArticleBook.Entry {
    guard let entry = site.book[try context.parameters.require("slug")] else { throw Problem.notFound("article") }
    return entry
  }

  // MARK: reviews

  @Sendable private func reviewForm(_ request: Request, _ context: SiteContext) async throws -> Response {
    let session = try desk.require(request, .review)
    return try page(entry(context), session: session, form: nil, error: nil)
  }

  private func page(_ entry: ArticleBook.Entry, session: Session, form: Values?, error: String?) throws -> Response {
    try site.book.recordPresent(entry.source.slug)
    let status = try ArticleStatus(entry, site: site)
    let reviews = status.reviews.map { review -> View in
      [
        "name": .text(review.name), "date": .text(String(review.date.prefix(10))),
        "decision": .text(review.decision.rawValue),
        "remark": .text(review.remark), "interest": .text(review.conflictOfInterest),
      ]
    }
    return desk.page(
      "Review", session: session, content: "review",
      [
        "slug": .text(entry.source.slug), "title": .text(entry.source.title.text), "hash": .text(entry.version.hash),
        "shortHash": .text(String(entry.version.hash.prefix(12))), "error": .text(error),
        "remark": .text(form?["remark"]),
        "interest": .text(form?["interest"]), "reviews": .list(reviews),
        "isOwn": .flag(entry.author == session.account.username),
        "readers": .list(Reader.allCases.map { ["name": .text($0.rawValue)] }),
      ], status: error == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func review(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .review)
    let entry = try entry(context)
    guard let decision = form["decision"].flatMap(Review.Decision.init) else {
      return try page(entry, session: session, form: form, error: "Choose: approve, or ask for changes.")
    }
    guard form["hash"] == entry.version.hash else {
      return try page(
        entry, session: session, form: form,
        error: "The article has changed while you read it. Please read the present version.")
    }
    guard let interest = form["interest"] else {
      return try page(
        entry, session: session, form: form, error: "Say something about conflicts of interest, or: none.")
    }
    do {
      try site.store.addReview(
        slug: entry.source.slug, hash: entry.version.hash, by: session.account.username, decision: decision,
        remark: form["remark"] ?? "", conflictOfInterest: interest, now: Date())
    } catch {
      guard case .invalid = error else { throw error }
      return try page(entry, session: session, form: form, error: error.rule)
    }
    return Reply.onward(to: "/articles/\(entry.source.slug)#reviews")
  }

  // MARK: comments

  @Sendable private func comments(_ request: Request, _ context: SiteContext) async throws -> Response {
    let session = try desk.require(request, .comment)
    let entry = try entry(context)
    let claim = request.values["claim"]
    let list = try site.store.comments(slug: entry.source.slug).filter { claim == nil || $0.claim == claim }
    let views = list.map { comment -> View in
      [
        "id": .text(String(comment.id)), "name": .text(comment.name), "date": .text(String(comment.created.prefix(10))),
        "claim": .text(comment.claim), "text": .text(comment.text), "isOpen": .flag(comment.resolved == nil),
        "version": .text(comment.hash == entry.version.hash ? nil : String(comment.hash.prefix(8))),
      ]
    }
    let text = claim.flatMap { site.knowledge.ledger[$0]?.text }
    return desk.page(
      "Comments", session: session, content: "comments",
      [
        "slug": .text(entry.source.slug), "title": .text(entry.source.title.text), "claim": .text(claim),
        "claimText": .text(text),
        "comments": .list(views), "hash": .text(entry.version.hash),
        "shortHash": .text(String(entry.version.hash.prefix(12))),
      ])
  }

  @Sendable private func comment(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .comment)
    let entry = try entry(context)
    let claim = form["claim"]
    if let claim, !entry.source.claimIDs.contains(claim) { throw Problem.notFound("claim in this article") }
    try site.book.recordPresent(entry.source.slug)
    try site.store.addComment(
      slug: entry.source.slug, hash: entry.version.hash, claim: claim, text: form["text"] ?? "",
      by: session.account.username,
      now: Date())
    return Reply.onward(to: back(entry.source.slug, claim))
  }

  @Sendable private func resolve(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .comment)
    let id = try context.parameters.require("id", as: Int64.self)
    try site.store.resolveComment(id, by: session.account.username, now: Date())
    guard let slug = form["slug"], site.book[slug] != nil else { return Reply.onward(to: "/desk") }
    return Reply.onward(to: back(slug, form["claim"]))
  }

  private func back(_ slug: String, _ claim: String?) -> String {
    Address(path: "/desk/articles/\(slug)/comments", parameters: claim.map { [("claim", $0)] } ?? []).text
  }
}
