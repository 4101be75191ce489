import ContentDigests
import Crypto
import Foundation
import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// Who is at the desk, and what a form of theirs must bring along.
struct Desk: Sendable {
  let site: Site

  private static let hours = 10.0

  var cookieName: String { site.configuration.isSecure ? "__Host-coeruleus_desk" : "coeruleus_desk" }

  /// The session of a request; nil for readers.
  func session(of request: Request) throws -> Session? {
    guard let token = request.cookies[cookieName]?.value, token.utf8.count == 64 else { return nil }
    return try site.store.session(tokenHash: ContentDigest.hexadecimal(token), now: Date())
  }

  /// The session of a page at the desk.
  ///
  /// - Throws: ``Problem`` 401 or 403.
  func require(_ request: Request, _ action: Role.Action? = nil) throws -> Session {
    guard let session = try session(of: request) else {
      throw Problem(
        .unauthorized, "Please sign in", "This page belongs to the editorial desk. Sign in at /desk and open it again.")
    }
    if let action, !session.account.role.may(action) {
      throw Problem(.forbidden, "Not allowed", "Your role, \(session.account.role.rawValue), does not do this.")
    }
    return session
  }

  /// A form that a signed-in person sent: from our page, with their token, not too often.
  ///
  /// - Throws: ``Problem`` 401, 403 or 429.
  func form(_ request: Request, _ action: Role.Action? = nil) async throws -> (session: Session, form: Values) {
    try OriginCheck.require(request)
    let session = try require(request, action)
    try site.limits.write.take(session.account.username)
    let form = try await request.form()
    guard ConstantTime.areEqual(Array((form.exact("token") ?? "").utf8), Array(session.csrfSecret.utf8)) else {
      throw Problem(.forbidden, "This form is not valid any more", "Open the page again and send the form from there.")
    }
    return (session, form)
  }

  // MARK: signing in and out

  /// Opens a session and gives the browser its secret; only the secret's hash is stored.
  func open(for username: String, in response: inout Response) throws {
    let token = Self.secret()
    let now = Date()
    try site.store.deleteExpiredSessions(now: now)
    try site.store.createSession(
      tokenHash: ContentDigest.hexadecimal(token), username: username, csrfSecret: Self.secret(), now: now,
      expires: now.addingTimeInterval(Self.hours * 3600))
    setCookie(token, seconds: Int(Self.hours * 3600), in: &response)
  }

  func close(_ request: Request, in response: inout Response) throws {
    if let token = request.cookies[cookieName]?.value {
      try site.store.deleteSession(tokenHash: ContentDigest.hexadecimal(token), now: Date())
    }
    setCookie("", seconds: 0, in: &response)
  }

  private func setCookie(_ value: String, seconds: Int, in response: inout Response) {
    let secure = site.configuration.isSecure ? "; Secure" : ""
    response.headers[values: .setCookie].append(
      "\(cookieName)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict\(secure)")
  }

  /// 32 random bytes as text.
  private static func secret() -> String {
    SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
      bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
  }

  // MARK: pages

  /// A page of the desk: its own navigation, never cached.
  func page(_ title: String, session: Session, content: String, _ view: View, status: HTTPResponse.Status = .ok)
    -> Response
  {
    let role = session.account.role
    var links = [("Dashboard", "/desk")]
    if role.may(.closeReport) { links.append(("Reports", "/desk/reports")) }
    if role.may(.manageAccounts) { links.append(("Accounts", "/desk/accounts")) }
    if role.may(.readAudit) { links.append(("Audit trail", "/desk/audit")) }
    links.append(("Password", "/desk/password"))
    var inner = view
    inner["token"] = .text(session.csrfSecret)
    let markup = site.pages.templates.render(
      "desk",
      [
        "links": .list(links.map { ["name": .text($0.0), "address": .text($0.1)] }), "token": .text(session.csrfSecret),
        "name": .text(session.account.displayName), "role": .text(role.rawValue),
        "inner": .markup(site.pages.templates.render(content, inner)),
      ])
    let frame = PageMaker.Frame(title: title, section: "desk", kind: "desk", isPrivate: true)
    return Reply.html(site.pages.page(frame, markup: markup), status: status, keeping: .never)
  }
}
