import Foundation
import HTTPTypes
import Hummingbird

/// Refuses a form that was sent from another site.
enum OriginCheck {
  /// - Throws: ``Problem`` 403 unless the browser says that the form stood on a page of ours.
  static func require(_ request: Request) throws(Problem) {
    let refusal = Problem(
      .forbidden, "This form came from elsewhere", "Open the page on this site and send its form again.")
    let site = HTTPNames.fetchSite.flatMap { request.headers[$0] }
    if let site, site != "same-origin" { throw refusal }
    guard let origin = request.headers[.origin], origin != "null" else {
      // Some browsers hide the origin of a form; then the other header must have vouched for it.
      if site == "same-origin" { return }
      throw refusal
    }
    let host = request.head.authority ?? HTTPNames.host.flatMap { request.headers[$0] }
    guard let host, let separator = origin.range(of: "://") else { throw refusal }
    guard origin[separator.upperBound...].lowercased() == host.lowercased() else { throw refusal }
  }
}
