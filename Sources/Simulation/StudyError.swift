import DrugLibrary
import Evidence
import Foundation
import RandomStreams

/// How far the mean of a study lies from the truth, beyond the uncertainty of the parameters: few subjects, assay, design.
///
/// Estimated by `calibrate` from the residuals of the calibration rows; it widens the interval for a study's mean, and never the
/// interval for the typical patient.
struct StudyError: Sendable {
  /// Standard deviation of the logarithm of ratios, levels and areas.
  let logarithmic: Double
  /// Standard deviation of occupancies, percentage points.
  let occupancy: Double
  /// Standard deviation of changes of pulse and pressure, beats/min and mmHg.
  let change: Double

  init(_ library: DrugLibrary) {
    logarithmic = library.calibrated["study.logDeviation"]?.value ?? library.physiology["studyLogDeviation"]?.value ?? 0
    change = library.physiology["studyChangeDeviation"]?.value ?? 0
    occupancy =
      library.calibrated["study.occupancyDeviation"]?.value ?? library.physiology["studyOccupancyDeviation"]?.value ?? 0
  }

  /// Draws of a study's mean from draws of the true value.
  func added(to draws: [Double], _ observed: ObservedCase, seed: UInt64) -> [Double] {
    let stream = RandomStream(seed: seed)
    return draws.enumerated().map { index, value in
      let z = stream.normal(subject: index, purpose: "study.\(observed.id)")
      if observed.readout.quantity == .occupancy, !observed.isRatio { return value + occupancy * z }
      if observed.readout.quantity == .change { return value + change * z }
      return value * exp(logarithmic * z)
    }
  }
}
