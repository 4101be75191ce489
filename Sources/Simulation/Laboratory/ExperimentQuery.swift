public import DrugLibrary
import Evidence
import Foundation
import ODESolvers
import RandomStreams

/// What somebody asks of the laboratory: published experiments with certain compounds, or one of their own.
public struct ExperimentQuery: Sendable {
  /// A published experiment beside the prediction.
  public struct Published: Sendable {
    public var prediction: CasePrediction
    public var treatments: String
    public var citation: String
  }

  /// What an experiment of one's own does over time.
  public struct Course: Codable, Sendable {
    public var title: String
    /// h.
    public var times: [Double]
    public var readouts: [Readout]
  }

  /// A readout of it, per cent of the drug-free animal.
  public struct Readout: Codable, Sendable {
    public var name: String
    public var meaning: String
    /// The largest departure from 100, with its interval and time.
    public var extreme: Double
    public var interval: [Double]
    public var time: Double
    public var typical: [Double]
    public var lower: [Double]
    public var upper: [Double]
  }

  let library: DrugLibrary
  let laboratory: LaboratoryLibrary
  public var species: String
  public var preparation: Experiment.Preparation

  /// Prepares a query.
  ///
  /// - Throws: ``LibraryError`` when the file of compounds has a fault; ``ScenarioError`` for a species that is not described.
  public init(library: DrugLibrary, species: String, preparation: String?) throws {
    self.library = library
    laboratory = try LaboratoryLibrary(library)
    guard laboratory.species.contains(species) else {
      throw ScenarioError(
        place: "--species",
        rule: "'\(species)' is not described; there is \(laboratory.species.joined(separator: ", "))",
        suggestion: species == "human" ? "simulate" : nil, kind: .usage)
    }
    self.species = species
    guard let kept = Experiment.Preparation(rawValue: preparation ?? "awake") else {
      throw ScenarioError(
        place: "--preparation",
        rule:
          "'\(preparation ?? "")' is not one of \(Experiment.Preparation.allCases.map(\.rawValue).joined(separator: ", "))",
        kind: .usage)
    }
    self.preparation = kept
  }

  /// The parts of "reboxetine + idazoxan", and whether they carry doses.
  public static func parts(_ text: String) -> (parts: [String], hasDoses: Bool) {
    let parts = text.components(separatedBy: "+").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    return (parts, parts.contains(where: TreatmentParser.hasDose))
  }

  // MARK: published experiments

  /// The published experiments with exactly these compounds, predicted.
  ///
  /// - Throws: ``ScenarioError`` when a compound is not described, or nobody published them together here.
  public func published(_ names: [String], draws: Int) throws -> [Published] {
    let wanted = Set(try names.map { try laboratory.resolve($0).name })
    let runner = CaseRunner(library: library, laboratory: laboratory, draws: draws)
    var found: [Published] = []
    var near: Set<String> = []
    let folder = library.folder + "/cases"
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file == "microdialysis.yaml"
    {
      for observed in try CaseFile.read(path: folder + "/" + file).cases {
        guard let node = observed.experimentNode else { continue }
        let experiment = try ExperimentReader.read(node.node, laboratory: laboratory)
        let compounds = Set(experiment.treatments.map(\.compound))
        if compounds != wanted || experiment.species != species {
          if !compounds.isDisjoint(with: wanted) {
            near.insert("\(compounds.sorted().joined(separator: " + ")) (\(experiment.species))")
          }
          continue
        }
        let reference = observed.reference.flatMap { library.references[$0]?.citation }
        found.append(
          Published(
            prediction: runner.predict(observed), treatments: Self.describe(experiment),
            citation: observed.status.mayBeCited ? reference ?? observed.reference ?? "" : "source not read"))
      }
    }
    guard !found.isEmpty else {
      throw ScenarioError(
        place: names.joined(separator: " + "),
        rule:
          "no published experiment with exactly these compounds is in the cases; give doses to pose your own, such as "
          + "\"\(wanted.sorted().map { "\($0) 10 mg/kg i.p." }.joined(separator: " + "))\""
          + (near.isEmpty ? "" : ", or see \(near.sorted().prefix(6).joined(separator: ", "))"), kind: .data)
    }
    return found
  }

  private static func describe(_ experiment: Experiment) -> String {
    experiment.description + (experiment.preparation == .awake ? "" : ", \(experiment.preparation.rawValue)")
  }

  // MARK: an experiment of one's own

  /// Runs treatments and reads everything.
  ///
  /// - Parameters:
  ///   - texts: treatments such as "reboxetine 15 mg/kg i.p.".
  ///   - end: h; nil runs four hours behind the last dose.
  ///   - names: which readouts, nil for all.
  ///   - draws: for the intervals.
  public func course(_ texts: [String], until end: Double?, readouts names: [String]?, draws: Int) throws -> Course {
    var experiment = Experiment(
      species: species,
      treatments: try texts.map { (t) throws(ScenarioError) in try TreatmentParser.parse(t, laboratory: laboratory) })
    experiment.preparation = preparation
    let last =
      experiment.treatments.map { treatment in
        switch treatment.course {
        case .doses(_, _, let times): (times.last ?? 0) + 4
        case .pump(_, _, let end): end
        case .local(_, _, let start, let end): end.isFinite ? end : start + 4
        }
      }.max() ?? 4
    let stop = end ?? last
    guard stop.isFinite, stop > 0, stop <= 2 * 8766 else {
      throw ScenarioError(place: "--for", rule: "must lie above zero and at most two years", kind: .usage)
    }
    let model = try ExperimentModel(experiment, library: library, laboratory: laboratory)
    if let absent = names?.first(where: { !model.readouts.contains($0) }) {
      throw ScenarioError(
        place: "--readout",
        rule: "'\(absent)' is not read in animals; there is \(model.readouts.joined(separator: ", "))",
        kind: .usage)
    }
    let times = (0...240).map { stop * Double($0) / 240 }
    let stream = RandomStream(seed: Scenario.defaultSeed)
    let values = [model.parameters.typical] + (0..<draws).map { model.parameters.draw($0, stream) }
    let runs = model.run(values, times: times.map { SampleTime($0) }, stimulusAt: nil)
    guard let typical = runs.first, !typical.isEmpty else {
      throw ScenarioError(
        place: texts.joined(separator: " + "), rule: "the equations could not be integrated", kind: .data)
    }
    let drawn = runs.dropFirst().filter { !$0.isEmpty }
    var told: [Readout] = []
    for (place, name) in model.readouts.enumerated() where names?.contains(name) ?? true {
      let series = typical.map { $0[place] * 100 }
      let farthest = series.indices.max { (series[$0] - 100).magnitude < (series[$1] - 100).magnitude } ?? 0
      let bounds = times.indices.map { k in Statistics.interval(drawn.map { $0[k][place] * 100 }) }
      let extremes = drawn.map { run in ExperimentArm.reduce(run.map { $0[place] }, .extreme, around: 1) * 100 }
      told.append(
        Readout(
          name: name, meaning: model.meaning(of: name), extreme: series[farthest],
          interval: Statistics.interval(extremes),
          time: times[farthest], typical: series, lower: bounds.map { $0[0] }, upper: bounds.map { $0[1] }))
    }
    return Course(title: "\(Self.describe(experiment)) (\(species))", times: times, readouts: told)
  }
}
