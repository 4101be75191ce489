import Answers
import Foundation
import Hummingbird
import KnowledgeBase
import KnowledgeStore
public import Logging
import NIOCore

/// The web server of Coeruleus.
public enum WebServer {
  /// The file with reviews when nobody names one; the command line reads the same.
  public static var usualDatabase: String { EditorialStore.usualPath }

  /// Loads everything and serves until the process is told to end; requests in progress are finished.
  ///
  /// - Throws: what makes it impossible to start, with place and rule.
  public static func run(_ configuration: ServerConfiguration, logger: Logger) async throws {
    let site = try Site(configuration, logger: logger)
    // The first reader of an article should not wait for its panels.
    for id in site.panels.ids { _ = site.panels.state(id) }
    let application = Application(
      router: router(site),
      configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? configuration.port
        logger.info(
          "ready",
          metadata: [
            "address": .string("http://\(configuration.host):\(port)"),
            "articles": .stringConvertible(site.book.order.count),
            "claims": .stringConvertible(site.knowledge.ledger.order.count),
            "charts": .string(site.assets.charts == nil ? "SVG" : "Vega-Lite"),
          ])
      },
      logger: logger)
    do {
      try await application.runService()
    } catch let error as IOError {
      throw ListenFault(host: configuration.host, port: configuration.port, isTaken: error.errnoCode == EADDRINUSE)
    }
    try site.store.checkpoint()
    logger.info("stopped")
  }

  /// The routes with what surrounds them.
  static func router(_ site: Site) -> Router<SiteContext> {
    let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog())
    router.add(middleware: SecurityHeaders(isSecure: site.configuration.isSecure))
    router.add(middleware: Failures(pages: site.pages))
    PublicRoutes(site: site).add(to: router)
    AnswerRoutes(site: site).add(to: router)
    ArticleRoutes(site: site).add(to: router)
    ScenarioRoutes(site: site).add(to: router)
    ReportRoutes(site: site).add(to: router)
    SignInRoutes(site: site).add(to: router)
    ReviewRoutes(site: site).add(to: router)
    EditorRoutes(site: site).add(to: router)
    AccountRoutes(site: site).add(to: router)
    ProgrammingRoutes(site: site).add(to: router)
    AssetRoutes(assets: site.assets).add(to: router)
    return router
  }
}

/// Why the server cannot listen.
struct ListenFault: Error, CustomStringConvertible {
  let host: String
  let port: Int
  let isTaken: Bool

  var description: String {
    isTaken
      ? "port \(port) on \(host) is taken by another program; end that one, or choose another with --port"
      : "cannot listen on \(host), port \(port): the address is not this machine's, or the port is not allowed"
  }
}
