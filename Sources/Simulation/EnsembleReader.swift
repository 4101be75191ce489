import DrugLibrary
import Evidence
import ODESolvers
import PharmacologyModels

/// What a curve does over the last dosing interval.
struct WindowMeasures: Sendable {
  var last: Double
  var trough: Double
  var peak: Double
  var timeOfPeak: Double
  var average: Double
  var area: Double

  /// Reads the measures off values at times inside a window; `last` is the value at the end of the run.
  ///
  /// Rounding may leave an amount a hair below zero long after a dose; such values count as zero.
  init(times: ArraySlice<SampleTime>, values signed: ArraySlice<Double>, last signedLast: Double) {
    let values = signed.map { max(0, $0) }
    let last = max(0, signedLast)
    var area = 0.0
    var peak = -Double.infinity
    var timeOfPeak = times.first?.time ?? 0
    for (time, value) in zip(times, values) where value > peak {
      peak = value
      timeOfPeak = time.time
    }
    for (a, b) in zip(zip(times, values), zip(times.dropFirst(), values.dropFirst())) {
      area += (b.0.time - a.0.time) * (a.1 + b.1) / 2
    }
    let length = (times.last?.time ?? 0) - (times.first?.time ?? 0)
    self.last = last
    trough = values.last ?? .nan
    self.peak = peak
    self.timeOfPeak = timeOfPeak
    self.area = area
    average = length > 0 ? area / length : values.first ?? .nan
  }
}

/// Compounds that are reported together: one, or an active moiety with a reference range of its own.
struct CompoundGroup {
  var name: String
  var members: [Drug]
  var range: ReferenceRange?
  /// ng/mL for one umol/L, of the first member.
  var massFactor: Double { members.first?.molarMass.value ?? 1 }
}

/// Reads measures out of the runs of a scenario.
struct EnsembleReader {
  enum Run { case typical, uncertain, persons }

  let assembly: Assembly
  let typical: Ensemble
  let uncertain: Ensemble
  let persons: Ensemble
  let windowRange: Range<Int>
  let times: [SampleTime]

  private func values(_ observable: Int, _ run: Run, draw: Int) -> (inside: [Double], last: Double) {
    let ensemble: Ensemble
    var range = windowRange
    switch run {
    case .typical: ensemble = typical
    case .uncertain: ensemble = uncertain
    case .persons:
      // Persons are recorded inside the window only.
      ensemble = persons
      range = persons.times.indices
    }
    return (
      ensemble.series(observable, draw: draw, at: range), ensemble.last(observable, draw: draw)
    )
  }

  /// The groups of a scenario: each compound, and the sums for which reference ranges exist.
  func groups(_ taken: [Drug]) -> [CompoundGroup] {
    var result: [CompoundGroup] = []
    for drug in assembly.compounds {
      let own = drug.referenceRanges.first { $0.of == [drug.name] || $0.of.isEmpty }
      result.append(CompoundGroup(name: drug.name, members: [drug], range: own))
      guard taken.contains(where: { $0.name == drug.name }) else { continue }
      for range in drug.referenceRanges where range.of.count > 1 {
        let members = range.of.compactMap { name in assembly.compounds.first { $0.name == name } }
        let name = range.of.joined(separator: " + ")
        guard members.count == range.of.count, !result.contains(where: { $0.name == name }) else { continue }
        result.append(CompoundGroup(name: name, members: members, range: range))
      }
    }
    return result
  }

  /// A drug and everything made of it.
  func family(of name: String) -> Set<String> {
    var result: Set<String> = [name]
    var pending = [name]
    while let next = pending.popLast() {
      let products = assembly.compounds.first { $0.name == next }?.kinetics?.pathways.flatMap(\.produces) ?? []
      for product in products where result.insert(product.compound).inserted { pending.append(product.compound) }
    }
    return result
  }

  /// The level of a group over the window, ng/mL.
  func window(_ group: CompoundGroup, _ run: Run, draw: Int) -> WindowMeasures {
    var sum: [Double] = []
    var last = 0.0
    for member in group.members {
      guard let number = assembly.compoundNumber(member.name) else { continue }
      let (inside, end) = values(number, run, draw: draw)
      let scaled = inside.map { $0 * member.molarMass.value }
      sum = sum.isEmpty ? scaled : zip(sum, scaled).map { $0 + $1 }
      last += end * member.molarMass.value
    }
    return WindowMeasures(times: times[windowRange], values: sum[...], last: last)
  }

  /// The occupancy of a target over the window, per cent; trough and peak are those of the occupancy.
  func occupancy(_ target: Int, _ run: Run, draw: Int) -> WindowMeasures {
    let (inside, last) = values(assembly.compounds.count + target, run, draw: draw)
    let scaled = inside.map { $0 * 100 }
    return WindowMeasures(times: times[windowRange], values: scaled[...], last: last * 100)
  }

  /// The average level of a group in the comparison patient, typical and by draw.
  func comparison(
    _ group: CompoundGroup, _ reference: OutcomeBuilder.Comparison, windowRange: Range<Int>
  ) -> (typical: Double, draws: [Double])? {
    func average(_ ensemble: Ensemble, draw: Int, inside: Bool) -> Double? {
      var sum: [Double] = []
      for member in group.members {
        guard let number = reference.assembly.compoundNumber(member.name) else { return nil }
        let all = ensemble.series(number, draw: draw)
        let scaled = (inside ? all[windowRange] : all[...]).map { $0 * member.molarMass.value }
        sum = sum.isEmpty ? scaled : zip(sum, scaled).map { $0 + $1 }
      }
      return WindowMeasures(times: times[windowRange], values: sum[...], last: 0).average
    }
    guard let typical = average(reference.typical, draw: 0, inside: true) else { return nil }
    let draws = reference.uncertain.draws.indices.compactMap {
      average(reference.uncertain, draw: $0, inside: false)
    }
    return (typical, draws)
  }

  /// Which route carries how much of each compound's elimination over the window, in the typical patient.
  func clearanceShares() -> [Outcome.ClearanceShare] {
    var result: [Outcome.ClearanceShare] = []
    let structure = assembly.model.structure
    var place = structure.compounds.count + structure.targets.filter(\.isOccupied).count + structure.enzymes.count
    for compound in structure.compounds {
      let routes = compound.pathways.map { structure.enzymes[$0.enzyme].name } + ["kidney"]
      let amounts = routes.indices.map { k in
        let series = typical.series(place + k, draw: 0)[windowRange]
        return WindowMeasures(times: times[windowRange], values: series, last: 0).area
      }
      place += routes.count
      let total = amounts.reduce(0, +)
      guard total > 0 else { continue }
      var merged: [(route: String, amount: Double)] = []
      for (route, amount) in zip(routes, amounts) {
        if let known = merged.firstIndex(where: { $0.route == route }) {
          merged[known].amount += amount
        } else {
          merged.append((route, amount))
        }
      }
      for entry in merged.sorted(by: { $0.amount > $1.amount }) where entry.amount / total > 0.001 {
        result.append(
          Outcome.ClearanceShare(compound: compound.name, route: entry.route, share: entry.amount / total))
      }
    }
    return result
  }
}
