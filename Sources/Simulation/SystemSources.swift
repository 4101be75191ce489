import DrugLibrary
import Evidence
import ODESolvers
import PharmacologyModels

/// Where the numbers of the noradrenergic system stand among a scenario's uncertain numbers.
struct SystemSources: Sendable {
  private let central: [Int]
  private let circulation: [Int]
  private let function: [Int]
  private let anaesthesia: Int

  /// Adds the system's numbers.
  ///
  /// - Throws: ``ScenarioError`` when the data folder lacks one.
  init(
    _ parameters: inout PrimaryParameters, library: DrugLibrary, hasCirculation: Bool
  ) throws(ScenarioError) {
    func add(_ prefix: String, _ list: [QuantityDeclaration]) throws(ScenarioError) -> [Int] {
      var numbers: [Int] = []
      for declaration in list {
        numbers.append(
          try Self.add("\(prefix).\(declaration.name)", &parameters, library: library))
      }
      return numbers
    }
    central = try add("system", CentralSystem.parameters)
    circulation = hasCirculation ? try add("circulation", Circulation.parameters) : []
    function = try add("system", FunctionReadout.parameters)
    if hasCirculation {
      for id in Set(ThresholdCrossing.ids).sorted() {
        _ = try Self.add(id, &parameters, library: library)
      }
    }
    anaesthesia = try Self.add("system.anaesthesiaFeedback", &parameters, library: library)
  }

  /// Adds one number of the system by its id.
  static func add(
    _ id: String, _ parameters: inout PrimaryParameters, library: DrugLibrary
  ) throws(ScenarioError) -> Int {
    guard let parameter = library.system[id] else {
      throw ScenarioError(
        place: "Data/\(id.hasPrefix("circulation") ? "circulation" : "noradrenergic-system").yaml",
        rule: "the parameter '\(id)' is missing", kind: .data)
    }
    return parameters.add(id, parameter.value, isFraction: parameter.value.unit == "fraction")
  }

  /// The system's part of the model's parameters, in the model's order.
  ///
  /// - Parameters:
  ///   - values: of the primary parameters.
  ///   - isAnaesthetised: whether autoreceptors weigh more, because less excitation reaches the nuclei.
  ///   - age: years; changes the spillover of norepinephrine.
  func modelParameters(_ values: [Double], isAnaesthetised: Bool = false, age: Double? = nil) -> [Double] {
    var result = (central + circulation + function).map { values[$0] }
    if let age, !circulation.isEmpty,
      let place = Circulation.parameters.firstIndex(where: { $0.name == "spilloverRatio" })
    {
      result[central.count + place] *= Circulation.spilloverRatio(ageInYears: age)
    }
    if isAnaesthetised {
      for name in ["somaFeedbackGain", "rapheFeedbackGain"] {
        guard let place = CentralSystem.parameters.firstIndex(where: { $0.name == name }) else { continue }
        result[place] *= values[anaesthesia]
      }
    }
    return result
  }

  /// The drug-free state of the system for its part of the model's parameters.
  func restingState(_ parameters: [Double]) -> [Double] {
    let own = NamedValues(CentralSystem.parameters, Array(parameters.prefix(central.count)))
    return CentralSystem.restingState(own)
      + (circulation.isEmpty
        ? []
        : Circulation.initialState(
          parameters: Array(parameters[central.count..<(central.count + circulation.count)])))
  }
}

extension Assembly {
  /// The absolute tolerance of each state of the system: a small share of its resting value.
  var systemTolerances: [Double] {
    guard let coupled else { return [] }
    let parameters = modelParameters(parameters.typical, person: PersonalFactors(count: compounds.count))
    return restingState(parameters)[coupled.model.centralStates.lowerBound...].map { max($0.magnitude, 1e-3) * 1e-4 }
  }

  /// Two lists of events as one in the order of time.
  static func merged(_ first: [Event], _ second: [Event]) -> [Event] {
    guard !second.isEmpty else { return first }
    return (first + second).enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  /// Infused norepinephrine enters the circulation's own pool of it, umol/h.
  func pressorEvents(_ doses: [PlannedDose], _ model: NoradrenergicModel, until end: Double) -> [Event] {
    guard let input = model.norepinephrineInfusion else { return [] }
    var events: [Event] = []
    for dose in doses {
      let form = forms[dose.form]
      let compound = compounds[form.compound]
      guard compound.name == Self.endogenousPressor else { continue }
      // A bolus is given over a minute here: the pool would not survive an instant of it.
      let duration = dose.duration > 0 ? dose.duration : 1 / 60
      let rate = dose.amount * form.baseFraction / compound.molarMass.value * 1000 / duration
      events.append(Event(time: dose.time, action: .addToInput, index: input, value: rate))
      events.append(Event(time: dose.time + duration, action: .addToInput, index: input, value: -rate))
    }
    return events.filter { $0.time <= end }
  }
}
