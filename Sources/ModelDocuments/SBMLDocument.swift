/// A model in SBML, Level 3 Version 2 core, so that other simulators can run it.
///
/// States are parameters with rate rules, definitions and observables parameters with assignment rules: every unit is then free.
/// Numbers are written so that they read back to the same bits.
public struct SBMLDocument {
  private let model: TracedModel
  private let events: [ModelEvent]
  private let units: SBMLUnits
  private let identifiers: Identifiers

  /// The identifiers of everything that has one.
  struct Identifiers {
    let model: String
    let states: [String]
    let parameters: [String]
    let inputs: [String]
    let definitions: [String]
    /// Nil for an observable that is a state, parameter, input or definition of the same name.
    let observables: [String?]

    init(_ traced: TracedModel) {
      // The symbol of time, the compartment and words of the language stay free.
      var names = SBMLIdentifiers(taken: [
        "time", "t", "body", "avogadro", "delay", "pi", "exponentiale", "true", "false",
      ])
      let description = traced.description
      model = names.make(description.title)
      states = description.states.map { names.make($0.name) }
      parameters = description.parameters.map { names.make($0.name) }
      inputs = description.inputs.map { names.make($0.name) }
      definitions = traced.definitions.map { names.make($0.name) }
      observables = description.observables.indices.map {
        traced.isAlias(observable: $0) ? nil : names.make(description.observables[$0].name)
      }
    }

    func text(_ symbol: TracedModel.Symbol) -> String {
      switch symbol {
      case .state(let number): states[number]
      case .parameter(let number): parameters[number]
      case .input(let number): inputs[number]
      case .definition(let number): definitions[number]
      }
    }
  }

  /// Writes the document of a model, with events if there are any.
  public init(_ model: TracedModel, events: [ModelEvent] = []) {
    self.model = model
    self.events = events
    let description = model.description
    let quantities = description.states + description.parameters + description.inputs + description.observables
    units = SBMLUnits(
      [description.timeUnit] + quantities.map(\.unit)
        + model.definitions.compactMap(\.unit))
    identifiers = Identifiers(model)
  }

  /// The identifiers of the states, in their order.
  public var stateIdentifiers: [String] { identifiers.states }

  /// The whole document.
  public func text() -> String {
    let description = model.description
    let notes = [description.summary, description.disclaimer].filter { !$0.isEmpty }.map {
      "<p>\(MarkupText.escape($0))</p>"
    }
    let time = units.identifier(description.timeUnit).map { " timeUnits=\"\($0)\"" } ?? ""
    let lists = [
      list("UnitDefinitions", units.lines()),
      list(
        "Compartments",
        [
          "<compartment id=\"body\" name=\"body\" spatialDimensions=\"3\" size=\"1\" units=\"litre\" constant=\"true\"/>"
        ]),
      list("Parameters", parameters()), list("Rules", rules()), list("Events", eventLines()),
    ]
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" xmlns:sbml="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2">
      <model id="\(identifiers.model)" name="\(MarkupText.escape(description.title))"\(time)>
      <notes><body xmlns="http://www.w3.org/1999/xhtml">\(notes.joined())</body></notes>
      \(lists.filter { !$0.isEmpty }.joined(separator: "\n"))
      </model>
      </sbml>

      """
  }

  private func list(_ name: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "<listOf\(name)>\n\(lines.joined(separator: "\n"))\n</listOf\(name)>"
  }

  // MARK: parameters

  private func parameters() -> [String] {
    let description = model.description
    let changed = Set(
      events.compactMap { event in
        if case .input(let number) = event.target { number } else { nil }
      })
    var lines = zip(identifiers.states, description.states).map { line($0, $1, isConstant: false) }
    lines += zip(identifiers.parameters, description.parameters).map { line($0, $1, isConstant: true) }
    for (number, input) in description.inputs.enumerated() {
      var started = input
      started.value = input.value ?? 0
      lines.append(line(identifiers.inputs[number], started, isConstant: !changed.contains(number)))
    }
    for (number, definition) in model.definitions.enumerated() {
      lines.append(
        element(
          identifiers.definitions[number], name: definition.name, unit: definition.unit, value: nil,
          meaning: definition.meaning, isConstant: false))
    }
    for (identifier, quantity) in zip(identifiers.observables, description.observables) {
      guard let identifier else { continue }
      lines.append(
        element(
          identifier, name: quantity.name, unit: quantity.unit, value: nil, meaning: quantity.meaning, isConstant: false
        ))
    }
    return lines
  }

  private func line(_ identifier: String, _ quantity: ModelQuantity, isConstant: Bool) -> String {
    let origin = [quantity.citation, quantity.status, quantity.note].compactMap { $0 }.filter { !$0.isEmpty }
    let meaning = ([quantity.meaning] + origin).filter { !$0.isEmpty }.joined(separator: "; ")
    return element(
      identifier, name: quantity.name, unit: quantity.unit, value: quantity.value, meaning: meaning,
      isConstant: isConstant)
  }

  private func element(
    _ identifier: String, name: String, unit: String?, value: Double?, meaning: String, isConstant: Bool
  ) -> String {
    var attributes = "id=\"\(identifier)\" name=\"\(MarkupText.escape(name))\""
    if let value { attributes += " value=\"\(Self.attribute(value))\"" }
    if let unit = unit.flatMap(units.identifier) { attributes += " units=\"\(unit)\"" }
    attributes += " constant=\"\(isConstant)\""
    guard !meaning.isEmpty else { return "<parameter \(attributes)/>" }
    let note = "<notes><p xmlns=\"http://www.w3.org/1999/xhtml\">\(MarkupText.escape(meaning))</p></notes>"
    return "<parameter \(attributes)>\(note)</parameter>"
  }

  private static func attribute(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    return value.isInfinite ? (value < 0 ? "-INF" : "INF") : NumberText.short(value)
  }

  // MARK: rules and events

  private func rules() -> [String] {
    let builder = FormulaBuilder(model)
    let markup = ContentMarkup(identifier: identifiers.text)
    func rule(_ kind: String, _ identifier: String, _ formula: Formula) -> String {
      "<\(kind) variable=\"\(identifier)\">\(markup.math(formula))</\(kind)>"
    }
    var lines = zip(identifiers.definitions, model.definitions).map {
      rule("assignmentRule", $0, builder.formula(of: $1))
    }
    for (identifier, value) in zip(identifiers.observables, model.observables) {
      if let identifier { lines.append(rule("assignmentRule", identifier, builder.formula(of: value))) }
    }
    return lines
      + zip(identifiers.states, model.rightHandSides).map { rule("rateRule", $0, builder.formula(of: $1)) }
  }

  private func eventLines() -> [String] {
    var names = SBMLIdentifiers(
      taken: Set(identifiers.states + identifiers.parameters + identifiers.inputs + identifiers.definitions)
        .union(identifiers.observables.compactMap { $0 }).union([identifiers.model, "body"]))
    let math = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">"
    let clock = "<csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/time\">t</csymbol>"
    return events.sorted { $0.time < $1.time }.map { event in
      let (variable, quantity) =
        switch event.target {
        case .state(let number): (identifiers.states[number], model.description.states[number])
        case .input(let number): (identifiers.inputs[number], model.description.inputs[number])
        }
      let unit = units.identifier(quantity.unit)
      let value =
        switch event.change {
        case .set(let value): ContentMarkup.number(value, unit: unit)
        case .add(let value): "<apply><plus/><ci>\(variable)</ci>\(ContentMarkup.number(value, unit: unit))</apply>"
        }
      let time = ContentMarkup.number(event.time, unit: units.identifier(model.description.timeUnit))
      return """
        <event id="\(names.make("event"))" useValuesFromTriggerTime="false">\
        <trigger initialValue="false" persistent="true">\(math)<apply><geq/>\(clock)\(time)</apply></math></trigger>\
        <listOfEventAssignments><eventAssignment variable="\(variable)">\(math)\(value)</math></eventAssignment></listOfEventAssignments></event>
        """
    }
  }
}
