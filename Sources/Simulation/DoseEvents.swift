import DrugLibrary
import Evidence
import ODESolvers
import PharmacologyModels
import Regimens

/// A dose of a formulation, ready to become events.
struct PlannedDose: Sendable {
  /// The number of the formulation in ``Assembly/forms``.
  var form: Int
  /// h.
  var time: Double
  /// mg as printed.
  var amount: Double
  /// h; zero for a bolus or a swallowed dose.
  var duration: Double
}

extension Assembly {
  /// The doses of intakes until a time.
  func plannedDoses(_ intakes: [Intake], until end: Double) -> [PlannedDose] {
    let weight = patient.weight(reference: physiology.referenceWeight)
    return intakes.flatMap { intake -> [PlannedDose] in
      guard
        let form = forms.firstIndex(where: {
          compounds[$0.compound].name == intake.drug.name && $0.formulation.name == intake.formulation.name
        })
      else { return [] }
      return intake.regimen.doses(until: end, weightKg: weight).map {
        PlannedDose(form: form, time: $0.time, amount: $0.amount, duration: $0.duration)
      }
    }
  }

  /// The events that doses cause, for one set of parameter values.
  ///
  /// A swallowed dose becomes one input for each part of the formulation: its share of the absorbed amount enters a depot after
  /// the lag, at once or at a constant rate over the release time.
  func events(_ doses: [PlannedDose], _ values: [Double], until end: Double) -> [Event] {
    var events: [Event] = []
    for dose in doses {
      let form = forms[dose.form]
      let place = model.layout.compounds[form.compound]
      let micromoles = dose.amount * form.baseFraction / compounds[form.compound].molarMass.value * 1000
      if form.formulation.route == "iv" {
        if dose.duration > 0 {
          let rate = micromoles / dose.duration
          events.append(Event(time: dose.time, action: .addToInput, index: place.infusion, value: rate))
          events.append(
            Event(time: dose.time + dose.duration, action: .addToInput, index: place.infusion, value: -rate))
        } else {
          events.append(Event(time: dose.time, action: .addToState, index: place.central, value: micromoles))
        }
        continue
      }
      let absorbed =
        micromoles * values[sources[form.compound].absorbedFraction]
        * (form.relativeBioavailability.map { values[$0] } ?? 1)
      let shares = form.inputs.map { $0.fraction.map { values[$0] } ?? 1 }
      let total = shares.reduce(0, +)
      for (input, share) in zip(form.inputs, shares) {
        let depot = place.depots[input.depot]
        let start = dose.time + (input.lag.map { values[$0] } ?? 0)
        let amount = absorbed * share / total
        if let duration = input.duration.map({ values[$0] }), duration > 0 {
          let rate = amount / duration
          events.append(Event(time: start, action: .addToInput, index: depot.release, value: rate))
          events.append(
            Event(time: start + duration, action: .addToInput, index: depot.release, value: -rate))
        } else {
          events.append(Event(time: start, action: .addToState, index: depot.amount, value: amount))
        }
      }
    }
    // Stable order at equal times, so that a run does not depend on how the sort breaks ties.
    return events.enumerated().filter { $0.element.time <= end }
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }

  /// The state before any dose: nothing in the body, enzymes at their baseline.
  var restingState: [Double] {
    var state = Array(repeating: 0.0, count: model.layout.stateNames.count)
    for enzyme in model.layout.enzymes { if let place = enzyme.amount { state[place] = 1 } }
    return state
  }

  /// The same with the drug-free state of the system behind it, which depends on its parameters.
  func restingState(_ modelParameters: [Double]) -> [Double] {
    guard let coupled, let systemSources else { return restingState }
    return restingState
      + systemSources.restingState(Array(modelParameters[coupled.model.centralParameters.lowerBound...]))
  }

  /// The absolute tolerance of each state: a fraction of the largest dose, of one enzyme, or of a concentration.
  func absoluteTolerances(_ doses: [PlannedDose]) -> [Double] {
    let largest =
      doses.map {
        $0.amount * forms[$0.form].baseFraction / compounds[forms[$0.form].compound].molarMass.value * 1000
      }.max() ?? 1
    var result = Array(repeating: max(largest, 1e-6) * 1e-8, count: model.layout.stateNames.count)
    for enzyme in model.layout.enzymes { if let place = enzyme.amount { result[place] = 1e-7 } }
    for ligand in model.layout.targets.flatMap({ $0 }) {
      if let site = ligand.effectSite { result[site] = max(largest, 1e-6) * 1e-10 }
    }
    return result
  }
}
