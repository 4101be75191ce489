import DrugLibrary
import ODESolvers
import Simulation
import Testing

/// What a clinician would notice if it went wrong.
@Suite struct ScenarioTests {
  private func parent(_ outcome: Outcome) throws -> Outcome.Level {
    try #require(outcome.levels.first { $0.role == "parent" })
  }

  @Test func `a poor metaboliser has more nortriptyline and a longer way to steady state`() throws {
    let normal = try parent(Shipped.outcome(["nortriptyline 100 mg daily"]))
    let poor = try parent(Shipped.outcome(["nortriptyline 100 mg daily"], ["CYP2D6": "*4/*4"]))
    #expect(poor.average.value > 2 * normal.average.value)
    #expect(try #require(poor.timeToSteadyState) > #require(normal.timeToSteadyState))
    #expect(try #require(poor.exposureRatio).value > 2)
    #expect(normal.exposureRatio == nil)
  }

  @Test func `bupropion does what the genotype does, and not much on top of it`() throws {
    let alone = try parent(Shipped.outcome(["desipramine 50 mg daily"])).average.value
    let inhibited = try parent(Shipped.outcome(["desipramine 50 mg daily", "bupropion XL 300 mg daily"])).average.value
    let poor = try parent(Shipped.outcome(["desipramine 50 mg daily"], ["CYP2D6": "PM"])).average.value
    let both = try parent(
      Shipped.outcome(["desipramine 50 mg daily", "bupropion XL 300 mg daily"], ["CYP2D6": "PM"])
    ).average.value
    #expect(inhibited > 2 * alone)
    #expect(both < 1.1 * poor)
  }

  @Test func `inhibition by paroxetine fades with time after stopping`() throws {
    func level(_ paroxetine: String) throws -> Double {
      try parent(Shipped.outcome(["desipramine 50 mg once at 480 h", paroxetine], duration: 600)).areaUnderCurve.value
    }
    let during = try level("paroxetine 20 mg daily")
    let soon = try level("paroxetine 20 mg daily until 456 h")
    let late = try level("paroxetine 20 mg daily until 120 h")
    #expect(during >= soon && soon > late)
  }

  @Test func `smoking lowers duloxetine and rifampicin lowers quetiapine`() throws {
    var smoker = try Shipped.scenario(["duloxetine 60 mg daily"])
    var builder = try OutcomeBuilder(smoker, library: Shipped.library)
    let plain = try parent(builder.build()).average.value
    smoker.patient.smoker = true
    builder = try OutcomeBuilder(smoker, library: Shipped.library)
    #expect(try parent(builder.build()).average.value < 0.85 * plain)
    let alone = try parent(Shipped.outcome(["quetiapine 150 mg twice daily"])).average.value
    let induced = try parent(Shipped.outcome(["quetiapine 150 mg twice daily", "rifampicin 600 mg daily"])).average
      .value
    #expect(induced < 0.5 * alone)
  }

  @Test func `levels rise with the dose, occupancy rises and stays below a hundred`() throws {
    var before = (level: 0.0, occupancy: 0.0)
    for dose in [10, 25, 50, 75, 100, 150] {
      let outcome = try Shipped.outcome(["nortriptyline \(dose) mg daily"], draws: 8)
      let level = try parent(outcome).average.value
      let net = try #require(outcome.occupancies.first { $0.target == "NET" }).average.value
      #expect(level > before.level && net > before.occupancy && net < 100)
      before = (level, net)
    }
  }

  @Test func `the same seed gives the same bits, another seed others`() throws {
    let first = try Shipped.outcome(["venlafaxine XR 150 mg daily"], draws: 20)
    let again = try Shipped.outcome(["venlafaxine XR 150 mg daily"], draws: 20)
    #expect(try parent(first).average.interval == parent(again).average.interval)
    var scenario = try Shipped.scenario(["venlafaxine XR 150 mg daily"], draws: 20)
    scenario.seed = 1
    var builder = try OutcomeBuilder(scenario, library: Shipped.library)
    #expect(try parent(builder.build()).average.interval != parent(first).average.interval)
  }

  @Test func `a draw does not change when other draws are added`() throws {
    let scenario = try Shipped.scenario(["duloxetine 60 mg daily"])
    let assembly = try Assembly(
      medicines: scenario.intakes.map { ($0.drug, $0.formulation) }, patient: scenario.patient, library: Shipped.library
    )
    let times = (0...20).map { SampleTime(Double($0) * 24) }
    let few = assembly.run(scenario.intakes, until: 480, at: times, population: .uncertain(draws: 5, seed: 3))
    let many = assembly.run(scenario.intakes, until: 480, at: times, population: .uncertain(draws: 60, seed: 3))
    for draw in 0..<5 { #expect(few.draws[draw] == many.draws[draw]) }
  }

  @Test func `shares of clearance add up to one`() throws {
    let outcome = try Shipped.outcome(["atomoxetine 40 mg daily", "paroxetine 20 mg daily"])
    for compound in Set(outcome.clearanceShares.map(\.compound)) {
      let total = outcome.clearanceShares.filter { $0.compound == compound }.reduce(0) { $0 + $1.share }
      #expect(abs(total - 1) < 0.01, "\(compound): \(total)")
    }
  }

  @Test func `every missed observation is explained, and nothing else`() throws {
    let runner = CaseRunner(library: Shipped.library, laboratory: try LaboratoryLibrary(Shipped.library), draws: 0)
    var misses: Set<String> = []
    let files = [
      "exposure-ratios", "interactions-steady-state", "occupancy", "microdialysis", "cardiovascular",
      "acceptance-facts",
    ]
    for file in files {
      for observed in try CaseFile.read(path: Shipped.folder + "/cases/\(file).yaml").cases {
        let prediction = runner.predict(observed)
        #expect(prediction.failure == nil, "\(observed.id): \(prediction.failure ?? "")")
        if prediction.isMiss { misses.insert(observed.id) }
      }
    }
    #expect(misses == Set(Shipped.library.explanations.keys))
  }

  @Test func `predictions of the shipped cases stay within the project's targets`() throws {
    let runner = CaseRunner(library: Shipped.library, draws: 100)
    var ratios: [CasePrediction] = []
    for file in ["exposure-ratios", "interactions-steady-state"] {
      ratios += try CaseFile.read(path: Shipped.folder + "/cases/\(file).yaml").cases.map(runner.predict)
    }
    let occupancies = try CaseFile.read(path: Shipped.folder + "/cases/occupancy.yaml").cases.map(runner.predict)
    let ratio = ValidationSummary(ratios)
    let occupancy = ValidationSummary(occupancies)
    #expect(try #require(ratio.geometricMeanFoldError) <= 1.35)
    #expect(try #require(ratio.shareWithinGuest) >= 0.85)
    #expect(try #require(ratio.shareWithin2) >= 0.95)
    #expect(try #require(occupancy.occupancyError) <= 8)
    #expect(try #require(occupancy.shareOccupancyWithin12) >= 0.85)
    let validation = ValidationSummary((ratios + occupancies).filter { $0.observed.role == .validation })
    #expect((0.80...0.98).contains(try #require(validation.coverage)))
  }
}
