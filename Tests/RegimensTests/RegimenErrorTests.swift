import Regimens
import Testing

@Suite struct RegimenErrorTests {
  /// Text as typed, complete message.
  static let refused: [(String, String)] = [
    ("", "regimen: the text is empty; try: nortriptyline 100 mg daily"),
    ("nortriptyline daily", "column 20, end of text: a dose is missing; try: 100 mg"),
    ("nortriptyline mg daily", "column 23, end of text: a dose is missing; try: 100 mg"),
    ("nortriptyline 100 mgg daily", "column 19, \"mgg\": \"mgg\" is not a unit of dose; try: mg"),
    ("nortriptyline 100", "column 18, end of text: a unit is missing; try: mg"),
    ("foo 10 mmol", "column 8, \"mmol\": a dose is a mass; multiply mmol by the molar mass; try: mg"),
    ("foo 5 ml daily", "column 7, \"ml\": a dose is a mass, not a volume; try: mg"),
    ("foo 5 mg/m2", "column 10, \"m\": a unit of dose is per kg, per min, per h or per day; try: mg/kg"),
    ("20 mgg atomoxetine daily", "column 4, \"mgg\": \"mgg\" is not a unit of dose; try: mg"),
    (
      "100 mg daily",
      "column 13, end of text: the name of the medicine is missing; try: nortriptyline 100 mg daily"
    ),
    ("foo -5 mg daily", "column 5, \"-5\": a dose of -5 mg; must be above 0; try: 5 mg"),
    ("foo 0 mg daily", "column 5, \"0\": a dose of 0 mg; must be above 0"),
    ("foo nan mg", "column 5, \"nan\": a dose must be a finite number; try: 100 mg"),
    ("foo 1e400 mg", "column 5, \"1e400\": a dose must be a finite number"),
    ("foo 1e30 mg", "column 5, \"1e30\": a dose of 1e+30 mg is absurd; must be within 1 pg and 1 kg"),
    ("foo 12,5 mg", "column 5, \"12\": \"12,5\" has a comma as decimal sign; try: 12.5"),
    ("foo 50-100 mg", "column 5, \"50\": a range is not one dose; try: 50 mg"),
    (
      "foo 2 x 50 mg",
      "column 5, \"2\": a count of tablets is not a dose: write the total; try: 100 mg"
    ),
    (
      "foo 2 tablets of 50 mg",
      "column 7, \"tablets\": a dose is a mass, not a count of tablets; try: mg"
    ),
    ("foo 2 500 mg", "column 5, \"2\": digits are separated by a space; try: 2500"),
    (
      "omega 3 1 g daily",
      "column 7, \"3\": a number without a unit; try: one dose, such as 1 g"
    ),
    (
      "foo 100 mg every 0 h",
      "column 12, \"every\": every 0 h; an interval must be 1 min to 10 years; try: every 24 h"
    ),
    ("foo 5 mg every daay", "column 16, \"daay\": a time is missing after \"every\"; try: every day"),
    (
      "foo 100 mg daily bid",
      "column 18, \"bid\": contradicts \"daily\", which says how often already"
    ),
    (
      "foo 5 mg once daily at 8am and 8pm",
      "column 10, \"once\": every 24 h contradicts 2 clock times a day; try: daily"
    ),
    (
      "foo 5 mg daily at 144 h",
      "column 16, \"at\": a single time contradicts a repeated dose; try: from 144 h"
    ),
    (
      "foo 5 mg once at night",
      "column 10, \"once\": could be a single dose or one each day; try: once at 22:00, or daily at 22:00"
    ),
    ("foo 5 mg once for 7 d", "column 15, \"for\": a single dose has no \"for\"; try: daily"),
    (
      "foo 5 mg at 25:00",
      "column 13, \"25\": a clock time has hours 0 to 24 and minutes 00 to 59; try: 08:00"
    ),
    ("foo 5 mg twice", "column 10, \"twice\": \"twice\" is not understood; try: twice daily"),
    ("foo 5 mg at 8", "column 13, \"8\": \"8\" could be morning or evening; try: 08:00"),
    ("foo 5 mg prn", "column 10, \"prn\": as needed has no times to simulate; try: daily"),
    ("foo 5 mg im daily", "column 10, \"im\": routes are oral and iv; try: oral, or iv"),
    (
      "foo 5 mg oral iv",
      "column 15, \"iv\": contradicts the route oral; write one regimen for each route"
    ),
    ("foo 100 mg dialy", "column 12, \"dialy\": \"dialy\" is not understood; try: daily"),
    ("foo 100 mg daily please", "column 18, \"please\": \"please\" is not understood"),
    ("foo 100 mg daily @", "column 18, \"@\": \"@\" is not understood"),
    (
      "bupropion 150 mg XL daily",
      "column 18, \"XL\": \"XL\" is not understood; try: the formulation before the dose"
    ),
    ("foo 5 mg daily 7 days", "column 16, \"7\": a time without a word before it; try: for 7 days"),
    ("foo 5 mg daily for 7 dys", "column 22, \"dys\": \"dys\" is not a unit of time; try: days"),
    (
      "foo 5 mg daily from day 10 until day 5",
      "column 28, \"until\": ends at 96 h, before or at its start at 216 h"
    ),
    (
      "foo 5 mg daily for 7 d until day 9",
      "column 24, \"until\": a second end; \"for\" gives one already"
    ),
    (
      "foo 5 mg daily then 10 mg daily",
      "column 21, \"10\": the segment before it has no end; try: for 7 d then ..."
    ),
    (
      "foo 5 mg once then 10 mg once",
      "column 20, \"10\": nothing says when this dose is due; try: once at 144 h"
    ),
    (
      "foo 5 mg daily for 7 d then 10 mg daily from day 3",
      "foo, segment 2: starts at 48 h, while the segment before it goes on until 168 h; try: from 168 h"
    ),
    (
      "foo 5 mg daily 10 mg daily",
      "column 16, \"10\": a second dose without \"then\"; try: then 10 ..., or a regimen of its own"
    ),
    (
      "foo 10 mg/h daily",
      "column 13, \"daily\": a repeated infusion in mg/h needs its length; try: over 30 min"
    ),
    (
      "foo 10 mg over 2 h every 1 h",
      "foo: an infusion over 2 h overlaps the next, due after 1 h; try: over 20 min"
    ),
    (
      "foo 100 mg daily taper to 0",
      "column 18, \"taper\": a taper needs its last dose, its length and its steps; "
        + "try: taper 100 mg to 0 over 4 weeks in steps of 25 mg"
    ),
    (
      "foo 100 mg daily, increase by 30 mg every week to 200 mg",
      "column 19, \"increase\": steps of 30 do not lead from 100 to 200"
    ),
    (
      "foo 100 mg daily, increase by 25 mg every week to 50 mg",
      "column 19, \"increase\": from 100 to 50 is no increase"
    ),
    ("foo 5 mg daily for 28 d missing day 40", "day 40: no dose is due on this day; try: day 28"),
    ("foo 5 mg daily for 7 doses missing dose 9", "dose 9: the regimen has only 7 doses; try: dose 7"),
    ("foo 5 mg weekly double dose on day 5", "day 5: no dose is due on this day; try: day 1"),
    (
      "foo 5 mg daily missing day 3 double dose on day 3",
      "day 3: a day cannot be both missed and doubled"
    ),
    (
      "foo 5 mg daily missing 2 doses",
      "column 16, \"missing\": nothing says which days or doses; "
        + "try: missing day 5, or missing doses 3 and 4"
    ),
    ("foo 5 mg daily missing day 0", "column 28, \"0\": day 0; must be a whole number from 1 to 36500"),
    ("foo 5 mg daily stopped 10 days", "column 31, end of text: \"ago\" is missing; try: stopped 10 d ago"),
    ("foo 5 mg daily stopped", "column 16, \"stopped\": nothing says how long ago; try: stopped 10 d ago"),
  ]

  @Test(arguments: refused)
  func `names place, rule and nearest choice`(text: String, message: String) {
    let error = #expect(throws: DosingError.self) { try Regimen.parse(text) }
    #expect(error?.description == message)
  }

  @Test func `parts that contradict each other are refused without text`() {
    #expect(throws: DosingError.self) { try Regimen(medicine: "foo daily", phases: [RegimenPhase(amount: 1)]) }
    #expect(throws: DosingError.self) { try Regimen(medicine: "foo", phases: []) }
    #expect(throws: DosingError.self) {
      try Regimen(medicine: "foo", phases: [RegimenPhase(amount: .nan)])
    }
    #expect(throws: DosingError.self) {
      try Regimen(medicine: "foo", phases: [RegimenPhase(amount: 1, schedule: .clock(minutes: []))])
    }
    #expect(throws: DosingError.self) {
      try Regimen(medicine: "foo", route: .oral, phases: [RegimenPhase(amount: 1, infusionDuration: 1)])
    }
  }
}
