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

  /// Sends the browser on to a page of this site after a form was taken.
  static func onward(to path: String) -> Response {
    var headers = HTTPFields()
    headers[.location] = path.hasPrefix("/") && !path.hasPrefix("//") ? path : "/"
    headers[.cacheControl] = Keeping.never.rawValue
    return Response(status: .seeOther, headers: headers)
  }
}
