import Foundation
import ODESolvers
import PharmacologyModels

extension OutcomeBuilder {
  /// The panel in which a readout is shown.
  private static func panel(_ name: String) -> String {
    if name.hasSuffix(".rate") { return "firing" }
    if name.hasPrefix("NE.plasma") || name == "NE.venous" || name.hasPrefix("DHPG") { return "plasma" }
    let prefix = String(name.prefix { $0 != "." })
    if ["HR", "SBP", "DBP", "MAP", "sympatheticActivity"].contains(prefix) { return "circulation" }
    return FunctionReadout.readouts.contains { $0.name == name } ? "function" : "transmitters"
  }

  /// The unit in which a readout is told, and what one of the model's units is in it; nil for per cent of the resting value.
  private static func absolute(_ name: String) -> (unit: String, factor: Double)? {
    if name.hasPrefix("NE.plasma") || name == "NE.venous" { return ("nmol/L", 1000) }
    switch name.prefix(while: { $0 != "." }) {
    case "HR": return ("beats/min", 1)
    case "SBP", "DBP", "MAP": return ("mmHg", 1)
    default: return nil
    }
  }

  /// What labels count as a rise worth noting.
  private static let thresholds = [
    ("HR.supine", 20.0), ("HR.standing", 20), ("SBP.supine", 20), ("DBP.supine", 15), ("SBP.standing", -20),
  ]

  /// Adds transmitters, firing, circulation and function to an outcome.
  func addSystem(to outcome: inout Outcome, uncertain: Ensemble) throws(ScenarioError) {
    guard let coupled = assembly.coupled else { return }
    let typical = assembly.run(
      scenario.intakes, until: scenario.duration, at: times, population: .typical, scope: .system)
    if let failure = typical.failures.first {
      throw ScenarioError(
        place: scenario.title, rule: "the equations of the system could not be integrated: \(failure.outcome)",
        kind: .data)
    }
    // The first sample stands before the first dose: there everything is at rest.
    let restTypical = restingReadouts(coupled.model, typical, draw: 0)
    let restDrawn = uncertain.draws.indices.map { restingReadouts(coupled.model, uncertain, draw: $0) }
    let wanted = scenario.readouts.map { Set($0) }
    for (number, declaration) in coupled.model.readouts.enumerated() {
      let name = declaration.name
      if let wanted, !wanted.contains(name) { continue }
      let observable = coupled.model.firstReadout + number
      let absolute = Self.absolute(name)
      let unit = absolute?.unit ?? "percent"
      func scale(_ rest: Double) -> Double { absolute?.factor ?? 100 / rest }
      func window(_ ensemble: Ensemble, draw: Int, rest: Double) -> (mean: Double, extreme: Double) {
        let series = ensemble.series(observable, draw: draw, at: windowRange).map { $0 * scale(rest) }
        let measures = WindowMeasures(times: times[windowRange], values: series[...], last: 0)
        return (measures.average, ExperimentArm.reduce(series, .extreme, around: rest * scale(rest)))
      }
      let rest = restTypical[number]
      let base = window(typical, draw: 0, rest: rest)
      let drawn = uncertain.draws.indices.filter { !uncertain.draws[$0].isEmpty }.map {
        (window(uncertain, draw: $0, rest: restDrawn[$0][number]), restDrawn[$0][number] * scale(restDrawn[$0][number]))
      }
      let resting = rest * scale(rest)
      let isExploratory = Self.panel(name) == "function"
      func told(_ value: Double, _ draws: [Double]) -> Outcome.Measure {
        var measure = measure(value, draws, nil, unit: unit, isOfSystem: true)
        // No measurement in people stands behind a transmitter in the brain.
        if ["transmitters", "firing", "function"].contains(Self.panel(name)) || name == "DHPG.CSF" {
          measure.kind = .extrapolated
        }
        return measure
      }
      outcome.system.append(
        Outcome.SystemReadout(
          name: name, meaning: declaration.meaning, panel: Self.panel(name), rest: resting,
          average: told(base.mean, drawn.map(\.0.mean)), extreme: told(base.extreme, drawn.map(\.0.extreme)),
          change: told(base.mean - resting, drawn.map { $0.0.mean - $0.1 }), isExploratory: isExploratory))
      outcome.curves.append(
        systemCurve(name, observable, unit: unit, typical: typical, uncertain: uncertain, scale: scale(rest)) {
          scale(restDrawn[$0][number])
        })
      for (readout, threshold) in Self.thresholds where readout == name {
        func probability(_ values: [Double], _ change: Double) -> Double {
          100
            * ThresholdCrossing(assembly, values: values)
            .probability(change: change, of: name, threshold: threshold)
        }
        let chances = zip(uncertain.values, drawn).map { probability($0, $1.0.mean - $1.1) }
        outcome.thresholds.append(
          Outcome.ThresholdCrossing(
            readout: name, threshold: threshold, unit: unit,
            probability: measure(
              probability(assembly.parameters.typical, base.mean - resting), chances, nil, unit: "percent",
              isOfSystem: true), withoutDrugs: probability(assembly.parameters.typical, 0)))
      }
    }
  }

  /// What is read out without drugs, in one draw.
  private func restingReadouts(_ model: NoradrenergicModel, _ ensemble: Ensemble, draw: Int) -> [Double] {
    let recorded = ensemble.draws[draw]
    guard recorded.count >= ensemble.width else { return Array(repeating: .nan, count: model.readouts.count) }
    return Array(recorded[model.firstReadout..<ensemble.width])
  }

  private func systemCurve(
    _ name: String, _ observable: Int, unit: String, typical: Ensemble, uncertain: Ensemble, scale: Double,
    drawScale: (Int) -> Double
  ) -> Outcome.Curve {
    let width = uncertain.width
    let scales = uncertain.draws.indices.map(drawScale)
    var lower: [Double] = []
    var upper: [Double] = []
    var values: [Double] = []
    for time in times.indices {
      values.removeAll(keepingCapacity: true)
      for (draw, recorded) in uncertain.draws.enumerated() where !recorded.isEmpty {
        let value = recorded[time * width + observable] * scales[draw]
        if value.isFinite { values.append(value) }
      }
      let bounds = Statistics.interval(reordering: &values)
      lower.append(bounds[0])
      upper.append(bounds[1])
    }
    return Outcome.Curve(
      name: name, quantity: Self.panel(name), unit: unit,
      typical: typical.series(observable, draw: 0).map { $0 * scale }, lower: lower, upper: upper, comparison: nil)
  }
}
