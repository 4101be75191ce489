import Quantities

extension Regimen {
  /// Reads a regimen as a person would write it, such as "nortriptyline 25 mg daily for 7 d then 50 mg daily".
  ///
  /// - Throws: ``DosingError`` that names the words, the rule and the nearest valid choice.
  public static func parse(_ text: String) throws(DosingError) -> Regimen {
    var parser = RegimenParser(text)
    return try parser.parse()
  }
}

/// Reads one regimen.
struct RegimenParser {
  private let text: String
  private var reader: TokenReader
  private var medicine: [String] = []
  private var route: Regimen.Route?
  private var phases: [Regimen.Phase] = []
  private var missedDays: [Int] = []
  private var missedDoses: [Int] = []
  private var doubledDays: [Int] = []
  private var stoppedAgo: Double?

  init(_ text: String) {
    self.text = text
    reader = TokenReader(text)
  }

  private func fault(_ rule: String, _ suggestion: String? = nil) -> DosingError {
    DosingError(place: "\"\(text)\"", rule: rule, suggestion: suggestion)
  }

  mutating func parse() throws(DosingError) -> Regimen {
    guard text.count <= 2000 else { throw DosingError(place: "regimen", rule: "is longer than 2000 characters") }
    takeName()
    repeat {
      guard let (amount, unit) = try takeAmount() else {
        throw reader.isAtEnd && phases.isEmpty
          ? fault("the dose is missing; write for example '\(medicine.isEmpty ? "atomoxetine" : medicine.joined(separator: " ")) 40 mg daily'")
          : fault("a dose is expected at '\(reader.rest)'")
      }
      var phase = Regimen.Phase(
        amount: amount, unit: unit, schedule: .every(24), infusion: nil, start: nil, length: nil, count: nil, end: nil)
      if phases.isEmpty, medicine.isEmpty { takeName() }
      try takeModifiers(&phase)
      phases.append(phase)
    } while takeThen()
    guard reader.isAtEnd else { throw unknown() }
    guard !medicine.isEmpty else { throw fault("no medicine is named") }
    if stoppedAgo != nil, phases.contains(where: { $0.schedule == .once }) {
      throw fault("a single dose cannot be stopped")
    }
    return Regimen(
      medicine: medicine.joined(separator: " "), route: route, phases: phases, missedDays: missedDays,
      missedDoses: missedDoses, doubledDays: doubledDays, stoppedAgo: stoppedAgo)
  }

  private func unknown() -> DosingError {
    let word: String
    if case .word(let next)? = reader.peek { word = next } else { word = reader.rest }
    return fault(
      "'\(word)' is not understood", NearestName.suggestion(for: word, among: RegimenWords.all))
  }

  // MARK: name and amount

  /// Words up to the first number or known word are the medicine and its form.
  private mutating func takeName() {
    while case .word(let word)? = reader.peek, word != ",", !(!medicine.isEmpty && RegimenWords.all.contains(word)) {
      if word == "of" || word == "take" || word == "takes" {
        reader.skip()
        continue
      }
      medicine.append(word)
      reader.skip()
    }
    // A name may hold a number ("xl 300" does not, but "n-desmethyl 4" might not either); routes may stand before the dose.
    takeRoute()
  }

  private mutating func takeRoute() {
    if reader.takeAny(["iv", "intravenous", "intravenously", "i.v."]) != nil { route = .intravenous }
    if reader.takeAny(["po", "oral", "orally", "p.o."]) != nil { route = .oral }
    if reader.take("by", "mouth") { route = .oral }
  }

  private mutating func takeAmount() throws(DosingError) -> (Double, DoseUnit)? {
    guard case .number(let value)? = reader.peek else {
      if case .word(let word)? = reader.peek, ["nan", "inf", "infinity"].contains(word) {
        throw fault("a dose must be a number, not '\(word)'")
      }
      return nil
    }
    guard case .word(let word)? = reader.peek(1) else {
      throw fault("the dose \(Regimen.plain(value)) needs a unit, such as mg")
    }
    guard let unit = DoseUnit.named(word) else {
      throw fault(
        "'\(word)' is not a unit of dose", NearestName.suggestion(for: word, among: DoseUnit.allCases.map(\.rawValue)))
    }
    guard value.isFinite, value > 0 else { throw fault("a dose must be greater than zero, not \(Regimen.plain(value)) \(word)") }
    reader.skip(2)
    return (value, unit)
  }

  private mutating func takeThen() -> Bool {
    while reader.take(",") {}
    guard reader.takeAny(["then", "followed"]) != nil else { return false }
    _ = reader.take("by")
    return true
  }

  // MARK: modifiers

  private mutating func takeModifiers(_ phase: inout Regimen.Phase) throws(DosingError) {
    var hasSchedule = false
    while !reader.isAtEnd {
      if reader.peek == .word(","), reader.peek(1) != .word("then") {
        reader.skip()
        continue
      }
      if reader.peek == .word("then") || (reader.peek == .word(",") && reader.peek(1) == .word("then")) { return }
      takeRoute()
      if reader.isAtEnd { return }
      let before = reader.rest
      if let schedule = try takeSchedule(&phase) {
        if hasSchedule, schedule != phase.schedule { throw fault("two frequencies contradict each other near '\(before)'") }
        phase.schedule = schedule
        hasSchedule = true
      }
      try takeTimes(&phase)
      try takeExceptions()
      try takeLadder(&phase)
      if reader.rest == before, reader.peek != .word("then"), reader.peek != .word(",") { throw unknown() }
    }
  }

  private mutating func takeSchedule(_ phase: inout Regimen.Phase) throws(DosingError) -> Regimen.Schedule? {
    if reader.take("single", "dose") || reader.take("once", "only") || reader.take("stat") { return .once }
    if reader.take("once", "daily") || reader.take("once", "a", "day") || reader.take("once", "per", "day") { return .every(24) }
    if reader.take("once", "weekly") || reader.take("once", "a", "week") { return .every(168) }
    if reader.take("once") { return .once }
    if reader.take("every", "other", "day") || reader.take("alternate", "days") { return .every(48) }
    if reader.take("twice", "daily") || reader.take("twice", "a", "day") { return .every(12) }
    if reader.take("three", "times", "daily") || reader.take("three", "times", "a", "day") { return .every(8) }
    if reader.take("four", "times", "daily") || reader.take("four", "times", "a", "day") { return .every(6) }
    if let word = reader.takeAny(Array(RegimenWords.frequencies.keys)) {
      return RegimenWords.frequencies[word].map { .every($0) }
    }
    if let word = reader.takeAny(["nocte", "mane", "noct"]) { return .clock([word == "mane" ? 480 : 1320]) }
    if reader.take("at", "night") || reader.take("at", "bedtime") || reader.take("in", "the", "evening") { return .clock([1320]) }
    if reader.take("in", "the", "morning") || reader.take("every", "morning") || reader.take("each", "morning") { return .clock([480]) }
    if reader.take("every", "night") || reader.take("every", "evening") { return .clock([1320]) }
    if reader.take("every", "day") || reader.take("each", "day") || reader.take("a", "day") || reader.take("per", "day") { return .every(24) }
    if reader.take("every", "week") || reader.take("a", "week") { return .every(168) }
    if case .word(let word)? = reader.peek, word == "q" || word == "every" {
      reader.skip()
      guard let hours = try reader.takeSpan() else { throw fault("'\(word)' needs a time span, such as 12 h") }
      guard hours >= 0.05 else { throw fault("the interval must be longer than zero, not \(Regimen.plain(hours)) h") }
      return .every(hours)
    }
    if case .number(let value)? = reader.peek {
      if reader.peek(1) == .word("hourly"), value > 0 {
        reader.skip(2)
        return .every(value)
      }
      if reader.peek(1) == .word("times") || reader.peek(1) == .word("x"), value >= 1, value <= 24 {
        reader.skip(2)
        guard reader.takeAny(["daily", "a", "per"]) != nil else { throw fault("'times' needs 'daily'") }
        _ = reader.take("day")
        return .every(24 / value)
      }
    }
    return try takeClocks()
  }

  private mutating func takeClocks() throws(DosingError) -> Regimen.Schedule? {
    var look = 0
    if reader.peek == .word("at") { look = 1 }
    guard let first = clock(at: look) else { return nil }
    reader.skip(look + first.tokens)
    var minutes = [first.minutes]
    while true {
      var offset = 0
      while reader.peek(offset) == .word(",") || reader.peek(offset) == .word("and") || reader.peek(offset) == .word("at") { offset += 1 }
      guard offset > 0, let next = clock(at: offset) else { break }
      reader.skip(offset + next.tokens)
      minutes.append(next.minutes)
    }
    guard Set(minutes).count == minutes.count else { throw fault("a clock time stands twice") }
    return .clock(minutes.sorted())
  }

  private func clock(at offset: Int) -> (minutes: Int, tokens: Int)? {
    if case .clock(let minutes)? = reader.peek(offset) { return (minutes % 1440, 1) }
    if reader.peek(offset) == .word("noon") { return (720, 1) }
    if case .number(let hour)? = reader.peek(offset), case .word(let half)? = reader.peek(offset + 1),
      half == "am" || half == "pm", (1...12).contains(hour)
    {
      return ((Int(hour) % 12 + (half == "pm" ? 12 : 0)) * 60, 2)
    }
    return nil
  }

  private mutating func takeTimes(_ phase: inout Regimen.Phase) throws(DosingError) {
    if reader.take("over") {
      guard let span = try reader.takeSpan(), span > 0 else { throw fault("'over' needs a time span, such as 20 min") }
      phase.infusion = span
    }
    if reader.take("for") {
      if case .number(let value)? = reader.peek, case .word(let word)? = reader.peek(1), word == "doses" || word == "dose" {
        guard value == value.rounded(), value >= 1, value < 1e6 else { throw fault("the number of doses must be a whole number from 1") }
        reader.skip(2)
        phase.count = Int(value)
      } else if let span = try reader.takeSpan() {
        guard span > 0 else { throw fault("'for' needs a time longer than zero") }
        phase.length = span
        if phase.unit.isRate { phase.infusion = span; phase.schedule = .once; phase.length = nil }
      } else {
        throw fault("'for' needs a time span or a number of doses")
      }
    }
    if reader.take("until") || reader.take("till") { phase.end = try takeMoment("until") }
    if reader.takeAny(["from", "starting", "started", "start", "beginning"]) != nil {
      _ = reader.takeAny(["at", "on", "from"])
      phase.start = try takeMoment("from")
    }
    if reader.take("after") { phase.start = try takeMoment("after") }
    if reader.peek == .word("on"), reader.peek(1) == .word("day") {
      reader.skip()
      phase.start = try takeMoment("on")
    }
    if reader.peek == .word("at"), case .number? = reader.peek(1), clock(at: 1) == nil {
      reader.skip()
      phase.start = try takeMoment("at")
    }
    if let start = phase.start, let end = phase.end, end <= start {
      throw fault("it ends (\(Regimen.plain(end)) h) before it starts (\(Regimen.plain(start)) h)")
    }
  }

  /// "day 5" is the beginning of that day; "96 h" is a time after zero.
  private mutating func takeMoment(_ word: String) throws(DosingError) -> Double {
    if reader.take("day") {
      guard let day = reader.takeNumber(), day >= 1, day == day.rounded(), day < 1e5 else {
        throw fault("days are counted from 1")
      }
      return (day - 1) * 24
    }
    guard let span = try reader.takeSpan() else { throw fault("'\(word)' needs a time, such as 96 h or day 5") }
    return span
  }

  private mutating func takeExceptions() throws(DosingError) {
    if reader.takeAny(["missing", "missed", "skipping", "skipped", "miss", "skip"]) != nil {
      _ = reader.take("the")
      if reader.takeAny(["day", "days"]) != nil {
        missedDays += try takeList("days")
      } else if reader.takeAny(["dose", "doses"]) != nil {
        missedDoses += try takeList("doses")
      } else {
        throw fault("say which day or dose was missed, such as 'missing day 5'")
      }
    }
    if reader.takeAny(["double", "doubled"]) != nil {
      _ = reader.takeAny(["dose", "doses"])
      _ = reader.take("on")
      guard reader.takeAny(["day", "days"]) != nil else { throw fault("say on which day the dose was doubled") }
      doubledDays += try takeList("days")
    }
    if reader.takeAny(["stopped", "stopping", "discontinued"]) != nil {
      guard let span = try reader.takeSpan(), reader.take("ago") else {
        throw fault("write 'stopped 10 d ago', or 'until day 20'")
      }
      stoppedAgo = span
    }
  }

  private mutating func takeList(_ what: String) throws(DosingError) -> [Int] {
    let numbers = reader.takeNumbers()
    guard !numbers.isEmpty else { throw fault("\(what) are counted from 1") }
    return numbers
  }

  /// "increase by 25 mg every week to 100 mg" and "taper by 25 mg every week to 0 mg": the rungs before the last become phases.
  private mutating func takeLadder(_ phase: inout Regimen.Phase) throws(DosingError) {
    guard let word = reader.takeAny(RegimenWords.upwards + RegimenWords.downwards) else { return }
    let isDown = RegimenWords.downwards.contains(word)
    _ = reader.take("by")
    guard let (step, unit) = try takeAmount(), unit == phase.unit else {
      throw fault("'\(word) by' needs a dose in \(phase.unit.rawValue)")
    }
    guard reader.takeAny(["every", "each"]) != nil else { throw fault("'\(word)' needs 'every' and a time span") }
    let span = try takeRungLength(word)
    guard reader.take("to"), let goal = reader.takeNumber(), goal >= 0, goal.isFinite else {
      throw fault("'\(word)' needs 'to' and the last dose")
    }
    _ = reader.takeAny([unit.rawValue, "mcg"])
    guard isDown ? goal < phase.amount : goal > phase.amount, abs(goal - phase.amount) / step < 500 else {
      throw fault(
        "steps of \(Regimen.plain(step)) do not lead from \(Regimen.plain(phase.amount)) to \(Regimen.plain(goal)) "
          + unit.rawValue)
    }
    var rungs: [Regimen.Phase] = []
    var rung = phase
    rung.length = span
    rung.end = nil
    rung.count = nil
    while isDown ? rung.amount > goal : rung.amount < goal {
      rungs.append(rung)
      rung.start = nil
      rung.amount = isDown ? max(goal, rung.amount - step) : min(goal, rung.amount + step)
    }
    if goal > 0 {
      rung.length = nil
      rungs.append(rung)
    }
    phases += rungs.dropLast()
    phase = rungs.last ?? phase
  }

  private mutating func takeRungLength(_ word: String) throws(DosingError) -> Double {
    if reader.take("week") { return 168 }
    if reader.take("day") { return 24 }
    guard let span = try reader.takeSpan(), span > 0 else { throw fault("'\(word) every' needs a time span, such as 7 d") }
    return span
  }
}

/// The words that regimens are made of.
enum RegimenWords {
  /// Intervals in hours of frequency words.
  static let frequencies: [String: Double] = [
    "daily": 24, "od": 24, "qd": 24, "q.d.": 24, "o.d.": 24, "qam": 24, "bid": 12, "bd": 12, "b.i.d.": 12, "b.d.": 12,
    "tid": 8, "tds": 8, "t.i.d.": 8, "qid": 6, "qds": 6, "q.i.d.": 6, "weekly": 168, "hourly": 1,
  ]
  static let upwards = ["increase", "increasing", "titrate"]
  static let downwards = ["taper", "tapering", "decrease", "reduce"]
  /// Every word that may follow a dose, for suggestions and to end a medicine's name.
  static let all: [String] =
    Array(frequencies.keys) + upwards + downwards + [
      "once", "single", "twice", "three", "four", "every", "at", "for", "from", "until", "then", "over", "missing", "missed",
      "skipped", "double", "stopped", "starting", "after", "on", "nocte", "mane", "in", "q", "iv", "oral", "po", "followed",
      "alternate",
    ]
}
