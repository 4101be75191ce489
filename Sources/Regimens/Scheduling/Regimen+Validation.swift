/// Limits of what is accepted as a dosing plan.
enum RegimenLimits {
  /// Amounts in mg or mg/h, before multiplication by weight: 1 pg to 1 kg.
  static let milligrams: ClosedRange<Double> = 1e-9...1e6
  /// Intervals between doses in h: one minute to ten years.
  static let interval: ClosedRange<Double> = (1.0 / 60)...87_600
  static let doseCount = 100_000
  static let day = 36_500
  static let phases = 1_000
  static let nameLength = 80
  static let textLength = 4_000
}

extension Regimen {
  /// Checks every rule that joins several parts of a regimen.
  func validate() throws(DosingError) {
    guard RegimenParser.isMedicineName(medicine) else {
      throw DosingError(
        place: "medicine \"\(medicine)\"",
        rule: "a name has letters, at most \(RegimenLimits.nameLength) characters, and no dosing words"
      )
    }
    guard !phases.isEmpty, phases.count <= RegimenLimits.phases else {
      throw DosingError(
        place: medicine, rule: "\(phases.count) segments; must be 1 to \(RegimenLimits.phases)")
    }
    for (index, phase) in phases.enumerated() {
      let place = phases.count == 1 ? medicine : "\(medicine), segment \(index + 1)"
      try phase.validate(place: place, route: route)
      if index > 0 { try phase.validate(place: place, after: phases[index - 1]) }
    }
    try validateExceptions()
  }

  private func validateExceptions() throws(DosingError) {
    if let ago = exceptions.stoppedAgo, !(ago > 0 && ago <= TimeSpan.longest) {
      throw DosingError(
        place: "stopped \(plainNumber(ago)) h ago", rule: "must be above 0 h and within 100 years")
    }
    let days = exceptions.missedDays + exceptions.doubledDays
    for day in days where !(1...RegimenLimits.day).contains(day) {
      throw DosingError(place: "day \(day)", rule: "days count from 1 to \(RegimenLimits.day)")
    }
    for dose in exceptions.missedDoses where !(1...RegimenLimits.doseCount).contains(dose) {
      throw DosingError(
        place: "dose \(dose)", rule: "doses count from 1 to \(RegimenLimits.doseCount)")
    }
    for day in exceptions.missedDays where exceptions.doubledDays.contains(day) {
      throw DosingError(place: "day \(day)", rule: "a day cannot be both missed and doubled")
    }
    guard let lastDay = days.max() ?? exceptions.missedDoses.max().map({ _ in 1 }) else { return }
    try validateDueDates(days: days, lastDay: lastDay)
  }

  /// Refuses exceptions for doses that were never due, which are slips of the pen.
  private func validateDueDates(days: [Int], lastDay: Int) throws(DosingError) {
    let ending = phases.last.map { $0.end ?? ($0.slot(max(0, ($0.doseCount ?? 1) - 1)) + 1) } ?? 0
    let horizon = isBounded ? ending : Double(lastDay) * 24
    let densest = phases.compactMap(\.interval).min() ?? .infinity
    guard horizon / densest <= Double(RegimenLimits.doseCount) else { return }
    let planned = slots(before: horizon)
    let due = Set(planned.map(\.day))
    for day in days where !due.contains(day) {
      let near = due.min { abs($0 - day) < abs($1 - day) }
      throw DosingError(
        place: "day \(day)", rule: "no dose is due on this day", suggestion: near.map { "day \($0)" })
    }
    for dose in exceptions.missedDoses where isBounded && dose > planned.count {
      throw DosingError(
        place: "dose \(dose)", rule: "the regimen has only \(planned.count) doses",
        suggestion: "dose \(planned.count)")
    }
  }
}

extension RegimenPhase {
  /// Checks one phase by itself.
  func validate(place: String, route: DoseRoute?) throws(DosingError) {
    func refuse(_ rule: String, _ suggestion: String? = nil) -> DosingError {
      DosingError(place: place, rule: rule, suggestion: suggestion)
    }
    if let rule = Self.fault(amount: amount, unit: unit) { throw refuse(rule) }
    guard start >= 0, start <= TimeSpan.longest else {
      throw refuse("start at \(plainNumber(start)) h; must be 0 h to 100 years")
    }
    if let end {
      guard end > start else {
        throw refuse("ends at \(plainNumber(end)) h, before or at its start at \(plainNumber(start)) h")
      }
      guard end <= TimeSpan.longest * 2 else { throw refuse("an end must lie within 200 years") }
    }
    if let doseCount, !(1...RegimenLimits.doseCount).contains(doseCount) {
      throw refuse("\(doseCount) doses; must be 1 to \(RegimenLimits.doseCount)")
    }
    if end != nil, doseCount != nil {
      throw refuse("two ends: give a time or a number of doses, not both")
    }
    if schedule == .once, end != nil || doseCount != nil {
      throw refuse("a single dose has no end and no number of doses")
    }
    try validateSchedule(refuse)
    try validateInfusion(route: route, refuse)
    if let end, let interval, (end - start) / interval > Double(RegimenLimits.doseCount) {
      throw refuse("more than \(RegimenLimits.doseCount) doses")
    }
    if let end, slot(0) >= end - Self.timeTolerance {
      throw refuse("it ends before its first dose is due")
    }
  }

  private func validateSchedule(_ refuse: (String, String?) -> DosingError) throws(DosingError) {
    switch schedule {
    case .once: break
    case .every(let hours):
      guard RegimenLimits.interval.contains(hours) else {
        throw refuse("every \(plainNumber(hours)) h; must be 1 min to 10 years", "every 24 h")
      }
    case .clock(let minutes):
      guard !minutes.isEmpty, minutes.count <= 48, minutes.allSatisfy((0..<1440).contains) else {
        throw refuse("clock times must be 1 to 48 minutes of the day, 0 to 1439", nil)
      }
      guard zip(minutes, minutes.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw refuse("clock times must ascend without repetition", nil)
      }
    }
  }

  private func validateInfusion(
    route: DoseRoute?, _ refuse: (String, String?) -> DosingError
  ) throws(DosingError) {
    if let infusionDuration {
      guard infusionDuration > 0, infusionDuration <= TimeSpan.longest else {
        throw refuse("an infusion must last more than 0 h and at most 100 years", nil)
      }
      if let shortestGap, infusionDuration > shortestGap + Self.timeTolerance {
        throw refuse(
          "an infusion over \(TimeSpan(hours: infusionDuration)) overlaps the next, due after "
            + "\(TimeSpan(hours: shortestGap))", "over 20 min")
      }
    } else if unit.isRate, schedule != .once {
      throw refuse("a repeated infusion in \(unit) needs its length", "over 30 min")
    }
    if infusionDuration != nil || unit.isRate, route != .intravenous {
      throw refuse("an infusion is given iv, not \(route?.rawValue ?? "by an unstated route")", "iv")
    }
  }

  /// Checks a phase against the one before it.
  func validate(place: String, after previous: RegimenPhase) throws(DosingError) {
    guard previous.isBounded else {
      throw DosingError(
        place: place, rule: "the segment before it has no end", suggestion: "for 7 d then ...")
    }
    var earliest = previous.end ?? previous.start
    if previous.end == nil, let last = previous.doseCount { earliest = previous.slot(last - 1) }
    if previous.unit.isRate, previous.schedule == .once {
      guard let duration = previous.infusionDuration else {
        throw DosingError(
          place: place, rule: "the infusion before it has no end", suggestion: "for 6 h then ...")
      }
      earliest = previous.start + duration
    }
    let joinsBolus = unit.isRate && !previous.unit.isRate && previous.schedule == .once
    guard start >= earliest - Self.timeTolerance, start > previous.start || joinsBolus else {
      throw DosingError(
        place: place,
        rule: "starts at \(plainNumber(start)) h, while the segment before it goes on until "
          + "\(plainNumber(earliest)) h", suggestion: "from \(plainNumber(earliest)) h")
    }
  }

  /// The rule that an amount breaks; nil for a valid one.
  static func fault(amount: Double, unit: DoseUnit) -> String? {
    guard amount.isFinite else { return "a dose must be a finite number" }
    guard amount > 0 else { return "a dose of \(plainNumber(amount)) \(unit); must be above 0" }
    guard RegimenLimits.milligrams.contains(unit.milligrams(amount, weightKg: 1)) else {
      return "a dose of \(plainNumber(amount)) \(unit) is absurd; must be within 1 pg and 1 kg"
    }
    return nil
  }
}
