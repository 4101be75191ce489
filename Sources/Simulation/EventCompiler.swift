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

    /// Makes a compartment.
    public init(
      state: Int, input: Int, scale: Double = 1, bioavailability: Double = 1, lag: Double = 0,
      modelledRate: Double? = nil, modelledDuration: Double? = nil
    ) {
      self.state = state
      self.input = input
      self.scale = scale
      self.bioavailability = bioavailability
      self.lag = lag
      self.modelledRate = modelledRate
      self.modelledDuration = modelledDuration
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
  public func compile(
    _ records: [EventRecord], compartment: (EventRecord) throws -> Compartment
  ) throws -> Result {
    var events: [Event] = []
    var samples: [SampleTime] = []
    var doseTimes: Set<Double> = []
    for record in records {
      switch record.eventKind {
      case .dose, .resetAndDose:
        if record.eventKind == .resetAndDose { reset(&events, at: record.time) }
        try dose(record, try compartment(record), &events)
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
    case 0: return Entry(amount: amount, rate: 0, duration: 0)
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

  private func dose(_ record: EventRecord, _ compartment: Compartment, _ events: inout [Event]) throws {
    let entry = try entry(record, compartment)
    if record.steadyState != .none {
      try steadyState(record, compartment, entry, &events)
      if record.amount == 0 { return }
    }
    for k in 0...record.additionalDoses {
      let start = record.time + Double(k) * record.interval + compartment.lag
      if entry.duration > 0 {
        events.append(Event(time: start, action: .addToInput, index: compartment.input, value: entry.rate))
        events.append(
          Event(time: start + entry.duration, action: .addToInput, index: compartment.input, value: -entry.rate))
      } else {
        events.append(Event(time: start, action: .addToState, index: compartment.state, value: entry.amount))
      }
    }
  }

  private func steadyState(
    _ record: EventRecord, _ compartment: Compartment, _ entry: Entry, _ events: inout [Event]
  ) throws {
    let solver = PeriodicState(integrator: integrator)
    let state: [Double]
    var running: [(rate: Double, rest: Double)] = []
    if record.amount == 0 {
      // A constant infusion without end: any period will do.
      state = try solver.solve(
        parameters: parameters, guess: resting,
        events: [Event(time: 0, action: .setInput, index: compartment.input, value: record.rate * compartment.scale)],
        period: 24, scale: scale)
    } else {
      let interval = record.interval
      var period: [Event] = []
      if entry.duration > 0 {
        // Infusions longer than the interval overlap: some always run, one more runs for the remainder.
        let always = (entry.duration / interval).rounded(.down)
        let remainder = entry.duration - always * interval
        let base = always * entry.rate
        period.append(
          Event(
            time: 0, action: .setInput, index: compartment.input,
            value: remainder > 1e-12 ? base + entry.rate : base))
        if remainder > 1e-12 {
          period.append(Event(time: remainder, action: .setInput, index: compartment.input, value: base))
        }
      } else {
        period.append(Event(time: 0, action: .addToState, index: compartment.state, value: entry.amount))
      }
      let atArrival = try solver.solve(
        parameters: parameters, guess: resting, events: period, period: interval, scale: scale)
      // The record's time lies this long after the last arrival, because its own dose arrives a lag later.
      let lag = compartment.lag.truncatingRemainder(dividingBy: interval)
      let phase = interval - lag
      state =
        phase == interval
        ? atArrival
        : integrator.run([
          SubjectProblem(
            parameters: parameters, initialState: atArrival, events: period.filter { $0.time < phase }, samples: [],
            end: phase)
        ])[0].finalState
      var elapsed = phase
      while entry.duration - elapsed > 1e-12 {
        running.append((entry.rate, entry.duration - elapsed))
        elapsed += interval
      }
    }
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
        events.append(
          Event(time: record.time, action: .addToState, index: number, value: value - resting[number]))
      }
    }
    for infusion in running {
      events.append(
        Event(time: record.time, action: .addToInput, index: compartment.input, value: infusion.rate))
      events.append(
        Event(time: record.time + infusion.rest, action: .addToInput, index: compartment.input, value: -infusion.rate))
    }
  }
}
