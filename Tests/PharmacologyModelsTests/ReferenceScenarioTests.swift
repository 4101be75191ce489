import Foundation
import ODESolvers
import PharmacologyModels
import Testing

/// The interaction scenario with its values as SciPy computed them; see Scripts/make-reference-values.
struct ReferenceScenario: Decodable {
  struct Entry: Decodable {
    let time: Double
    let what: String
    let value: Double
  }

  let parameters: [String: Double]
  let events: [Entry]
  let end: Double
  let sampleTimes: [Double]
  let observableNames: [String]
  let values: [[Double]]

  static func load() throws -> ReferenceScenario {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("ReferenceData/disposition-scenario.json")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }

  var model: Model { Model(Fixtures.interaction, parameters) }

  /// The doses in terms of the model's states and inputs.
  func modelEvents(_ model: Model) throws -> [Event] {
    let compounds = model.disposition.layout.compounds
    return try events.map { entry in
      switch entry.what {
      case "nortriptyline depot":
        Event(time: entry.time, action: .addToState, index: compounds[0].depots[0].amount, value: entry.value)
      case "bupropion depot 1":
        Event(time: entry.time, action: .addToState, index: compounds[2].depots[0].amount, value: entry.value)
      case "release":
        Event(time: entry.time, action: .addToInput, index: compounds[2].depots[1].release, value: entry.value)
      case "infusion":
        Event(time: entry.time, action: .addToInput, index: compounds[0].infusion, value: entry.value)
      default: throw CocoaError(.coderInvalidValue)
      }
    }
  }
}

@Suite struct ReferenceScenarioTests {
  @Test func `names every parameter that the model has, and no other`() throws {
    let reference = try ReferenceScenario.load()
    #expect(Set(reference.parameters.keys) == Set(reference.model.disposition.layout.parameterNames))
  }

  @Test(arguments: [(1e-10, 1e-14, 1e-8), (1e-8, 1e-12, 1e-6), (1e-6, 1e-12, 1e-4)])
  func `two interacting drugs agree with SciPy`(_ relative: Double, _ absolute: Double, _ permitted: Double) throws {
    let reference = try ReferenceScenario.load()
    let model = reference.model
    let (columns, result) = model.run(
      try reference.modelEvents(model), times: reference.sampleTimes, relative: relative, absolute: absolute)
    #expect(result.outcome == .completed)
    var worst = 0.0
    for (k, name) in reference.observableNames.enumerated() {
      let found = try #require(columns[name])
      for (row, value) in found.enumerated() {
        let expected = reference.values[row][k]
        worst = max(worst, abs(value - expected) / max(expected, 1e-6))
      }
    }
    #expect(worst < permitted)
  }

  @Test func `the scenario exercises inhibition and down-regulation`() throws {
    let reference = try ReferenceScenario.load()
    let amount = try #require(reference.observableNames.firstIndex(of: "amount CYP2D6"))
    #expect((reference.values.map { $0[amount] }.min() ?? 1) < 0.85)
    let model = reference.model
    let alone = try reference.modelEvents(model).filter { event in
      event.action == .addToState && event.index == model.disposition.layout.compounds[0].depots[0].amount
    }
    let (columns, _) = model.run(alone, times: reference.sampleTimes)
    let trough = try #require(columns["C nortriptyline"]?.last)
    #expect((reference.values.last?[0] ?? 0) > 1.3 * trough)
  }
}
