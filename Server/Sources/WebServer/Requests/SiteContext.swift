import Foundation
import Hummingbird
import KnowledgeBase
import Logging
import NIOCore

/// What is known about a request on its way through the server.
struct SiteContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address that the connection comes from.
  let peer: String

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? "local"
  }

  var maxUploadSize: Int { Limits.body }

  /// The request's id, for logs and error pages.
  var requestID: String { logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "none" }
}

extension Request {
  /// Who asks, for rate limits: the peer, or what our own proxy says of it.
  func address(_ context: SiteContext, hasProxy: Bool) -> String {
    guard hasProxy, let name = HTTPNames.forwardedFor, let list = headers[name] else { return context.peer }
    let last = list.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    return last.isEmpty ? context.peer : String(last.prefix(64))
  }

  /// Whether the answer should be JSON.
  var isProgrammatic: Bool { uri.path.hasPrefix("/api/") }
}
