/// A model as a complete article in LaTeX: definitions, differential equations, tables of states and parameters.
///
/// It needs only the packages amsmath, graphicx, longtable and array, and compiles with `pdflatex`. Equations that are wider
/// than the page are scaled down to fit.
public struct LaTeXDocument {
  private let model: TracedModel
  private let formulas: LaTeXFormula
  private let widths: EquationText

  /// Writes the article of a model.
  public init(_ model: TracedModel) {
    self.model = model
    formulas = LaTeXFormula(model: model)
    widths = EquationText(model)
  }

  /// The whole document.
  public func text() -> String {
    let description = model.description
    let parts = [
      section("Definitions", definitions()),
      section("Differential equations", differentialEquations()),
      section("Quantities read out", observables()),
      section("States", table(description.states, value: "Initial value")),
      section("Parameters", table(description.parameters, value: "Value")),
      section("Inputs", table(description.inputs, value: "Value")),
    ]
    return #"""
      \documentclass[10pt,a4paper]{article}
      \usepackage[margin=22mm]{geometry}
      \usepackage{amsmath}
      \usepackage{graphicx}
      \usepackage{array}
      \usepackage{longtable}
      \setlength{\parindent}{0pt}
      \setlength{\LTleft}{0pt}
      \newcommand{\equationline}[1]{\par\smallskip\noindent
        \resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{$\displaystyle #1$}\par\smallskip}
      \newcommand{\fitted}[1]{\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{#1}}
      \title{\#(LaTeXText.escape(description.title))}
      \date{}
      \begin{document}
      \maketitle

      \#(LaTeXText.escape(description.summary))

      \medskip
      \emph{\#(LaTeXText.escape(description.disclaimer))}

      \#(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
      \end{document}

      """#
  }

  private func section(_ title: String, _ body: String) -> String {
    body.isEmpty ? "" : "\\section*{\(title)}\n\(body)\n"
  }

  // MARK: equations

  private func definitions() -> String {
    let builder = FormulaBuilder(model)
    return model.definitions.enumerated().map { number, definition in
      equation(formulas.symbol(.definition(number)), builder.formula(of: definition))
    }.joined(separator: "\n")
  }

  private func differentialEquations() -> String {
    let builder = FormulaBuilder(model)
    return zip(model.description.states, model.rightHandSides).map { state, rate in
      equation("\\frac{\\mathrm{d}\\,\(LaTeXFormula.symbol(state))}{\\mathrm{d}t}", builder.formula(of: rate))
    }.joined(separator: "\n") + "\n\nTime in \(LaTeXText.escape(model.description.timeUnit))."
  }

  private func observables() -> String {
    let builder = FormulaBuilder(model)
    return model.observables.indices.filter { !model.isAlias(observable: $0) }.map {
      equation(LaTeXFormula.symbol(model.description.observables[$0]), builder.formula(of: model.observables[$0]))
    }.joined(separator: "\n")
  }

  private func equation(_ left: String, _ formula: Formula) -> String {
    let lines = widths.lines(formula, width: 90).enumerated().map { place, terms in
      (place == 0 ? "\(left) &= " : "&\\quad ") + formulas.sum(terms, isFirst: place == 0)
    }
    return "\\equationline{\\begin{aligned}\(lines.joined(separator: " \\\\\n"))\\end{aligned}}"
  }

  // MARK: tables

  /// A column of a table: its title, its share of the width, its cells.
  private struct Column {
    let title: String
    let share: Double
    let cell: (ModelQuantity) -> String
  }

  private func table(_ quantities: [ModelQuantity], value: String) -> String {
    guard !quantities.isEmpty else { return "" }
    var columns = [
      Column(title: "Symbol", share: 24) { Self.fitted("$\(LaTeXFormula.symbol($0))$") },
      Column(title: "Meaning", share: 24, cell: meaning),
      Column(title: value, share: 10) { $0.value.map { Self.fitted("$\(LaTeXText.number($0))$") } ?? "--" },
      Column(title: "Unit", share: 10) { Self.fitted(LaTeXText.escape($0.unit)) },
    ]
    if quantities.contains(where: { $0.interval != nil }) {
      columns.append(Column(title: "90\\,\\% interval", share: 12, cell: interval))
    }
    if quantities.contains(where: { !Self.origin($0).isEmpty }) {
      columns.append(Column(title: "Source, status", share: 20) { LaTeXText.escape(Self.origin($0)) })
    }
    // Each gap between columns takes about a fortieth of the line.
    let unit = (0.99 - Double(columns.count - 1) * 0.026) / columns.reduce(0) { $0 + $1.share }
    let shape = columns.map { column in
      let width = Double((column.share * unit * 1000).rounded(.down)) / 1000
      return ">{\\raggedright\\arraybackslash}p{\(width)\\linewidth}"
    }
    let rows = quantities.map { quantity in columns.map { $0.cell(quantity) }.joined(separator: " & ") + " \\\\" }
    return #"""
      \begin{longtable}{@{}\#(shape.joined(separator: "\n  "))@{}}
      \hline
      \#(columns.map(\.title).joined(separator: " & ")) \\
      \hline
      \endhead
      \hline
      \endfoot
      \#(rows.joined(separator: "\n"))
      \end{longtable}
      """#
  }

  /// Scaled down where it is wider than its column.
  private static func fitted(_ text: String) -> String { "\\fitted{\(text)}" }

  private func interval(_ quantity: ModelQuantity) -> String {
    quantity.interval.map { "$\(LaTeXText.number($0.lowerBound))$ to $\(LaTeXText.number($0.upperBound))$" } ?? "--"
  }

  private static func origin(_ quantity: ModelQuantity) -> String {
    [quantity.citation, quantity.status, quantity.note].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// The meaning, and the name where the symbol does not show it.
  private func meaning(_ quantity: ModelQuantity) -> String {
    let words = LaTeXText.escape(quantity.meaning)
    guard quantity.symbol != nil else { return words }
    return "\(words) (\\texttt{\(LaTeXText.escape(quantity.name))})"
  }
}
