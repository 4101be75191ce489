/// The unit definitions of an SBML document: one for each unit text that occurs.
struct SBMLUnits {
  private let identifiers: [String: String]
  private let order: [UnitText]

  /// Takes the units that can be read; quantities with others stand without a unit.
  init(_ texts: [String]) {
    var names = SBMLIdentifiers()
    var identifiers: [String: String] = [:]
    var order: [UnitText] = []
    for text in texts where identifiers[text] == nil {
      guard let unit = try? UnitText(text), !unit.parts.isEmpty else { continue }
      identifiers[text] = names.make("unit_" + text.replacing("/", with: "_per_"))
      order.append(unit)
    }
    self.identifiers = identifiers
    self.order = order
  }

  /// The identifier of a unit.
  func identifier(_ text: String) -> String? {
    if let known = identifiers[text] { return known }
    return (try? UnitText(text))?.parts.isEmpty == true ? "dimensionless" : nil
  }

  /// The elements.
  func lines() -> [String] {
    order.map { unit in
      let parts = unit.parts.map {
        "<unit kind=\"\($0.kind)\" exponent=\"\($0.exponent)\" scale=\"\($0.scale)\" multiplier=\"\(NumberText.short($0.multiplier))\"/>"
      }
      let name = MarkupText.escape(unit.text)
      return
        "<unitDefinition id=\"\(identifiers[unit.text] ?? "")\" name=\"\(name)\"><listOfUnits>\(parts.joined())</listOfUnits></unitDefinition>"
    }
  }
}
