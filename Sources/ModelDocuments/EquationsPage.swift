/// A model as one self-contained page: equations in MathML, tables of states and parameters with their sources.
///
/// The page needs no network and no script; browsers draw its equations themselves.
public struct EquationsPage {
  private let model: TracedModel
  private let formulas: PresentationMarkup
  private let widths: EquationText

  /// Writes the page of a model.
  public init(_ model: TracedModel) {
    self.model = model
    formulas = PresentationMarkup(model: model)
    widths = EquationText(model)
  }

  /// The whole page.
  public func text() -> String {
    let tables = QuantityTable()
    let description = model.description
    let sections: [(id: String, title: String, body: String)] = [
      ("definitions", "Definitions", definitions()),
      ("equations", "Differential equations", differentialEquations()),
      ("observables", "Quantities read out", observables()),
      ("states", "States", tables.text(description.states, caption: "States at the start", prefix: "state")),
      (
        "parameters", "Parameters",
        tables.text(description.parameters, caption: "Values of the parameters", prefix: "parameter")
      ),
      ("inputs", "Inputs", tables.text(description.inputs, caption: "Values of the inputs", prefix: "input")),
    ].filter { !$0.body.isEmpty }
    let contents = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" }.joined()
    let body = sections.map {
      "<section id=\"\($0.id)\" aria-labelledby=\"\($0.id)-title\">\n<h2 id=\"\($0.id)-title\">\($0.title)</h2>\n\($0.body)\n</section>"
    }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta name="generator" content="Coeruleus">
      <title>\(safe(description.title)) \u{2013} Coeruleus</title>
      <style>
      \(EquationsPageStyle.text)
      </style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the equations</a>
      <header class="page-head">
      <div class="brand"><span class="mark" aria-hidden="true"></span>Coeruleus<span class="brand-note">model equations</span></div>
      <p class="disclaimer">\(safe(description.disclaimer))</p>
      <h1>\(safe(description.title))</h1>
      <p class="lead">\(safe(description.summary))</p>
      </header>
      <nav class="contents" aria-label="Contents"><ul>\(contents)</ul></nav>
      <main id="main" tabindex="-1">
      \(body)
      </main>
      <footer class="page-foot">
      <p class="disclaimer">\(safe(description.disclaimer))</p>
      <p>Coeruleus, model equations. \(counts).</p>
      </footer>
      </body>
      </html>

      """
  }

  private var counts: String {
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
    return [
      count(model.rightHandSides.count, "state", "states"),
      count(model.description.parameters.count, "parameter", "parameters"),
      count(model.definitions.count, "definition", "definitions"),
    ].joined(separator: ", ")
  }

  private func safe(_ text: String) -> String { MarkupText.escape(text) }

  // MARK: equations

  private func definitions() -> String {
    let builder = FormulaBuilder(model)
    return model.definitions.map { definition in
      equation(
        of: definition.name, builder.formula(of: definition), left: PresentationMarkup.symbol(definition.name),
        notes: [definition.meaning, Self.shown(definition.unit)])
    }.joined(separator: "\n")
  }

  private func differentialEquations() -> String {
    let builder = FormulaBuilder(model)
    let time = model.description.timeUnit
    let equations = zip(model.description.states, model.rightHandSides).map { state, rate in
      let change = "<mi mathvariant=\"normal\">d</mi>"
      let numerator = "\(change)<mspace width=\"0.17em\"></mspace>\(PresentationMarkup.symbol(state.name))"
      return equation(
        of: state.name, builder.formula(of: rate),
        left: "<mfrac><mrow>\(numerator)</mrow><mrow>\(change)<mi>t</mi></mrow></mfrac>",
        notes: [state.meaning, "\(state.unit)/\(time)"])
    }
    return "<p>Time <math><mi>t</mi></math> is in \(safe(time)).</p>\n" + equations.joined(separator: "\n")
  }

  private func observables() -> String {
    let builder = FormulaBuilder(model)
    return model.observables.indices.filter { !model.isAlias(observable: $0) }.map { number in
      let words = model.description.observables[number]
      return equation(
        of: words.name, builder.formula(of: model.observables[number]), left: PresentationMarkup.symbol(words.name),
        notes: [words.meaning, Self.shown(words.unit)])
    }.joined(separator: "\n")
  }

  /// A unit, or nothing for a pure number.
  private static func shown(_ unit: String?) -> String { unit == "1" ? "" : unit ?? "" }

  private func equation(of name: String, _ formula: Formula, left: String, notes: [String]) -> String {
    let rows = widths.lines(formula, width: 76).enumerated().map { place, terms in
      let head = place == 0 ? "<mtd class=\"left\">\(left)</mtd><mtd><mo>=</mo></mtd>" : "<mtd></mtd><mtd></mtd>"
      return "<mtr>\(head)<mtd class=\"right\"><mrow>\(formulas.sum(terms, isFirst: place == 0))</mrow></mtd></mtr>"
    }
    let table = "<mtable displaystyle=\"true\">\(rows.joined())</mtable>"
    let notes = notes.filter { !$0.isEmpty }.map(safe).joined(separator: "; ")
    return """
      <div class="equation"><div class="scroll" tabindex="0" role="group" aria-label="Equation of \(safe(name))">\
      <math display="block">\(table)</math></div>\(notes.isEmpty ? "" : "<p class=\"fine\">\(notes)</p>")</div>
      """
  }
}
