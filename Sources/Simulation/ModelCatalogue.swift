public import DrugLibrary
import Evidence
import Expressions
public import ModelDocuments
import ODESolvers
import PharmacologyModels

/// The models of this program as documents: what `coeruleus equations` writes down and exports.
public struct ModelCatalogue {
  /// A model that can be written down.
  public enum Part: String, CaseIterable, Sendable {
    case central, circulation, whole
  }

  /// Its traced equations with names, units, values and sources.
  public let traced: TracedModel
  private let system: CompiledSystem
  private let parameters: [Double]
  private let start: [Double]

  /// How far above rest every state stands at the start of an exported model, so that something happens in it.
  public static let perturbation = 1.2

  /// Describes a part with the values of a library.
  public init(_ part: Part, library: DrugLibrary) throws {
    var primary = PrimaryParameters(calibrated: library.calibrated, correlations: library.correlations)
    let sources = try SystemSources(&primary, library: library, hasCirculation: part != .central)
    let own = sources.modelParameters(primary.typical)
    let rest = sources.restingState(own)
    let centralCount = CentralSystem.parameters.count
    func parameter(_ declaration: QuantityDeclaration, _ prefix: String, _ value: Double) throws -> ModelQuantity {
      let id = "\(prefix).\(declaration.name)"
      let sourced = library.calibrated[id] ?? library.system[id]?.value
      let source =
        sourced?.status.mayBeCited == true ? sourced?.source.flatMap { library.references[$0]?.citation } : nil
      return try ModelQuantity(
        declaration.name, unit: Self.unit(declaration.unit), meaning: declaration.meaning,
        value: sourced?.value ?? value,
        interval: sourced?.interval, source: source, status: sourced?.status.rawValue, note: sourced?.note
      ).replacingUnits(Self.solverUnits)
    }
    func quantity(_ declaration: QuantityDeclaration, _ value: Double? = nil) throws -> ModelQuantity {
      let plain = try ModelQuantity(
        declaration.name, unit: Self.unit(declaration.unit), meaning: declaration.meaning
      ).replacingUnits(Self.solverUnits)
      var result = plain
      result.value = value
      return result
    }
    let circulationCount = part == .central ? 0 : Circulation.parameters.count
    let central = try zip(CentralSystem.parameters, own).map { try parameter($0, "system", $1) }
    let circulation = try zip(Circulation.parameters, own.dropFirst(centralCount)).prefix(circulationCount).map {
      try parameter($0, "circulation", $1)
    }
    let function = try zip(FunctionReadout.parameters, own.dropFirst(centralCount + circulationCount)).map {
      try parameter($0, "system", $1)
    }
    let infusion = QuantityDeclaration("norepinephrineInfusion", "nmol/h", "norepinephrine infused into a vein")
    let stimuli: [QuantityDeclaration] = [
      .init("evokedRate", "Hz", "firing that does not come from the cells' own drive"),
      .init("sensoryRate", "Hz", "firing that a stimulus to the senses would add at rest"),
      .init("driveChange", "1", "change of excitatory drive, relative"),
      .init("localDepolarisation", "1", "release without impulses, relative to rest"),
    ]
    let disposition = DispositionModel(ModelStructure(compounds: [], enzymes: [], targets: []))
    let flow = try ModelQuantity("hepaticFlow", unit: "L/h", meaning: "not used without compounds", value: 1)
      .replacingUnits(Self.solverUnits)
    let title: String
    let whole = NoradrenergicModel(disposition, system: SystemStructure(hasCirculation: part == .whole))
    let states: [ModelQuantity]
    let values: [ModelQuantity]
    let inputs: [ModelQuantity]
    let observables: [ModelQuantity]
    switch part {
    case .central, .whole:
      title = part == .central ? "The central noradrenergic system" : "The noradrenergic system with the circulation"
      start = rest.map { $0 * Self.perturbation }
      parameters = [1] + own
      system = CompiledSystem(whole)
      states = try zip(CentralSystem.states + (part == .whole ? Circulation.states : []), start).map {
        try quantity($0, $1)
      }
      values = [flow] + central + circulation + function
      inputs = try (stimuli + (part == .whole ? [infusion] : [])).map { try quantity($0, 0) }
      observables = try whole.readouts.map { try quantity($0) }
    case .circulation:
      title = "Plasma norepinephrine, heart rate and blood pressure"
      start = rest.dropFirst(CentralSystem.states.count).map { $0 * 1.05 }
      parameters = Array(own[centralCount..<(centralCount + circulationCount)])
      system = CompiledSystem(CirculationSystem())
      states = try zip(Circulation.states, start).map { try quantity($0, $1) }
      values = circulation
      inputs = [try quantity(infusion, 0)]
      observables = try Circulation.readouts.map { try quantity($0) }
    }
    let description = ModelDescription(
      title: title,
      summary:
        "Exported from the running code: every state starts a little away from rest, without drugs. Drugs enter through the availabilities and "
        + "receptor ratios that docs/system.md describes.", states: states, parameters: values, inputs: inputs,
      observables: observables)
    traced = part == .circulation ? TracedModel(CirculationSystem(), description) : TracedModel(whole, description)
    report =
      part == .circulation
      ? DimensionCheck.run(CirculationSystem(), description) : DimensionCheck.run(whole, description)
  }

  /// What a check of physical dimensions found.
  public let report: DimensionReport

  /// Units that the solver holds: h, umol, and plain numbers for shares.
  private static let solverUnits = ["s": "h", "d": "h", "nmol": "umol"]

  private static func unit(_ text: String) -> String { text == "fraction" ? "1" : text }

  /// Times in h and every state at each of them, from the start that is exported, at tight tolerances.
  public func trajectory() throws -> (names: [String], rows: [(time: Double, state: [Double])]) {
    // Steps end at samples' marks: the state after each stretch is the start of the next.
    let times = [0.0, 0.001, 0.01, 0.1, 0.5, 1, 2, 4, 8, 16, 24, 48, 96, 240]
    var rows: [(time: Double, state: [Double])] = [(0, start)]
    for end in times.dropFirst() {
      let integrator = BatchIntegrator(
        system: system, tolerances: Tolerances(relative: 1e-11, absolute: start.map { max($0.magnitude, 1e-6) * 1e-12 })
      )
      let problem = SubjectProblem(parameters: parameters, initialState: start, events: [], samples: [], end: end)
      guard let result = integrator.run([problem]).first, result.outcome == .completed else {
        throw ScenarioError(place: "equations", rule: "the equations could not be integrated", kind: .data)
      }
      rows.append((end, result.finalState))
    }
    return (system.stateNames, rows)
  }
}

/// The circulation by itself, without drugs.
private struct CirculationSystem: DifferentialSystem {
  var stateNames: [String] { Circulation.states.map(\.name) }
  var parameterCount: Int { Circulation.parameters.count }
  var inputCount: Int { 1 }
  var observableNames: [String] { Circulation.readouts.map(\.name) }

  private func evaluate<S: Scalar>(_ y: [S], _ p: [S], _ inputs: [S]) -> (derivative: [S], readouts: [S]) {
    var drugs = CirculationInputs<S>()
    drugs.infusion = inputs[0]
    return Circulation.evaluate(
      state: NamedValues(Circulation.states, y), parameters: NamedValues(Circulation.parameters, p), inputs: drugs)
  }

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    evaluate(state, parameters, inputs).derivative
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    evaluate(state, parameters, inputs).readouts
  }
}
