import Expressions
import Foundation
import ODESolvers
import Regimens
import Simulation
import Testing

/// One compartment with oral absorption, amounts in mg: the model of the conformance table.
private struct OralOneCompartment: DifferentialSystem {
  let stateNames = ["depot", "central"]
  let parameterCount = 3
  let inputCount = 2
  let observableNames = ["cp"]

  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs r: [S]) -> [S] {
    let (clearance, volume, ka) = (p[0], p[1], p[2])
    return [r[0] - ka * y[0], r[1] + ka * y[0] - clearance / volume * y[1]]
  }

  func observables<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    [S(1000) * y[1] / p[1]]
  }
}

/// The dosing conventions, against results of NONMEM that lie beside the project; skipped where they do not.
@Suite struct EventConformanceTests {
  static let path =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    + "/../../../shared/conformance/nmtest.csv"
  static let subjects =
    Array(1...19) + [21, 22, 25, 26, 102, 109, 110, 111, 125, 210, 211, 225, 310, 311, 325, 425, 525, 609, 625, 725]

  @Test(.enabled(if: FileManager.default.fileExists(atPath: path)), arguments: subjects)
  func `agrees with NONMEM to 5e-5`(_ id: Int) throws {
    let table = try EventTable.parse(csv: String(contentsOfFile: Self.path, encoding: .utf8), fileName: "nmtest.csv")
    let records = try #require(table.subjects.first { $0.identifier == String(id) }).records
    let system = CompiledSystem(OralOneCompartment())
    let integrator = BatchIntegrator(system: system, tolerances: Tolerances(relative: 1e-9, absolute: [1e-12]))
    let parameters = [1.1, 20.0, 1.5]
    let compiler = EventCompiler(
      integrator: integrator, parameters: parameters, resting: [0, 0], scale: [1, 1])
    let compiled = try compiler.compile(records) { record in
      [
        EventCompiler.Compartment(
          state: record.compartment == "1" ? 0 : 1, input: record.compartment == "1" ? 0 : 1,
          bioavailability: record.covariates["bioav"] ?? 1, lag: record.covariates["lagt"] ?? 0,
          modelledRate: record.covariates["rat2"], modelledDuration: record.covariates["dur2"])
      ]
    }
    let result = integrator.run([
      SubjectProblem(
        parameters: parameters, initialState: [0, 0], events: compiled.events, samples: compiled.samples,
        end: compiled.end)
    ])[0]
    #expect(result.outcome == .completed)
    let expected = records.filter { $0.eventKind == .observation }.map { $0.covariates["cp"] ?? .nan }
    #expect(expected.count == result.observables.count)
    for (index, pair) in zip(expected, result.observables).enumerated() {
      let permitted = 5e-5 * max(pair.0.magnitude, 1e-3 * (expected.max() ?? 1))
      #expect(
        (pair.0 - pair.1).magnitude <= permitted,
        "subject \(id), observation \(index) at \(compiled.samples[index].time) h: NONMEM \(pair.0), here \(pair.1)")
    }
  }
}
