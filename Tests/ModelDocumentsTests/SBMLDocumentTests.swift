import ModelDocuments
import Testing

@Suite struct SBMLDocumentTests {
  /// The value of content MathML.
  private func value(_ element: MarkupElement, _ values: [String: Double]) throws -> Double {
    switch element.name {
    case "math": return try value(try #require(element.children.first), values)
    case "cn": return try #require(Double(element.text))
    case "ci": return try #require(values[element.text], "\(element.text)")
    default: break
    }
    #expect(element.name == "apply")
    let operands = try element.children.dropFirst().map { try value($0, values) }
    switch element.children.first?.name {
    case "plus": return operands.reduce(0, +)
    case "times": return operands.reduce(1, *)
    case "minus": return operands.count == 1 ? -operands[0] : operands[0] - operands[1]
    case "divide": return operands[0] / operands[1]
    case "root": return operands[0].squareRoot()
    default: throw MarkupReader.Failure(message: "operator \(element.children.first?.name ?? "none")")
    }
  }

  private func rule(_ kind: String, _ identifier: String, in root: MarkupElement) throws -> MarkupElement {
    try #require(root.all(kind).first { $0.attributes["variable"] == identifier }?.children.first)
  }

  @Test(arguments: 1...150) func `means what the equations mean`(seed: Int) throws {
    let system = RandomSystem(seed: UInt64(seed), length: 6 + seed % 40)
    let model = TracedModel(system, system.description)
    let document = SBMLDocument(model)
    let root = try MarkupReader.read(document.text())
    var values: [String: Double] = [:]
    for parameter in root.all("parameter") {
      guard let identifier = parameter.attributes["id"], let text = parameter.attributes["value"] else { continue }
      values[identifier] = Double(text)
    }
    // Rules of definitions stand in the order in which they can be evaluated.
    for element in root.all("assignmentRule") {
      let identifier = try #require(element.attributes["variable"])
      values[identifier] = try value(try #require(element.children.first), values)
    }
    for (identifier, expected) in zip(document.stateIdentifiers, system.evaluate()) {
      let found = try value(try rule("rateRule", identifier, in: root), values)
      #expect(expected.agrees(with: found), "\(found) instead of \(expected.value)")
    }
  }

  @Test func `keeps names, numbers and units`() throws {
    let root = try MarkupReader.read(SBMLDocument(ReflexModel.model).text())
    #expect(root.attributes["level"] == "3" && root.attributes["version"] == "2")
    #expect(root.all("model").first?.attributes["name"] == "Reflex & <test> 100 %")
    let parameters = root.all("parameter")
    let words = ReflexModel.description
    for quantity in words.states + words.parameters + words.inputs {
      let found = try #require(parameters.first { $0.attributes["name"] == quantity.name })
      #expect(found.attributes["value"].flatMap(Double.init) == quantity.value)
      let units = try #require(found.attributes["units"])
      #expect(quantity.unit == "1" ? units == "dimensionless" : units.hasPrefix("unit_"))
    }
    let defined = Set(root.all("unitDefinition").compactMap { $0.attributes["id"] }).union(["dimensionless"])
    let used = Set(parameters.compactMap { $0.attributes["units"] })
    #expect(used.isSubset(of: defined), "\(used.subtracting(defined))")
    #expect(root.all("unitDefinition").count == 5, "one for each unit that occurs")
  }

  @Test func `gives every identifier once, in the letters that SBML allows`() throws {
    let root = try MarkupReader.read(SBMLDocument(ReflexModel.model).text())
    let identifiers = (root.all("parameter") + root.all("compartment") + root.all("model")).compactMap {
      $0.attributes["id"]
    }
    #expect(Set(identifiers).count == identifiers.count)
    for identifier in identifiers {
      #expect(identifier.first?.isNumber == false)
      #expect(identifier.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }, "\(identifier)")
    }
    // The observable "tone" is the state, and MAP.supine a definition: neither has a second rule.
    #expect(
      root.all("assignmentRule").compactMap { $0.attributes["variable"] } == [
        "MAP_supine", "pressure_error", "drive", "release", "NE_ratio",
      ])
  }

  @Test func `shows no source of a number from memory`() {
    let text = SBMLDocument(ReflexModel.model).text()
    #expect(text.contains("Author et al. 1990") && !text.contains("Somebody 1970"))
  }

  @Test func `writes doses as events in the order of time`() throws {
    let events = [
      ModelEvent(time: 5, target: .input(0), change: .set(0)),
      ModelEvent(time: 2, target: .input(0), change: .set(7.25)),
      ModelEvent(time: 6, target: .state(0), change: .add(3)),
    ]
    let root = try MarkupReader.read(SBMLDocument(ReflexModel.model, events: events).text())
    let found = root.all("event")
    #expect(found.map { $0.all("trigger").first?.all("cn").first?.text } == ["2", "5", "6"])
    #expect(
      found.flatMap { $0.all("eventAssignment") }.map { $0.attributes["variable"] } == [
        "infusion", "infusion", "NE_plasma",
      ])
    #expect(found[2].all("plus").count == 1)
    let infusion = root.all("parameter").first { $0.attributes["id"] == "infusion" }
    #expect(infusion?.attributes["constant"] == "false")
  }
}
