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
