import HTTPTypes
import Hummingbird

/// What a browser may do with our pages: nothing but show them, run our own scripts and talk to us.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = SiteContext
  let isSecure: Bool

  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers.set(HTTPNames.securityPolicy, Self.policy)
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers.set(HTTPNames.referrerPolicy, Self.referrerPolicy(for: request.uri.path))
    response.headers.set(HTTPNames.openerPolicy, "same-origin")
    response.headers.set(HTTPNames.resourcePolicy, "same-origin")
    response.headers.set(HTTPNames.permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=()")
    if isSecure { response.headers.set(HTTPNames.transportSecurity, "max-age=31536000") }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = Reply.Keeping.never.rawValue }
    response.headers.set(HTTPNames.requestID, context.requestID)
    return response
  }

  /// Nobody else learns where a reader comes from, but a form that changes something must tell our own site.
  ///
  /// With `no-referrer` browsers send `Origin: null` with every form, and its origin could not be checked.
  private static func referrerPolicy(for path: String) -> String {
    path.hasPrefix("/desk") || path.hasPrefix("/report") ? "same-origin" : "no-referrer"
  }
}
