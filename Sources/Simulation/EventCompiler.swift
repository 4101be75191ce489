public import ODESolvers
public import Regimens

/// Turns the records of an event table into what happens to a subject's states and inputs.
///
/// The conventions are those of the field's event tables: RATE keeps its value and bioavailability shortens or lengthens the infusion;
/// a modelled duration keeps its length; steady state is that of a dose which arrives after its lag; SS 1 replaces what was there,
/// SS 2 adds to it; a reset ends everything that was under way.
public struct EventCompiler {
  /// Where a compartment's doses go, and how.
  public struct Compartment: Sendable {
    public var state: Int
    public var input: Int
    /// What one unit of AMT is in the state's unit.
    public var scale: Double
    public var bioavailability: Double
    /// h.
    public var lag: Double
    /// For RATE -1, in units of AMT per hour.
    public var modelledRate: Double?
    /// For RATE -2, h.
    public var modelledDuration: Double?
    /// How long the formulation itself takes to release a dose that is swallowed at once, in hours.
    public var releaseDuration: Double?

    /// Makes a compartment.
    public init(
      state: Int, input: Int, scale: Double = 1, bioavailability: Double = 1, lag: Double = 0,
      modelledRate: Double? = nil, modelledDuration: Double? = nil, releaseDuration: Double? = nil
    ) {
      self.state = state
      self.input = input
      self.scale = scale
      self.bioavailability = bioavailability
      self.lag = lag
      self.modelledRate = modelledRate
      self.modelledDuration = modelledDuration
      self.releaseDuration = releaseDuration
    }
  }

  /// What happens, and when observables are recorded.
  public struct Result: Sendable {
    public var events: [Event]
    /// One for each record that is no dose, in order.
    public var samples: [SampleTime]
    public var end: Double
  }

  let integrator: BatchIntegrator
  let parameters: [Double]
  let resting: [Double]
  let scale: [Double]

  /// Makes a compiler for one subject.
  ///
  /// - Parameters:
  ///   - integrator: solves for steady states.
  ///   - parameters: the subject's parameters.
  ///   - resting: the states before any dose, and after a reset.
  ///   - scale: the size of each state that counts as one.
  public init(integrator: BatchIntegrator, parameters: [Double], resting: [Double], scale: [Double]) {
    self.integrator = integrator
    self.parameters = parameters
    self.resting = resting
    self.scale = scale
  }

  /// Compiles the records of one subject.
  ///
  /// - Parameters:
  ///   - records: the subject's records in the order of the file.
  ///   - compartments: where a record's dose goes; several for a formulation that releases in phases, each with its share in the
  ///     bioavailability.
  public func compile(
    _ records: [EventRecord], compartments: (EventRecord) throws -> [Compartment]
  ) throws -> Result {
    var events: [Event] = []
    var samples: [SampleTime] = []
    var doseTimes: Set<Double> = []
    for record in records {
      switch record.eventKind {
      case .dose, .resetAndDose:
        if record.eventKind == .resetAndDose { reset(&events, at: record.time) }
        try dose(record, try compartments(record), &events)
        doseTimes.insert(record.time)
      case .reset: reset(&events, at: record.time)
      default:
        // An observation sees the doses that stand above it, and additional doses due at its time.
        samples.append(SampleTime(record.time, afterEvents: true))
      }
    }
    // An observation above the dose of the same time is the trough.
    var index = 0
    for (position, record) in records.enumerated() where record.eventKind == .observation || record.eventKind == .other
    {
      let follows = records[(position + 1)...].contains {
        $0.time == record.time && $0.eventKind.givesDose
      }
      if follows { samples[index].afterEvents = false }
      index += 1
    }
    let order = events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    return Result(events: order.map(\.element), samples: samples, end: records.last?.time ?? 0)
  }

  private func reset(_ events: inout [Event], at time: Double) {
    events.removeAll { $0.time >= time }
    for (state, value) in resting.enumerated() {
      events.append(Event(time: time, action: .setState, index: state, value: value))
    }
    for input in 0..<integrator.system.inputCount {
      events.append(Event(time: time, action: .setInput, index: input, value: 0))
    }
  }

  /// How a dose enters: an amount at once, or a rate over a duration.
  private struct Entry {
    var amount: Double
    var rate: Double
    var duration: Double
  }

  private func entry(_ record: EventRecord, _ compartment: Compartment) throws -> Entry {
    let amount = record.amount * compartment.scale * compartment.bioavailability
    switch record.rate {
    case 0:
      guard let duration = compartment.releaseDuration, duration > 0 else {
        return Entry(amount: amount, rate: 0, duration: 0)
      }
      return Entry(amount: 0, rate: amount / duration, duration: duration)
    case -1:
      guard let rate = compartment.modelledRate, rate > 0 else {
        throw ScenarioError(place: "line \(record.line)", rule: "RATE -1 needs a modelled rate", kind: .data)
      }
      return Entry(amount: 0, rate: rate * compartment.scale, duration: amount / (rate * compartment.scale))
    case -2:
      guard let duration = compartment.modelledDuration, duration > 0 else {
        throw ScenarioError(place: "line \(record.line)", rule: "RATE -2 needs a modelled duration", kind: .data)
      }
      return Entry(amount: 0, rate: amount / duration, duration: duration)
    default:
      let rate = record.rate * compartment.scale
      return Entry(amount: 0, rate: rate, duration: amount / rate)
    }
  }

  private func dose(_ record: EventRecord, _ compartments: [Compartment], _ events: inout [Event]) throws {
    let inputs = try compartments.map { (place: $0, entry: try entry(record, $0)) }
    if record.steadyState != .none {
      try steadyState(record, inputs, &events)
      if record.amount == 0 { return }
    }
    for input in inputs {
      for k in 0...record.additionalDoses {
        enter(input.entry, input.place, at: record.time + Double(k) * record.interval + input.place.lag, &events)
      }
    }
  }

  private func enter(_ entry: Entry, _ place: Compartment, at start: Double, _ events: inout [Event]) {
    if entry.duration > 0 {
      events.append(Event(time: start, action: .addToInput, index: place.input, value: entry.rate))
      events.append(Event(time: start + entry.duration, action: .addToInput, index: place.input, value: -entry.rate))
    } else {
      events.append(Event(time: start, action: .addToState, index: place.state, value: entry.amount))
    }
  }

  // MARK: steady state

  private func steadyState(
    _ record: EventRecord, _ inputs: [(place: Compartment, entry: Entry)], _ events: inout [Event]
  ) throws {
    // The period begins at the record's time; earlier doses arrive in it after their lag.
    let isConstant = record.amount == 0
    let interval = isConstant ? 24 : record.interval
    let period =
      isConstant
      ? inputs.map {
        Event(time: 0, action: .setInput, index: $0.place.input, value: record.rate * $0.place.scale)
      } : inputs.flatMap { periodEvents($0.entry, $0.place, interval) }
    let order = period.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    let state = try PeriodicState(integrator: integrator).solve(
      parameters: parameters, guess: resting, events: order.map(\.element), period: interval, scale: scale)
    if record.steadyState == .replacing {
      events.removeAll { $0.time >= record.time }
      for (number, value) in state.enumerated() {
        events.append(Event(time: record.time, action: .setState, index: number, value: value))
      }
      for input in 0..<integrator.system.inputCount {
        events.append(Event(time: record.time, action: .setInput, index: input, value: 0))
      }
    } else {
      for (number, value) in state.enumerated() where value != resting[number] {
        events.append(Event(time: record.time, action: .addToState, index: number, value: value - resting[number]))
      }
    }
    if isConstant { return }
    for (place, entry) in inputs { continueEarlierDoses(entry, place, record, &events) }
  }

  /// The events of one period of length `interval` for a dose that arrives after its lag.
  private func periodEvents(_ entry: Entry, _ place: Compartment, _ interval: Double) -> [Event] {
    let arrival = place.lag.truncatingRemainder(dividingBy: interval)
    guard entry.duration > 0 else {
      return [Event(time: arrival, action: .addToState, index: place.state, value: entry.amount)]
    }
    // Infusions longer than the interval overlap: some always run, one more runs for the remainder.
    let always = (entry.duration / interval).rounded(.down)
    let remainder = entry.duration - always * interval
    let end = (arrival + remainder).truncatingRemainder(dividingBy: interval)
    let runsAtStart = remainder > 1e-12 && (arrival == 0 || arrival + remainder > interval)
    var result = [
      Event(
        time: 0, action: .setInput, index: place.input, value: (always + (runsAtStart ? 1 : 0)) * entry.rate)
    ]
    guard remainder > 1e-12 else { return result }
    if arrival > 0 {
      result.append(Event(time: arrival, action: .addToInput, index: place.input, value: entry.rate))
    }
    if end > 0 { result.append(Event(time: end, action: .addToInput, index: place.input, value: -entry.rate)) }
    return result
  }

  /// What earlier doses of a steady-state regimen still do after the record: infusions that run on, doses that have yet to arrive.
  private func continueEarlierDoses(
    _ entry: Entry, _ place: Compartment, _ record: EventRecord, _ events: inout [Event]
  ) {
    var arrival = place.lag - record.interval
    while arrival > 0 {
      enter(entry, place, at: record.time + arrival, &events)
      arrival -= record.interval
    }
    while entry.duration + arrival > 1e-12 {
      events.append(Event(time: record.time, action: .addToInput, index: place.input, value: entry.rate))
      events.append(
        Event(
          time: record.time + entry.duration + arrival, action: .addToInput, index: place.input, value: -entry.rate))
      arrival -= record.interval
    }
  }
}
