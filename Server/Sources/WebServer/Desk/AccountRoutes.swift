import Foundation
import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// Accounts and the audit trail.
struct AccountRoutes: Sendable {
  let site: Site
  private var desk: Desk { Desk(site: site) }

  func add(to router: Router<SiteContext>) {
    router.get("/desk/accounts", use: list)
    router.post("/desk/accounts", use: create)
    router.post("/desk/accounts/{name}/role", use: role)
    router.post("/desk/accounts/{name}/state", use: state)
    router.post("/desk/accounts/{name}/password", use: password)
    router.get("/desk/audit", use: audit)
  }

  @Sendable private func list(_ request: Request, _ context: SiteContext) async throws -> Response {
    try page(session: desk.require(request, .manageAccounts), form: nil, error: nil)
  }

  private func page(session: Session, form: Values?, error: String?) throws -> Response {
    let accounts = try site.store.accounts().map { account -> View in
      [
        "username": .text(account.username), "name": .text(account.displayName),
        "affiliation": .text(account.affiliation),
        "created": .text(String(account.created.prefix(10))), "isDisabled": .flag(account.isDisabled),
        "roles": Self.roles(account.role),
      ]
    }
    return desk.page(
      "Accounts", session: session, content: "accounts",
      [
        "accounts": .list(accounts), "error": .text(error), "newName": .text(form?["username"]),
        "newDisplay": .text(form?["name"]), "newAffiliation": .text(form?["affiliation"]),
        "newRoles": Self.roles(form?["role"].flatMap(Role.init) ?? .reviewer),
      ], status: error == nil ? .ok : .unprocessableContent)
  }

  private static func roles(_ current: Role) -> View.Field {
    .list(Role.allCases.map { ["name": .text($0.rawValue), "isCurrent": .flag($0 == current)] })
  }

  @Sendable private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .manageAccounts)
    guard let role = form["role"].flatMap(Role.init) else {
      return try page(session: session, form: form, error: "Choose a role.")
    }
    let password = form.exact("password") ?? ""
    do {
      let hash = try await site.signing.run { try Passwords.hash(password) }
      try site.store.createAccount(
        NewAccount(
          username: form["username"] ?? "", displayName: form["name"] ?? "", affiliation: form["affiliation"] ?? "",
          passwordHash: hash), role: role, by: .account(session.account.username), now: Date())
    } catch let refusal as Passwords.Refusal {
      return try page(session: session, form: form, error: refusal.description)
    } catch let error as EditorialError {
      return try page(session: session, form: form, error: EvidenceViews.sentence(error.description) + ".")
    }
    return Reply.onward(to: "/desk/accounts")
  }

  @Sendable private func role(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .manageAccounts)
    guard let role = form["role"].flatMap(Role.init) else { throw Problem.invalid("Choose a role.") }
    try site.store.setRole(
      role, of: try context.parameters.require("name"), by: .account(session.account.username), now: Date())
    return Reply.onward(to: "/desk/accounts")
  }

  @Sendable private func state(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .manageAccounts)
    let name = try context.parameters.require("name")
    let agent = Agent.account(session.account.username)
    if form["state"] == "disabled" {
      try site.store.disableAccount(name, by: agent, now: Date())
    } else {
      try site.store.enableAccount(name, by: agent, now: Date())
    }
    return Reply.onward(to: "/desk/accounts")
  }

  @Sendable private func password(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (session, form) = try await desk.form(request, .manageAccounts)
    let new = form.exact("password") ?? ""
    do {
      let hash = try await site.signing.run { try Passwords.hash(new) }
      try site.store.setPasswordHash(
        hash, of: try context.parameters.require("name"), by: .account(session.account.username), now: Date())
    } catch let refusal as Passwords.Refusal {
      return try page(session: session, form: nil, error: refusal.description)
    }
    return Reply.onward(to: "/desk/accounts")
  }

  @Sendable private func audit(_ request: Request, _ context: SiteContext) async throws -> Response {
    let session = try desk.require(request, .readAudit)
    let before = request.values["before"].flatMap { Int64($0) }
    let entries = try site.store.auditEntries(before: before, limit: 100)
    return desk.page(
      "Audit trail", session: session, content: "audit",
      [
        "entries": .list(
          entries.map {
            [
              "date": .text($0.created), "who": .text($0.username ?? "\u{2013}"), "action": .text($0.action),
              "subject": .text($0.subject), "detail": .text($0.detail),
            ]
          }),
        "older": .text(
          entries.count == 100
            ? entries.last.map { Address(path: "/desk/audit", parameters: [("before", String($0.sequence))]).text }
            : nil),
      ])
  }
}
