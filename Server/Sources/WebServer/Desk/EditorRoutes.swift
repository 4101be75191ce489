import DrugLibrary
import Foundation
import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// Editing a view, answering reports, publishing corrections.
struct EditorRoutes: Sendable {
  let site: Site
  private var desk: Desk { Desk(site: site) }

  func add(to router: Router<SiteContext>) {
    router.get("/desk/articles/{slug}/edit", use: editor)
    router.post("/desk/articles/{slug}/edit", use: save)
    router.get("/desk/reports", use: reports)
    router.post("/desk/reports/{id}/close", use: close)
    router.post("/desk/corrections", use: correct)
  }

  // MARK: views

  private func entry(_ context: SiteContext) throws -> ArticleBook.Entry {
    let slug = try context.parameters.require("slug")
    guard let entry = site.book[slug] else { throw Problem.notFound("article") }
    guard entry.text != nil else {
      throw Problem(
        .conflict, "This page writes itself", "It is made from the claims of the ledger; change the claims instead.")
    }
    return entry
  }

  @Sendable private func editor(_ request: Request, _ context: SiteContext) async throws -> Response {
    let session = try desk.require(request, .edit)
    let entry = try entry(context)
    return page(entry, session: session, text: entry.text ?? "", error: nil)
  }

  private func page(_ entry: ArticleBook.Entry, session: Session, text: String, error: LibraryError?) -> Response {
    let place = error.map { $0.line > 0 ? "Line \($0.line)" : "The whole text" }
    let rule = error.map { error in
      (error.path.isEmpty ? "" : "\(error.path): ") + error.rule
        + (error.suggestion.map { "; did you mean \($0)?" } ?? "")
    }
    return desk.page(
      "Edit", session: session, content: "editor",
      [
        "slug": .text(entry.source.slug), "title": .text(entry.source.title.text), "text": .text(text),
        "errorPlace": .text(place),
        "error": .text(rule), "hash": .text(entry.version.hash),
        "shortHash": .text(String(entry.version.hash.prefix(12))),
        "panels": EvidenceViews.texts(site.panels.ids),
      ], status: error == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func save(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .edit)
    let entry = try entry(context)
    let text = (form.exact("text") ?? "").replacing("\r\n", with: "\n")
    guard form["hash"] == entry.version.hash else {
      throw Problem(
        .conflict, "Somebody else has saved this article", "Go back, keep your text, and open the editor again.")
    }
    do {
      _ = try site.book.save(text, slug: entry.source.slug, author: session.account.username)
    } catch let error as LibraryError {
      return page(entry, session: session, text: text, error: error)
    }
    return Reply.onward(to: "/articles/\(entry.source.slug)")
  }

  // MARK: reports

  @Sendable private func reports(_ request: Request, _ context: SiteContext) async throws -> Response {
    let session = try desk.require(request, .closeReport)
    let views = try site.store.reports().reversed().map { report -> View in
      [
        "id": .text(String(report.id)), "date": .text(String(report.created.prefix(10))), "slug": .text(report.slug),
        "claim": .text(report.claim), "text": .text(report.text), "contact": .text(report.contact),
        "isOpen": .flag(report.state == .open), "answer": .text(report.answer),
      ]
    }
    return desk.page(
      "Reports", session: session, content: "reports",
      ["reports": .list(views), "mayCorrect": .flag(session.account.role.may(.edit))])
  }

  @Sendable private func close(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .closeReport)
    try site.store.closeReport(
      try context.parameters.require("id", as: Int64.self), answer: form["answer"] ?? "", by: session.account.username,
      now: Date())
    return Reply.onward(to: "/desk/reports")
  }

  @Sendable private func correct(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .edit)
    try site.store.addCorrection(
      slug: form["slug"] ?? "", text: form["text"] ?? "", by: .account(session.account.username), now: Date())
    return Reply.onward(to: "/corrections")
  }
}
