import Foundation
import Quantities
import Simulation

/// How transmitters, firing, circulation and function are told, wherever they are told: names, order, numbers.
struct SystemWords {
  let outcome: Outcome

  /// Readouts that only details show, unless somebody asked for some readouts by name.
  static let minor: Set<String> = [
    "DA.occipital", "NE.releasable", "NE.plasma.standing", "sympatheticActivity.supine", "sympatheticActivity.standing",
  ]

  /// What a short list of influences names.
  static let leading: Set<String> = [
    "NE.PFC", "DA.PFC", "DA.striatum", "LC.rate", "HR.supine", "HR.standing", "SBP.supine", "SBP.standing", "NE.plasma",
  ]
  /// What stands above everything about function.
  static let exploratory =
    "Exploratory - never compared with the effect sizes of trials, not a prediction of benefit"
  /// What is said about function once.
  static let exploratoryNote =
    "A position relative to the drug-free state (100), by qualitative rules: how large any effect is, is not known "
    + "from any measurement, and there is evidence against these rules."
  /// What is said about transmitters once.
  static let extrapolationNote =
    "Extrapolated from animals: no measurement in people stands behind these numbers. A change of a transmitter says nothing "
    + "about benefit or harm."
  /// What a probability of crossing a limit counts.
  static let thresholdNote =
    "Share of persons whose reading in the last interval differs by the limit or more; without the drugs, readings "
    + "vary by themselves."

  // MARK: names

  private static let labels: [String: String] = [
    "NE.PFC": "NE prefrontal cortex", "DA.PFC": "DA prefrontal cortex", "5-HT.PFC": "5-HT prefrontal cortex",
    "DA.occipital": "DA occipital cortex", "DA.striatum": "DA striatum", "DA.NAc": "DA nucleus accumbens",
    "NE.LC": "NE locus coeruleus", "5-HT.raphe": "5-HT dorsal raphe", "NE.vesicular": "NE in vesicles",
    "NE.releasable": "NE that impulses can release", "LC.rate": "locus coeruleus firing",
    "raphe.rate": "dorsal raphe firing",
    "HR.supine": "heart rate, lying", "HR.standing": "heart rate, standing",
    "SBP.supine": "systolic pressure, lying", "SBP.standing": "systolic pressure, standing",
    "DBP.supine": "diastolic pressure, lying", "DBP.standing": "diastolic pressure, standing",
    "MAP.supine": "mean arterial pressure, lying", "MAP.standing": "mean arterial pressure, standing",
    "NE.plasma": "NE arterial, lying", "NE.venous": "NE venous (forearm), lying",
    "NE.plasma.standing": "NE arterial, standing", "DHPG.CSF": "DHPG in cerebrospinal fluid",
    "DHPG.plasma": "DHPG in plasma", "sympatheticActivity.supine": "sympathetic activity, lying",
    "sympatheticActivity.standing": "sympathetic activity, standing", "workingMemory": "working memory",
    "attention": "attention", "arousal": "arousal", "pupil": "pupil diameter",
  ]

  /// A readout in words that fit a table.
  static func label(_ name: String) -> String { labels[name] ?? name }

  /// A limit in words.
  static func label(_ crossing: Outcome.ThresholdCrossing) -> String {
    "\(label(crossing.readout)): \(crossing.threshold < 0 ? "down" : "up") by "
      + "\(NumberFormat.whole(crossing.threshold.magnitude)) \(crossing.unit) or more"
  }

  // MARK: order

  /// Whether nobody asked for some readouts by name: then all are there that every run computes.
  private var isWhole: Bool {
    let circulation = ["HR.", "SBP.", "DBP.", "MAP.", "NE.plasma", "NE.venous", "sympatheticActivity."]
    let present = Set(outcome.system.map(\.name))
    return SystemReadoutName.all.allSatisfy { name in
      present.contains(name) || circulation.contains { name.hasPrefix($0) }
    }
  }

  /// The names that a short report leaves out.
  var hidden: Set<String> { isWhole ? Self.minor : [] }

  /// The names that charts leave out until somebody chooses them.
  var undrawn: Set<String> { isWhole ? Self.minor.union(["MAP.supine", "MAP.standing"]) : [] }

  /// The readouts of a panel that a short report shows.
  func readouts(_ panel: String) -> [Outcome.SystemReadout] {
    let hidden = hidden
    return outcome.system.filter { $0.panel == panel && !hidden.contains($0.name) }
  }

  /// All readouts of some panels: by panel, each unit together, those that a short report leaves out last in each.
  func all(_ panels: [String]) -> [Outcome.SystemReadout] {
    let units = ["beats/min", "mmHg", "nmol/L"]
    let hidden = hidden
    func rank(_ readout: Outcome.SystemReadout) -> (Int, Int, Int) {
      let unit = units.firstIndex(of: readout.average.unit) ?? units.count
      return (
        panels.firstIndex(of: readout.panel) ?? panels.count, unit, hidden.contains(readout.name) ? 1 : 0
      )
    }
    return outcome.system.enumerated().filter { panels.contains($0.element.panel) }
      .map { (rank($0.element), $0.offset, $0.element) }
      .sorted { ($0.0.0, $0.0.1, $0.0.2, $0.1) < ($1.0.0, $1.0.1, $1.0.2, $1.1) }.map(\.2)
  }

}

extension NumberFormat {
  /// No decimals: for pulse and pressure, where a decimal would be false precision.
  static func whole(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    let text = String(format: "%.0f", value)
    return text == "-0" ? "0" : text
  }

  /// A readout of the system: whole numbers, one decimal below ten, three digits for concentrations.
  static func system(_ value: Double, unit: String) -> String {
    guard unit != "nmol/L" else { return short(value) }
    guard value.isFinite, value.magnitude < 9.95, unit == "percent" else { return whole(value) }
    return value.magnitude < 0.05 ? "0" : String(format: "%.1f", value)
  }

  /// "low-high" of a readout.
  static func system(_ bounds: [Double], unit: String) -> String {
    bounds.count == 2 ? "\(system(bounds[0], unit: unit))-\(system(bounds[1], unit: unit))" : "-"
  }

  /// A difference with its sign.
  static func change(_ value: Double, unit: String) -> String {
    guard value.isFinite else { return "-" }
    let digits = unit == "nmol/L" ? 2 : value.magnitude < 9.95 ? 1 : 0
    let text = String(format: "%.\(digits)f", value.magnitude)
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return (isZero ? "" : value < 0 ? "-" : "+") + text
  }

  /// "low to high" of a difference.
  static func change(_ bounds: [Double], unit: String) -> String {
    bounds.count == 2 ? "\(change(bounds[0], unit: unit)) to \(change(bounds[1], unit: unit))" : "-"
  }
}
