import ODESolvers
import Testing

/// Published end values of stiff standard problems.
///
/// Source: Mazzia and Magherini, Test Set for Initial Value Problem Solvers, release 2.4 (2008): problems ROBER, HIRES and OREGO,
/// solutions computed with RADAU in quadruple precision (https://archimede.uniba.it/~testset). The same problems are in
/// Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.10.
@Suite struct StiffStandardTests {
  private func errors(
    _ system: some DifferentialSystem, start: [Double], end: Double, relative: Double, absolute: Double,
    reference: [Double]
  ) -> [Double] {
    let result = integrator(system, relative: relative, absolute: absolute).run(
      alone: SubjectProblem(parameters: [], initialState: start, events: [], samples: [], end: end))
    #expect(result.outcome == .completed)
    return zip(result.finalState, reference).map { abs($0 / $1 - 1) }
  }

  @Test func `Robertson at 1e11`() {
    let reference = [0.208_334_014_970_125_5e-7, 0.833_336_077_033_471_3e-13, 0.999_999_979_166_505_0]
    let found = errors(
      Robertson(), start: [1, 0, 0], end: 1e11, relative: 1e-8, absolute: 1e-22, reference: reference)
    for error in found { #expect(error < 1e-6, "\(found)") }
  }

  @Test func `HIRES at 321.8122`() {
    let reference = [
      0.737_131_257_332_566_8e-3, 0.144_248_572_631_618_5e-3, 0.588_872_974_096_757_5e-4, 0.117_565_134_328_314_9e-2,
      0.238_635_619_883_133_1e-2, 0.623_896_825_274_279_6e-2, 0.284_999_839_518_576_9e-2, 0.285_000_160_481_423_1e-2,
    ]
    let found = errors(
      HIRES(), start: [1, 0, 0, 0, 0, 0, 0, 0.0057], end: 321.8122, relative: 1e-9, absolute: 1e-14,
      reference: reference)
    for error in found { #expect(error < 1e-6, "\(found)") }
  }

  @Test func `Oregonator at 360`() {
    let reference = [0.100_081_487_031_852_3e1, 0.122_817_852_154_991_7e4, 0.132_055_494_284_670_6e3]
    let found = errors(
      Oregonator(), start: [1, 2, 3], end: 360, relative: 1e-9, absolute: 1e-10, reference: reference)
    for error in found { #expect(error < 1e-6, "\(found)") }
  }

  @Test func `Robertson's mass stays one`() {
    let times = (0...11).map { k in (0..<k).reduce(1.0) { product, _ in product * 10 } }
    let result = integrator(Robertson(), relative: 1e-6, absolute: 1e-14).run(
      alone: SubjectProblem(
        parameters: [], initialState: [1, 0, 0], events: [], samples: times.map { SampleTime($0) }, end: 1e11))
    for row in times.indices {
      let sum = result.observables[(row * 3)..<(row * 3 + 3)].reduce(0, +)
      #expect(abs(sum - 1) < 1e-11)
    }
  }
}
