import HTTPTypes
import Hummingbird
import Logging

/// Turns every error into a page or into problem+json; what went wrong inside stays in the log.
struct Failures: RouterMiddleware {
  typealias Context = SiteContext
  let pages: PageMaker

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      return response(to: error, request, context)
    }
  }

  private func response(to error: any Error, _ request: Request, _ context: SiteContext) -> Response {
    let problem = Problem.from(error) ?? known(error) ?? ours(error, context)
    var response: Response
    if request.isProgrammatic {
      response = Reply.text(
        problem.json(instance: "urn:request:\(context.requestID)"), type: "application/problem+json",
        status: problem.status)
    } else {
      response = Reply.html(pages.problem(problem, id: context.requestID), status: problem.status, keeping: .never)
    }
    if let wait = problem.retryAfter { response.headers[.retryAfter] = String(wait) }
    if let allow = problem.allow { response.headers[.allow] = allow }
    return response
  }

  private func known(_ error: any Error) -> Problem? {
    guard let error = error as? any HTTPResponseError else { return nil }
    switch error.status {
    case .notFound: return .notFound("page")
    case .internalServerError: return nil
    case .contentTooLarge: return Problem(error.status, "Too large", "A request may have at most 64 KiB.")
    default: return Problem(error.status, error.status.reasonPhrase, "The request could not be read.")
    }
  }

  private func ours(_ error: any Error, _ context: SiteContext) -> Problem {
    // The kind of error alone: its text may hold a question or a name.
    context.logger.error("unexpected error", metadata: ["error": .string("\(type(of: error))")])
    return Problem(
      .internalServerError, "Something went wrong here", "This is our fault. The number below finds it in our log.")
  }
}
