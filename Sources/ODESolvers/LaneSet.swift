/// The clocks of a block's lanes: what each lane has reached, what comes next for it, and its subject's records.
struct LaneSet: ~Copyable {
  private let block: LaneBlock
  private let tolerances: Tolerances
  private let times: UnsafeMutablePointer<Double>
  private let steps: UnsafeMutablePointer<Double>
  private let trial: UnsafeMutablePointer<Double>
  private let errors: UnsafeMutablePointer<Double>
  private let fractions: UnsafeMutablePointer<Double>
  private let accepted: UnsafeMutablePointer<Bool>
  private let lanes: UnsafeMutablePointer<Lane>

  /// A lane's subject and how far it has come.
  private struct Lane {
    var subject = -1
    var problem = SubjectProblem(
      parameters: [], initialState: [], events: [], samples: [], end: .infinity)
    var result = SubjectResult(
      observables: [], finalState: [], outcome: .completed, statistics: RunStatistics())
    var nextEvent = 0
    var nextSample = 0
    /// Where the next step may not pass: the next event, or the end.
    var stop = Double.infinity
    /// The time of the next sample, infinite when there is none.
    var sampleTime = Double.infinity
    /// The first step that was accepted after the last event: a good guess after the next one.
    var stepAfterEvent = 0.1
    var isFirstAfterEvent = true

    mutating func updateSampleTime() {
      sampleTime =
        nextSample < problem.samples.count ? problem.samples[nextSample].time : .infinity
    }

    mutating func updateStop() {
      stop =
        nextEvent < problem.events.count ? min(problem.events[nextEvent].time, problem.end) : problem.end
    }
  }

  init(block: consuming LaneBlock, tolerances: Tolerances) {
    self.block = block
    self.tolerances = tolerances
    let width = LaneBlock.width
    func doubles(_ value: Double) -> UnsafeMutablePointer<Double> {
      // Vectors are read from here, so the memory is aligned for them.
      let raw = UnsafeMutableRawPointer.allocate(byteCount: width * 8, alignment: 64)
      let pointer = raw.bindMemory(to: Double.self, capacity: width)
      pointer.initialize(repeating: value, count: width)
      return pointer
    }
    times = doubles(0)
    steps = doubles(0.1)
    trial = doubles(0.1)
    errors = doubles(0)
    fractions = doubles(0)
    accepted = .allocate(capacity: width)
    accepted.initialize(repeating: false, count: width)
    lanes = .allocate(capacity: width)
    lanes.initialize(repeating: Lane(), count: width)
  }

  deinit {
    for pointer in [times, steps, trial, errors, fractions] { pointer.deallocate() }
    accepted.deallocate()
    lanes.deinitialize(count: LaneBlock.width)
    lanes.deallocate()
  }

  mutating func run(
    count: Int, problem: (Int) -> SubjectProblem, finished: (Int, SubjectResult) -> Void
  ) {
    var next = 0
    var active = 0
    let width = LaneBlock.width
    for lane in 0..<width {
      if load(&next, count, into: lane, problem, finished) { active += 1 }
    }
    block.refreshParameters()
    while active > 0 {
      for lane in 0..<width { trial[lane] = nextStep(lane) }
      block.computeStep(trial, relativeTolerance: tolerances.relative, errors: errors)
      var wantsSamples = false
      for lane in 0..<width where lanes[lane].subject >= 0 {
        accepted[lane] = errors[lane] <= 1
        if accepted[lane], lanes[lane].sampleTime <= times[lane] + trial[lane] { wantsSamples = true }
      }
      if wantsSamples { recordSamples() }
      block.accept(accepted)
      var refreshed = false
      for lane in 0..<width where lanes[lane].subject >= 0 {
        guard advance(lane) else { continue }
        finish(lane, finished)
        if !load(&next, count, into: lane, problem, finished) { active -= 1 }
        refreshed = true
      }
      if refreshed { block.refreshParameters() }
    }
  }

  // MARK: the clock of one lane

  private func nextStep(_ lane: Int) -> Double {
    guard lanes[lane].subject >= 0 else { return 1 }
    let rest = lanes[lane].stop - times[lane]
    let wish = steps[lane]
    if wish >= rest * 0.9999 { return rest }
    return wish * 2 > rest ? rest * 0.5 : wish
  }

  /// Moves a lane on after a step, applying events; true when its subject is finished.
  private func advance(_ lane: Int) -> Bool {
    let error = errors[lane]
    let step = trial[lane]
    // The error of a fifth-order method grows with the sixth power of the step; 1e-12 bounds the growth after a perfect step.
    let factor = error.isNaN ? 0.2 : min(6, max(0.2, 0.9 * Self.inverseTenthRoot(error + 1e-12)))
    guard accepted[lane] else {
      lanes[lane].result.statistics.rejected += 1
      steps[lane] = step * min(factor, 0.7)
      if !(steps[lane] > times[lane].magnitude * 1e-15 + 1e-300) {
        lanes[lane].result.outcome = .stepSizeUnderflow(time: times[lane])
        return true
      }
      return usedUp(lane)
    }
    lanes[lane].result.statistics.accepted += 1
    if lanes[lane].isFirstAfterEvent {
      // A first step that was cut short by the next event says nothing against the longer one of last time.
      let isWhole = step >= steps[lane]
      lanes[lane].stepAfterEvent = isWhole ? step : max(step, lanes[lane].stepAfterEvent)
      lanes[lane].isFirstAfterEvent = false
    }
    let rest = lanes[lane].stop - times[lane]
    // A step that was shortened to reach an event says nothing against the longer one that was wished for.
    steps[lane] = max(step * factor, step < steps[lane] && factor >= 1 ? steps[lane] : 0)
    guard step >= rest else {
      times[lane] += step
      return usedUp(lane)
    }
    times[lane] = lanes[lane].stop
    return reachedStop(lane)
  }

  private func usedUp(_ lane: Int) -> Bool {
    let statistics = lanes[lane].result.statistics
    guard statistics.accepted + statistics.rejected >= tolerances.maximumSteps else { return false }
    lanes[lane].result.outcome = .maximumStepsReached(time: times[lane])
    return true
  }

  /// Applies the events at a lane's present time; true at the end of its run.
  private func reachedStop(_ lane: Int) -> Bool {
    let now = times[lane]
    var changed = false
    while lanes[lane].nextEvent < lanes[lane].problem.events.count {
      let event = lanes[lane].problem.events[lanes[lane].nextEvent]
      if event.time > now { break }
      lanes[lane].nextEvent += 1
      switch event.action {
      case .addToState: block.addToState(event.index, lane: lane, event.value)
      case .setState: block.setState(event.index, lane: lane, to: event.value)
      case .addToInput: block.addToInput(event.index, lane: lane, event.value)
      case .setInput: block.setInput(event.index, lane: lane, to: event.value)
      case .mark: continue
      }
      changed = true
    }
    lanes[lane].updateStop()
    if changed {
      steps[lane] = min(steps[lane], lanes[lane].stepAfterEvent)
      lanes[lane].isFirstAfterEvent = true
    }
    return now >= lanes[lane].problem.end
  }

  // MARK: subjects

  private mutating func load(
    _ next: inout Int, _ count: Int, into lane: Int, _ problem: (Int) -> SubjectProblem,
    _ finished: (Int, SubjectResult) -> Void
  ) -> Bool {
    while next < count {
      let subject = next
      next += 1
      let given = problem(subject)
      lanes[lane] = Lane()
      lanes[lane].subject = subject
      lanes[lane].problem = given
      lanes[lane].result.observables = Array(
        repeating: .nan, count: given.samples.count * block.system.observableNames.count)
      for (k, value) in given.parameters.enumerated() { block.setParameter(k, lane: lane, to: value) }
      for (k, value) in given.initialState.enumerated() { block.setState(k, lane: lane, to: value) }
      for k in 0..<block.system.inputCount { block.setInput(k, lane: lane, to: 0) }
      times[lane] = given.start
      steps[lane] = 0.1
      lanes[lane].updateSampleTime()
      block.refreshParameters()
      recordBeforeStart(lane)
      if !reachedStop(lane) { return true }
      finish(lane, finished)
    }
    lanes[lane].subject = -1
    lanes[lane].stop = .infinity
    lanes[lane].sampleTime = .infinity
    accepted[lane] = false
    return false
  }

  private func finish(_ lane: Int, _ finished: (Int, SubjectResult) -> Void) {
    if lanes[lane].sampleTime <= times[lane], lanes[lane].result.outcome == .completed {
      block.observeNow()
      while lanes[lane].sampleTime <= times[lane] { record(lane) }
    }
    lanes[lane].result.finalState = (0..<block.stateCount).map { block.stateValue($0, lane: lane) }
    finished(lanes[lane].subject, lanes[lane].result)
  }

  // MARK: samples

  private func record(_ lane: Int) {
    let width = block.system.observableNames.count
    let row = lanes[lane].nextSample * width
    for k in 0..<width { lanes[lane].result.observables[row + k] = block.observable(k, lane: lane) }
    lanes[lane].nextSample += 1
    lanes[lane].updateSampleTime()
  }

  private func nextSampleIsAfterEvents(_ lane: Int) -> Bool {
    lanes[lane].problem.samples[lanes[lane].nextSample].afterEvents
  }

  /// Records what is asked for at the very start, before the events of that time.
  private func recordBeforeStart(_ lane: Int) {
    guard lanes[lane].sampleTime <= times[lane], !nextSampleIsAfterEvents(lane) else { return }
    block.observeNow()
    while lanes[lane].sampleTime <= times[lane], !nextSampleIsAfterEvents(lane) { record(lane) }
  }

  /// Records the samples inside the step just computed, as many rounds as the busiest lane needs.
  private func recordSamples() {
    block.prepareDenseOutput()
    let width = LaneBlock.width
    while true {
      var any = false
      for lane in 0..<width {
        fractions[lane] = 0
        guard isDue(lane) else { continue }
        any = true
        let fraction = (lanes[lane].sampleTime - times[lane]) / trial[lane]
        fractions[lane] = min(1, max(0, fraction))
      }
      guard any else { return }
      block.observe(at: fractions)
      for lane in 0..<width where isDue(lane) { record(lane) }
    }
  }

  /// Whether a lane's next sample lies in its computed step; one after events at the step's end waits for the next step.
  private func isDue(_ lane: Int) -> Bool {
    guard lanes[lane].subject >= 0, accepted[lane] else { return false }
    let sample = lanes[lane].sampleTime
    let rest = lanes[lane].stop - times[lane]
    if trial[lane] >= rest {
      return sample < lanes[lane].stop
        || (sample == lanes[lane].stop && !nextSampleIsAfterEvents(lane))
    }
    return sample <= times[lane] + trial[lane]
  }

  /// An approximation of x^(-1/10) within a few per cent, from the bits of the number: enough to choose a step.
  private static func inverseTenthRoot(_ x: Double) -> Double {
    let bits = Double(x.bitPattern)
    let one = Double((1.0).bitPattern)
    return Double(bitPattern: UInt64(one - (bits - one) * 0.1))
  }
}
