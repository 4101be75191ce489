import DrugLibrary
import ODESolvers
import Simulation
import Testing

/// No reported number may hang on the step size.
@Suite struct ToleranceTests {
  static let regimens: [[String]] = [
    ["nortriptyline 100 mg daily", "bupropion XL 300 mg daily"],
    ["paroxetine 20 mg daily", "desipramine 50 mg once at 240 h"],
    ["methylphenidate OROS 36 mg daily"],
    ["fluvoxamine 50 mg twice daily", "caffeine 100 mg at 08:00 and 14:00"],
    ["duloxetine 60 mg daily"],
    ["quinidine 200 mg twice daily", "metoprolol 100 mg twice daily"],
    ["venlafaxine XR 150 mg daily"],
  ]

  @Test(arguments: regimens.indices)
  func
    `levels and occupancies move by less than a tenth of a per cent when the tolerance is made a hundred times smaller`(
      _ index: Int
    ) throws
  {
    let scenario = try Shipped.scenario(Self.regimens[index], duration: 336)
    let assembly = try Assembly(
      medicines: scenario.intakes.map { ($0.drug, $0.formulation) }, patient: scenario.patient, library: Shipped.library
    )
    let times = (0...200).map { SampleTime(312 + Double($0) * 0.12) }
    let coarse = assembly.run(scenario.intakes, until: 336, at: times, population: .uncertain(draws: 32, seed: 7))
    let fine = assembly.run(
      scenario.intakes, until: 336, at: times, population: .uncertain(draws: 32, seed: 7),
      tolerance: Assembly.relativeTolerance / 100)
    #expect(coarse.failures.isEmpty && fine.failures.isEmpty)
    var worst = 0.0
    for draw in 0..<32 {
      for observable in 0..<coarse.width {
        let a = coarse.series(observable, draw: draw)
        let b = fine.series(observable, draw: draw)
        // What is reported: peak, mean and trough of each curve over the interval.
        for (x, y) in [(a.max() ?? 0, b.max() ?? 0), (a.reduce(0, +), b.reduce(0, +)), (a.last ?? 0, b.last ?? 0)]
        where y.magnitude > 1e-7 {
          worst = max(worst, (x / y - 1).magnitude)
        }
      }
    }
    #expect(worst < 1e-3, "worst change \(worst)")
    print("tolerance \(Assembly.relativeTolerance): \(Self.regimens[index]) worst change \(worst)")
  }
}
