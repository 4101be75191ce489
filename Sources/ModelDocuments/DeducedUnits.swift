import Expressions

/// Finds the units of intermediate quantities from those of the states, parameters and inputs that they are made of.
///
/// It answers only for a model whose units fit everywhere, because one mistake makes all others doubtful.
struct DeducedUnits {
  private let graph: ExpressionGraph
  private let description: ModelDescription

  init(_ graph: ExpressionGraph, _ description: ModelDescription) {
    self.graph = graph
    self.description = description
  }

  /// The units of some expressions of a model with these equations; nil where no described quantity has the same unit.
  func units(of expressions: [Expression], rightHandSides: [Expression], observables: [Expression]) -> [String?] {
    let none = [String?](repeating: nil, count: expressions.count)
    let ledger = DimensionLedger()
    func values(_ quantities: [ModelQuantity]) -> [DimensionalScalar]? {
      let units = quantities.compactMap { try? UnitText($0.unit) }
      guard units.count == quantities.count else { return nil }
      return units.map { DimensionalScalar($0, ledger: ledger, comparesSizes: true) }
    }
    guard let states = values(description.states), let parameters = values(description.parameters),
      let inputs = values(description.inputs)
    else { return none }
    let found = graph.evaluate(expressions + rightHandSides + observables) { role, number in
      switch role {
      case .state: states[number]
      case .parameter: parameters[number]
      default: inputs[number]
      }
    }
    guard ledger.faults.isEmpty else { return none }
    let wanted =
      description.states.map { "\($0.unit) per \(description.timeUnit)" } + description.observables.map(\.unit)
    for (value, text) in zip(found.dropFirst(expressions.count), wanted) {
      guard let unit = value.unit else { continue }
      guard let declared = try? UnitText(text), declared.matches(unit.dimension, size: unit.size) else { return none }
    }
    return found.prefix(expressions.count).map { value in
      value.unit.flatMap { Self.text($0.dimension, size: $0.size, in: description) }
    }
  }

  /// The text of a unit in a description that measures the same in the same size.
  static func text(_ dimension: PhysicalDimension, size: Double, in description: ModelDescription) -> String? {
    if dimension == .number, DimensionalScalar.isSame(size, 1) { return "1" }
    let quantities = description.states + description.observables + description.inputs + description.parameters
    let texts = quantities.map(\.unit) + description.states.map { "\($0.unit)/\(description.timeUnit)" }
    return texts.first { (try? UnitText($0))?.matches(dimension, size: size) == true }
  }
}
