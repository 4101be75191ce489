/// A table of quantities in a page: symbol, meaning, value, unit, interval, source.
struct QuantityTable {
  func text(_ quantities: [ModelQuantity], caption: String, prefix: String) -> String {
    guard !quantities.isEmpty else { return "" }
    let showsIntervals = quantities.contains { $0.interval != nil }
    let showsOrigin = quantities.contains { $0.status != nil || $0.citation != nil || $0.note != nil }
    var titles = ["Symbol", "Meaning", "Value", "Unit"]
    if showsIntervals { titles.append("90 % interval") }
    if showsOrigin { titles.append("Source") }
    let rows = quantities.enumerated().map { number, quantity in
      var cells = [
        "<td class=\"meaning\">\(MarkupText.escape(quantity.meaning))</td>",
        "<td class=\"number\">\(quantity.value.map(math) ?? "\u{2013}")</td>",
        "<td>\(quantity.unit == "1" ? "\u{2013}" : MarkupText.escape(quantity.unit))</td>",
      ]
      if showsIntervals {
        let range = quantity.interval.map { "\(math($0.lowerBound)) to \(math($0.upperBound))" }
        cells.append("<td class=\"number\">\(range ?? "\u{2013}")</td>")
      }
      if showsOrigin { cells.append("<td class=\"origin\">\(origin(quantity))</td>") }
      return
        "<tr id=\"\(prefix)-\(number + 1)\"><th scope=\"row\">\(symbol(quantity.name))</th>\(cells.joined())</tr>"
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(MarkupText.escape(caption))">
      <table>
      <caption>\(MarkupText.escape(caption))</caption>
      <thead><tr>\(titles.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private func math(_ value: Double) -> String { "<math>\(PresentationMarkup.number(value))</math>" }

  /// The name, and the symbol where it is drawn otherwise.
  private func symbol(_ name: String) -> String {
    let written = MarkupText.escape(name)
    guard name.contains(where: { $0 == "." || $0 == "_" }) else { return written }
    return "<math>\(PresentationMarkup.symbol(name))</math> <code class=\"role\">\(written)</code>"
  }

  private func origin(_ quantity: ModelQuantity) -> String {
    var parts: [String] = []
    if let status = quantity.status {
      parts.append("<span class=\"badge \(Self.colour(of: status))\">\(MarkupText.escape(status))</span>")
    }
    if let source = quantity.citation, !source.isEmpty { parts.append(MarkupText.escape(source)) }
    if let note = quantity.note, !note.isEmpty {
      parts.append("<span class=\"role\">\(MarkupText.escape(note))</span>")
    }
    return parts.isEmpty ? "\u{2013}" : parts.joined(separator: " ")
  }

  /// Checked against a text, made here, or neither.
  private static func colour(of status: String) -> String {
    switch status {
    case _ where status.hasPrefix("verified"): "measured"
    case "derived", "model-value", "calibrated": "computed"
    default: "extrapolated"
    }
  }
}
