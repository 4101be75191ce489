public import ODESolvers

/// What a check of a model's units found.
public struct DimensionReport: Sendable {
  /// Where units do not fit; empty for a consistent model.
  public let faults: [DimensionFault]
  /// What the named intermediate quantities measure.
  public let namedDimensions: [String: PhysicalDimension]
  /// The units of named intermediate quantities, for those that have the unit of a described quantity or rate.
  public let namedUnits: [String: String]
}

/// Checks the units of a system's equations by evaluating them over ``DimensionalScalar``.
public enum DimensionCheck {
  /// Evaluates the right-hand side and the observables of a system.
  ///
  /// - Parameters:
  ///   - system: the equations.
  ///   - description: the units; one entry for each state, parameter, input and observable of the system, in its order.
  ///   - comparesSizes: whether units of different size, such as min and h, count as a fault too.
  public static func run(
    _ system: some DifferentialSystem, _ description: ModelDescription, comparesSizes: Bool = false
  ) -> DimensionReport {
    let ledger = DimensionLedger()
    func unit(_ text: String, of place: String) -> UnitText? {
      do throws(UnitTextError) { return try UnitText(text) } catch {
        ledger.record(error.description, place: place)
        return nil
      }
    }
    func values(_ quantities: [ModelQuantity]) -> [DimensionalScalar] {
      quantities.map { quantity in
        unit(quantity.unit, of: quantity.name).map {
          DimensionalScalar($0, ledger: ledger, comparesSizes: comparesSizes)
        } ?? DimensionalScalar(unknownIn: ledger)
      }
    }
    func compare(_ found: DimensionalScalar, with wanted: UnitText, at place: String) {
      ledger.locate(found.openFaults, at: place)
      guard let unit = found.unit else { return }
      if unit.dimension != wanted.dimension {
        ledger.record("is \(unit.dimension), declared \(wanted.dimension) (\(wanted.text))", place: place)
      } else if comparesSizes, !DimensionalScalar.isSame(unit.size, wanted.size) {
        let ratio = NumberText.short(unit.size / wanted.size)
        ledger.record("is in a unit \(ratio) times as large as the declared \(wanted.text)", place: place)
      }
    }

    let state = values(description.states)
    let parameters = values(description.parameters)
    let inputs = values(description.inputs)
    let right = system.derivative(state: state, parameters: parameters, inputs: inputs)
    let read = system.observables(state: state, parameters: parameters, inputs: inputs)
    precondition(right.count == state.count, "every state is described and has a derivative")
    precondition(read.count == description.observables.count, "every observable is described")
    for (quantity, found) in zip(description.states, right) {
      // The state's own unit was read before; a fault of its text is told once.
      if let rate = try? UnitText("\(quantity.unit) per \(description.timeUnit)") {
        compare(found, with: rate, at: "derivative of \(quantity.name)")
      }
    }
    for (quantity, found) in zip(description.observables, read) {
      if let wanted = unit(quantity.unit, of: quantity.name) { compare(found, with: wanted, at: quantity.name) }
    }
    let named = ledger.named
    for quantity in description.intermediates {
      guard let wanted = unit(quantity.unit, of: quantity.name), let found = named[quantity.name] else { continue }
      compare(
        DimensionalScalar(found, ledger: ledger, comparesSizes: comparesSizes), with: wanted, at: quantity.name)
    }
    return DimensionReport(
      faults: ledger.faults, namedDimensions: named.mapValues(\.dimension),
      namedUnits: named.compactMapValues { DeducedUnits.text($0.dimension, size: $0.size, in: description) })
  }
}
