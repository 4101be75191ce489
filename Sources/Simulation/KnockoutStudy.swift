public import DrugLibrary
import Expressions
import Foundation
import ODESolvers
public import PharmacologyModels

/// What is left of a drug's effect without one part of the system, and who clears dopamine where.
public struct KnockoutStudy: Sendable {
  /// A way of acting on the system, complete or nearly so, in every region.
  public enum Probe: String, CaseIterable, Sendable {
    case nothing = "nothing"
    case net = "NET block 95 %"
    case dat = "DAT block 95 %"
    case sert = "SERT block 95 %"
    case comt = "COMT block"
    case maoA = "MAO-A block 95 %"
    case alpha2Antagonist = "alpha-2 antagonist"
    case alpha2Agonist = "alpha-2 agonist"
    case releaser = "releaser"
  }

  /// What a probe does, per cent of the unaltered and drug-free state.
  public struct Row: Codable, Sendable {
    public var probe: String
    /// By readout: with the part, without it.
    public var with: [Double]
    public var without: [Double]
  }

  /// Shares of a region's removal of dopamine, with the part and without it.
  public struct Clearance: Codable, Sendable {
    public var region: String
    public var route: String
    public var with: Double
    public var without: Double
  }

  /// The study's tables.
  public struct Result: Codable, Sendable {
    public var part: String
    public var readouts: [String]
    public var rows: [Row]
    public var clearance: [Clearance]
  }

  /// What is read.
  static let readouts = ["NE.PFC", "DA.PFC", "DA.striatum", "DA.NAc", "5-HT.PFC", "LC.rate"]

  private let parameters: [Double]
  private let rest: [Double]
  private let central: NamedValues<Double>

  /// Takes the system at the typical values of a library.
  public init(_ library: DrugLibrary) throws(ScenarioError) {
    var primary = PrimaryParameters(calibrated: library.calibrated, correlations: library.correlations)
    let sources = try SystemSources(&primary, library: library, hasCirculation: false)
    let own = sources.modelParameters(primary.typical)
    parameters = Array(own.prefix(CentralSystem.parameters.count))
    rest = sources.restingState(own)
    central = NamedValues(CentralSystem.parameters, parameters)
  }

  /// Runs every probe with and without the part.
  public func run(_ part: SystemStructure.Alteration) throws(ScenarioError) -> Result {
    let places = Self.readouts.map { name in CentralSystem.readouts.firstIndex { $0.name == name } ?? 0 }
    var rows: [Row] = []
    for probe in Probe.allCases {
      var values: [[Double]] = []
      for lost in [[], [part]] as [Set<SystemStructure.Alteration>] {
        let read = try effect(probe, lost)
        values.append(places.map { read[$0] * 100 })
      }
      rows.append(Row(probe: probe.rawValue, with: values[0], without: values[1]))
    }
    return Result(part: part.rawValue, readouts: Self.readouts, rows: rows, clearance: clearance(part))
  }

  /// The readouts two hours after a probe begins, in an animal without the parts.
  private func effect(_ probe: Probe, _ lost: Set<SystemStructure.Alteration>) throws(ScenarioError) -> [Double] {
    var actions = DrugActions<Double>()
    actions.remove(lost)
    var state = rest
    if !lost.isEmpty { state = try settle(state, actions, hours: 1440) }
    Self.apply(probe, to: &actions)
    // What is lost stays lost under the probe, too.
    actions.remove(lost)
    state = try settle(state, actions, hours: 2)
    return CentralSystem.evaluate(
      state: NamedValues(CentralSystem.states, state), parameters: central, actions: actions
    ).readouts
  }

  private func settle(_ state: [Double], _ actions: DrugActions<Double>, hours: Double) throws(ScenarioError)
    -> [Double]
  {
    let system = CompiledSystem(ProbedSystem(actions: actions))
    let integrator = BatchIntegrator(
      system: system, tolerances: Tolerances(relative: 1e-6, absolute: rest.map { $0 * 1e-8 }))
    let problem = SubjectProblem(parameters: parameters, initialState: state, events: [], samples: [], end: hours)
    guard let result = integrator.run([problem]).first, result.outcome == .completed else {
      throw ScenarioError(place: "knockout", rule: "the equations could not be integrated", kind: .data)
    }
    return result.finalState
  }

  private static func apply(_ probe: Probe, to actions: inout DrugActions<Double>) {
    let left = 0.05
    switch probe {
    case .nothing: break
    case .net:
      actions.netCortex *= left
      actions.netCoeruleus *= left
      actions.netAccumbens *= left
    case .dat:
      actions.datCortex *= left
      actions.datStriatum *= left
    case .sert:
      actions.sertCortex *= left
      actions.sertRaphe *= left
    case .comt: actions.catecholMethyltransferase = 0
    case .maoA: actions.monoamineOxidaseA *= left
    case .alpha2Antagonist:
      actions.alpha2Cortex.antagonists += 10
      actions.alpha2Coeruleus.antagonists += 10
    case .alpha2Agonist:
      for path in [\DrugActions<Double>.alpha2Cortex, \DrugActions<Double>.alpha2Coeruleus] {
        actions[keyPath: path].agonists += 5
        actions[keyPath: path].stimulation += 5
      }
    case .releaser:
      actions.releaserNET += 1
      actions.releaserDAT += 1
      actions.shareTransportersWithReleasers()
    }
  }

  /// Shares of removal at rest; without a part the others carry what is left.
  private func clearance(_ part: SystemStructure.Alteration) -> [Clearance] {
    let net = central["netShareOfDopamine"]
    let comt = central["comtShareOfDopamine"]
    let dat = central["datShareOfDopamine"]
    let striatal = central["datShareStriatum"]
    let regions: [(String, [(String, Double)])] = [
      ("prefrontal cortex", [("NET", net), ("COMT", comt), ("DAT", dat), ("other", 1 - net - comt - dat)]),
      ("striatum", [("DAT", striatal), ("other", 1 - striatal)]),
      (
        "nucleus accumbens",
        [
          ("DAT", striatal - central["netShareAccumbens"]), ("NET", central["netShareAccumbens"]),
          ("other", 1 - striatal),
        ]
      ),
    ]
    let name: String? =
      switch part {
      case .net: "NET"
      case .dat: "DAT"
      case .comt: "COMT"
      default: nil
      }
    return regions.flatMap { region, routes in
      let left = routes.filter { $0.0 != name }.reduce(0) { $0 + $1.1 }
      return routes.map { route, share in
        Clearance(region: region, route: route, with: share, without: route == name ? 0 : share / left)
      }
    }
  }
}

/// The central system under constant actions.
private struct ProbedSystem: DifferentialSystem {
  let actions: DrugActions<Double>

  var stateNames: [String] { CentralSystem.states.map(\.name) }
  var parameterCount: Int { CentralSystem.parameters.count }
  var inputCount: Int { 0 }
  var observableNames: [String] { [] }

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    CentralSystem.evaluate(
      state: NamedValues(CentralSystem.states, state), parameters: NamedValues(CentralSystem.parameters, parameters),
      actions: DrugActions<S>(actions)
    ).derivative
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] { [] }
}
