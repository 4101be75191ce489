import Foundation
import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// Signing in and out, and one's own password.
struct SignInRoutes: Sendable {
  let site: Site
  private var desk: Desk { Desk(site: site) }

  func add(to router: Router<SiteContext>) {
    router.get("/desk", use: front)
    router.post("/desk/sign-in", use: signIn)
    router.post("/desk/sign-out", use: signOut)
    router.get("/desk/password", use: passwordForm)
    router.post("/desk/password", use: setPassword)
  }

  @Sendable private func front(_ request: Request, _ context: SiteContext) async throws -> Response {
    guard let session = try desk.session(of: request) else { return signInPage(error: nil) }
    return try Dashboard(site: site, session: session).response()
  }

  private func signInPage(error: String?, status: HTTPResponse.Status = .ok) -> Response {
    Reply.html(
      site.pages.page(
        PageMaker.Frame(title: "Editorial desk", section: "desk", kind: "desk", isPrivate: true), content: "sign-in",
        ["token": .text(site.tokens.anonymous()), "error": .text(error)]), status: status, keeping: .never)
  }

  @Sendable private func signIn(_ request: Request, _ context: SiteContext) async throws -> Response {
    try OriginCheck.require(request)
    try site.limits.signInByAddress.take(request.address(context, hasProxy: site.configuration.hasProxy))
    let form = try await request.form()
    guard site.tokens.isValidAnonymous(form.exact("token")) else {
      return signInPage(error: "The form had been open for too long. Please try again.", status: .forbidden)
    }
    let username = String((form["username"] ?? "").lowercased().prefix(40))
    let password = form.exact("password") ?? ""
    try site.limits.signInByAccount.take(username)
    let hash = try site.store.passwordHash(of: username)
    let isRight = try await site.signing.run { Passwords.matches(password, hash: hash) }
    guard isRight else {
      // A name that is no account may be a password in the wrong field: it is not written down.
      let subject = try site.store.account(named: username) == nil ? "unknown name" : username
      try site.store.record(.signInRefused, subject: subject, by: .console, now: Date())
      return signInPage(error: "This name and password do not belong together.", status: .unauthorized)
    }
    var response = Reply.onward(to: "/desk")
    try desk.open(for: username, in: &response)
    return response
  }

  @Sendable private func signOut(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await desk.form(request)
    var response = Reply.onward(to: "/desk")
    try desk.close(request, in: &response)
    return response
  }

  @Sendable private func passwordForm(_ request: Request, _ context: SiteContext) async throws -> Response {
    desk.page("Password", session: try desk.require(request), content: "password", ["error": .text(nil)])
  }

  @Sendable private func setPassword(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request)
    let username = session.account.username
    func again(_ error: String) -> Response {
      desk.page(
        "Password", session: session, content: "password", ["error": .text(error)], status: .unprocessableContent)
    }
    try site.limits.signInByAccount.take(username)
    let old = form.exact("old") ?? ""
    let new = form.exact("new") ?? ""
    let hash = try site.store.passwordHash(of: username)
    guard try await site.signing.run({ Passwords.matches(old, hash: hash) }) else {
      return again("The old password is not right.")
    }
    guard new == form.exact("again") else { return again("The new password was typed differently the second time.") }
    do {
      let made = try await site.signing.run { try Passwords.hash(new) }
      try site.store.setPasswordHash(made, of: username, by: .account(username), now: Date())
    } catch let refusal as Passwords.Refusal {
      return again(refusal.description)
    }
    return Reply.onward(to: "/desk")
  }
}
