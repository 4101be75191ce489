import ContentDigests
import Foundation
import HTTPTypes
import Hummingbird
import Reports

/// A file that pages load, with the version that stands in its address.
struct Asset: Sendable {
  let text: String
  let type: String
  let version: String

  init(_ text: String, type: String) {
    self.text = text
    self.type = type
    version = String(ContentDigest.hexadecimal(text).prefix(16))
  }
}

/// The style sheet, the script and the charting library.
struct Assets: Sendable {
  let style = Asset(StyleSheet.text, type: "text/css; charset=utf-8")
  let script = Asset(SiteScript.text, type: "text/javascript; charset=utf-8")
  /// Nil where the library was not fetched: then drawings stay as they are.
  let charts: Asset?

  init(charts folders: [String]) {
    charts = ChartLibrary.load(folders: folders).map { Asset($0, type: "text/javascript; charset=utf-8") }
  }
}

/// Serves the assets.
struct AssetRoutes: Sendable {
  let assets: Assets

  func add(to router: Router<SiteContext>) {
    router.get("/static/site.css") { request, _ in reply(assets.style, request) }
    router.get("/static/site.js") { request, _ in reply(assets.script, request) }
    router.get("/static/vega-bundle.js") { request, _ in
      guard let charts = assets.charts else { throw Problem.notFound("file") }
      return reply(charts, request)
    }
    router.get("/robots.txt") { _, _ in
      Reply.text(
        "User-agent: *\nDisallow: /ask\nDisallow: /scenarios\nDisallow: /desk\nDisallow: /api/\n",
        type: "text/plain; charset=utf-8", keeping: .shared)
    }
  }

  private func reply(_ asset: Asset, _ request: Request) -> Response {
    let tag = "\"\(asset.version)\""
    // Only under its versioned address is a file the same for ever.
    let keeping: Reply.Keeping = request.values["v"] == asset.version ? .forever : .shared
    var response: Response
    if request.headers[.ifNoneMatch]?.contains(tag) == true {
      response = Response(status: .notModified)
      response.headers[.cacheControl] = keeping.rawValue
    } else {
      response = Reply.text(asset.text, type: asset.type, keeping: keeping)
    }
    response.headers[.eTag] = tag
    return response
  }
}
