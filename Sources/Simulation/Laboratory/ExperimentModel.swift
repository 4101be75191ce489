import DrugLibrary
import Evidence
import Foundation
import ODESolvers
import PharmacologyModels
import RandomStreams

/// An experiment made ready to run.
struct ExperimentModel: Sendable {
  let experiment: Experiment
  let parameters: PrimaryParameters
  /// The names of what can be read out, in the order of the observables behind the levels.
  let readouts: [String]
  private let model: NoradrenergicModel
  private let system: CompiledSystem
  private let systemSources: SystemSources
  private let compounds: [CompoundSources]
  private let targets: [[LigandSources]]
  private let preparation: [String: Int]

  /// A compound's numbers among the parameters.
  private struct CompoundSources: Sendable {
    var perDose: Int?
    var halfLife: Int?
    /// Its depots: route, and numbers of availability and rate constant.
    var routes: [(name: String, availability: Int?, rateConstant: Int?, depot: Int?)]
  }

  private struct LigandSources: Sendable {
    var constant: Int
    var efficacy: Int?
    /// Which treatment a local ligand belongs to.
    var treatment: Int?
  }

  /// The numbers of the file that only experiments need.
  private static let preparationNames = [
    "perfusateShare", "irreversibleInactivationRate", "irreversibleTurnoverHalfLife", "activeWakeDrive",
    "quietWakeDrive",
    "slowWaveSleepDrive", "remSleepDrive", "sensoryRate", "potassiumRelease", "briefStimulusDuration",
  ]

  /// Puts the model of an experiment together.
  ///
  /// - Throws: ``ScenarioError`` for what lies outside the model's domain: species, route, region, compound.
  init(_ experiment: Experiment, library: DrugLibrary, laboratory: LaboratoryLibrary) throws(ScenarioError) {
    self.experiment = experiment
    guard laboratory.species.contains(experiment.species) else {
      throw ScenarioError(
        place: "species",
        rule: "'\(experiment.species)' is not described; there is \(laboratory.species.joined(separator: ", "))",
        kind: .data)
    }
    var parameters = PrimaryParameters(calibrated: library.calibrated, correlations: library.correlations)
    systemSources = try SystemSources(&parameters, library: library, hasCirculation: false)
    var preparation: [String: Int] = [:]
    for name in Self.preparationNames {
      preparation[name] = try SystemSources.add("system.\(name)", &parameters, library: library)
    }
    self.preparation = preparation

    // Compounds by way in: those that the blood carries once each, local ones once for each treatment.
    var shapes: [ModelStructure.Compound] = []
    var sources: [CompoundSources] = []
    var acting: [(compound: LaboratoryCompound, number: Int, region: BrainRegion?, treatment: Int?)] = []
    var systemic: [String: Int] = [:]
    for (order, treatment) in experiment.treatments.enumerated() {
      guard let compound = laboratory.compounds[treatment.compound] else { continue }
      guard !compound.targets.isEmpty else {
        throw ScenarioError(
          place: compound.name, rule: "nothing that it does is part of the model, so no effect could be computed",
          kind: .data)
      }
      if case .local(_, let region, _, _) = treatment.course {
        shapes.append(
          ModelStructure.Compound(
            name: "\(compound.name) in \(region.rawValue) \(order + 1)", depotCount: 0, hasPeripheral: false,
            pathways: []))
        sources.append(CompoundSources(routes: []))
        acting.append((compound, shapes.count - 1, region, order))
        continue
      }
      guard let exposure = compound.exposures[experiment.species] else {
        throw ScenarioError(
          place: compound.name, rule: "its kinetics are not described in the \(experiment.species)", kind: .data)
      }
      let prefix = "\(experiment.species).\(compound.name)"
      let number: Int
      if let known = systemic[compound.name] {
        number = known
      } else {
        number = shapes.count
        systemic[compound.name] = number
        shapes.append(ModelStructure.Compound(name: compound.name, depotCount: 0, hasPeripheral: false, pathways: []))
        sources.append(
          CompoundSources(
            perDose: parameters.add("\(prefix).perDose", exposure.perDose),
            halfLife: parameters.add("\(prefix).halfLife", exposure.halfLife), routes: []))
        acting.append((compound, number, nil, nil))
      }
      let word: String
      if case .doses(_, let route, _) = treatment.course { word = route } else { word = "s.c." }
      guard let route = exposure.routes[word] else {
        throw ScenarioError(
          place: treatment.text,
          rule: "the route \(word) is not described for \(compound.name); there is "
            + exposure.routes.keys.sorted().joined(separator: ", "), kind: .data)
      }
      if !sources[number].routes.contains(where: { $0.name == word }) {
        var depot: Int?
        if route.rateConstant != nil {
          depot = shapes[number].depotCount
          shapes[number].depotCount += 1
        }
        sources[number].routes.append(
          (
            name: word,
            availability: route.availability.map {
              parameters.add("\(prefix).\(word).availability", $0, isFraction: true)
            },
            rateConstant: route.rateConstant.map { parameters.add("\(prefix).\(word).rateConstant", $0) }, depot: depot
          ))
      }
    }

    // What the compounds meet.
    var list: [ModelStructure.Target] = []
    var ligandSources: [[LigandSources]] = []
    var inactivators: [String: [(compound: Int, constant: Int)]] = [:]
    for name in DrugLibrary.targetNames {
      for isOccupied in [true, false] {
        var ligands: [ModelStructure.Ligand] = []
        var values: [LigandSources] = []
        for entry in acting {
          for target in entry.compound.targets
          where target.target == name && (target.action == "releaser") != isOccupied {
            let id = "laboratory.\(entry.compound.name).\(name)"
            let constant = parameters.add("\(id).constant", target.constant)
            // Around a probe the concentration stays, so that how it binds makes no difference.
            if target.isIrreversible, entry.region == nil {
              inactivators[name, default: []].append((entry.number, constant))
              continue
            }
            let action = Assembly.action(target.action)
            ligands.append(
              ModelStructure.Ligand(
                compound: entry.number, hasEffectSite: false, action: action, region: entry.region))
            values.append(
              LigandSources(
                constant: constant,
                efficacy: action == .agonist
                  ? parameters.add(
                    "\(id).efficacy",
                    target.efficacy ?? SourcedValue(value: 1, unit: "fraction", status: .assumption), isFraction: true)
                  : nil, treatment: entry.treatment))
          }
        }
        guard !ligands.isEmpty else { continue }
        list.append(ModelStructure.Target(name: name, ligands: ligands, isOccupied: isOccupied))
        ligandSources.append(values)
      }
    }
    let enzymes = inactivators.sorted { $0.key < $1.key }.map { name, entries in
      ModelStructure.Enzyme(name: name, inactivators: entries.map(\.compound))
    }
    inactivation = inactivators.sorted { $0.key < $1.key }.map { $0.value.map(\.constant) }
    let disposition = DispositionModel(ModelStructure(compounds: shapes, enzymes: enzymes, targets: list))
    model = NoradrenergicModel(
      disposition, system: SystemStructure(hasCirculation: false, alterations: experiment.alterations))
    system = CompiledSystem(model)
    readouts = model.readouts.map(\.name)
    self.parameters = parameters
    compounds = sources
    targets = ligandSources
  }

  private let inactivation: [[Int]]

  /// What a readout means.
  func meaning(of name: String) -> String { model.readouts.first { $0.name == name }?.meaning ?? "" }

  // MARK: numbers of a run

  private func modelParameters(_ values: [Double]) -> [Double] {
    let layout = model.disposition.layout
    var result = Array(repeating: 0.0, count: layout.parameterNames.count)
    result[layout.hepaticFlow] = 1
    for (place, source) in zip(layout.compounds, compounds) {
      // Amounts are mg/kg, so that the reciprocal volume is concentration per dose.
      let inverse = source.perDose.map { values[$0] } ?? 1
      result[place.inverseVolume] = inverse
      result[place.renalClearance] = source.halfLife.map { log(2) / values[$0] / inverse } ?? 0
      for route in source.routes {
        if let depot = route.depot, let rate = route.rateConstant {
          result[place.depots[depot].rateConstant] = values[rate]
        }
      }
    }
    for (ligands, sources) in zip(layout.targets, targets) {
      for (ligand, source) in zip(ligands, sources) {
        result[ligand.inverseHalfMaximalConcentration] = 1 / values[source.constant]
        result[ligand.maximumOccupancy] = 1
        if let place = ligand.efficacy, let efficacy = source.efficacy { result[place] = values[efficacy] }
      }
    }
    for (enzyme, constants) in zip(layout.enzymes, inactivation) {
      if let place = enzyme.degradation { result[place] = log(2) / number("irreversibleTurnoverHalfLife", values) }
      for (effect, constant) in zip(enzyme.inactivators, constants) {
        result[effect.constant] = values[constant]
        if let maximum = effect.maximum { result[maximum] = number("irreversibleInactivationRate", values) }
      }
    }
    return result + systemSources.modelParameters(values, isAnaesthetised: experiment.preparation == .anaesthetised)
  }

  private func number(_ name: String, _ values: [Double]) -> Double { preparation[name].map { values[$0] } ?? 0 }

  /// How long a brief stimulus lasts, h.
  func stimulusDuration(_ values: [Double]) -> Double {
    experiment.stimulation?.duration ?? number("briefStimulusDuration", values)
  }

  private func events(_ values: [Double], stimulusAt: Double?, start: Double) -> [Event] {
    let layout = model.disposition.layout
    var events: [Event] = []
    for (order, treatment) in experiment.treatments.enumerated() {
      switch treatment.course {
      case .local(let concentration, _, let begin, let end):
        let level = concentration * number("perfusateShare", values)
        for (ligands, sources) in zip(layout.targets, targets) {
          for (ligand, source) in zip(ligands, sources) where source.treatment == order {
            guard let input = ligand.localConcentration else { continue }
            events.append(Event(time: begin, action: .setInput, index: input, value: level))
            if end.isFinite { events.append(Event(time: end, action: .setInput, index: input, value: 0)) }
          }
        }
      case .pump(let rate, let begin, let end):
        guard let number = compound(treatment) else { continue }
        let share = compounds[number].routes.first { $0.name == "s.c." }?.availability.map { values[$0] } ?? 1
        let input = layout.compounds[number].infusion
        events.append(Event(time: begin, action: .addToInput, index: input, value: rate * share))
        events.append(Event(time: end, action: .addToInput, index: input, value: -rate * share))
      case .doses(let amount, let word, let times):
        guard let number = compound(treatment), let route = compounds[number].routes.first(where: { $0.name == word })
        else { continue }
        let share = route.availability.map { values[$0] } ?? 1
        let place = layout.compounds[number]
        let state = route.depot.map { place.depots[$0].amount } ?? place.central
        events += times.map { Event(time: $0, action: .addToState, index: state, value: amount * share) }
      }
    }
    events += stimuli(values, stimulusAt: stimulusAt, start: start)
    return events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }

  private func stimuli(_ values: [Double], stimulusAt: Double?, start: Double) -> [Event] {
    var events: [Event] = []
    func tonic(_ input: NoradrenergicModel.CentralInput, _ value: Double, from time: Double, for duration: Double?) {
      events.append(Event(time: time, action: .addToInput, index: model.input(input), value: value))
      if let duration {
        events.append(Event(time: time + duration, action: .addToInput, index: model.input(input), value: -value))
      }
    }
    if experiment.preparation == .slice { tonic(.driveChange, -1, from: start, for: nil) }
    guard let stimulation = experiment.stimulation else { return events }
    if let drive = stimulation.drive { tonic(.driveChange, drive - 1, from: 0, for: stimulation.duration) }
    if let vigilance = stimulation.vigilance {
      let name =
        switch vigilance {
        case .activeWake: "activeWakeDrive"
        case .quietWake: "quietWakeDrive"
        case .slowWaveSleep: "slowWaveSleepDrive"
        case .rem: "remSleepDrive"
        }
      tonic(.driveChange, number(name, values) - 1, from: 0, for: stimulation.duration)
    }
    if let potassium = stimulation.potassium {
      tonic(
        .localDepolarisation, number("potassiumRelease", values) * potassium / 30, from: 0, for: stimulation.duration)
    }
    if stimulation.blocksFiring { tonic(.driveChange, -1, from: 0, for: stimulation.duration) }
    let brief = stimulusDuration(values)
    if let stimulusAt, let rate = stimulation.evokedRate { tonic(.evokedRate, rate, from: stimulusAt, for: brief) }
    if let stimulusAt, stimulation.isSensory {
      tonic(.sensoryRate, number("sensoryRate", values), from: stimulusAt, for: brief)
    }
    return events
  }

  private func compound(_ treatment: Treatment) -> Int? {
    model.disposition.structure.compounds.firstIndex { $0.name == treatment.compound }
  }

  /// Runs the experiment once for each set of values of the primary parameters.
  ///
  /// - Parameters:
  ///   - values: of the primary parameters, one list for each run.
  ///   - times: when the readouts are recorded, rising.
  ///   - stimulusAt: when a brief stimulus begins, h.
  /// - Returns: for each run, time by time, each readout relative to the drug-free animal; empty where a run failed.
  func run(_ values: [[Double]], times: [SampleTime], stimulusAt: Double?) -> [[[Double]]] {
    // An alteration has been there since birth: two months settle every adaptation.
    let start = experiment.alterations.isEmpty ? -1.0 : -1440
    let end = max((times.last?.time ?? 0) + 1e-6, 1e-3)
    let largest =
      experiment.treatments.map { treatment in
        switch treatment.course {
        case .doses(let amount, _, _): amount
        case .pump(let rate, _, _): rate
        case .local: 1e-6
        }
      }.max() ?? 1
    let dispositionCount = model.disposition.stateNames.count
    let rest = model.disposition.layout.enzymes.compactMap(\.amount)
    var absolute = Array(repeating: max(largest, 1e-9) * 1e-6, count: dispositionCount)
    for place in rest { absolute[place] = 1e-6 }
    let typical = systemSources.restingState(
      systemSources.modelParameters(parameters.typical))
    absolute += typical.map { $0 * 1e-5 }
    let integrator = BatchIntegrator(
      system: system,
      tolerances: Tolerances(relative: 2e-4, absolute: absolute, maximumSteps: 200_000))
    let width = system.observableNames.count
    let first = model.firstReadout
    let results = ParallelRuns.run(
      count: values.count, integrator: integrator,
      problem: { draw in
        let vector = modelParameters(values[draw])
        var state = Array(repeating: 0.0, count: dispositionCount)
        for place in rest { state[place] = 1 }
        state += systemSources.restingState(Array(vector[model.centralParameters.lowerBound...]))
        return SubjectProblem(
          parameters: vector, initialState: state,
          events: events(values[draw], stimulusAt: stimulusAt, start: start), samples: times, start: start, end: end)
      }, progress: nil)
    return results.map { result in
      guard let result, result.outcome == .completed else { return [] }
      return times.indices.map { k in Array(result.observables[(k * width + first)..<((k + 1) * width)]) }
    }
  }
}
