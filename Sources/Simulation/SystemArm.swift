import DrugLibrary
import Foundation
import ODESolvers
import PharmacologyModels
import Regimens

/// One arm of a case that reads transmitters or circulation in people.
struct SystemArm: Sendable {
  let assembly: Assembly
  private let intakes: [Intake]
  private let readout: ObservedCase.Readout
  private let place: Int
  private let end: Double
  private let times: [SampleTime]

  init(
    _ observed: ObservedCase, regimens: [String], patient: SendableNode?, library: DrugLibrary,
    window: ClosedRange<Double>?
  ) throws {
    let person = try ScenarioReader.patient(patient?.node, library: library)
    var intakes: [Intake] = []
    for text in regimens {
      if case .intake(let intake) = try Intake.parse(text, library: library) { intakes.append(intake) }
    }
    self.intakes = intakes
    readout = observed.readout
    assembly = try Assembly(
      medicines: intakes.map { ($0.drug, $0.formulation) }, patient: person, library: library, includesSystem: true)
    let names = assembly.coupled?.model.readouts.map(\.name) ?? []
    let name = readout.of.first.flatMap(SystemReadoutName.resolve) ?? ""
    guard let place = names.firstIndex(of: name) else {
      throw ScenarioError(place: observed.id, rule: "'\(name)' is not read in people", kind: .data)
    }
    self.place = place
    let from = window?.lowerBound ?? readout.at ?? readout.from ?? 0
    let to = window?.upperBound ?? readout.at ?? readout.to ?? from
    var points: Set<Double> = [from, to]
    if to > from { for k in 1..<96 { points.insert(from + (to - from) * Double(k) / 96) } }
    end = max(to, 1e-3)
    times = points.sorted().map { SampleTime($0) }
    var limits = DoseLimits()
    let weight = person.weight(reference: assembly.physiology.referenceWeight)
    for intake in intakes {
      try limits.check(
        intake.drug, intake.regimen.doses(until: end, weightKg: weight).map { ($0.time, $0.amount) },
        place: observed.id)
    }
  }

  /// The number for each list of values of the primary parameters.
  func values(_ primaries: [[Double]]) -> [Double] {
    guard let coupled = assembly.coupled else { return primaries.map { _ in .nan } }
    let ensemble = assembly.run(intakes, until: end, at: times, values: primaries, scope: .system)
    let first = coupled.model.firstReadout
    return ensemble.draws.indices.map { draw in
      guard !ensemble.draws[draw].isEmpty else { return .nan }
      let series = ensemble.series(first + place, draw: draw)
      let rest = restingValue(primaries[draw])
      switch readout.quantity {
      case .percentOfBaseline:
        return ExperimentArm.reduce(
          series.map { $0 / rest }, readout.at != nil ? .mean : readout.statistic ?? .extreme, around: 1) * 100
      case .change:
        return ExperimentArm.reduce(
          series.map { $0 - rest }, readout.at != nil ? .mean : readout.statistic ?? .mean, around: 0)
      case .thresholdProbability:
        let change = ExperimentArm.reduce(series.map { $0 - rest }, readout.statistic ?? .mean, around: 0)
        return ThresholdCrossing(
          assembly, values: primaries[draw], isAtAnyTime: readout.at == nil && (readout.statistic ?? .mean) != .mean
        ).probability(
          change: change, of: readout.of.first ?? "", threshold: readout.threshold ?? 0) * 100
      default:
        let scale = readout.of.first?.hasPrefix("NE.") == true ? 1000.0 : 1
        return ExperimentArm.reduce(series, readout.statistic ?? .mean, around: rest) * scale
      }
    }
  }

  /// What is read without any drug.
  private func restingValue(_ values: [Double]) -> Double {
    guard let coupled = assembly.coupled else { return .nan }
    let parameters = assembly.modelParameters(values, person: PersonalFactors(count: assembly.compounds.count))
    let state = assembly.restingState(parameters)
    let read = coupled.model.observables(
      state: state, parameters: parameters, inputs: Array(repeating: 0, count: coupled.model.inputCount))
    return read[coupled.model.firstReadout + place]
  }
}
