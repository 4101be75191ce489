extension Regimen: CustomStringConvertible {
  /// The canonical text; it parses back to the same value.
  public var description: String {
    var words = [medicine]
    var previous: RegimenPhase?
    for phase in phases {
      if previous != nil { words.append("then") }
      words.append("\(plainNumber(phase.amount)) \(phase.unit)")
      if previous == nil, let route { words.append(route.rawValue) }
      words += phase.words(after: previous)
      previous = phase
    }
    words += exceptions.words
    return words.joined(separator: " ")
  }
}

extension RegimenPhase {
  /// Infusion, schedule, start and end as words, given the phase before.
  fileprivate func words(after previous: RegimenPhase?) -> [String] {
    var words: [String] = []
    if let infusionDuration {
      words.append("over \(TimeSpan(hours: infusionDuration))")
    } else if !unit.isRate, let previous, !previous.unit.isRate, previous.infusionDuration != nil {
      words.append("bolus")
    }
    words.append(scheduleWords)
    let expected =
      previous.map { $0.followingStart(schedule: schedule, isRate: unit.isRate) ?? -1 } ?? 0
    if start != expected {
      let isPoint = schedule == .once && !(unit.isRate && infusionDuration == nil)
      words.append((isPoint ? "at " : "from ") + "\(plainNumber(start)) h")
    }
    if let end {
      let span = TimeSpan(hours: end - start)
      let isExact =
        (start == expected || span.hours.truncatingRemainder(dividingBy: 24) == 0)
        && (try? TimeSpan.parse(span.description)).map { start + $0.hours == end } ?? false
      words.append(isExact ? "for \(span)" : "until \(plainNumber(end)) h")
    }
    if let doseCount { words.append("for \(doseCount) doses") }
    return words
  }

  private var scheduleWords: String {
    switch schedule {
    case .once: return unit.isRate && infusionDuration == nil ? "continuously" : "once"
    case .every(24): return "daily"
    case .every(12): return "twice daily"
    case .every(168): return "weekly"
    case .every(let hours): return "every \(TimeSpan(hours: hours))"
    case .clock(let minutes):
      return "at "
        + listed(
          minutes.map { minute in
            let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
            return (hour < 10 ? "0\(hour)" : "\(hour)") + (rest < 10 ? ":0\(rest)" : ":\(rest)")
          })
    }
  }
}

extension RegimenExceptions {
  fileprivate var words: [String] {
    var words: [String] = []
    func add(_ verb: String, _ noun: String, _ numbers: [Int]) {
      guard !numbers.isEmpty else { return }
      words.append("\(verb) \(noun)\(numbers.count > 1 ? "s" : "") \(listed(numbers.map(String.init)))")
    }
    add("missing", "day", missedDays)
    add("missing", "dose", missedDoses)
    add("double dose on", "day", doubledDays)
    if let stoppedAgo { words.append("stopped \(TimeSpan(hours: stoppedAgo)) ago") }
    return words
  }
}

/// Joins items as in `1, 2 and 3`.
private func listed(_ items: [String]) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " and " + last
}
