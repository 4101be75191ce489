extension RegimenParser {
  /// Turns the words of the segment into phases.
  mutating func closeSegment() throws(DosingError) {
    guard let amount = draft.amount else {
      throw cursor.error(cursor.current, "a dose is missing", "100 mg")
    }
    let isRate = amount.unit.isRate
    let (schedule, clockStart) = try resolveSchedule(isRate: isRate)
    if isRate, schedule != .once, draft.over == nil, draft.span == nil {
      throw cursor.error(
        draft.frequencyToken ?? amount.token,
        "a repeated infusion in \(amount.unit) needs its length", "over 30 min")
    }
    let (nominal, start) = try resolveStart(
      schedule: schedule, isRate: isRate, clockMinute: clockStart)
    var over = draft.over
    if over == nil, !draft.isBolus, !isRate, let last = phases.last, !last.unit.isRate {
      over = last.infusionDuration
    }
    if over != nil || isRate { try set(.intravenous, at: amount.token) }
    if draft.isBolus, draft.over != nil || isRate {
      throw cursor.error(amount.token, "a bolus has no length", "over 20 min")
    }
    if let titration = draft.titration {
      try appendSteps(titration, amount: amount, schedule: schedule, start: start, over: over)
    } else {
      try append(amount: amount, schedule: schedule, nominal: nominal, start: start, over: over)
    }
  }

  /// Joins frequency words with clock times; also returns the minute that fixes the start.
  private func resolveSchedule(
    isRate: Bool
  ) throws(DosingError) -> (schedule: DoseSchedule, clockMinute: Int?) {
    let clock = draft.clock.sorted()
    var frequency = draft.frequency
    if draft.isPoint {
      guard frequency == nil && clock.isEmpty || frequency == .once else {
        throw cursor.error(
          draft.startToken, "a single time contradicts a repeated dose",
          "from \(plainNumber(draft.start ?? 0)) h")
      }
      frequency = .once
    }
    if frequency == .continuous, !isRate {
      throw cursor.error(draft.frequencyToken, "a continuous infusion needs a rate", "2 mg/h")
    }
    guard let frequency else {
      if !clock.isEmpty { return (.clock(minutes: clock), nil) }
      if isRate { return (.once, nil) }
      if let last = phases.last, last.schedule != .once { return (last.schedule, nil) }
      return (.every(hours: 24), nil)
    }
    switch frequency {
    case .continuous, .once:
      guard clock.count <= 1, clock.isEmpty || frequency == .once else {
        throw cursor.error(draft.frequencyToken, "contradicts the clock times")
      }
      if draft.hasDayPart {
        throw cursor.error(
          draft.frequencyToken, "could be a single dose or one each day",
          "once at 22:00, or daily at 22:00")
      }
      if isRate, frequency == .once, draft.over == nil, draft.span == nil, draft.end == nil {
        throw cursor.error(draft.frequencyToken, "an infusion needs its length", "over 30 min")
      }
      return (.once, clock.first)
    case .daily:
      return (clock.isEmpty ? .every(hours: 24) : .clock(minutes: clock), nil)
    case .every(let hours):
      if clock.isEmpty { return (.every(hours: hours), nil) }
      if hours * Double(clock.count) == 24 { return (.clock(minutes: clock), nil) }
      guard clock.count == 1, hours > 24, hours.truncatingRemainder(dividingBy: 24) == 0 else {
        throw cursor.error(
          draft.frequencyToken,
          "every \(plainNumber(hours)) h contradicts \(clock.count) clock time"
            + (clock.count == 1 ? "" : "s") + " a day", "daily")
      }
      return (.every(hours: hours), clock.first)
    }
  }

  /// Finds when the segment begins and when its first dose is due, in h; closes an open segment before it.
  ///
  /// They differ for `every other day at 22:00`, where `for 14 d` counts from the first.
  private mutating func resolveStart(
    schedule: DoseSchedule, isRate: Bool, clockMinute: Int?
  ) throws(DosingError) -> (nominal: Double, start: Double) {
    var start = draft.start
    if start == nil {
      start = phases.last.map { $0.followingStart(schedule: schedule, isRate: isRate) } ?? 0
    }
    guard var start else {
      let isOpen = phases.last?.schedule != .once || phases.last?.unit.isRate == true
      throw cursor.error(
        draft.firstToken,
        isOpen ? "the segment before it has no end" : "nothing says when this dose is due",
        isOpen ? "for 7 d then ..." : "once at 144 h")
    }
    var nominal = start
    if let minute = clockMinute ?? draft.startMinute {
      start = RegimenPhase(amount: 1, schedule: .clock(minutes: [minute]), start: start).slot(0)
      if clockMinute == nil { nominal = start }
    }
    guard let last = phases.last, draft.start != nil else { return (nominal, start) }
    let isOpenInfusion = last.unit.isRate && last.schedule == .once && last.infusionDuration == nil
    guard start > last.start, isOpenInfusion || !last.isBounded else { return (nominal, start) }
    phases[phases.count - 1] = RegimenPhase(
      amount: last.amount, unit: last.unit,
      infusionDuration: isOpenInfusion ? start - last.start : last.infusionDuration,
      schedule: last.schedule, start: last.start, end: isOpenInfusion ? nil : start)
    return (nominal, start)
  }

  private mutating func append(
    amount: TypedAmount, schedule: DoseSchedule, nominal: Double, start: Double, over: Double?
  ) throws(DosingError) {
    var over = over
    var span = draft.span
    var end = draft.end
    if amount.unit.isRate, over == nil {
      if span != nil {
        over = span
        span = nil
      } else if schedule == .once, let until = end {
        try refuse(end: until, notAfter: start)
        over = until - start
        end = nil
      }
    }
    if schedule == .once, span != nil || end != nil || draft.count != nil {
      throw cursor.error(
        draft.endToken, "a single dose has no \"\(draft.endToken?.raw ?? "for")\"", "daily")
    }
    if let span { end = nominal + span }
    if let end { try refuse(end: end, notAfter: start) }
    phases.append(
      RegimenPhase(
        amount: amount.value, unit: amount.unit, infusionDuration: over, schedule: schedule,
        start: start, end: end, doseCount: draft.count))
  }

  private func refuse(end: Double, notAfter start: Double) throws(DosingError) {
    guard end <= start else { return }
    throw cursor.error(
      draft.endToken,
      "ends at \(plainNumber(end)) h, before or at its start at \(plainNumber(start)) h")
  }

  /// Appends one phase for each amount of a titration.
  private mutating func appendSteps(
    _ titration: Titration, amount: TypedAmount, schedule: DoseSchedule, start: Double,
    over: Double?
  ) throws(DosingError) {
    let target = titration.target ?? 0
    let step = titration.step ?? 0
    guard step > 0, target != amount.value else {
      throw cursor.error(titration.token, "steps must be above 0 and change the dose", "25 mg")
    }
    let exact = abs(target - amount.value) / step
    let count = exact.rounded()
    guard count >= 1, count < Double(RegimenLimits.phases), abs(exact - count) < 1e-6 else {
      throw cursor.error(
        titration.token,
        "steps of \(plainNumber(step)) do not lead from \(plainNumber(amount.value)) to "
          + plainNumber(target))
    }
    guard schedule != .once || amount.unit.isRate, draft.count == nil else {
      throw cursor.error(titration.token, "steps need a repeated dose", "daily")
    }
    if schedule == .once, draft.over != nil {
      throw cursor.error(titration.token, "steps of one infusion cannot have \"over\" as well")
    }
    let span = titration.stepSpan ?? (titration.totalSpan ?? 0) / count
    if target == 0, let token = draft.endToken {
      throw cursor.error(token, "the taper ends at 0 already")
    }
    var time = start
    for index in 0...Int(count) {
      let isLast = index == Int(count)
      if isLast, target == 0 { break }
      let change = Double(index) * step * (target > amount.value ? 1 : -1)
      let value = isLast ? target : ((amount.value + change) * 1e9).rounded() / 1e9
      var length: Double? = index == 0 ? draft.baseSpan ?? span : span
      if isLast { length = draft.end.map { $0 - time } ?? draft.span }
      if let end = draft.end, isLast { try refuse(end: end, notAfter: time) }
      let isInfusion = schedule == .once
      phases.append(
        RegimenPhase(
          amount: value, unit: amount.unit, infusionDuration: isInfusion ? length : over,
          schedule: schedule, start: time, end: isInfusion ? nil : length.map { time + $0 }))
      time += length ?? 0
    }
  }
}
