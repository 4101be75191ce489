import Foundation
import Hummingbird
import KnowledgeStore

/// The form with which anybody reports an error.
struct ReportRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    router.get("/report", use: form)
    router.post("/report", use: send)
  }

  @Sendable private func form(_ request: Request, _ context: SiteContext) async throws -> Response {
    let values = request.values
    let about = [values["about"], values["digest"].map { "digest \($0)" }].compactMap { $0 }.joined(separator: ", ")
    return page(about: about, claim: values["claim"], text: nil, contact: nil, error: nil)
  }

  private func page(about: String?, claim: String?, text: String?, contact: String?, error: String?) -> Response {
    let view: View = [
      "token": .text(site.tokens.anonymous()), "about": .text(about), "claim": .text(claim), "text": .text(text),
      "contact": .text(contact), "error": .text(error),
    ]
    return Reply.html(
      site.pages.page(PageMaker.Frame(title: "Report an error", isPrivate: true), content: "report", view),
      status: error == nil ? .ok : .unprocessableContent, keeping: .never)
  }

  @Sendable private func send(_ request: Request, _ context: SiteContext) async throws -> Response {
    try OriginCheck.require(request)
    try site.limits.report.take(request.address(context, hasProxy: site.configuration.hasProxy))
    let form = try await request.form()
    func again(_ error: String) -> Response {
      page(about: form["about"], claim: form["claim"], text: form["text"], contact: form["contact"], error: error)
    }
    guard site.tokens.isValidAnonymous(form.exact("token")) else {
      return again("The form had been open for too long. Please send it again.")
    }
    guard let about = form["about"], let text = form["text"] else {
      return again("Say what it is about and what is wrong.")
    }
    do {
      let report = try site.store.addReport(
        slug: about, claim: form["claim"], text: text, contact: form["contact"], now: Date())
      return Reply.html(
        site.pages.page(
          PageMaker.Frame(title: "Thank you", isPrivate: true), content: "thanks", ["number": .text(String(report.id))]),
        keeping: .never)
    } catch {
      guard case .invalid = error else { throw error }
      return again("\(error.place): \(error.rule)")
    }
  }
}
