public import DrugLibrary
import Evidence
import Foundation
import ODESolvers
import RandomStreams
import Regimens

/// Runs a scenario and gathers the answer.
public struct OutcomeBuilder {
  let scenario: Scenario
  let library: DrugLibrary
  let assembly: Assembly
  let window: RegimenWindow
  /// Recorded times: first the curve over the whole run, then the last interval more densely.
  let times: [SampleTime]
  let windowRange: Range<Int>
  let kind: Outcome.Kind
  var notes: [String]
  var rankedParameters: [(id: String, ranks: [Double])] = []

  /// Prepares a scenario.
  public init(_ scenario: Scenario, library: DrugLibrary) throws(ScenarioError) {
    self.scenario = scenario
    self.library = library
    try scenario.validate()
    let limits = try DoseLimits.check(scenario)
    notes = limits.notes
    kind = limits.isExtrapolated ? .extrapolated : .computed
    assembly = try Assembly(
      medicines: scenario.medicines, patient: scenario.patient, library: library,
      includesSystem: scenario.readsSystem)
    let weight = scenario.patient.weight(reference: assembly.physiology.referenceWeight)
    guard let main = scenario.intakes.first else {
      throw ScenarioError(place: "medicine", rule: "names no medicine", kind: .usage)
    }
    window = RegimenWindow(main.regimen, until: scenario.duration, weight: weight)
    let doseTimes = main.regimen.doses(until: scenario.duration, weightKg: weight).map(\.time)
    let window = self.window
    let inside = window.samples(doses: doseTimes)
    let points = min(800, max(240, Int((scenario.duration / 24).rounded(.up)) * 8))
    let step = scenario.duration / Double(points)
    let curve = (0...points).map { Double($0) * step }
    let before = curve.filter { $0 < window.start }
    let after = curve.filter { $0 > window.end + 1e-9 }
    windowRange = before.count..<(before.count + inside.count)
    times = (before + inside + after).map { SampleTime($0) }
  }

  /// Runs the typical patient, the draws and the comparison, and tells what came out.
  public mutating func build(progress: ((Double) -> Void)? = nil) throws(ScenarioError) -> Outcome {
    let end = scenario.duration
    let intakes = scenario.intakes
    let typical = assembly.run(intakes, until: end, at: times, population: .typical, scope: .eliminationRates)
    if let failure = typical.failures.first {
      throw ScenarioError(
        place: scenario.title, rule: "the equations could not be integrated: \(failure.outcome)", kind: .data)
    }
    let draws = scenario.draws
    let seed = scenario.seed
    // Persons differ around the same draws of the parameters, so that the two intervals can be compared.
    let stream = RandomStream(seed: seed)
    let values = (0..<draws).map { assembly.parameters.draw($0, stream) }
    let scope: RunScope = scenario.readsSystem ? .system : .kinetics
    let uncertain = assembly.run(
      intakes, until: end, at: times, values: values, scope: scope, progress: { progress?($0 * 0.6) })
    let windowTimes = Array(times[windowRange])
    let persons = assembly.run(
      intakes, until: end, at: windowTimes, values: values,
      persons: (0..<draws).map { PersonalFactors(assembly.compounds, subject: $0, stream: stream) },
      progress: { progress?(0.6 + $0 * 0.2) })
    let reference = try comparison(windowTimes: windowTimes, progress: { progress?(0.8 + $0 * 0.2) })
    rankedParameters = rankParameters(uncertain.values)

    let reader = EnsembleReader(
      assembly: assembly, typical: typical, uncertain: uncertain, persons: persons, windowRange: windowRange,
      times: times)
    let levels = try levels(reader, reference)
    var outcome = Outcome(
      title: scenario.title,
      regimens: intakes.map { "\($0.regimen.description) (\($0.formulation.name))" }
        + scenario.substances.map { "\($0.name) (warnings only)" },
      patient: scenario.patient.summary, comparison: reference?.description, duration: end,
      window: [window.start, window.end], draws: draws, seed: seed, levels: levels,
      occupancies: occupancies(reader), clearanceShares: reader.clearanceShares(),
      warnings: WarningFinder(library: library).warnings(for: scenario), notes: notes,
      times: times.map(\.time), curves: curves(reader, reference), doses: doseMarks(),
      publishedOccupancies: PublishedData.occupancies(
        library: library, drugs: intakes.map(\.drug.name), targets: assembly.targetNames),
      sources: [], failedDraws: uncertain.failures.count + persons.failures.count)
    if scenario.readsSystem { try addSystem(to: &outcome, uncertain: uncertain) }
    outcome.notes += gaps()
    outcome.sources = sources()
    return outcome
  }

  // MARK: comparison

  struct Comparison {
    var description: String
    var assembly: Assembly
    var typical: Ensemble
    var uncertain: Ensemble
  }

  private func comparison(
    windowTimes: [SampleTime], progress: @escaping (Double) -> Void
  ) throws(ScenarioError) -> Comparison? {
    let differs = scenario.intakes.count > 1 || !scenario.patient.genotypes.isEmpty
    guard differs, let main = scenario.intakes.first else { return nil }
    let base = try Assembly(
      medicines: [(main.drug, main.formulation)], patient: scenario.patient.withoutGenotypes, library: library)
    let typical = base.run([main], until: scenario.duration, at: times, population: .typical)
    let uncertain = base.run(
      [main], until: scenario.duration, at: windowTimes,
      population: .uncertain(draws: scenario.draws, seed: scenario.seed), progress: progress)
    var parts: [String] = []
    if !scenario.patient.genotypes.isEmpty { parts.append("normal metaboliser") }
    if scenario.intakes.count > 1 { parts.append("\(main.drug.name) alone") }
    return Comparison(
      description: "the same patient, \(parts.joined(separator: ", "))", assembly: base, typical: typical,
      uncertain: uncertain)
  }

  // MARK: measures

  func rankParameters(_ values: [[Double]]) -> [(id: String, ranks: [Double])] {
    assembly.parameters.list.indices.compactMap { number in
      let parameter = assembly.parameters.list[number]
      guard let interval = parameter.interval, interval.lowerBound < interval.upperBound else { return nil }
      return (parameter.id, Statistics.ranks(values.map { $0[number] }))
    }
  }

  /// A number from its typical value and its draws.
  func measure(
    _ value: Double, _ draws: [Double], _ persons: [Double]?, unit: String, molar: Double? = nil,
    isOfSystem: Bool = false
  ) -> Outcome.Measure {
    let ranks = Statistics.ranks(draws)
    // What stands behind the levels cannot move them.
    let candidates =
      isOfSystem
      ? rankedParameters
      : rankedParameters.filter { !$0.id.hasPrefix("system.") && !$0.id.hasPrefix("circulation.") }
    let influences = candidates.map {
      Outcome.Influence(parameter: $0.id, share: Statistics.squaredCorrelation($0.ranks, ranks))
    }.sorted { ($0.share, $1.parameter) > ($1.share, $0.parameter) }
    // The largest of some hundred chance correlations reaches about 12 / n: less cannot be told from nothing.
    let chance = max(0.02, 12 / Double(max(1, draws.count)))
    return Outcome.Measure(
      value: value, unit: unit, interval: Statistics.interval(draws),
      personInterval: persons.map(Statistics.interval), molar: molar, kind: kind,
      dependsOn: Array(influences.prefix(3).filter { $0.share > chance }))
  }

  private func levels(_ reader: EnsembleReader, _ reference: Comparison?) throws(ScenarioError) -> [Outcome.Level] {
    var result: [Outcome.Level] = []
    let mains = Set(scenario.intakes.prefix(1).map(\.drug.name))
    let taken = Set(scenario.intakes.map(\.drug.name))
    let family = reader.family(of: scenario.intakes.first?.drug.name ?? "")
    for group in reader.groups(scenario.intakes.map(\.drug)) {
      let role: String
      if group.members.count > 1 {
        role = "active moiety"
      } else if mains.contains(group.name) {
        role = "parent"
      } else if taken.contains(group.name) {
        role = "comedication"
      } else {
        role = family.contains(group.name) ? "metabolite" : "metabolite of comedication"
      }
      let typical = reader.window(group, .typical, draw: 0)
      let drawn = (0..<scenario.draws).map { reader.window(group, .uncertain, draw: $0) }
      let person = (0..<scenario.draws).map { reader.window(group, .persons, draw: $0) }
      func number(_ key: KeyPath<WindowMeasures, Double>, _ unit: String) -> Outcome.Measure {
        measure(
          typical[keyPath: key], drawn.map { $0[keyPath: key] }, person.map { $0[keyPath: key] }, unit: unit,
          molar: group.members.count == 1 ? typical[keyPath: key] / group.massFactor * 1000 : nil)
      }
      var level = Outcome.Level(
        name: group.name, role: role, now: number(\.last, "ng/mL"), trough: number(\.trough, "ng/mL"),
        peak: number(\.peak, "ng/mL"), average: number(\.average, "ng/mL"),
        areaUnderCurve: number(\.area, "ng/mL*h"), timeOfPeak: typical.timeOfPeak - window.start,
        range: group.range.map { range(for: $0, level: $0.isAtPeak ? typical.peak : typical.trough) },
        exposureRatio: nil,
        timeToSteadyState: nil)
      if let reference, family.contains(group.name) || group.members.contains(where: { family.contains($0.name) }),
        let base = reader.comparison(group, reference, windowRange: windowRange)
      {
        let ratio = zip(drawn, base.draws).map { $0.average / $1 }
        level.exposureRatio = measure(typical.average / base.typical, ratio, nil, unit: "ratio")
      }
      if role == "parent" || role == "comedication" {
        level.timeToSteadyState = try timeToSteadyState(of: group.name)
      }
      result.append(level)
    }
    return result
  }

  private func range(for range: ReferenceRange, level: Double) -> Outcome.Range {
    let position: String
    if let alert = range.alert, level >= alert {
      position = "alert"
    } else if level > range.upper {
      position = "above"
    } else {
      position = level < range.lower ? "below" : "within"
    }
    return Outcome.Range(
      lower: range.lower, upper: range.upper, alert: range.alert, unit: range.unit,
      at: range.isAtPeak ? "peak" : "trough", position: position,
      citation: range.status.mayBeCited ? range.source.flatMap { library.references[$0]?.citation } : nil,
      status: range.status.rawValue)
  }

  private func occupancies(_ reader: EnsembleReader) -> [Outcome.Occupancy] {
    assembly.targetNames.indices.map { target in
      let typical = reader.occupancy(target, .typical, draw: 0)
      let drawn = (0..<scenario.draws).map { reader.occupancy(target, .uncertain, draw: $0) }
      let person = (0..<scenario.draws).map { reader.occupancy(target, .persons, draw: $0) }
      func number(_ key: KeyPath<WindowMeasures, Double>) -> Outcome.Measure {
        measure(
          typical[keyPath: key], drawn.map { $0[keyPath: key] }, person.map { $0[keyPath: key] }, unit: "percent")
      }
      let ligands = assembly.evidence(target: target).map {
        Outcome.Ligand(compound: $0.compound, action: $0.action, evidence: $0.evidence)
      }
      var occupancy = Outcome.Occupancy(
        target: assembly.targetNames[target], trough: number(\.trough), peak: number(\.peak),
        average: number(\.average), ligands: ligands, note: nil)
      if !ligands.contains(where: { $0.evidence == "human-PET" }) {
        // No scan of this target in people: affinity in a dish and unbound plasma level stand in for it.
        occupancy.note =
          ligands.contains { $0.evidence == "monkey-PET" }
          ? "extrapolated from monkeys" : "extrapolated from in-vitro affinity"
        occupancy.trough.kind = .extrapolated
        occupancy.peak.kind = .extrapolated
        occupancy.average.kind = .extrapolated
      }
      return occupancy
    }
  }

  // MARK: the rest

  private func timeToSteadyState(of drug: String) throws(ScenarioError) -> Double? {
    guard let intake = scenario.intakes.first(where: { $0.drug.name == drug }),
      let interval = intake.regimen.period, intake.regimen.isSteady
    else { return nil }
    return SteadyStateTime(assembly: assembly, intakes: scenario.intakes, interval: interval).hours(of: drug)
  }

  private func curves(_ reader: EnsembleReader, _ reference: Comparison?) -> [Outcome.Curve] {
    let compounds = assembly.compounds.enumerated().map { number, drug in
      curve(reader, number, drug.name, "concentration", "ng/mL", drug.molarMass.value) {
        reference?.assembly.compoundNumber(drug.name).flatMap { reference?.typical.series($0, draw: 0) }
      }
    }
    let first = assembly.compounds.count
    let targets = assembly.targetNames.enumerated().map { number, name in
      curve(reader, first + number, name, "occupancy", "percent", 100) {
        guard let reference, let target = reference.assembly.targetNames.firstIndex(of: name) else { return nil }
        return reference.typical.series(reference.assembly.compounds.count + target, draw: 0)
      }
    }
    return compounds + targets
  }

  private func curve(
    _ reader: EnsembleReader, _ observable: Int, _ name: String, _ quantity: String, _ unit: String, _ scale: Double,
    comparison: () -> [Double]?
  ) -> Outcome.Curve {
    var lower: [Double] = []
    var upper: [Double] = []
    let draws = reader.uncertain.draws
    let width = reader.uncertain.width
    var values: [Double] = []
    for time in times.indices {
      values.removeAll(keepingCapacity: true)
      for draw in draws {
        let value = draw[time * width + observable]
        if value.isFinite { values.append(value) }
      }
      let bounds = Statistics.interval(reordering: &values)
      lower.append(bounds[0] * scale)
      upper.append(bounds[1] * scale)
    }
    return Outcome.Curve(
      name: name, quantity: quantity, unit: unit,
      typical: reader.typical.series(observable, draw: 0).map { $0 * scale }, lower: lower, upper: upper,
      comparison: comparison()?.map { $0 * scale })
  }

  private func doseMarks() -> [Outcome.DoseMark] {
    assembly.plannedDoses(scenario.intakes, until: scenario.duration).map {
      Outcome.DoseMark(
        drug: assembly.compounds[assembly.forms[$0.form].compound].name, time: $0.time, amount: $0.amount)
    }
  }

  private func gaps() -> [String] {
    scenario.intakes.flatMap { intake in intake.drug.gaps.prefix(3).map { "\(intake.drug.name): \($0)" } }
  }

  /// The references behind the parameters that matter most and behind the drugs' main numbers; only those that were read.
  private func sources() -> [Outcome.Source] {
    var ids: [String] = []
    for parameter in assembly.parameters.list {
      if let source = parameter.sourced.source, parameter.sourced.status.mayBeCited, !ids.contains(source) {
        ids.append(source)
      }
    }
    return ids.compactMap { id in
      library.references[id].map {
        Outcome.Source(id: id, citation: $0.citation, link: $0.doi.map { "https://doi.org/\($0)" } ?? $0.url)
      }
    }
  }
}
