public import Expressions

/// A model's equations as plain text for a terminal.
///
/// A name that is not a word of letters, digits, points and underscores stands in square brackets: `[renal clearance] * C`.
public struct EquationText {
  private let model: TracedModel
  private let builder: FormulaBuilder

  /// Writes the equations of a model.
  public init(_ model: TracedModel) {
    self.model = model
    builder = FormulaBuilder(model)
  }

  /// An expression of the model's graph; definitions stand by their names.
  public func text(of expression: Expression) -> String { text(builder.formula(of: expression)) }

  /// What a definition stands for.
  public func text(of definition: TracedModel.Definition) -> String { text(builder.formula(of: definition)) }

  /// A name as equations mention it.
  public static func mention(_ name: String) -> String {
    func isLetter(_ c: Unicode.Scalar) -> Bool { c == "_" || c.properties.isAlphabetic }
    func isWord(_ c: Unicode.Scalar) -> Bool { isLetter(c) || c == "." || ("0"..."9").contains(c) }
    let scalars = name.unicodeScalars
    let isPlain = scalars.first.map(isLetter) == true && scalars.allSatisfy(isWord) && name != "sqrt"
    return isPlain ? name : "[\(name)]"
  }

  /// All equations with headings, and the values that they start from; lines longer than `width` are broken at spaces.
  public func text(width: Int = 100) -> String {
    let description = model.description
    var lines = [description.title, description.summary, description.disclaimer].filter { !$0.isEmpty }
    func section(_ title: String, _ rows: [String]) {
      guard !rows.isEmpty else { return }
      lines += ["", title] + rows.flatMap { Self.broken("  " + $0, width: width) }
    }
    section("Definitions", model.definitions.map { "\(Self.mention($0.name)) = \(text(of: $0))" })
    section(
      "Differential equations, per \(description.timeUnit)",
      zip(description.states, model.rightHandSides).map { "d \(Self.mention($0.name))/dt = \(text(of: $1))" })
    section(
      "Read out",
      description.observables.indices.filter { !model.isAlias(observable: $0) }.map {
        "\(Self.mention(description.observables[$0].name)) = \(text(of: model.observables[$0]))"
      })
    section("States at the start", description.states.map(Self.row))
    section("Parameters", description.parameters.map(Self.row))
    section("Inputs", description.inputs.map(Self.row))
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: formulas

  func text(_ formula: Formula) -> String {
    switch formula {
    case .number(let value): return NumberText.short(value)
    case .symbol(let symbol): return Self.mention(model.name(of: symbol))
    case .squareRoot(let operand): return "sqrt(\(text(operand)))"
    case .fraction(let above, let below):
      let numerator = above.isEmpty ? "1" : product(above)
      guard !below.isEmpty else { return numerator }
      return "\(numerator) / " + (below.count == 1 ? product(below) : "(\(product(below)))")
    case .sum(let terms):
      return terms.enumerated().map { place, term in
        let sign = place == 0 ? (term.isNegative ? "-" : "") : term.isNegative ? " - " : " + "
        return sign + (term.formula.isSum ? "(\(text(term.formula)))" : text(term.formula))
      }.joined()
    }
  }

  private func product(_ powers: [Formula.Power]) -> String {
    powers.map { power in
      let needsBrackets = power.exponent > 1 ? power.base.isCompound : power.base.isSum
      let base = needsBrackets ? "(\(text(power.base)))" : text(power.base)
      return power.exponent > 1 ? "\(base)^\(power.exponent)" : base
    }.joined(separator: " * ")
  }

  /// About how wide a formula is when fractions are drawn with a bar, in letters.
  func width(_ formula: Formula) -> Int {
    func wide(_ powers: [Formula.Power]) -> Int {
      powers.reduce(0) { $0 + width($1.base) + ($1.base.isSum ? 2 : 1) + ($1.exponent > 1 ? 1 : 0) }
    }
    return switch formula {
    case .number(let value): NumberText.short(NumberText.rounded(value)).count
    case .symbol(let symbol): model.name(of: symbol).count
    case .squareRoot(let operand): 2 + width(operand)
    case .fraction(let above, let below): max(1, wide(above), wide(below))
    case .sum(let terms): terms.reduce(0) { $0 + 3 + width($1.formula) }
    }
  }

  /// The terms of a sum in groups that fit on a line.
  func lines(_ formula: Formula, width limit: Int) -> [[Formula.Term]] {
    var result: [[Formula.Term]] = []
    var used = Int.max
    for term in formula.terms {
      let needed = width(term.formula) + 3
      if used == Int.max || used + needed > limit {
        result.append([])
        used = 0
      }
      result[result.count - 1].append(term)
      used += needed
    }
    return result
  }

  // MARK: lines

  private static func row(_ quantity: ModelQuantity) -> String {
    let unit = quantity.unit == "1" ? "" : " \(quantity.unit)"
    let value =
      quantity.value.map { " = \(NumberText.short(NumberText.rounded($0)))\(unit)" }
      ?? (unit.isEmpty ? "" : " in\(unit)")
    return mention(quantity.name) + value + (quantity.meaning.isEmpty ? "" : "   \(quantity.meaning)")
  }

  /// Breaks a line at spaces outside square brackets; later lines are indented.
  private static func broken(_ line: String, width: Int) -> [String] {
    var words: [String] = []
    var depth = 0
    var word = ""
    for character in line.drop(while: { $0 == " " }) {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == " ", depth <= 0 {
        words.append(word)
        word = ""
      } else {
        word.append(character)
      }
    }
    words.append(word)
    var lines = [String(line.prefix { $0 == " " })]
    var isFresh = true
    for word in words {
      if !isFresh, lines[lines.count - 1].count + 1 + word.count > width {
        lines.append("      ")
        isFresh = true
      }
      lines[lines.count - 1] += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return lines
  }
}
