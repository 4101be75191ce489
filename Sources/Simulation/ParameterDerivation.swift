import DrugLibrary
import Evidence
import Foundation
import PharmacologyModels
import RandomStreams

/// How one person differs from the typical patient: multipliers of clearance, volume and absorption for each compound.
struct PersonalFactors: Sendable {
  var clearance: [Double]
  var volume: [Double]
  var absorption: [Double]

  /// The typical patient.
  init(count: Int) {
    clearance = Array(repeating: 1, count: count)
    volume = clearance
    absorption = clearance
  }

  /// A person drawn from the between-subject variability of the drug files; log-normal with median 1.
  init(_ compounds: [Drug], subject: Int, stream: RandomStream) {
    func factor(_ drug: Drug, _ name: String) -> Double {
      guard let cv = drug.kinetics?.variability[name]?.value else { return 1 }
      let deviation = log(1 + cv * cv).squareRoot()
      return exp(deviation * stream.normal(subject: subject, purpose: "person.\(drug.name).\(name)"))
    }
    clearance = compounds.map { factor($0, "clearance") }
    volume = compounds.map { factor($0, "volume") }
    absorption = compounds.map { factor($0, "absorption") }
  }
}

extension Assembly {
  /// The model's parameters that follow from values of the primary parameters.
  ///
  /// Apparent oral clearance becomes intrinsic clearance through the well-stirred liver: with s the systemic clearance,
  /// `s = Fa CLF / (1 + (1 - fe) Fa CLF / Q)`, hepatic clearance `(1 - fe) s`, intrinsic clearance `CLh / (1 - CLh / Q)`.
  func modelParameters(_ values: [Double], person: PersonalFactors) -> [Double] {
    let layout = model.layout
    var result = Array(repeating: 0.0, count: layout.parameterNames.count)
    let weightRatio = patient.weight(reference: physiology.referenceWeight) / physiology.referenceWeight
    let clearanceScale = pow(weightRatio, physiology.clearanceExponent)
    let volumeScale = pow(weightRatio, physiology.volumeExponent)
    let flow = values[physiology.hepaticFlow]
    result[layout.hepaticFlow] = flow * clearanceScale
    for (number, place) in layout.compounds.enumerated() {
      let source = sources[number]
      let disposition = systemic(number, values, flow: flow)
      let clearanceFactor = clearanceScale * person.clearance[number] * covariate("clearance", source, values)
      let volumeFactor = volumeScale * person.volume[number] * covariate("volume", source, values)
      result[place.inverseVolume] = 1 / (disposition.volume * volumeFactor)
      let renalFunction = patient.creatinineClearance.map { min($0, 140) / 100 } ?? 1
      result[place.renalClearance] = disposition.renal * clearanceFactor * renalFunction
      if let q = place.intercompartmentalClearance, let inverse = place.inversePeripheralVolume,
        let peripheral = source.peripheralVolume
      {
        let scale = disposition.bioavailability
        result[q] = (source.intercompartmentalClearance.map { values[$0] } ?? 0) * scale * clearanceScale
        result[inverse] = 1 / (values[peripheral] * scale * volumeFactor)
      }
      let total = source.pathways.reduce(0) { $0 + values[$1.fraction] }
      let unbound = values[source.unboundFraction]
      for (k, pathway) in place.pathways.enumerated() {
        let share = total > 0 ? values[source.pathways[k].fraction] / total : 0
        let enzyme = model.structure.compounds[number].pathways[k].enzyme
        result[pathway.intrinsicClearance] =
          disposition.intrinsic * share * clearanceFactor * activity(enzyme, compound: number, values)
        if let place = pathway.inverseMichaelisConstant, let km = source.pathways[k].michaelisConstant {
          result[place] = unbound / values[km]
        }
        for (yield, id) in zip(pathway.yields, source.pathways[k].yields) { result[yield] = values[id] }
      }
    }
    for form in forms {
      for input in form.inputs {
        result[layout.compounds[form.compound].depots[input.depot].rateConstant] =
          values[input.rateConstant] * person.absorption[form.compound]
          * covariate("absorption", sources[form.compound], values)
      }
    }
    fillEnzymes(&result, values)
    fillTargets(&result, values)
    // The numbers of the system stand behind those of the kinetics; without the system nobody reads them.
    if let systemSources { result += systemSources.modelParameters(values, age: patient.age) }
    return result
  }

  /// Systemic disposition of the reference patient of 70 kg.
  func systemic(_ compound: Int, _ values: [Double], flow: Double) -> (
    intrinsic: Double, renal: Double, volume: Double, bioavailability: Double
  ) {
    let source = sources[compound]
    let isApparent = compounds[compound].kinetics?.isApparent ?? false
    let given = values[source.clearance]
    let renalShare = values[source.renalFraction]
    let absorbed = values[source.absorbedFraction]
    let systemic =
      isApparent ? absorbed * given / (1 + (1 - renalShare) * absorbed * given / flow) : given
    // A clearance read off in persons may exceed what the liver's flow allows; then the liver takes almost everything.
    let hepatic = min((1 - renalShare) * systemic, 0.95 * flow)
    let bioavailability = isApparent ? absorbed * (1 - hepatic / flow) : 1
    return (
      hepatic / (1 - hepatic / flow), renalShare * systemic, values[source.volume] * bioavailability, bioavailability
    )
  }

  private func covariate(_ name: String, _ source: CompoundSources, _ values: [Double]) -> Double {
    source.covariates.filter { $0.parameter == name }.reduce(1) { $0 * values[$1.ratio] }
  }

  /// The activity of an enzyme in this patient relative to the reference of a compound's kinetics.
  private func activity(_ enzyme: Int, compound: Int, _ values: [Double]) -> Double {
    let source = enzymeSources[enzyme]
    let name = model.structure.enzymes[enzyme].name
    var result = source.smokingRatio.map { values[$0] } ?? 1
    if let genotype = patient.genotypes[name], !source.activity.isEmpty {
      let reference =
        compounds[compound].kinetics?.referenceActivity[name] ?? library.enzymes[name]?.normalScore ?? 2
      let base = interpolate(source.activity, reference, values)
      if base > 0 { result *= interpolate(source.activity, genotype.activityScore, values) / base }
    }
    return result
  }

  private func interpolate(
    _ points: [(score: Double, parameter: Int)], _ score: Double, _ values: [Double]
  ) -> Double {
    guard let first = points.first, let last = points.last else { return 1 }
    if score <= first.score { return values[first.parameter] }
    if score >= last.score {
      // Beyond the last point activity goes on in proportion to the score.
      return last.score > 0 ? values[last.parameter] * score / last.score : values[last.parameter]
    }
    for (low, high) in zip(points, points.dropFirst()) where score <= high.score {
      let share = (score - low.score) / (high.score - low.score)
      return values[low.parameter] + share * (values[high.parameter] - values[low.parameter])
    }
    return values[last.parameter]
  }

  private func fillEnzymes(_ result: inout [Double], _ values: [Double]) {
    for (place, source) in zip(model.layout.enzymes, enzymeSources) {
      if let degradation = place.degradation { result[degradation] = log(2) / values[source.turnover] }
      func unbound(_ effect: ModelLayout.EnzymeEffect) -> Double {
        values[sources[effect.compound].unboundFraction]
      }
      for (effect, id) in zip(place.competitors, source.competitors) {
        result[effect.constant] = unbound(effect) / values[id]
      }
      for (effects, ids) in [
        (place.inactivators, source.inactivators), (place.downRegulators, source.downRegulators),
        (place.inducers, source.inducers),
      ] {
        for (effect, id) in zip(effects, ids) {
          result[effect.constant] = values[id.concentration] / unbound(effect)
          if let maximum = effect.maximum { result[maximum] = values[id.maximum] }
        }
      }
    }
  }

  private func fillTargets(_ result: inout [Double], _ values: [Double]) {
    for (ligands, ids) in zip(model.layout.targets, targetSources) {
      for (ligand, id) in zip(ligands, ids) {
        let mass = compounds[ligand.compound].molarMass.value
        var half = Double.infinity
        if let given = id.halfMaximal {
          half = values[given] / (id.isByMass ? mass : 1)
        } else if let constant = id.inhibitionConstant {
          let unbound = values[sources[ligand.compound].unboundFraction]
          half = values[constant] / (unbound * values[physiology.unboundRatio])
        }
        result[ligand.inverseHalfMaximalConcentration] = 1 / half
        result[ligand.maximumOccupancy] = id.maximumOccupancy.map { values[$0] } ?? 1
        if let place = ligand.peripheralPotency, let constant = id.peripheralConstant {
          result[place] = half * values[sources[ligand.compound].unboundFraction] / values[constant]
        }
        if let place = ligand.efficacy { result[place] = id.efficacy.map { values[$0] } ?? 1 }
        if let place = ligand.effectSiteRateConstant, let rate = id.effectSiteRateConstant {
          result[place] = values[rate]
        }
      }
    }
  }
}
