public import Expressions
public import ODESolvers

/// Doses to transmitters and circulation: kinetics and occupancy, the central system that they act on, and the circulation that follows both.
///
/// States, parameters, inputs and observables of the parts stand one after another: kinetics, central system, circulation.
public struct NoradrenergicModel: DifferentialSystem, Sendable {
  /// Kinetics, enzymes and occupancy.
  public let disposition: DispositionModel
  /// What else there is.
  public let system: SystemStructure

  /// Inputs of the central system, after those of the kinetics.
  public enum CentralInput: Int, Sendable, CaseIterable {
    /// Firing that does not come from the cells' own drive, Hz.
    case evokedRate
    /// Firing that a stimulus to the senses would add at rest, Hz.
    case sensoryRate
    /// Change of the drive to the locus coeruleus, relative.
    case driveChange
    /// Release without impulses from the soma, relative to rest.
    case localDepolarisation
  }

  /// Couples the parts.
  public init(_ disposition: DispositionModel, system: SystemStructure) {
    self.disposition = disposition
    self.system = system
  }

  /// Where the parts' states begin.
  public var centralStates: Range<Int> {
    let start = disposition.stateNames.count
    return start..<(start + CentralSystem.states.count)
  }
  public var circulationStates: Range<Int> {
    let start = centralStates.upperBound
    return start..<(start + (system.hasCirculation ? Circulation.states.count : 0))
  }
  /// Where the parts' parameters begin.
  public var centralParameters: Range<Int> {
    let start = disposition.parameterCount
    return start..<(start + CentralSystem.parameters.count)
  }
  public var circulationParameters: Range<Int> {
    let start = centralParameters.upperBound
    return start..<(start + (system.hasCirculation ? Circulation.parameters.count : 0))
  }
  /// Where function's parameters begin.
  public var functionParameters: Range<Int> {
    let start = circulationParameters.upperBound
    return start..<(start + FunctionReadout.parameters.count)
  }
  /// The number of an input of the central system.
  public func input(_ input: CentralInput) -> Int { disposition.inputCount + input.rawValue }
  /// Input: infusion of norepinephrine into a vein, umol/h.
  public var norepinephrineInfusion: Int? {
    system.hasCirculation ? disposition.inputCount + CentralInput.allCases.count : nil
  }
  /// Where the readouts of the system begin among the observables.
  public var firstReadout: Int { disposition.observableNames.count }
  /// What follows from sympathetic nerves and is read in plasma.
  public static let peripheralReadouts: [QuantityDeclaration] = [
    .init("DHPG.plasma", "1", "DHPG in plasma relative to the drug-free state")
  ]
  /// The readouts of the system.
  public var readouts: [QuantityDeclaration] {
    CentralSystem.readouts + Self.peripheralReadouts + (system.hasCirculation ? Circulation.readouts : [])
      + FunctionReadout.readouts
  }

  /// The names of the states.
  public var stateNames: [String] {
    disposition.stateNames + CentralSystem.states.map(\.name)
      + (system.hasCirculation ? Circulation.states.map(\.name) : [])
  }
  /// The number of parameters.
  public var parameterCount: Int { functionParameters.upperBound }
  /// The number of inputs.
  public var inputCount: Int {
    disposition.inputCount + CentralInput.allCases.count + (system.hasCirculation ? 1 : 0)
  }
  /// The names of the observables: those of the kinetics, then the readouts.
  public var observableNames: [String] { disposition.observableNames + readouts.map(\.name) }

  /// The number among the central parameters of the potency ratio between sympathetic nerves and brain.
  let peripheralPotency = CentralSystem.parameters.firstIndex { $0.name == "peripheralNETPotency" } ?? 0

  private struct Evaluation<S: Scalar> {
    var central: (derivative: [S], readouts: [S])
    var circulation: (derivative: [S], readouts: [S])
    var function: [S]
    var peripheral: [S]
  }

  private func evaluate<S: Scalar>(_ y: [S], _ p: [S], _ inputs: [S]) -> Evaluation<S> {
    let mapping = DrugActionMapping(model: self, state: y, parameters: p, inputs: inputs)
    let actions = mapping.central
    let state = NamedValues(CentralSystem.states, Array(y[centralStates]))
    let own = NamedValues(CentralSystem.parameters, Array(p[centralParameters]))
    let central = CentralSystem.evaluate(state: state, parameters: own, actions: actions)
    let function = FunctionReadout.evaluate(
      state: state, central: own, firing: NamedValues(CentralSystem.readouts, central.readouts)["LC.rate"],
      parameters: NamedValues(FunctionReadout.parameters, Array(p[functionParameters])), actions: actions)
    var circulation = mapping.circulation
    let peripheral = [plasmaMetabolite(circulation, own)]
    guard system.hasCirculation else {
      return Evaluation(central: central, circulation: ([], []), function: function, peripheral: peripheral)
    }
    circulation.centralNorepinephrine = CentralSystem.brainstemNorepinephrine(own, actions)
    circulation.somaSensitivity = state["brainstemAlpha2Sensitivity"]
    let result = Circulation.evaluate(
      state: NamedValues(Circulation.states, Array(y[circulationStates])),
      parameters: NamedValues(Circulation.parameters, Array(p[circulationParameters])), inputs: circulation)
    return Evaluation(central: central, circulation: result, function: function, peripheral: peripheral)
  }

  /// DHPG from sympathetic nerves relative to rest: what leaks from vesicles, and what was taken up again.
  ///
  /// At constant release R the recaptured share is f c / (f c + 1 - f) with c of the transporter left.
  private func plasmaMetabolite<S: Scalar>(_ inputs: CirculationInputs<S>, _ p: NamedValues<S>) -> S {
    let share = p["transporterShareCortex"]
    let left = inputs.peripheralNETAvailability
    let recapture = left / (share * left + .one - share)
    let leak = p["leakShareOfDeamination"]
    return inputs.monoamineOxidaseAvailability * (leak + (.one - leak) * recapture)
  }

  /// The right-hand side, per hour.
  public func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let parts = evaluate(y, p, inputs)
    return disposition.derivative(state: y, parameters: p, inputs: inputs) + parts.central.derivative
      + parts.circulation.derivative
  }

  /// What is read out.
  public func observables<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let parts = evaluate(y, p, inputs)
    return disposition.observables(state: y, parameters: p, inputs: inputs) + parts.central.readouts
      + parts.peripheral + parts.circulation.readouts + parts.function
  }
}
