public import DrugLibrary
import Evidence
import Foundation
import ODESolvers
import PharmacologyModels
import RandomStreams

/// An infusion of norepinephrine into a vein, in health or in septic shock.
public struct NorepinephrineInfusion: Sendable {
  /// What happens at a time: medians and 90 % intervals.
  public struct Moment: Codable, Sendable {
    /// min after the start.
    public var time: Double
    /// By readout.
    public var values: [Double]
    public var lower: [Double]
    public var upper: [Double]
  }

  /// The course of an infusion.
  public struct Result: Codable, Sendable {
    public var title: String
    public var readouts: [String]
    public var units: [String]
    public var moments: [Moment]
    /// L/min, arterial, at the end of the infusion.
    public var clearance: Double
    /// min, after it.
    public var halfLife: Double
    public var notes: [String]
  }

  /// ug/kg/min.
  public var rate: Double
  /// h.
  public var duration: Double
  public var patient: Patient
  /// SAPS II; nil in health.
  public var severity: Double?
  public var draws = 1000
  public var seed = Scenario.defaultSeed

  /// The largest rate that a study in the data reached, ug/kg/min.
  static let largestRate = 2.0

  /// Describes an infusion.
  ///
  /// - Throws: ``ScenarioError`` when it lies outside what was ever studied.
  public init(rate: Double, duration: Double, patient: Patient, severity: Double? = nil) throws(ScenarioError) {
    guard rate.isFinite, rate > 0 else {
      throw ScenarioError(place: "rate", rule: "must be above zero, in ug/kg/min", kind: .usage)
    }
    guard rate <= Self.largestRate else {
      throw ScenarioError(
        place: "rate",
        rule: "\(rate) ug/kg/min is above \(Self.largestRate), the highest rate of the studies behind the model",
        kind: .safety)
    }
    guard severity != nil || rate <= 0.5 else {
      throw ScenarioError(
        place: "rate", rule: "above 0.5 ug/kg/min nobody healthy was studied; add --septic-shock if that is meant",
        kind: .safety)
    }
    guard duration.isFinite, duration > 0, duration <= 72 else {
      throw ScenarioError(place: "--for", rule: "must lie above zero and at most three days", kind: .usage)
    }
    if let severity, !(15...100).contains(severity) {
      throw ScenarioError(
        place: "--saps2", rule: "lies between 15 and 100 in the studies behind the model", kind: .usage)
    }
    try patient.validate()
    self.rate = rate
    self.duration = duration
    self.patient = patient
    self.severity = severity
  }

  private static let told = ["NE.plasma", "NE.venous", "HR.supine", "SBP.supine", "DBP.supine", "MAP.supine"]

  /// Runs it for the typical person and for draws from the parameters' uncertainty.
  public func run(_ library: DrugLibrary) throws(ScenarioError) -> Result {
    guard let drug = library.drugs[Assembly.endogenousPressor] else {
      throw ScenarioError(place: Assembly.endogenousPressor, rule: "has no file in the library", kind: .data)
    }
    var primary = PrimaryParameters(calibrated: library.calibrated, correlations: library.correlations)
    let sources = try SystemSources(&primary, library: library, hasCirculation: true)
    let model = NoradrenergicModel(
      DispositionModel(ModelStructure(compounds: [], enzymes: [], targets: [])),
      system: SystemStructure(hasCirculation: true))
    guard let input = model.norepinephrineInfusion else {
      throw ScenarioError(place: "model", rule: "has no circulation", kind: .data)
    }
    let weight = patient.weight ?? library.physiology["referenceWeight"]?.value ?? 70
    // ug/kg/min to umol/h.
    let perHour = rate * weight * 60 / drug.molarMass.value
    let after = min(duration, 0.5)
    let times = (0...30).map { duration * Double($0) / 30 } + (1...10).map { duration + after * Double($0) / 10 }
    let stream = RandomStream(seed: seed)
    let all = [primary.typical] + (0..<draws).map { primary.draw($0, stream) }
    @Sendable func vector(_ values: [Double]) -> [Double] {
      var own = sources.modelParameters(values, age: patient.age)
      if let severity {
        let place = model.circulationParameters.lowerBound - model.centralParameters.lowerBound
        let range = place..<(place + Circulation.parameters.count)
        own.replaceSubrange(range, with: Circulation.inSepticShock(Array(own[range]), score: severity))
      }
      return own
    }
    let rest = sources.restingState(vector(primary.typical))
    let integrator = BatchIntegrator(
      system: CompiledSystem(model),
      tolerances: Tolerances(relative: 1e-4, absolute: rest.map { max($0.magnitude, 1e-3) * 1e-5 }))
    let width = model.observableNames.count
    let results = ParallelRuns.run(
      count: all.count, integrator: integrator,
      problem: { draw in
        let own = vector(all[draw])
        return SubjectProblem(
          parameters: [1] + own, initialState: sources.restingState(own),
          events: [
            Event(time: 0, action: .setInput, index: input, value: perHour),
            Event(time: duration, action: .setInput, index: input, value: 0),
          ], samples: times.map { SampleTime($0) }, end: duration + after)
      }, progress: nil)
    let recorded = results.map { $0?.outcome == .completed ? $0?.observables ?? [] : [] }
    guard !recorded[0].isEmpty else {
      throw ScenarioError(place: "infusion", rule: "the equations could not be integrated", kind: .data)
    }
    let places = Self.told.map { name in model.firstReadout + (model.readouts.firstIndex { $0.name == name } ?? 0) }
    let scales = Self.told.map { $0.hasPrefix("NE.") ? 1000.0 : 1 }
    let moments = times.indices.map { k in
      func values(_ draw: Int) -> [Double] {
        zip(places, scales).map { recorded[draw][k * width + $0] * $1 }
      }
      let drawn = (1..<all.count).filter { !recorded[$0].isEmpty }.map(values)
      let bounds = places.indices.map { place in Statistics.interval(drawn.map { $0[place] }) }
      return Moment(time: times[k] * 60, values: values(0), lower: bounds.map { $0[0] }, upper: bounds.map { $0[1] })
    }
    let own = vector(primary.typical)
    let start = model.circulationParameters.lowerBound - model.centralParameters.lowerBound
    let numbers = NamedValues(
      Circulation.parameters, Array(own[start..<(start + Circulation.parameters.count)]))
    let clearance = numbers["norepinephrineClearance"] * numbers["clearanceRatio"] / 60
    return Result(
      title: "norepinephrine \(Patient.plain(rate)) ug/kg/min for \(Patient.plain(duration * 60)) min, "
        + (severity.map { "septic shock, SAPS II \(Patient.plain($0))" } ?? "healthy")
        + ", \(Patient.plain(weight)) kg",
      readouts: Self.told, units: ["nmol/L", "nmol/L", "beats/min", "mmHg", "mmHg", "mmHg"], moments: moments,
      clearance: clearance, halfLife: log(2) * numbers["norepinephrineVolume"] / clearance, notes: notes)
  }

  private var notes: [String] {
    var result = ["Arterial and forearm-venous levels differ severalfold: always say which."]
    if severity != nil {
      result.append(
        "Clearance falls with severity (Beloeil 2005); response and resistance in shock are assumptions, set from groups."
      )
    }
    if (patient.age ?? 35) < 18 {
      result.append("Children clear norepinephrine faster per kg and are outside this model.")
    }
    result.append("Research and education; not a guide to dosing a patient.")
    return result
  }
}
