import Expressions
import ODESolvers
import PharmacologyModels

/// A disposition model with its parameters by name, in the model's units: h, L, umol, umol/L.
struct Model: Sendable {
  var disposition: DispositionModel
  var parameters: [String: Double]

  init(_ structure: ModelStructure, _ parameters: [String: Double]) {
    disposition = DispositionModel(structure, readsEliminationRates: true)
    self.parameters = parameters
  }

  var values: [Double] { disposition.layout.parameterNames.map { parameters[$0] ?? .nan } }

  /// Enzymes at their baseline, no drug anywhere.
  var rest: [Double] { disposition.stateNames.map { $0.hasSuffix(" amount") ? 1 : 0 } }

  func state(_ name: String) -> Int { disposition.stateNames.firstIndex(of: name) ?? -1 }
  func observable(_ name: String) -> Int { disposition.observableNames.firstIndex(of: name) ?? -1 }

  /// A dose into a state.
  func dose(_ amount: Double, into name: String, at time: Double = 0) -> Event {
    Event(time: time, action: .addToState, index: state(name), value: amount)
  }

  /// Observables by name at each time.
  func run(
    _ events: [Event], times: [Double], relative: Double = 1e-9, absolute: Double = 1e-12
  ) -> (columns: [String: [Double]], result: SubjectResult) {
    let integrator = BatchIntegrator(
      system: CompiledSystem(disposition), tolerances: Tolerances(relative: relative, absolute: [absolute]))
    let result = integrator.run([
      SubjectProblem(
        parameters: values, initialState: rest, events: events.sorted { $0.time < $1.time },
        samples: times.map { SampleTime($0) }, end: times.last ?? 0)
    ])[0]
    let names = disposition.observableNames
    var columns: [String: [Double]] = [:]
    for (k, name) in names.enumerated() {
      columns[name] = times.indices.map { result.observables[$0 * names.count + k] }
    }
    return (columns, result)
  }

  /// Area under an observable from a dose until nothing is left, by a system that integrates it along.
  func area(_ name: String, _ events: [Event], until end: Double) -> Double {
    let accumulated = Accumulated(model: disposition)
    let integrator = BatchIntegrator(
      system: CompiledSystem(accumulated), tolerances: Tolerances(relative: 1e-10, absolute: [1e-12]))
    let start = rest + Array(repeating: 0.0, count: disposition.observableNames.count)
    let result = integrator.run([
      SubjectProblem(
        parameters: values, initialState: start, events: events.sorted { $0.time < $1.time }, samples: [], end: end)
    ])[0]
    return result.finalState[disposition.stateNames.count + observable(name)]
  }
}

/// A model with the integral of each of its observables as a further state.
struct Accumulated: DifferentialSystem {
  let model: DispositionModel
  var stateNames: [String] { model.stateNames + model.observableNames.map { "integral of \($0)" } }
  var parameterCount: Int { model.parameterCount }
  var inputCount: Int { model.inputCount }
  let observableNames: [String] = []

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    let inner = Array(state[..<model.stateNames.count])
    return model.derivative(state: inner, parameters: parameters, inputs: inputs)
      + model.observables(state: inner, parameters: parameters, inputs: inputs)
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { [] }
}

enum Fixtures {
  /// One compound, taken orally, one enzyme: the simplest liver.
  static func single(
    clearance: Double = 40, flow: Double = 90, isSaturable: Bool = false, michaelis: Double = 0.5,
    hasPeripheral: Bool = true
  ) -> Model {
    let structure = ModelStructure(
      compounds: [
        .init(
          name: "drug", depotCount: 1, hasPeripheral: hasPeripheral,
          pathways: [.init(enzyme: 0, isSaturable: isSaturable, products: [])])
      ], enzymes: [.init(name: "E")], targets: [])
    return Model(
      structure,
      [
        "hepatic flow": flow, "drug ka 1": 0.9, "drug CLint E": clearance, "drug fu/Km E": 1 / michaelis,
        "drug 1/V": 1 / 120.0, "drug CLr": 0, "drug Q": 30, "drug 1/V2": 1 / 300.0,
      ])
  }

  /// A substrate of one enzyme and a second drug that is eliminated by the kidney and changes the enzyme.
  static func pair(
    competes: Bool = false, inactivates: Bool = false, suppresses: Bool = false, induces: Bool = false
  ) -> Model {
    let structure = ModelStructure(
      compounds: [
        .init(
          name: "substrate", depotCount: 1, hasPeripheral: false,
          pathways: [.init(enzyme: 0, isSaturable: false, products: [])]),
        .init(name: "perpetrator", depotCount: 1, hasPeripheral: false, pathways: []),
      ],
      enzymes: [
        .init(
          name: "E", competitors: competes ? [1] : [], inactivators: inactivates ? [1] : [],
          downRegulators: suppresses ? [1] : [], inducers: induces ? [1] : [])
      ], targets: [])
    return Model(
      structure,
      [
        "hepatic flow": 90, "substrate ka 1": 1.2, "substrate CLint E": 50, "substrate 1/V": 1 / 200.0,
        "substrate CLr": 1, "perpetrator ka 1": 1, "perpetrator 1/V": 1 / 60.0, "perpetrator CLr": 4, "E kdeg": 0.02,
        "perpetrator competes at E": 2, "perpetrator inactivates E": 0.7, "perpetrator inactivates E maximum": 0.3,
        "perpetrator down-regulates E": 0.7, "perpetrator down-regulates E maximum": 0.8,
        "perpetrator induces E": 0.7, "perpetrator induces E maximum": 5,
      ])
  }

  /// The scenario of Scripts/make-reference-values: every kind of term at once.
  static let interaction = ModelStructure(
    compounds: [
      .init(
        name: "nortriptyline", depotCount: 1, hasPeripheral: true,
        pathways: [
          .init(enzyme: 0, isSaturable: true, products: [1]), .init(enzyme: 1, isSaturable: false, products: []),
        ]),
      .init(
        name: "hydroxynortriptyline", depotCount: 0, hasPeripheral: false,
        pathways: [.init(enzyme: 4, isSaturable: false, products: [])]),
      .init(
        name: "bupropion", depotCount: 2, hasPeripheral: true,
        pathways: [
          .init(enzyme: 2, isSaturable: false, products: [3]), .init(enzyme: 3, isSaturable: false, products: [4]),
          .init(enzyme: 0, isSaturable: false, products: []),
        ]),
      .init(
        name: "hydroxybupropion", depotCount: 0, hasPeripheral: false,
        pathways: [.init(enzyme: 4, isSaturable: false, products: [])]),
      .init(
        name: "threohydrobupropion", depotCount: 0, hasPeripheral: false,
        pathways: [.init(enzyme: 4, isSaturable: false, products: [])]),
    ],
    enzymes: [
      .init(name: "CYP2D6", competitors: [3, 0], downRegulators: [4]), .init(name: "CYP2C19"),
      .init(name: "CYP2B6", inactivators: [0], inducers: [1]), .init(name: "reductase"), .init(name: "UGT"),
    ],
    targets: [
      .init(
        name: "NET", ligands: [.init(compound: 0, hasEffectSite: false), .init(compound: 3, hasEffectSite: true)]),
      .init(
        name: "DAT", ligands: [.init(compound: 2, hasEffectSite: true), .init(compound: 3, hasEffectSite: false)]),
    ])
}
