public import DrugLibrary
import Foundation
import ODESolvers
import PharmacologyModels
import RandomStreams

/// Properties of the model itself, measured on the running equations: half-lives, constants, balances, steady states.
public struct SystemProperty {
  private let model: NoradrenergicModel
  private let parameters: [Double]
  private let rest: [Double]
  private let central: NamedValues<Double>

  /// Takes the model at the typical values of a library.
  public init(_ library: DrugLibrary) throws(ScenarioError) {
    var primary = PrimaryParameters(calibrated: library.calibrated, correlations: library.correlations)
    let sources = try SystemSources(&primary, library: library, hasCirculation: false)
    model = NoradrenergicModel(
      DispositionModel(ModelStructure(compounds: [], enzymes: [], targets: [])),
      system: SystemStructure(hasCirculation: false))
    let own = sources.modelParameters(primary.typical)
    parameters = [1] + own
    rest = sources.restingState(own)
    central = NamedValues(CentralSystem.parameters, Array(own.prefix(CentralSystem.parameters.count)))
  }

  /// The value of a property in the unit of docs/cases.md.
  public func value(_ name: String) throws(ScenarioError) -> Double {
    switch name {
    case "releaseHalfLife": return releaseHalfLife()
    case "autoreceptorDissociationConstant": return halfInhibition() * 1000
    case "autoreceptorMaximalInhibition": return inhibition(at: 1e9) * 100
    case "inhibitionAt24.5nM": return inhibition(at: 0.0245) * 100
    case "dexmedetomidineFiringToReleaseRatio":
      return agonistHalfMaximum(reserve: 1) / agonistHalfMaximum(reserve: central["somaReserve"])
    case "releasablePoolFallAt10Hz": return try releasablePoolFall() * 100
    case "massBalanceResidual": return massBalanceResidual()
    case "steadyStateCount": return Double(try steadyStates().count)
    default: throw ScenarioError(place: name, rule: "is not a property of the model", kind: .data)
    }
  }

  private func evaluate(_ state: [Double], _ actions: DrugActions<Double> = DrugActions()) -> [Double] {
    CentralSystem.evaluate(state: NamedValues(CentralSystem.states, state), parameters: central, actions: actions)
      .derivative
  }

  /// Seconds in which extracellular norepinephrine in a slice of the coeruleus falls to half when release has ended.
  private func releaseHalfLife() -> Double {
    var silent = DrugActions<Double>()
    silent.driveChange = -1
    func slope(_ level: Double) -> Double {
      var state = rest
      state[1] = level
      return evaluate(state, silent)[1]
    }
    let level = rest[1] * 100
    let rate = -(slope(level * 1.001) - slope(level)) / (level * 0.001)
    return log(2) / rate * 3600
  }

  /// Inhibition of release by norepinephrine at a concentration, umol/L, with nothing else changed.
  private func inhibition(at level: Double) -> Double {
    func gate(_ level: Double) -> Double {
      var state = rest
      state[0] = level
      return CentralSystem.releaseGate(state: NamedValues(CentralSystem.states, state), parameters: central)
    }
    return 1 - gate(level) / gate(0)
  }

  private func halfInhibition() -> Double {
    let target = inhibition(at: 1e9) / 2
    return Self.root(1e-5, 1) { inhibition(at: $0) - target }
  }

  /// The ratio to its constant at which a full agonist alone reaches half of its effect.
  private func agonistHalfMaximum(reserve: Double) -> Double {
    Self.root(1e-4, 10) { ratio in
      var ligands = ReceptorLigands<Double>()
      ligands.agonists = ratio
      ligands.stimulation = ratio
      return ligands.activation(by: 0, reserve: reserve) - 0.5
    }
  }

  private static func root(_ low: Double, _ high: Double, _ function: (Double) -> Double) -> Double {
    var (a, b) = (low, high)
    for _ in 0..<200 {
      let middle = (a * b).squareRoot()
      if (function(middle) > 0) == (function(b) > 0) { b = middle } else { a = middle }
    }
    return (a * b).squareRoot()
  }

  /// The share of the releasable pool that ten minutes at 10 Hz use up.
  private func releasablePoolFall() throws(ScenarioError) -> Double {
    let resting = central["restingRate"]
    let final = try run(rest, until: 1.0 / 6) { input in
      [Event(time: 0, action: .setInput, index: input(.evokedRate), value: 10 - resting)]
    }
    return 1 - final[3] / rest[3]
  }

  /// The largest error of the balance of norepinephrine over random states, relative to the largest flux.
  ///
  /// Change of everything in and around the terminal = synthesis - deamination - what NET does not take up again.
  private func massBalanceResidual() -> Double {
    var worst = 0.0
    let stream = RandomStream(seed: 1)
    for sample in 0..<200 {
      var state = rest
      for k in state.indices { state[k] *= exp(stream.normal(subject: sample, purpose: "balance.\(k)")) }
      let fluxes = CentralSystem.norepinephrineBalance(
        state: NamedValues(CentralSystem.states, state), parameters: central)
      let derivative = evaluate(state)
      let change = derivative[0] + derivative[2] + derivative[3] + derivative[4]
      let scale =
        [fluxes.synthesis, fluxes.deamination, fluxes.lost, derivative[0].magnitude, derivative[2].magnitude].max() ?? 1
      worst = max(worst, (change - (fluxes.synthesis - fluxes.deamination - fluxes.lost)).magnitude / scale)
    }
    return worst
  }

  /// The different states in which a hundred random starts come to rest, relative to the drug-free state.
  public func steadyStates() throws(ScenarioError) -> [[Double]] {
    let stream = RandomStream(seed: 7)
    var found: [[Double]] = []
    for start in 0..<100 {
      let state = rest.indices.map { rest[$0] * exp(1.2 * stream.normal(subject: start, purpose: "start.\($0)")) }
      let final = try run(state, until: 24 * 365) { _ in [] }
      let relative = zip(final, rest).map { $0 / $1 }
      let isKnown = found.contains { known in
        zip(known, relative).allSatisfy { ($0 - $1).magnitude < 1e-3 }
      }
      if !isKnown { found.append(relative) }
    }
    return found
  }

  private func run(
    _ state: [Double], until end: Double, events: ((NoradrenergicModel.CentralInput) -> Int) -> [Event]
  ) throws(ScenarioError) -> [Double] {
    let integrator = BatchIntegrator(
      system: CompiledSystem(model), tolerances: Tolerances(relative: 1e-7, absolute: rest.map { $0 * 1e-9 }))
    let problem = SubjectProblem(
      parameters: parameters, initialState: state, events: events { model.input($0) }, samples: [], end: end)
    guard let result = integrator.run([problem]).first, result.outcome == .completed else {
      throw ScenarioError(place: "model", rule: "the equations could not be integrated", kind: .data)
    }
    return result.finalState
  }
}
