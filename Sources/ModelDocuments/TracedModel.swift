public import Expressions
public import ODESolvers

/// The equations of a model as expressions, with the words that describe them.
public struct TracedModel {
  /// An intermediate quantity that equations use by name.
  public struct Definition {
    /// Its name, unlike that of any other definition, state, parameter, input or other observable.
    public let name: String
    /// What it stands for.
    public let value: Expression
    /// Whether the name was made here because several equations share a long expression.
    public let isAutomatic: Bool
    /// Its unit where it is described or follows from the others.
    public let unit: String?
    /// What it stands for, in a few words, or nothing.
    public let meaning: String
  }

  /// What an equation mentions.
  enum Symbol: Hashable {
    case state(Int)
    case parameter(Int)
    case input(Int)
    case definition(Int)
  }

  /// The words, where every name stands for one thing: see ``init(_:_:)``.
  public let description: ModelDescription
  /// The graph of all expressions.
  public let graph: ExpressionGraph
  /// The rate of change of each state.
  public let rightHandSides: [Expression]
  /// What is read out.
  public let observables: [Expression]
  /// Intermediate quantities, each after those that it uses.
  public let definitions: [Definition]
  /// The definition that stands for a node.
  let definitionNumbers: [Int: Int]

  /// Traces a system's equations.
  ///
  /// Names become unique: a parameter, input or observable with the name of something else gets a suffix such as `_parameter`.
  ///
  /// - Parameters:
  ///   - system: the equations.
  ///   - description: one entry for each state, parameter, input and observable of the system, in its order.
  public init(_ system: some DifferentialSystem, _ description: ModelDescription) {
    precondition(description.states.count == system.stateNames.count, "every state is described")
    precondition(description.parameters.count == system.parameterCount, "every parameter is described")
    precondition(description.inputs.count == system.inputCount, "every input is described")
    precondition(description.observables.count == system.observableNames.count, "every observable is described")
    let graph = ExpressionGraph()
    let state = description.states.indices.map { graph.variable(.state, $0) }
    let parameters = description.parameters.indices.map { graph.variable(.parameter, $0) }
    let inputs = description.inputs.indices.map { graph.variable(.input, $0) }
    let right = system.derivative(state: state, parameters: parameters, inputs: inputs)
    let read = system.observables(state: state, parameters: parameters, inputs: inputs)
    precondition(right.count == state.count, "the right-hand side has one value for each state")
    precondition(read.count == description.observables.count, "every observable has a value")

    let unique = description.withUniqueNames
    let description = unique.withUniqueObservables { number in
      guard case .variable(let role, let place) = graph.term(of: read[number]) else { return false }
      let name = unique.observables[number].name
      return switch role {
      case .state: name == unique.states[place].name
      case .parameter: name == unique.parameters[place].name
      case .input: name == unique.inputs[place].name
      case .diagonal, .factor, .rightHandSide: false
      }
    }
    let given = graph.definitions(neededBy: right + read)
    let found = SharedExpressions(
      graph: graph, named: Set(given.map { graph.number(of: $0.value) }), outputs: right + read,
      readOut: Set(read.map(graph.number(of:)))
    ).found
    let names = DefinitionNames(graph: graph, description: description, observables: read, given: given)
    let all = (found + given.map(\.value)).sorted { graph.number(of: $0) < graph.number(of: $1) }
    let units = DeducedUnits(graph, description).units(of: all, rightHandSides: right, observables: read)
    definitions = zip(names.make(all), units).map { item, unit in
      let words = description.intermediates.first { $0.name == item.name }
      return Definition(
        name: item.name, value: item.value, isAutomatic: item.isAutomatic, unit: words?.unit ?? unit,
        meaning: words?.meaning ?? description.observables.first { $0.name == item.name }?.meaning ?? "")
    }
    definitionNumbers = Dictionary(
      uniqueKeysWithValues: definitions.enumerated().map { (graph.number(of: $1.value), $0) })
    self.description = description
    self.graph = graph
    rightHandSides = right
    observables = read
  }

  /// The name of what an equation mentions.
  func name(of symbol: Symbol) -> String {
    switch symbol {
    case .state(let number): description.states[number].name
    case .parameter(let number): description.parameters[number].name
    case .input(let number): description.inputs[number].name
    case .definition(let number): definitions[number].name
    }
  }

  /// The symbol that somebody chose for what an equation mentions.
  func chosenSymbol(of symbol: Symbol) -> String? {
    switch symbol {
    case .state(let number): return description.states[number].symbol
    case .parameter(let number): return description.parameters[number].symbol
    case .input(let number): return description.inputs[number].symbol
    case .definition(let number):
      let name = definitions[number].name
      return (description.intermediates + description.observables).first { $0.name == name }?.symbol
    }
  }

  /// Whether an observable is a state, input, parameter or definition of the same name, so that it needs no equation.
  func isAlias(observable number: Int) -> Bool {
    guard case .symbol(let symbol) = FormulaBuilder(self).formula(of: observables[number]) else { return false }
    return name(of: symbol) == description.observables[number].name
  }
}
