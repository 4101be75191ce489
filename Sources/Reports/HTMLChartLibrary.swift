import Foundation

/// The JavaScript charting library that a report embeds: Vega-Lite, fetched by Scripts/fetch-chart-library.
public enum ChartLibrary {
  /// The file's name inside one of the folders.
  public static let fileName = "vega-bundle.js"

  /// The library's text from the first folder that has it; nil sends a report back to plain SVG.
  ///
  /// A file that does not define `vegaEmbed` is not the library and is passed over.
  public static func load(folders: [String]) -> String? {
    for folder in folders {
      let path = folder.isEmpty ? fileName : folder + "/" + fileName
      guard let data = FileManager.default.contents(atPath: path), data.count > 100_000 else { continue }
      let text = String(decoding: data, as: UTF8.self)
      if text.contains("vegaEmbed") { return text }
    }
    return nil
  }
}
