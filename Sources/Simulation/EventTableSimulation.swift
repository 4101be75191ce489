public import DrugLibrary
import Evidence
import ODESolvers
import PharmacologyModels
public import Regimens

/// Simulates the subjects of an event table with drugs of the library.
///
/// CMT names the medicine ("bupropion XL"); with a single medicine given, 1 is its depot and 2 its central compartment. Covariates
/// WT, AGE and CYP2D6 (an activity score) describe the subject.
public struct EventTableSimulation {
  /// A row of the result.
  public struct Row: Sendable {
    public var subject: String
    public var time: Double
    /// By observable: ng/mL or per cent.
    public var values: [Double]
  }

  let library: DrugLibrary
  let table: EventTable
  let medicine: String?

  /// Makes a simulation; `medicine` is needed where CMT is a number.
  public init(library: DrugLibrary, table: EventTable, medicine: String?) {
    self.library = library
    self.table = table
    self.medicine = medicine
  }

  /// Runs every subject for the typical patient with its covariates.
  ///
  /// - Returns: the names of the observables and a row for each observation record.
  public func run() throws(ScenarioError) -> (names: [String], rows: [Row]) {
    let medicines = try medicines()
    var names: [String] = []
    var rows: [Row] = []
    for subject in table.subjects {
      let patient = try patient(subject.records)
      let assembly = try Assembly(
        medicines: medicines.map { ($0.drug, $0.formulation) }, patient: patient, library: library)
      try checkDoses(subject, medicines)
      names = assembly.compounds.map { "\($0.name)_ng_ml" } + assembly.targetNames.map { "\($0)_percent" }
      do {
        rows += try simulate(subject.identifier, subject.records, assembly, medicines)
      } catch let error as ScenarioError {
        throw error
      } catch {
        throw ScenarioError(place: "ID \(subject.identifier)", rule: "\(error)", kind: .data)
      }
    }
    return (names, rows)
  }

  /// Refuses doses that make sense only as harm, additional doses included.
  private func checkDoses(_ subject: EventTable.Subject, _ medicines: [Medicine]) throws(ScenarioError) {
    for medicine in medicines {
      let records = subject.records.filter {
        $0.eventKind.givesDose && ($0.compartment == medicine.key || medicines.count == 1)
      }
      let doses = records.flatMap { record in
        (0...min(record.additionalDoses, 1000)).map { (record.time + Double($0) * record.interval, record.amount) }
      }
      var limits = DoseLimits()
      try limits.check(medicine.drug, doses.sorted { $0.0 < $1.0 }, place: "ID \(subject.identifier)")
    }
  }

  private struct Medicine {
    var key: String
    var drug: Drug
    var formulation: Formulation
  }

  private func medicines() throws(ScenarioError) -> [Medicine] {
    var keys: [String] = []
    for record in table.subjects.flatMap(\.records) where record.eventKind.givesDose {
      let key = Double(record.compartment) == nil && !record.compartment.isEmpty ? record.compartment : medicine ?? ""
      if !keys.contains(key) { keys.append(key) }
    }
    var result: [Medicine] = []
    for key in keys {
      guard !key.isEmpty else {
        throw ScenarioError(
          place: "CMT", rule: "is a number; name the medicine before --events, or write its name into CMT", kind: .usage
        )
      }
      do {
        guard case .drug(let drug, let form) = try library.resolve(key),
          let formulation = form ?? drug.formulations.first
        else { throw ScenarioError(place: "CMT '\(key)'", rule: "no kinetics are known for it", kind: .data) }
        result.append(Medicine(key: key, drug: drug, formulation: formulation))
      } catch let error as LibraryError {
        throw ScenarioError(place: "CMT '\(key)'", rule: error.rule, suggestion: error.suggestion, kind: .data)
      } catch let error as ScenarioError {
        throw error
      } catch {
        throw ScenarioError(place: "CMT '\(key)'", rule: "\(error)", kind: .data)
      }
    }
    guard !result.isEmpty else {
      throw ScenarioError(place: "events", rule: "there is no dose in the table", kind: .data)
    }
    return result
  }

  private func patient(_ records: [EventRecord]) throws(ScenarioError) -> Patient {
    let given = records.first?.covariates ?? [:]
    let values = Dictionary(given.map { ($0.key.uppercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    var patient = Patient(
      age: values["AGE"], weight: values["WT"] ?? values["WEIGHT"], creatinineClearance: values["CRCL"])
    for name in ["CYP2D6", "CYP2C19", "CYP2B6", "CES1"] {
      guard let score = values[name] else { continue }
      patient.genotypes[name] = Genotype(enzyme: name, text: "AS \(score)", activityScore: score)
    }
    try patient.validate()
    return patient
  }

  private func simulate(
    _ id: String, _ records: [EventRecord], _ assembly: Assembly, _ medicines: [Medicine]
  ) throws -> [Row] {
    let values = assembly.parameters.typical
    let parameters = assembly.modelParameters(values, person: PersonalFactors(count: assembly.compounds.count))
    let largest = records.map(\.amount).max() ?? 1
    let absolute = assembly.restingState.map { _ in max(largest, 1) * 1e-8 }
    let integrator = BatchIntegrator(
      system: assembly.system, tolerances: Tolerances(relative: 1e-7, absolute: absolute))
    let compiler = EventCompiler(
      integrator: integrator, parameters: parameters, resting: assembly.restingState,
      scale: assembly.restingState.map { _ in 1 })
    let compiled = try compiler.compile(records) { record in
      try compartments(record, assembly, medicines, values)
    }
    let result = integrator.run([
      SubjectProblem(
        parameters: parameters, initialState: assembly.restingState, events: compiled.events, samples: compiled.samples,
        start: records.first?.time ?? 0, end: max(compiled.end, (records.first?.time ?? 0) + 1e-9))
    ])[0]
    guard result.outcome == .completed else {
      throw ScenarioError(
        place: "ID \(id)", rule: "the equations could not be integrated: \(result.outcome)", kind: .data)
    }
    let width = assembly.system.observableNames.count
    return compiled.samples.enumerated().map { index, sample in
      let raw = result.observables[(index * width)..<((index + 1) * width)]
      let scaled = raw.enumerated().map { k, value in
        k < assembly.compounds.count ? value * assembly.compounds[k].molarMass.value : value * 100
      }
      return Row(subject: id, time: sample.time, values: Array(scaled))
    }
  }

  private func compartments(
    _ record: EventRecord, _ assembly: Assembly, _ medicines: [Medicine], _ values: [Double]
  ) throws -> [EventCompiler.Compartment] {
    let named = medicines.first { $0.key == record.compartment } ?? medicines[0]
    guard let number = assembly.compoundNumber(named.drug.name),
      let form = assembly.forms.first(where: {
        $0.compound == number && $0.formulation.name == named.formulation.name
      })
    else { throw ScenarioError(place: "line \(record.line)", rule: "the compartment is not known", kind: .data) }
    let place = assembly.model.layout.compounds[number]
    let scale = form.baseFraction / named.drug.molarMass.value * 1000
    if record.compartment == "2" || form.formulation.route == "iv" {
      return [EventCompiler.Compartment(state: place.central, input: place.infusion, scale: scale)]
    }
    let absorbed =
      values[assembly.sources[number].absorbedFraction] * (form.relativeBioavailability.map { values[$0] } ?? 1)
    let shares = form.inputs.map { $0.fraction.map { values[$0] } ?? 1 }
    let total = shares.reduce(0, +)
    return zip(form.inputs, shares).map { input, share in
      let depot = place.depots[input.depot]
      return EventCompiler.Compartment(
        state: depot.amount, input: depot.release, scale: scale, bioavailability: absorbed * share / total,
        lag: input.lag.map { values[$0] } ?? 0, releaseDuration: input.duration.map { values[$0] })
    }
  }
}
