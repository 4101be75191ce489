import Answers
import Evidence
import Foundation
import HTTPTypes
import Hummingbird
import KnowledgeBase
import KnowledgeStore
import Reports
import Simulation

/// The programming interface, version 1: the same answers as the pages, as JSON.
struct ProgrammingRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    router.get("/api/v1/ask", use: askByAddress)
    router.post("/api/v1/ask", use: askByBody)
    router.get("/api/v1/simulate", use: simulateByAddress)
    router.post("/api/v1/simulate", use: simulateByBody)
    router.get("/api/v1/articles", use: articles)
    router.get("/api/v1/articles/{slug}", use: article)
    router.get("/api/v1/claims/{id}", use: claim)
    router.get("/api/v1/search", use: search)
    router.get("/api/v1/panels/{id}", use: panel)
    router.get("/api/v1/openapi.json") { _, _ in Reply.json(OpenAPIDocument.text, keeping: .shared) }
    refuseOtherMethods(router)
  }

  /// Every other method of these addresses is told what they take.
  private func refuseOtherMethods(_ router: Router<SiteContext>) {
    func refuse(_ path: RouterPath, _ methods: [HTTPRequest.Method], allow: String) {
      for method in methods {
        router.on(path, method: method) { _, _ -> Response in throw Problem.wrongMethod(allow: allow) }
      }
    }
    let others: [HTTPRequest.Method] = [.put, .patch, .delete, .options]
    for path: RouterPath in ["/api/v1/ask", "/api/v1/simulate"] { refuse(path, others, allow: "GET, HEAD, POST") }
    for path: RouterPath in [
      "/api/v1/articles", "/api/v1/articles/{slug}", "/api/v1/claims/{id}", "/api/v1/search", "/api/v1/panels/{id}",
      "/api/v1/openapi.json",
    ] { refuse(path, others + [.post], allow: "GET, HEAD") }
  }

  // MARK: ask

  @Sendable private func askByAddress(_ request: Request, _ context: SiteContext) async throws -> Response {
    let values = request.values
    let reader = try ReaderChoice(request, values).reader
    try limitAsking(request, context)
    let query = try AskQuery(values, reader: reader, library: site.knowledge.library)
    return try await answer(query, hasScenarios: values["scenarios"] == "true")
  }

  @Sendable private func askByBody(_ request: Request, _ context: SiteContext) async throws -> Response {
    try limitAsking(request, context)
    let body: AskBody = try await decode(request)
    return try await answer(try body.query(site.knowledge.library), hasScenarios: body.scenarios ?? false)
  }

  private func limitAsking(_ request: Request, _ context: SiteContext) throws {
    try site.limits.ask.take(request.address(context, hasProxy: site.configuration.hasProxy))
  }

  private func answer(_ query: AskQuery, hasScenarios: Bool) async throws -> Response {
    var answer = try await site.answer(query.request(), key: query.address.text)
    // The curves behind the numbers are large: only for who asks for them.
    if !hasScenarios { answer.scenarios = [] }
    return Reply.json(try DataExport.json(answer))
  }

  // MARK: simulate

  @Sendable private func simulateByAddress(_ request: Request, _ context: SiteContext) async throws -> Response {
    try limitSimulating(request, context)
    return try await simulate(try ScenarioQuery(request.values, genes: site.knowledge.library.geneNames))
  }

  @Sendable private func simulateByBody(_ request: Request, _ context: SiteContext) async throws -> Response {
    try limitSimulating(request, context)
    let body: SimulateBody = try await decode(request)
    return try await simulate(try body.query(site.knowledge.library.geneNames))
  }

  private func limitSimulating(_ request: Request, _ context: SiteContext) throws {
    try site.limits.simulate.take(request.address(context, hasProxy: site.configuration.hasProxy))
  }

  private func simulate(_ query: ScenarioQuery) async throws -> Response {
    // Byte for byte what the command line writes.
    Reply.json(try DataExport.json(try await ScenarioRoutes.run(query, site: site)))
  }

  // MARK: knowledge

  @Sendable private func articles(_ request: Request, _ context: SiteContext) async throws -> Response {
    let reader = try ReaderChoice(request).reader
    let list = try site.book.all.map { entry in
      ArticleSummary(
        slug: entry.source.slug, title: entry.source.title.text(for: reader), kind: entry.source.kind,
        status: try ArticleStatus(entry, site: site).banner)
    }
    return Reply.json(try DataExport.json(ArticleList(articles: list)))
  }

  @Sendable private func article(_ request: Request, _ context: SiteContext) async throws -> Response {
    let reader = try ReaderChoice(request).reader
    guard let entry = site.book[try context.parameters.require("slug")] else { throw Problem.notFound("article") }
    let status = try ArticleStatus(entry, site: site)
    return Reply.json(
      try DataExport.json(
        ArticleReply(
          article: site.book.article(entry, for: reader), status: status.banner, version: entry.version,
          updated: status.updated)))
  }

  @Sendable private func claim(_ request: Request, _ context: SiteContext) async throws -> Response {
    let ledger = site.knowledge.ledger
    guard let claim = ledger[try context.parameters.require("id")] else { throw Problem.notFound("claim") }
    return Reply.json(try DataExport.json(ClaimDocument(claim, ledger: ledger)))
  }

  @Sendable private func search(_ request: Request, _ context: SiteContext) async throws -> Response {
    try site.limits.search.take(request.address(context, hasProxy: site.configuration.hasProxy))
    guard let words = request.values["q"] else {
      throw Problem.invalid("The words are missing: write them into the parameter q.")
    }
    let limit = request.values["limit"].flatMap { Int($0) } ?? 20
    return Reply.json(
      try DataExport.json(site.search.hits(for: String(words.prefix(200)), kinds: [], limit: max(1, min(50, limit)))))
  }

  @Sendable private func panel(_ request: Request, _ context: SiteContext) async throws -> Response {
    switch site.panels.state(try context.parameters.require("id")) {
    case .ready(let drawn): return Reply.json(try DataExport.json(drawn.panel))
    case .computing:
      var response = Reply.json("{\"state\": \"computing\"}\n", status: .accepted, keeping: .never)
      response.headers[.retryAfter] = "3"
      return response
    case .failed: throw Problem(.serviceUnavailable, "Not computed", "This panel could not be computed.")
    case nil: throw Problem.notFound("panel")
    }
  }

  /// Reads a JSON body; a field that it does not know is refused, because it would change nothing.
  private func decode<Body: ClosedBody>(_ request: Request) async throws -> Body {
    guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
      throw Problem(.unsupportedMediaType, "Not JSON", "Send application/json.")
    }
    let data = Data(try await request.bodyText().utf8)
    if let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] {
      try Self.check(object, Body.self)
    }
    do {
      return try JSONDecoder().decode(Body.self, from: data)
    } catch let error as DecodingError {
      throw Problem(.badRequest, "The body cannot be read", error.place)
    }
  }
}

extension ProgrammingRoutes {
  /// Refuses a field that no body of this kind has.
  fileprivate static func check(
    _ object: [String: Any], _ body: any ClosedBody.Type, place: String = ""
  ) throws(Problem) {
    for name in object.keys.sorted() {
      guard body.fields.contains(name) else {
        throw .invalid(
          "\(place.isEmpty ? "The field" : "\(place), the field") \(NearestWord.rule(name, known: body.fields)).")
      }
      if let inner = body.bodies[name], let object = object[name] as? [String: Any] {
        try check(object, inner, place: name)
      }
    }
  }
}

extension DecodingError {
  /// Where the body is not what it should be.
  fileprivate var place: String {
    switch self {
    case .keyNotFound(let key, _): "The field '\(key.stringValue)' is missing."
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "The field '\(context.codingPath.map(\.stringValue).joined(separator: "."))' has another type."
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "It is not valid JSON."
        : "The field '\(context.codingPath.map(\.stringValue).joined(separator: "."))' has no such value."
    @unknown default: "It is not valid JSON."
    }
  }
}
