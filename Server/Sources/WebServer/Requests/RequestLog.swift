import Hummingbird
import Logging

/// One line for each request: method, route, status, time and id; never what was asked, typed or by whom.
struct RequestLog: RouterMiddleware {
  typealias Context = SiteContext

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let passed = (ContinuousClock.now - start).components
    let milliseconds = passed.seconds * 1000 + passed.attoseconds / 1_000_000_000_000_000
    context.logger.info(
      "request",
      metadata: [
        "method": .string(request.method.rawValue),
        // The template, such as /claims/{id}: a path may hold what was asked.
        "route": .string(context.endpointPath ?? "none"),
        "status": .stringConvertible(response.status.code), "milliseconds": .stringConvertible(milliseconds),
      ])
    return response
  }
}
