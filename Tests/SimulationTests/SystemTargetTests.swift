import DrugLibrary
import Testing

@testable import Simulation

/// What the model of the system has to reach on the shipped cases.
@Suite struct SystemTargetTests {
  private func predictions(_ file: String) throws -> [CasePrediction] {
    let runner = CaseRunner(library: Shipped.library, laboratory: try LaboratoryLibrary(Shipped.library), draws: 0)
    return try CaseFile.read(path: Shipped.folder + "/cases/\(file).yaml").cases.map(runner.predict)
  }

  @Test func `experiments on animals stay within the project's targets`() throws {
    let all = try predictions("microdialysis")
    for list in [all, all.filter { $0.observed.role == .validation }] {
      let summary = try #require(SystemSummary(list))
      #expect(try #require(summary.shareWithinFactor) >= 0.70)
      #expect(try #require(summary.medianLogRatio) <= 0.25)
      #expect(try #require(summary.shareOfDirections) >= 0.95)
    }
  }

  @Test func `pulse and pressure stay within the project's targets`() throws {
    let all = try predictions("cardiovascular")
    for list in [all, all.filter { $0.observed.role == .validation }] {
      let summary = try #require(SystemSummary(list))
      #expect(try #require(summary.heartRateError) <= 4)
      #expect(try #require(summary.pressureError) <= 5)
    }
  }

  /// Twenty-six of thirty; facts 8, 15, 18 and 28 miss for the reasons in Data/explanations.yaml.
  @Test func `the facts that were met stay met`() throws {
    var missed: Set<String> = []
    for prediction in try predictions("acceptance-facts") {
      let fact = String(prediction.observed.id.prefix(6))
      let isRight = prediction.isInsideWindow ?? prediction.isDirectionRight ?? false
      if !isRight { missed.insert(fact) }
    }
    #expect(missed.isSubset(of: ["FACT08", "FACT15", "FACT18", "FACT28"]), "missed: \(missed.sorted())")
  }
}

/// Medicines whose action differs from blocking a transporter come through the whole program.
@Suite struct DrugClassTests {
  @Test(arguments: [
    ("mixed-amphetamine-salts XR 20 mg daily", "DA.striatum", 110.0, 1000.0),
    ("tranylcypromine 10 mg tid", "5-HT.PFC", 130, 1000),
    ("guanfacine ER 4 mg daily", "SBP.supine", 80, 116), ("propranolol 80 mg bid", "HR.supine", 45, 64),
    ("buspirone 20 mg tid", "raphe.rate", 10, 100), ("prazosin 1 mg bid", "SBP.standing", 60, 105),
    ("tolcapone 100 mg tid", "DA.striatum", 95, 105), ("droxidopa 600 mg tid", "NE.PFC", 101, 1000),
  ])
  func `each class moves its readout`(_ regimen: String, _ readout: String, _ low: Double, _ high: Double) throws {
    var scenario = try Shipped.scenario([regimen], duration: 14 * 24, draws: 4)
    scenario.readouts = [readout]
    var builder = try OutcomeBuilder(scenario, library: Shipped.library)
    let outcome = try builder.build()
    let found = try #require(outcome.system.first { $0.name == readout })
    #expect((low...high).contains(found.average.value), "\(regimen): \(readout) \(found.average.value)")
  }
}
