import Foundation
public import ODESolvers
import PharmacologyModels
import RandomStreams

/// Which persons a run covers.
public enum Population: Sendable, Equatable {
  /// The typical patient at the medians of all parameters.
  case typical
  /// Typical patients, one for each draw from the parameters' uncertainty.
  case uncertain(draws: Int, seed: UInt64)
  /// Persons: uncertainty of parameters and differences between persons.
  case persons(draws: Int, seed: UInt64)
}

/// The recorded observables of a run of many draws.
public struct Ensemble: Sendable {
  /// When the observables were recorded.
  public var times: [SampleTime]
  /// Their number.
  public var width: Int
  /// For each draw: sample by sample, each observable.
  public var draws: [[Double]]
  /// The values of the primary parameters of each draw.
  public var values: [[Double]]
  /// Draws that could not be integrated, with the reason.
  public var failures: [(draw: Int, outcome: RunOutcome)]

  /// An observable of one draw over the samples.
  public func series(_ observable: Int, draw: Int) -> [Double] {
    series(observable, draw: draw, at: times.indices)
  }

  /// An observable of one draw over some of the samples.
  func series(_ observable: Int, draw: Int, at samples: Range<Int>) -> [Double] {
    let recorded = draws[draw]
    return samples.map { recorded[$0 * width + observable] }
  }

  /// An observable of one draw at the last sample.
  func last(_ observable: Int, draw: Int) -> Double {
    times.isEmpty ? .nan : draws[draw][(times.count - 1) * width + observable]
  }
}

/// What a run computes and records.
public enum RunScope: Sendable {
  /// Levels and occupancies.
  case kinetics
  /// The same, and elimination rates.
  case eliminationRates
  /// Levels, occupancies, transmitters and circulation.
  case system
}

extension Assembly {
  /// The relative tolerance of runs.
  ///
  /// No reported number moves by more than 0.1 % when it is made a hundred times smaller.
  public static let relativeTolerance = 5e-4

  /// Runs intakes for a population.
  ///
  /// - Parameters:
  ///   - intakes: what is taken.
  ///   - end: h
  ///   - times: when to record, rising.
  ///   - population: whom to run.
  ///   - scope: what is computed and recorded.
  ///   - tolerance: the relative tolerance.
  ///   - progress: told the share done, from 0 to 1.
  public func run(
    _ intakes: [Intake], until end: Double, at times: [SampleTime], population: Population,
    scope: RunScope = .kinetics, tolerance: Double = Assembly.relativeTolerance,
    progress: ((Double) -> Void)? = nil
  ) -> Ensemble {
    let values: [[Double]]
    var persons: [PersonalFactors]?
    switch population {
    case .typical: values = [parameters.typical]
    case .uncertain(let draws, let seed):
      let stream = RandomStream(seed: seed)
      values = (0..<draws).map { parameters.draw($0, stream) }
    case .persons(let draws, let seed):
      let stream = RandomStream(seed: seed)
      values = (0..<draws).map { parameters.draw($0, stream) }
      persons = (0..<draws).map { PersonalFactors(compounds, subject: $0, stream: stream) }
    }
    return run(
      intakes, until: end, at: times, values: values, persons: persons, scope: scope, tolerance: tolerance,
      progress: progress)
  }

  /// Runs intakes for given values of the primary parameters, one subject for each.
  func run(
    _ intakes: [Intake], until end: Double, at times: [SampleTime], values: [[Double]],
    persons: [PersonalFactors]? = nil, scope: RunScope = .kinetics, tolerance: Double = Assembly.relativeTolerance,
    progress: ((Double) -> Void)? = nil
  ) -> Ensemble {
    let count = values.count
    let doses = plannedDoses(intakes, until: end)
    let whole = scope == .system ? coupled : nil
    let system = whole?.system ?? (scope == .eliminationRates ? detailedSystem : self.system)
    let typical = PersonalFactors(count: compounds.count)
    let integrator = BatchIntegrator(
      system: system,
      tolerances: Tolerances(
        relative: tolerance,
        absolute: (absoluteTolerances(doses) + (whole == nil ? [] : systemTolerances)).map {
          $0 * tolerance / Assembly.relativeTolerance
        },
        // A draw whose baroreflex never comes to rest is given up early and counted as failed, instead of holding all others up.
        maximumSteps: whole == nil ? 200_000 : max(10_000, Int(end / 24 * 400))))
    var ensemble = Ensemble(
      times: times, width: system.observableNames.count, draws: Array(repeating: [], count: count),
      values: values, failures: [])
    let resting = restingState
    let results = ParallelRuns.run(
      count: count, integrator: integrator,
      problem: { draw in
        let parameters = modelParameters(values[draw], person: persons?[draw] ?? typical)
        return SubjectProblem(
          parameters: whole == nil ? Array(parameters.prefix(model.parameterCount)) : parameters,
          initialState: whole == nil ? resting : restingState(parameters),
          events: Self.merged(
            events(doses, values[draw], until: end), whole.map { pressorEvents(doses, $0.model, until: end) } ?? []),
          samples: times, end: end)
      }, progress: progress)
    for (draw, result) in results.enumerated() {
      guard let result else { continue }
      ensemble.draws[draw] = result.observables
      if result.outcome != .completed { ensemble.failures.append((draw, result.outcome)) }
    }
    return ensemble
  }
}
