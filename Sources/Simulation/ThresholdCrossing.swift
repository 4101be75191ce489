import PharmacologyModels

/// How likely a person's change crosses a limit, when persons differ around the change that drugs make.
struct ThresholdCrossing {
  private let spontaneous: [String: Double]
  private let effectVariation: Double

  /// Which number of the circulation file is the spontaneous deviation of a readout at one visit.
  private static let deviations = [
    "HR": "circulation.heartRateDeviation", "SBP": "circulation.systolicDeviation",
    "DBP": "circulation.diastolicDeviation", "MAP": "circulation.diastolicDeviation",
  ]
  /// The numbers that crossing needs.
  static let ids = deviations.values.flatMap { [$0, $0 + "AnyTime"] } + [variation]
  private static let variation = "circulation.drugEffectVariation"

  /// Takes the deviations from one set of values of a scenario's parameters.
  ///
  /// - Parameters:
  ///   - assembly: the scenario.
  ///   - values: of its parameters.
  ///   - isAtAnyTime: whether the highest of several visits counts, and not one visit.
  init(_ assembly: Assembly, values: [Double], isAtAnyTime: Bool = false) {
    func number(_ id: String) -> Double { assembly.parameters.number(of: id).map { values[$0] } ?? .nan }
    spontaneous = Self.deviations.mapValues { number(isAtAnyTime ? $0 + "AnyTime" : $0) }
    effectVariation = number(Self.variation)
  }

  /// The probability that a reading has changed by the threshold or more; by that or lower when it is negative.
  func probability(change: Double, of name: String, threshold: Double) -> Double {
    let deviation = spontaneous[String(name.prefix { $0 != "." })] ?? .nan
    let above = Circulation.exceedance(
      of: threshold, change: change, spontaneousDeviation: deviation, effectVariation: effectVariation)
    return threshold >= 0 ? above : 1 - above
  }
}
