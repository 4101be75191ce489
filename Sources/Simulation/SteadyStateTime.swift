import DrugLibrary
import ODESolvers
import Regimens

/// How long a regimen takes until its trough is within a tenth of that at steady state.
struct SteadyStateTime {
  let assembly: Assembly
  let intakes: [Intake]
  /// h.
  let interval: Double

  /// The share of the steady-state trough that counts as reached.
  static let share = 0.9

  /// Hours from the first dose; nil when it takes more than half a year.
  func hours(of drug: String) -> Double? {
    guard let number = assembly.compoundNumber(drug) else { return nil }
    let period = intakes.allSatisfy { ($0.regimen.interval ?? 24) <= 24 } ? max(interval, 24) : max(interval, 168)
    let horizon = 183 * 24.0
    let steady = intakes.filter(\.regimen.isSteady)
    guard steady.contains(where: { $0.drug.name == drug }) else { return nil }
    let count = Int(horizon / period)
    let troughs = (1...count).map { SampleTime(Double($0) * period) }
    let run = assembly.run(steady, until: horizon, at: troughs, population: .typical, tolerance: 1e-4)
    guard run.failures.isEmpty else { return nil }
    let levels = run.series(number, draw: 0)
    guard let final = levels.last, final > 0 else { return nil }
    // Auto-inhibition may overshoot: the last time outside the band counts.
    let lastOutside = levels.lastIndex { ($0 / final - 1).magnitude > 1 - Self.share + 1e-9 }
    guard let lastOutside else { return period }
    return lastOutside + 2 <= levels.count / 2 ? Double(lastOutside + 2) * period : nil
  }
}
