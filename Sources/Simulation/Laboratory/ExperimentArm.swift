import DrugLibrary
import Foundation
import ODESolvers

/// One arm of a case that reads transmitters in animals.
struct ExperimentArm: Sendable {
  let model: ExperimentModel
  let readout: ObservedCase.Readout
  /// The number of what is read among the readouts.
  private let place: Int
  private let from: Double
  private let to: Double
  private let stimulusAt: Double?
  private let times: [SampleTime]

  init(
    _ node: FileNode, readout: ObservedCase.Readout, window: ClosedRange<Double>?, library: DrugLibrary,
    laboratory: LaboratoryLibrary
  ) throws {
    let experiment = try ExperimentReader.read(node, laboratory: laboratory)
    try self.init(experiment, readout: readout, window: window, library: library, laboratory: laboratory)
  }

  init(
    _ experiment: Experiment, readout: ObservedCase.Readout, window: ClosedRange<Double>?, library: DrugLibrary,
    laboratory: LaboratoryLibrary
  ) throws(ScenarioError) {
    let model = try ExperimentModel(experiment, library: library, laboratory: laboratory)
    self.model = model
    self.readout = readout
    let name = readout.of.first.flatMap(SystemReadoutName.resolve) ?? ""
    guard let place = model.readouts.firstIndex(of: name) else {
      throw ScenarioError(
        place: readout.of.joined(), rule: "is not read in animals; there is \(model.readouts.joined(separator: ", "))",
        kind: .data)
    }
    self.place = place
    from = window?.lowerBound ?? readout.at ?? readout.from ?? 0
    to = window?.upperBound ?? readout.at ?? readout.to ?? from
    // A brief stimulus comes in the middle of the window, when the drug has arrived.
    let middle = (from + to) / 2
    stimulusAt = experiment.stimulation?.isBrief == true ? middle : nil
    var points: Set<Double> = [from, to]
    if to > from {
      for k in 0...120 { points.insert(from + (to - from) * Double(k) / 120) }
      // Early times lie closer together: a dose into a vein peaks at once.
      for k in 1...20 { points.insert(min(to, from + Double(k * k) / 400)) }
    }
    if let stimulusAt {
      let brief = model.stimulusDuration(model.parameters.typical)
      points = [stimulusAt]
      for k in 0...60 { points.insert(stimulusAt + brief * 1.5 * Double(k) / 60) }
    }
    var samples = points.sorted().map { SampleTime($0) }
    if let baseline = readout.baselineAt {
      samples = samples.filter { $0.time > baseline + 1e-9 }
      samples.insert(SampleTime(baseline), at: 0)
    }
    times = samples
  }

  /// The number for each list of values of the primary parameters, per cent.
  func values(_ primaries: [[Double]]) -> [Double] {
    model.run(primaries, times: times, stimulusAt: stimulusAt).map { recorded in
      guard !recorded.isEmpty else { return .nan }
      var series = recorded.map { $0[place] }
      if stimulusAt != nil {
        let before = series[0]
        return ((series.max() ?? before) - before) * 100
      }
      if readout.baselineAt != nil {
        let base = series.removeFirst()
        series = series.map { $0 / base }
      }
      return Self.reduce(series, readout.at != nil ? .mean : readout.statistic ?? .extreme, around: 1) * 100
    }
  }

  /// A window's values as one number.
  static func reduce(_ series: [Double], _ statistic: ObservedCase.Statistic, around rest: Double) -> Double {
    switch statistic {
    case .extreme: series.max { ($0 - rest).magnitude < ($1 - rest).magnitude } ?? .nan
    case .peak, .max: series.max() ?? .nan
    case .trough, .min: series.min() ?? .nan
    case .mean: series.reduce(0, +) / Double(max(1, series.count))
    }
  }
}
