import ContentDigests
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Responses as the pages and the programming interface send them.
enum Reply {
  /// How long something may be kept.
  enum Keeping: String {
    /// Depends on who asks: asked for anew each time.
    case personal = "private, no-cache"
    /// Never written down anywhere: the desk.
    case never = "no-store"
    /// The same for all, for some minutes.
    case shared = "public, max-age=300"
    /// Its address changes when its content does.
    case forever = "public, max-age=31536000, immutable"
  }

  static func text(
    _ text: String, type: String, status: HTTPResponse.Status = .ok, keeping: Keeping = .personal
  ) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    headers[.cacheControl] = keeping.rawValue
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  static func html(_ text: String, status: HTTPResponse.Status = .ok, keeping: Keeping = .personal) -> Response {
    Self.text(text, type: "text/html; charset=utf-8", status: status, keeping: keeping)
  }

  static func json(_ text: String, status: HTTPResponse.Status = .ok, keeping: Keeping = .personal) -> Response {
    Self.text(text, type: "application/json; charset=utf-8", status: status, keeping: keeping)
  }

  /// A file to be kept by the reader.
  static func download(_ text: String, type: String, name: String) -> Response {
    var response = Self.text(text, type: type)
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  /// A page with a tag of its bytes: who has these bytes already gets 304 and none.
  ///
  /// The bytes hold the content's hash, the reader, the state of review and the panels, so the tag changes with each of them.
  static func tagged(_ page: String, for request: Request) -> Response {
    let tag = "\"\(ContentDigest.hexadecimal(page).prefix(32))\""
    let known = request.headers[.ifNoneMatch]?.split(separator: ",").map {
      let text = $0.trimmingCharacters(in: .whitespaces)
      return text.hasPrefix("W/") ? String(text.dropFirst(2)) : text
    }
    var response =
      known?.contains { $0 == tag || $0 == "*" } == true
      ? Response(status: .notModified, headers: [.cacheControl: Keeping.personal.rawValue]) : Self.html(page)
    response.headers[.eTag] = tag
    response.headers[.vary] = "Cookie"
    return response
  }

  /// Sends the browser on to a page of this site after a form was taken.
  static func onward(to path: String) -> Response {
    var headers = HTTPFields()
    headers[.location] = path.hasPrefix("/") && !path.hasPrefix("//") ? path : "/"
    headers[.cacheControl] = Keeping.never.rawValue
    return Response(status: .seeOther, headers: headers)
  }
}
