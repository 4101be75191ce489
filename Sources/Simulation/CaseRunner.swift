public import DrugLibrary
import Evidence
import Foundation
import ODESolvers
import RandomStreams
import Regimens

/// A prediction beside its observation.
public struct CasePrediction: Sendable {
  public var observed: ObservedCase
  /// The typical patient.
  public var predicted: Double
  /// The 5th and 95th percentile over the parameters' uncertainty.
  public var interval: ClosedRange<Double>
  /// Why no prediction could be made.
  public var failure: String?

  /// Whether the prediction lies in the case's own window.
  public var isInsideWindow: Bool? { observed.window.map { $0.contains(predicted) } }
  /// Whether the interval holds the observation.
  public var holdsObservation: Bool { interval.contains(observed.value) }
}

/// Predicts observations.
public struct CaseRunner: Sendable {
  public let library: DrugLibrary
  /// Draws for the interval; zero for the typical patient alone.
  public let draws: Int
  public let seed: UInt64
  let studyError: StudyError
  /// The compounds of animal experiments; nil when the files hold none.
  let laboratory: LaboratoryLibrary?

  /// Makes a runner.
  public init(
    library: DrugLibrary, laboratory: LaboratoryLibrary? = nil, draws: Int = 200, seed: UInt64 = Scenario.defaultSeed
  ) {
    self.library = library
    self.laboratory = laboratory
    self.draws = draws
    self.seed = seed
    studyError = StudyError(library)
  }

  /// Predicts one observation; a case that cannot be run becomes a prediction with a reason.
  public func predict(_ observed: ObservedCase) -> CasePrediction {
    do {
      if observed.readout.quantity.isOfSystem { return try predictSystem(observed) }
      let numerator = try CaseArm(
        observed, regimens: observed.regimens, patient: observed.patientNode, library: library,
        window: nil)
      var denominator: CaseArm?
      if let regimens = observed.comparisonRegimens {
        denominator = try CaseArm(
          observed, regimens: regimens.isEmpty ? observed.regimens : regimens,
          patient: observed.comparisonPatientNode, library: library, window: observed.readout.comparisonWindow)
      }
      let typical = try read(numerator, denominator, .typical)
      let drawn = draws > 0 ? try read(numerator, denominator, .uncertain(draws: draws, seed: seed)) : typical
      let bounds = Statistics.interval(
        draws > 0 ? studyError.added(to: drawn, observed, seed: seed) : typical)
      guard let value = typical.first, value.isFinite, bounds[0] <= bounds[1] else {
        throw ScenarioError(place: observed.id, rule: "the prediction is not a number", kind: .data)
      }
      return CasePrediction(observed: observed, predicted: value, interval: bounds[0]...bounds[1], failure: nil)
    } catch {
      return CasePrediction(
        observed: observed, predicted: .nan, interval: 0...0, failure: "\(error)")
    }
  }

  private func read(_ a: CaseArm, _ b: CaseArm?, _ population: Population) throws -> [Double] {
    let above = try a.values(population)
    guard let b else { return above }
    let below = try b.values(population)
    return zip(above, below).map { $0 / $1 }
  }
}

/// One arm of a case: its scenario, and how its number is read.
struct CaseArm: Sendable {
  let assembly: Assembly
  let intakes: [Intake]
  let readout: ObservedCase.Readout
  let from: Double
  let to: Double
  let end: Double
  let times: [SampleTime]
  let members: [(number: Int, mass: Double)]
  let target: Int?
  let dose: Double

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
      medicines: intakes.map { ($0.drug, $0.formulation) }, patient: person, library: library)
    from = window?.lowerBound ?? readout.at ?? readout.from ?? 0
    to = window?.upperBound ?? readout.at ?? readout.to ?? from
    let assembly = self.assembly
    if readout.quantity == .occupancy {
      target = readout.of.first.flatMap { name in assembly.targetNames.firstIndex(of: name) }
      guard target != nil else {
        throw ScenarioError(
          place: observed.id, rule: "no medicine of this case acts at \(readout.of.joined())", kind: .data)
      }
      members = []
    } else {
      target = nil
      members = try readout.of.map { name in
        let found = library.drugs[name]?.name ?? name
        guard let number = assembly.compoundNumber(found) else {
          throw ScenarioError(
            place: observed.id, rule: "'\(name)' is not among the compounds of this case", kind: .data)
        }
        return (number, assembly.compounds[number].molarMass.value)
      }
    }
    // An area to infinity ends where slow compounds have left: the area beyond is added from the last slope.
    let finite = to.isFinite ? to : from + 24 * 45
    end = max(finite, 1)
    let weight = person.weight(reference: assembly.physiology.referenceWeight)
    let doses = intakes.flatMap { $0.regimen.doses(until: finite, weightKg: weight) }
    for intake in intakes {
      var limits = DoseLimits()
      try limits.check(
        intake.drug, intake.regimen.doses(until: finite, weightKg: weight).map { ($0.time, $0.amount) },
        place: observed.id)
    }
    let main = intakes.first { observed.readout.of.contains($0.drug.name) }
    let start = from
    dose =
      main.map { intake in
        intake.regimen.doses(until: finite, weightKg: weight).filter { $0.time >= start - 1e-6 }
          .reduce(0) { $0 + $1.amount }
      } ?? 0
    times = CaseArm.sampleTimes(from: from, to: finite, doses: doses.map(\.time), isPoint: readout.at != nil)
  }

  private static func sampleTimes(from: Double, to: Double, doses: [Double], isPoint: Bool) -> [SampleTime] {
    if isPoint { return [SampleTime(from)] }
    var points = Set((0...96).map { from + (min(to, from + 96) - from) * Double($0) / 96 })
    if to > from + 96 { for k in 1...240 { points.insert(from + 96 + (to - from - 96) * Double(k) / 240) } }
    for dose in doses where dose >= from - 1e-9 && dose < to {
      for k in 1...32 where dose + 0.125 * Double(k) < to { points.insert(dose + 0.125 * Double(k)) }
    }
    return points.sorted().map { SampleTime($0) }
  }

  /// The number for each member of a population, in the case's unit.
  func values(_ population: Population) throws -> [Double] {
    let ensemble = assembly.run(intakes, until: end, at: times, population: population)
    if let failure = ensemble.failures.first, ensemble.failures.count > ensemble.draws.count / 10 {
      throw ScenarioError(place: "run", rule: "\(failure.outcome)", kind: .data)
    }
    return ensemble.draws.indices.map { value(ensemble, draw: $0) }
  }

  /// The number for each of given values of the primary parameters.
  func values(_ primaries: [[Double]]) -> [Double] {
    let ensemble = assembly.run(intakes, until: end, at: times, values: primaries)
    return ensemble.draws.indices.map { value(ensemble, draw: $0) }
  }

  private func value(_ ensemble: Ensemble, draw: Int) -> Double {
    if let target {
      let series = ensemble.series(assembly.compounds.count + target, draw: draw)
      guard readout.at == nil else { return (series.last ?? .nan) * 100 }
      return WindowMeasures(times: times[...], values: series[...], last: 0).average * 100
    }
    let isMolar = readout.unit?.hasPrefix("nmol") ?? false
    var sum = Array(repeating: 0.0, count: times.count)
    for member in members {
      let factor = isMolar ? 1000 : member.mass
      for (k, value) in ensemble.series(member.number, draw: draw).enumerated() { sum[k] += value * factor }
    }
    let measures = WindowMeasures(times: times[...], values: sum[...], last: sum.last ?? .nan)
    switch readout.quantity {
    case .concentration, .trough: return sum.last ?? .nan
    case .peak: return measures.peak
    case .average: return measures.average
    case .area: return measures.area + tail(sum)
    // CL/F in L/h of a dose in mg and an area in ng/mL*h.
    case .apparentClearance: return dose * 1000 / (measures.area + tail(sum))
    case .occupancy, .percentOfBaseline, .change, .level, .thresholdProbability, .property: return .nan
    }
  }

  /// The area beyond the last sample, for an area to infinity.
  private func tail(_ values: [Double]) -> Double {
    guard !to.isFinite, values.count > 20, let last = values.last, last > 0 else { return 0 }
    let before = values[values.count - 20]
    let span = times[times.count - 1].time - times[times.count - 20].time
    guard before > last else { return 0 }
    return last * span / log(before / last)
  }
}
