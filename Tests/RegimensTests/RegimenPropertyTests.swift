import Regimens
import TestSupport
import Testing

@Suite struct RegimenPropertyTests {
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `prints what parses back to the same value`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var count = 0
    for _ in 0..<1500 {
      guard let regimen = RandomRegimen.make(&generator) else { continue }
      count += 1
      let text = regimen.description
      do {
        let again = try Regimen.parse(text)
        #expect(again == regimen, "seed \(seed): \(text) became \(again)")
      } catch {
        Issue.record("seed \(seed): \(text) was refused: \(error)")
      }
    }
    #expect(count > 700, "too many random regimens were invalid")
  }

  @Test(arguments: [UInt64(5), 6])
  func `doses ascend, are positive and agree between horizons`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      guard let regimen = RandomRegimen.make(&generator), regimen.exceptions.stoppedAgo == nil,
        !regimen.phases.contains(where: { $0.unit.isRate })
      else { continue }
      let long = regimen.doses(until: 1200, weightKg: 70)
      let short = regimen.doses(until: 500, weightKg: 70)
      #expect(long.filter { $0.time < 500 - 1e-9 } == short, "seed \(seed): \(regimen)")
      #expect(zip(long, long.dropFirst()).allSatisfy { $0.time <= $1.time }, "seed \(seed): \(regimen)")
      #expect(long.allSatisfy { $0.amount > 0 && $0.duration >= 0 }, "seed \(seed): \(regimen)")
      let heavy = regimen.doses(until: 1200, weightKg: 140)
      #expect(heavy.map(\.time) == long.map(\.time), "seed \(seed): \(regimen)")
    }
  }

  @Test func `random characters never crash`() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array(
      "abdghimnoqtuxwy0123456789 ..,,:;/-+()@%\u{B5}\u{3BC}\u{D7}\u{2192}\u{E9}\u{1F48A}\u{301}\"\n  ")
    var accepted = 0
    for _ in 0..<10_000 {
      let length = Int.random(in: 0...40, using: &generator)
      let text = String((0..<length).map { _ in generator.pick(alphabet) })
      if check(text, seed: 7) { accepted += 1 }
      if check("foo 5 mg " + text, seed: 7) { accepted += 1 }
    }
    #expect(accepted > 0)
  }

  @Test func `random words never crash`() {
    var generator = SeededGenerator(seed: 8)
    var accepted = 0
    for index in 0..<8000 {
      let length = Int.random(in: 0...9, using: &generator)
      let words = (0..<length).map { _ in generator.pick(Self.words) }
      let text = (index % 3 == 0 ? "" : "foo 5 mg ") + words.joined(separator: generator.pick([" ", " ", ""]))
      if check(text, seed: 8) { accepted += 1 }
    }
    #expect(accepted > 100)
  }

  @Test func `random spans and units never crash`() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<5000 {
      let words = (0..<Int.random(in: 0...4, using: &generator)).map { _ in generator.pick(Self.words) }
      let text = words.joined(separator: " ")
      _ = try? TimeSpan.parse(text)
      _ = try? DoseUnit.parse(text)
    }
  }

  /// Parses; when that succeeds, the canonical text must mean the same and expand.
  private func check(_ text: String, seed: UInt64) -> Bool {
    guard let regimen = try? Regimen.parse(text) else { return false }
    let again = try? Regimen.parse(regimen.description)
    #expect(again == regimen, "seed \(seed): \(text) printed as \(regimen)")
    _ = regimen.doses(until: 200, weightKg: 70)
    _ = regimen.lastDoseTime
    return true
  }

  private static let words = """
    foo bar XL daily once twice bid tid q8h q 8 every each other day days week weekly h d min 5 mg 10 mg 50 mg/kg ug/kg/min \
    2 mg/h for 7 d for 28 d for 3 doses until day 20 until 240 h from day 5 from 96 h at 08:00 at 22:00 at 8am and 12pm nocte \
    mane then 20 mg then 5 mg daily , then stop increase by 5 mg every week to 20 mg taper 100 mg to 0 over 4 weeks in \
    steps of 25 mg missing day 5 missed doses 3 and 4 double dose on day 6 stopped 10 d ago iv oral bolus over 20 min \
    continuously single dose - / ( ) -5 0 1e400 nan inf 1,000 12,5 0.1 \u{B5}g for days 1-7 on day 3 starting at 20:00
    """.split(separator: " ").map(String.init)
    + [
      "for 7 d", "for 3 doses", "until 240 h", "from day 5", "at 08:00", "then 20 mg", "missing day 3",
      "missed doses 3 and 4", "double dose on day 6", "stopped 10 d ago", "over 20 min", "every 12 h",
      "increase by 5 mg every week to 20 mg", "then taper to 0 over 4 weeks by 5 mg", "once at 144 h",
    ]
}

/// Makes regimens that follow the rules most of the time.
private enum RandomRegimen {
  static func make(_ generator: inout SeededGenerator) -> Regimen? {
    let names = [
      "nortriptyline", "bupropion XL", "5-HTP", "St. John's wort", "vitamin D3", "(S)-citalopram",
      "omega-3", "bupropion/naltrexone", "2C-B",
    ]
    var phases: [RegimenPhase] = []
    var time = 0.0
    var isIntravenous = false
    let count = Int.random(in: 1...4, using: &generator)
    for index in 0..<count {
      if generator.chance(0.25) { time += hours(&generator) }
      let phase = phase(&generator, start: time, isLast: index == count - 1)
      if phase.infusionDuration != nil || phase.unit.isRate { isIntravenous = true }
      phases.append(phase)
      time = phase.end ?? phase.start + max(phase.infusionDuration ?? 0, 24) * Double(phase.doseCount ?? 1)
    }
    let route: DoseRoute? =
      isIntravenous ? .intravenous : generator.pick([nil, nil, .oral, .intravenous])
    var exceptions = RegimenExceptions.none
    if generator.chance(0.4) {
      exceptions = RegimenExceptions(
        missedDays: generator.chance(0.4) ? [1] : [],
        missedDoses: generator.chance(0.4) ? [1, 2].filter { _ in generator.chance(0.7) } : [],
        doubledDays: generator.chance(0.3) ? [2] : [],
        stoppedAgo: generator.chance(0.4) ? hours(&generator) : nil)
    }
    return try? Regimen(
      medicine: generator.pick(names), route: route, phases: phases, exceptions: exceptions)
  }

  /// Whole days, whole hours, minutes and arbitrary lengths, in h.
  static func hours(_ generator: inout SeededGenerator) -> Double {
    let value = Double.random(in: 1...300, using: &generator)
    return generator.pick([value, value.rounded(), (value * 60).rounded() / 60, (value / 12).rounded(.up) * 24])
  }

  static func phase(
    _ generator: inout SeededGenerator, start: Double, isLast: Bool
  ) -> RegimenPhase {
    let rate = generator.chance(0.2) ? generator.pick(DoseUnit.RateTime.allCases) : nil
    let unit = DoseUnit(
      generator.pick(MassUnit.allCases), perKilogram: generator.chance(0.2), per: rate)
    let raw = Double.random(in: 0.01...500, using: &generator)
    let amount = generator.pick([raw, raw.rounded(.up), (raw * 10).rounded(.up) / 10])
    let schedule: DoseSchedule
    switch Int.random(in: 0...3, using: &generator) {
    case 0: schedule = .once
    case 1:
      let minutes = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        Int.random(in: 0..<1440, using: &generator)
      }
      schedule = .clock(minutes: Set(minutes).sorted())
    default: schedule = .every(hours: generator.pick([8, 12, 24, 48, 168, hours(&generator)]))
    }
    var duration: Double? = rate != nil || generator.chance(0.2) ? generator.pick([1.0 / 3, 0.5, 0.7321]) : nil
    if rate != nil, schedule == .once, isLast, generator.chance(0.3) { duration = nil }
    let isEnding = schedule != .once && (!isLast || generator.chance(0.5))
    let isCounted = isEnding && generator.chance(0.3)
    return RegimenPhase(
      amount: amount, unit: unit, infusionDuration: duration, schedule: schedule, start: start,
      end: isEnding && !isCounted ? start + hours(&generator) : nil,
      doseCount: isCounted ? Int.random(in: 1...9, using: &generator) : nil)
  }
}
