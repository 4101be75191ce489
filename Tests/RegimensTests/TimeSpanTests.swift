import Regimens
import TestSupport
import Testing

@Suite struct TimeSpanTests {
  static let accepted: [(String, Double)] = [
    ("28d", 672.0), ("6w", 1008), ("36 h", 36), ("90 min", 1.5), ("1 month", 720), ("0 h", 0),
    ("1 h 30 min", 1.5), ("1h30min", 1.5), ("a week", 168), ("two weeks", 336), ("1,000 h", 1000),
    ("0.5 d", 12), (".5 d", 12), ("1e2 h", 100), ("2 years", 17520), ("30 s", 1.0 / 120),
    ("4 weeks 3 days", 744),
  ]

  @Test(arguments: accepted)
  func `reads a span in hours`(text: String, hours: Double) throws {
    #expect(try TimeSpan.parse(text).hours == hours)
  }

  @Test(arguments: [
    ("", "column 1, end of text: a time is missing; try: 7 d"),
    ("28", "column 1, \"28\": a unit of time is missing; try: 28 h"),
    ("28 dys", "column 4, \"dys\": \"dys\" is not a unit of time; try: days"),
    ("5 m", "column 3, \"m\": \"m\" could be minutes or months; try: min or month"),
    ("-5 h", "column 1, \"-5\": a time must not be negative; try: 5"),
    ("inf h", "column 1, \"inf\": a time must be a finite number"),
    ("1e999 h", "column 1, \"1e999\": a time must be a finite number"),
    ("200 years", "column 1, \"200\": a time of 1752000 h is absurd; must be within 100 years"),
    ("5 h later", "column 5, \"later\": \"later\" is not understood after a time"),
    ("30 min 1 h", "column 8, \"1\": \"1\" is not understood after a time"),
  ])
  func `refuses with place and rule`(text: String, message: String) {
    let error = #expect(throws: DosingError.self) { try TimeSpan.parse(text) }
    #expect(error?.description == message)
  }

  @Test func `prints what parses back exactly`() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let hours = Double.random(in: 0...10_000, using: &generator)
      let value = generator.pick([hours, hours.rounded(), (hours * 60).rounded() / 60, hours.rounded() * 24])
      let span = TimeSpan(hours: value)
      #expect(try TimeSpan.parse(span.description) == span, "seed 3, \(value)")
    }
  }
}
