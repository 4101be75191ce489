import DrugLibrary
import Foundation
import RandomStreams

/// An arm of a case about transmitters or circulation: uncertain numbers in, the read number out.
enum SystemCaseArm: Sendable {
  case experiment(ExperimentArm)
  case person(SystemArm)

  var parameters: PrimaryParameters {
    switch self {
    case .experiment(let arm): arm.model.parameters
    case .person(let arm): arm.assembly.parameters
    }
  }

  func values(_ primaries: [[Double]]) -> [Double] {
    switch self {
    case .experiment(let arm): arm.values(primaries)
    case .person(let arm): arm.values(primaries)
    }
  }

  /// Two arms as one number: changes of pulse and pressure are subtracted, everything else is divided.
  static func compared(_ above: [Double], _ below: [Double], _ observed: ObservedCase) -> [Double] {
    zip(above, below).map { observed.readout.quantity == .change ? $0 - $1 : $0 / $1 }
  }

  /// Both arms of a case; the second is absent when the observation is no ratio.
  static func arms(
    _ observed: ObservedCase, library: DrugLibrary, laboratory: LaboratoryLibrary?
  ) throws -> (SystemCaseArm, SystemCaseArm?) {
    let readout = observed.readout
    if let node = observed.experimentNode {
      guard let laboratory else {
        throw ScenarioError(place: observed.id, rule: "the compounds of laboratory animals are not loaded", kind: .data)
      }
      func arm(_ node: SendableNode, _ window: ClosedRange<Double>?) throws -> SystemCaseArm {
        .experiment(
          try ExperimentArm(node.node, readout: readout, window: window, library: library, laboratory: laboratory))
      }
      return (
        try arm(node, nil), try observed.comparisonExperimentNode.map { try arm($0, readout.comparisonWindow) }
      )
    }
    let first = try SystemArm(
      observed, regimens: observed.regimens, patient: observed.patientNode, library: library, window: nil)
    let second = try observed.comparisonRegimens.map {
      try SystemArm(
        observed, regimens: $0, patient: observed.comparisonPatientNode, library: library,
        window: readout.comparisonWindow)
    }
    return (.person(first), second.map { .person($0) })
  }
}

extension CaseRunner {
  /// Predicts an observation of transmitters or circulation.
  func predictSystem(_ observed: ObservedCase) throws -> CasePrediction {
    if observed.readout.quantity == .property {
      let value = try SystemProperty(library).value(observed.readout.of.first ?? "")
      return CasePrediction(observed: observed, predicted: value, interval: value...value, failure: nil)
    }
    let (above, below) = try SystemCaseArm.arms(observed, library: library, laboratory: laboratory)
    func read(_ primaries: (PrimaryParameters) -> [[Double]]) -> [Double] {
      let values = above.values(primaries(above.parameters))
      guard let below else { return values }
      return SystemCaseArm.compared(values, below.values(primaries(below.parameters)), observed)
    }
    guard let value = read({ [$0.typical] }).first, value.isFinite else {
      throw ScenarioError(place: observed.id, rule: "the equations could not be integrated", kind: .data)
    }
    var bounds = [value, value]
    if draws > 0 {
      let stream = RandomStream(seed: seed)
      let drawn = read { parameters in (0..<draws).map { parameters.draw($0, stream) } }.filter(\.isFinite)
      bounds = Statistics.interval(studyError.added(to: drawn, observed, seed: seed))
    }
    return CasePrediction(
      observed: observed, predicted: value, interval: min(bounds[0], value)...max(bounds[1], value), failure: nil)
  }
}
