import Foundation
import ODESolvers
import Testing

@testable import ReferenceBenchmark

/// The benchmark's subjects and their summaries as SciPy computed them; see Scripts/make-reference-values.
private struct ReferenceBenchmarkData: Decodable {
  struct Subject: Decodable {
    let parameters: [Double]
    let summary: [Double]
  }

  let start: [Double]
  let subjects: [Subject]

  static func load() throws -> ReferenceBenchmarkData {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("ReferenceData/reference-benchmark.json")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }
}

@Suite struct ReferenceBenchmarkTests {
  /// Cmax, mean C, trough C, mean NE and R of the last day, from hourly samples.
  private func summaries(_ data: ReferenceBenchmarkData, _ tolerances: Tolerances) -> [[Double]] {
    let integrator = BatchIntegrator(system: CompiledSystem(ReferenceModel()), tolerances: tolerances)
    let doses = (0..<28).map { Event(time: Double($0) * 24, action: .addToState, index: 0, value: 100) }
    let samples = (648...672).map { SampleTime(Double($0), afterEvents: true) }
    let results = integrator.run(
      data.subjects.map {
        SubjectProblem(
          parameters: $0.parameters, initialState: [0, 0, 0, 0, 0, 0] + data.start, events: doses, samples: samples,
          end: 672)
      })
    return results.map { result in
      func column(_ k: Int) -> [Double] { (0..<25).map { result.observables[$0 * 9 + k] } }
      func mean(_ x: [Double]) -> Double { (x.reduce(0, +) - 0.5 * (x[0] + x[24])) / 24 }
      let c = column(1)
      return [c.max() ?? .nan, mean(c), c[24], mean(column(6)), column(8)[24]]
    }
  }

  @Test(arguments: [
    (Tolerances(relative: 1e-10, absolute: [1e-14]), 1e-8), (Tolerances(relative: 1e-8, absolute: [1e-12]), 1e-6),
    (Tolerances(), 1e-5),
  ])
  func `fifty subjects agree with SciPy`(_ tolerances: Tolerances, _ permitted: Double) throws {
    let data = try ReferenceBenchmarkData.load()
    #expect(data.subjects.count == 50)
    for (found, subject) in zip(summaries(data, tolerances), data.subjects) {
      for (x, y) in zip(found, subject.summary) { #expect(abs(x / y - 1) < permitted) }
    }
  }
}
