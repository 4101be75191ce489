/// A change of dose in equal steps.
struct Titration {
  let token: RegimenToken
  /// The last amount, in the unit of the phase.
  var target: Double?
  /// The size of one step, in the unit of the phase.
  var step: Double?
  /// Time at each amount, in h.
  var stepSpan: Double?
  /// Time from the first amount to the target, in h.
  var totalSpan: Double?
}

/// A segment of a regimen while its words are read.
struct PhaseDraft {
  enum Frequency: Equatable {
    case once, daily, continuous
    case every(Double)
  }

  let firstToken: RegimenToken?
  var amount: TypedAmount?
  private(set) var frequency: Frequency?
  private(set) var frequencyToken: RegimenToken?
  /// Minutes after midnight, in the order typed.
  private(set) var clock: [Int] = []
  /// True when a clock time is a part of the day, such as `nocte`.
  var hasDayPart = false
  var isBolus = false
  /// Length of each infusion in h, from `over`.
  var over: Double?
  /// Length of the segment in h, from `for`.
  var span: Double?
  var count: Int?
  /// End in h, from `until`.
  var end: Double?
  /// The token that gave the end of the segment.
  var endToken: RegimenToken?
  /// Start in h, from `from` or `at`.
  var start: Double?
  /// True when the start is a single time, from `at 144 h`.
  var isPoint = false
  var startToken: RegimenToken?
  /// Clock time of the first dose, from `starting at 20:00`.
  var startMinute: Int?
  var titration: Titration?
  /// Length of the first amount before a titration, in h.
  var baseSpan: Double?

  init(firstToken: RegimenToken?) { self.firstToken = firstToken }

  /// True when `for` or `until` has been read.
  var hasEnd: Bool { endToken != nil }

  /// Records how often; the same twice is accepted.
  mutating func set(
    _ new: Frequency, at token: RegimenToken, in cursor: TokenCursor
  ) throws(DosingError) {
    defer { frequencyToken = frequencyToken ?? token }
    guard let old = frequency, old != new else {
      frequency = new
      return
    }
    switch (old, new) {
    case (.daily, .every(24)), (.every(24), .daily): frequency = .every(24)
    default:
      throw cursor.error(
        token, "contradicts \"\(frequencyToken?.raw ?? "")\", which says how often already")
    }
  }

  /// Records a clock time.
  mutating func add(
    clock minute: Int, at token: RegimenToken, in cursor: TokenCursor
  ) throws(DosingError) {
    guard !clock.contains(minute) else {
      throw cursor.error(token, "this clock time is given twice")
    }
    guard clock.count < 48 else { throw cursor.error(token, "at most 48 clock times a day") }
    clock.append(minute)
  }

  /// Refuses a second end.
  mutating func setEnd(at token: RegimenToken, in cursor: TokenCursor) throws(DosingError) {
    if let endToken {
      throw cursor.error(token, "a second end; \"\(endToken.raw)\" gives one already")
    }
    endToken = token
  }

  /// Refuses a second start.
  mutating func setStart(
    _ hours: Double?, at token: RegimenToken, in cursor: TokenCursor
  ) throws(DosingError) {
    if let startToken {
      throw cursor.error(token, "a second start; \"\(startToken.raw)\" gives one already")
    }
    startToken = token
    start = hours
  }
}
