import Expressions

/// Gives every intermediate quantity a name of its own.
struct DefinitionNames {
  /// An intermediate quantity with its name.
  struct Named {
    let name: String
    let value: Expression
    let isAutomatic: Bool
  }

  private let graph: ExpressionGraph
  /// Names of states, parameters and inputs.
  private let taken: Set<String>
  /// What may have the name of an observable: its own expression.
  private let readOut: [String: Int]
  /// Names by expression.
  private let wanted: [Int: String]

  init(
    graph: ExpressionGraph, description: ModelDescription, observables: [Expression],
    given: [ExpressionGraph.Definition]
  ) {
    self.graph = graph
    let numbers = observables.map(graph.number(of:))
    taken = Set((description.states + description.parameters + description.inputs).map(\.name))
    let names = description.observables.map(\.name)
    readOut = Dictionary(zip(names, numbers), uniquingKeysWith: { first, _ in first })
    let ofObservables = Dictionary(zip(numbers, names), uniquingKeysWith: { first, _ in first })
    let ofDefinitions = given.map { (graph.number(of: $0.value), $0.name) }
    wanted = ofObservables.merging(ofDefinitions) { _, definition in definition }
  }

  /// Names expressions in their order; those without a name become w1, w2, ...
  func make(_ expressions: [Expression]) -> [Named] {
    var taken = taken
    func free(_ wanted: String, _ number: Int) -> String {
      var name = wanted
      var count = 1
      while taken.contains(name) || (readOut[name].map { $0 != number } ?? false) {
        count += 1
        name = "\(wanted) \(count)"
      }
      taken.insert(name)
      return name
    }
    var automatic = 0
    return expressions.map { expression in
      let number = graph.number(of: expression)
      if let name = wanted[number] {
        return Named(name: free(name, number), value: expression, isAutomatic: false)
      }
      automatic += 1
      return Named(name: free("w\(automatic)", number), value: expression, isAutomatic: true)
    }
  }
}
