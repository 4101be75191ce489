import ContentDigests
public import Simulation

/// Tells an outcome as one self-contained page: answer, warnings, curves, tables, notes, sources.
///
/// The page opens without a network and without scripts; with the chart library its curves can be moved and read off.
public struct HTMLReport {
  let outcome: Outcome
  let chartLibrary: String?
  let chartData: ChartData
  /// The scripts of the page, byte for byte as the security policy allows them.
  private let pageScripts: [String]

  /// Makes a report; without the text of a chart library the curves are plain drawings.
  public init(_ outcome: Outcome, chartLibrary: String?) {
    self.outcome = outcome
    self.chartLibrary = chartLibrary
    chartData = ChartData(outcome)
    pageScripts =
      chartLibrary.map {
        [
          HTMLText.scriptCode("(function () {\n\($0)\n})();"),
          HTMLText.scriptCode(HTMLScript.charts + HTMLScript.controls),
        ]
      } ?? []
  }

  /// The whole page.
  public func text() -> String {
    let sections: [(id: String, title: String, body: String)] = [
      ("answer", "Answer", answer()), ("warnings", "Warnings", warnings()), ("levels", "Plasma levels", levelCharts()),
      ("occupancy", "Occupancy", occupancyCharts()), ("transmitters", "Transmitters and firing", transmitterCharts()),
      ("circulation", "Circulation", circulationCharts()), ("tables", "Numbers", tables()),
      ("function", "Function, exploratory", functionCharts()), ("notes", "Notes", notes()),
      ("sources", "Sources", sources()),
    ].filter { !$0.body.isEmpty }
    let contents = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" }.joined()
    let body = sections.map {
      "<section id=\"\($0.id)\" aria-labelledby=\"\($0.id)-title\">\n<h2 id=\"\($0.id)-title\">\($0.title)</h2>\n\($0.body)\n</section>"
    }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="en">
      \(head())
      <body>
      <a class="skip" href="#main">Skip to the answer</a>
      \(header())
      <nav class="contents" aria-label="Contents"><ul>\(contents)</ul></nav>
      <main id="main" tabindex="-1">
      \(body)
      </main>
      <footer class="page-foot">
      <p class="disclaimer">\(safe(outcome.disclaimer))</p>
      <p>Coeruleus, report format \(outcome.schemaVersion). \(safe(run))</p>
      </footer>
      \(scripts())
      </body>
      </html>

      """
  }

  /// Text from outside, safe between tags and in attributes.
  func safe(_ text: String) -> String { HTMLText.escape(text) }

  /// How the numbers were made.
  var run: String {
    var text = "Simulated \(HTMLNumber.time(outcome.duration)) with \(outcome.draws) draws, seed \(outcome.seed)."
    if outcome.failedDraws > 0 {
      text +=
        " \(outcome.failedDraws) draw\(outcome.failedDraws == 1 ? "" : "s") could not be integrated and"
        + " \(outcome.failedDraws == 1 ? "is" : "are") left out."
    }
    return text
  }

  // MARK: frame

  private func head() -> String {
    let sources = pageScripts.map { "'sha256-\(ContentDigest.base64($0))'" }
    let scripts = sources.isEmpty ? "'none'" : sources.joined(separator: " ")
    return """
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src \(scripts); style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta name="generator" content="Coeruleus">
      <title>\(safe(outcome.title)) \u{2013} Coeruleus</title>
      <style>
      \(HTMLStyle.text)
      @page { @bottom-left { content: \(HTMLText.styleString(outcome.disclaimer)); } }
      </style>
      </head>
      """
  }

  private func header() -> String {
    let regimens = outcome.regimens.map { "<li>\(safe($0))</li>" }.joined()
    var facts = "<dt>Regimen</dt><dd><ul>\(regimens)</ul></dd>\n<dt>Patient</dt><dd>\(safe(outcome.patient))</dd>"
    if let comparison = outcome.comparison { facts += "\n<dt>Compared with</dt><dd>\(safe(comparison))</dd>" }
    if outcome.window.count == 2 {
      facts +=
        "\n<dt>Numbers for</dt><dd>the last interval, \(HTMLNumber.time(outcome.window[0])) to "
        + "\(HTMLNumber.time(outcome.window[1])) after the first dose</dd>"
    }
    return """
      <header class="page-head">
      <div class="brand"><span class="mark" aria-hidden="true"></span>Coeruleus<span class="brand-note">simulation report</span></div>
      <p class="disclaimer">\(safe(outcome.disclaimer))</p>
      <h1>\(safe(outcome.title))</h1>
      <dl class="facts">
      \(facts)
      </dl>
      </header>
      """
  }

  // MARK: scripts

  private func scripts() -> String {
    guard chartLibrary != nil else { return "" }
    return
      (["<script type=\"application/json\" id=\"chart-data\">\(HTMLText.scriptData(chartData.json()))</script>"]
      + pageScripts.map { "<script>\($0)</script>" }).joined(separator: "\n")
  }
}
