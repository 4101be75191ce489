import DrugLibrary
import Evidence
import Foundation
import PharmacologyModels
import RandomStreams
import Testing

@testable import Simulation

/// Properties of the running equations that were published, and what must hold of the estimates behind them.
@Suite struct SystemPropertyTests {
  private let property: SystemProperty

  init() throws { property = try SystemProperty(Shipped.library) }

  @Test func `a hundred random starts come to one positive steady state, the drug-free one`() throws {
    let states = try property.steadyStates()
    #expect(states.count == 1)
    for state in states {
      for (name, value) in zip(CentralSystem.states.map(\.name), state) {
        #expect(abs(value - 1) < 1e-3, "\(name): \(value)")
      }
    }
  }

  @Test func `norepinephrine balances to eight digits`() throws {
    #expect(try property.value("massBalanceResidual") < 1e-8)
  }

  /// Palij 1994: 2.93 s; Feuerstein 2000: 10^-7.99 mol/L, 83 %; Jorm 1993: 3.97 over 0.92 nmol/L.
  @Test(
    arguments: [
      ("releaseHalfLife", 2.93, 0.1), ("autoreceptorDissociationConstant", 10.2, 0.3),
      ("autoreceptorMaximalInhibition", 83, 0.5),
      ("inhibitionAt24.5nM", 58.6, 2), ("dexmedetomidineFiringToReleaseRatio", 3.97 / 0.92, 0.1),
    ] as [(String, Double, Double)])
  func `published constants come out of the equations`(_ name: String, _ value: Double, _ margin: Double) throws {
    let found = try property.value(name)
    #expect(abs(found - value) < margin, "\(name) is \(found)")
  }

  @Test func `ten minutes at 10 Hz use up more than a fifth of the releasable pool`() throws {
    #expect((20...60).contains(try property.value("releasablePoolFallAt10Hz")))
  }

  @Test func `an unknown property is refused`() {
    let error = #expect(throws: ScenarioError.self) { try property.value("halfLifeOfHope") }
    #expect(error?.place == "halfLifeOfHope")
  }

  // MARK: estimates

  @Test func `draws of parameters that were estimated together have the correlations of the file`() throws {
    let library = Shipped.library
    let correlations = try #require(library.correlations)
    var primary = PrimaryParameters(calibrated: library.calibrated, correlations: correlations)
    _ = try SystemSources(&primary, library: library, hasCirculation: true)
    let places = correlations.ids.map { primary.number(of: $0) }
    #expect(places.allSatisfy { $0 != nil }, "an id of the correlations is no parameter of the system")
    let count = 4000
    let stream = RandomStream(seed: 17)
    var columns = Array(repeating: [Double](), count: places.count)
    for subject in 0..<count {
      let draw = primary.draw(subject, stream)
      for (k, place) in places.enumerated() { if let place { columns[k].append(draw[place]) } }
    }
    let ranks = columns.map(Statistics.ranks)
    for i in columns.indices {
      for j in 0..<i {
        // The correlation that the factor stands for; ranks of normal numbers correlate a little less.
        let product = zip(correlations.factor[i], correlations.factor[j]).reduce(0) { $0 + $1.0 * $1.1 }
        let expected = 6 / Double.pi * asin(product / 2)
        #expect(
          abs(correlation(ranks[i], ranks[j]) - expected) < 0.07, "\(correlations.ids[i]), \(correlations.ids[j])")
      }
      // Each by itself keeps its interval.
      let sorted = columns[i].sorted()
      let interval = try #require(places[i].flatMap { primary.list[$0].interval })
      #expect(abs(Double(sorted.filter { $0 < interval.lowerBound }.count) / Double(count) - 0.05) < 0.02)
      #expect(abs(Double(sorted.filter { $0 > interval.upperBound }.count) / Double(count) - 0.05) < 0.02)
    }
    // There is something to draw together.
    #expect(
      ranks.indices.contains { i in
        ranks.indices.contains { $0 < i && correlation(ranks[i], ranks[$0]).magnitude > 0.3 }
      })
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let (ma, mb) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      ab += (x - ma) * (y - mb)
      aa += (x - ma) * (x - ma)
      bb += (y - mb) * (y - mb)
    }
    return ab / (aa * bb).squareRoot()
  }

  @Test func `a parameter's draw does not change when the system stands behind it`() throws {
    let intakes = try Shipped.scenario(["duloxetine 60 mg daily"]).intakes
    func assembly(_ includesSystem: Bool) throws -> Assembly {
      try Assembly(
        medicines: intakes.map { ($0.drug, $0.formulation) }, patient: Patient(), library: Shipped.library,
        includesSystem: includesSystem)
    }
    let (plain, whole) = (try assembly(false), try assembly(true))
    let stream = RandomStream(seed: 8)
    for subject in 0..<20 {
      let (a, b) = (plain.parameters.draw(subject, stream), whole.parameters.draw(subject, stream))
      for (parameter, value) in zip(plain.parameters.list, a) {
        guard let place = whole.parameters.number(of: parameter.id) else { continue }
        #expect(b[place] == value, "\(parameter.id)")
      }
    }
  }

  @Test func `every estimated number of the system has its estimate, and stays in the range that is permitted`() {
    for (id, parameter) in Shipped.library.system where parameter.isEstimated {
      guard let estimate = Shipped.library.calibrated[id] else {
        Issue.record("\(id) is marked as estimated and has no estimate")
        continue
      }
      #expect(estimate.unit == parameter.value.unit)
      #expect(estimate.value > 0 && estimate.value.isFinite)
      if estimate.unit == "fraction" { #expect(estimate.value < 1) }
      if let interval = estimate.interval { #expect(interval.contains(estimate.value)) }
    }
    for id in Shipped.library.calibrated.keys where id.hasPrefix("system.") || id.hasPrefix("circulation.") {
      #expect(Shipped.library.system[id]?.isEstimated == true, "\(id) is calibrated but not marked as estimated")
    }
  }

  @Test func `estimated values fit the calibration rows better than their priors`() throws {
    let rows = try CaseFile.read(path: Shipped.folder + "/cases/microdialysis.yaml").cases.filter {
      $0.role == .calibration && $0.direction == nil && $0.readout.quantity == .percentOfBaseline
    }
    // Every third row is enough to tell.
    let some = rows.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    #expect(some.count >= 10)
    func loss(_ library: DrugLibrary) -> Double {
      let runner = CaseRunner(library: library, laboratory: Shipped.laboratory, draws: 0)
      return some.reduce(0) { total, observed in
        let prediction = runner.predict(observed)
        #expect(prediction.failure == nil, "\(observed.id): \(prediction.failure ?? "")")
        // As in the estimation: far outliers count by their distance, not by its square.
        let residual = prediction.logRatio.magnitude / 0.25
        return total + (residual <= 1.5 ? residual * residual : 3 * residual - 2.25)
      }
    }
    let (after, before) = (loss(Shipped.library), loss(Shipped.library.withoutCalibratedSystem))
    #expect(after < before, "\(after) with the estimates, \(before) with the priors")
  }
}
