import Foundation

extension Circulation {
  /// Spillover of norepinephrine at an age, relative to 35 years.
  ///
  /// Spillover rises with age while clearance hardly changes: release 10.3 and 19.7 nmol/min lying in young and old
  /// people. The straight line gives that ratio between 25 and 72 years.
  public static func spilloverRatio(ageInYears age: Double) -> Double { 1 + 0.016 * (min(max(age, 18), 90) - 35) }

  /// The parameters of a person in septic shock.
  ///
  /// Clearance 3 L/min at a SAPS II of 20 and 0.9 L/min at 60, a power law between (Beloeil et al., Br J Anaesth
  /// 95:782, 2005); the reference is 2 L/min. The other three are set so that the endogenous level at a SAPS II of 50
  /// is near the median of 8.8 nmol/L (Abboud et al., Crit Care 13:R120, 2009) and the response of the pressure to an
  /// infusion is as weak as in the severely ill.
  ///
  /// - Parameters:
  ///   - parameters: of the healthy person, in the order of ``parameters``.
  ///   - score: SAPS II.
  public static func inSepticShock(_ parameters: [Double], score: Double) -> [Double] {
    var result = parameters
    func multiply(_ name: String, by factor: Double) {
      guard let place = Self.parameters.firstIndex(where: { $0.name == name }) else { return }
      result[place] *= factor
    }
    multiply("clearanceRatio", by: 1.5 * pow(min(max(score, 15), 100) / 20, -1.096))
    multiply("spilloverRatio", by: 1.8)
    multiply("vasoplegia", by: 0.6)
    multiply("vascularResponsiveness", by: 0.4)
    return result
  }

  /// The probability that one person's reading exceeds a threshold of change.
  ///
  /// Readings scatter by themselves, as placebo arms show, and the effect of the drug differs between people.
  ///
  /// - Parameters:
  ///   - threshold: smallest change that counts, such as 20 beats/min.
  ///   - change: mean change by the drug; 0 gives the placebo arm.
  ///   - spontaneousDeviation: standard deviation of the change without drug.
  ///   - effectVariation: coefficient of variation of the drug's effect between people.
  public static func exceedance(
    of threshold: Double, change: Double, spontaneousDeviation: Double, effectVariation: Double
  ) -> Double {
    let own = effectVariation * change
    let deviation = (spontaneousDeviation * spontaneousDeviation + own * own).squareRoot()
    return 0.5 * erfc((threshold - change) / (deviation * 2.0.squareRoot()))
  }
}
