import Regimens
import Testing

@Suite struct RegimenParsingTests {
  /// Text as typed, canonical text.
  static let accepted: [(String, String)] = [
    ("nortriptyline 100mg daily", "nortriptyline 100 mg daily"),
    ("nortriptyline 100 mg", "nortriptyline 100 mg daily"),
    ("Nortriptyline: 100 mg nocte", "Nortriptyline 100 mg at 22:00"),
    ("bupropion XL 300mg daily", "bupropion XL 300 mg daily"),
    ("citalopram 20mg BD", "citalopram 20 mg twice daily"),
    ("foo 20mg q8h", "foo 20 mg every 8 h"),
    ("foo 20 mg q 2 d", "foo 20 mg every 2 d"),
    ("foo 20 mg q12", "foo 20 mg twice daily"),
    ("foo 20mg 8 hourly", "foo 20 mg every 8 h"),
    ("foo 20mg 8-hourly", "foo 20 mg every 8 h"),
    ("foo 1 g OD", "foo 1 g daily"),
    ("foo 5 mg q.d.", "foo 5 mg daily"),
    ("foo 250 mcg t.i.d. po", "foo 250 ug oral every 8 h"),
    ("foo 5 mg three times daily", "foo 5 mg every 8 h"),
    ("foo 5 mg 2x daily", "foo 5 mg twice daily"),
    ("foo 5 mg twice-daily", "foo 5 mg twice daily"),
    ("foo 5 mg once every 8 h", "foo 5 mg every 8 h"),
    ("foo 5 mg every 3rd day", "foo 5 mg every 3 d"),
    ("foo 5mg every other day", "foo 5 mg every 2 d"),
    ("fluoxetine 90 mg weekly for 6w", "fluoxetine 90 mg weekly for 42 d"),
    ("methylphenidate 20 mg mane", "methylphenidate 20 mg at 08:00"),
    ("methylphenidate 20 mg mane and midday", "methylphenidate 20 mg at 08:00 and 12:00"),
    ("methylphenidate 20 mg at 8am and 12pm", "methylphenidate 20 mg at 08:00 and 12:00"),
    ("foo 20 mg at 8.30 a.m.", "foo 20 mg at 08:30"),
    ("foo 20 mg at 0800 and 2000", "foo 20 mg at 08:00 and 20:00"),
    (
      "methylphenidate 10 mg at 08:00, 12:00 and 16:00 for 4 weeks",
      "methylphenidate 10 mg at 08:00, 12:00 and 16:00 for 28 d"
    ),
    ("foo 5 mg bid at 8am and 8pm", "foo 5 mg at 08:00 and 20:00"),
    ("foo 5 mg every other day at 22:00 for 14 d", "foo 5 mg every 2 d from 14 h until 336 h"),
    ("foo 5 mg every 12 h starting at 20:00 for 2 d", "foo 5 mg twice daily from 12 h for 2 d"),
    (
      "sertraline 25mg daily for 7d, then 50mg daily for 7d, then 100mg daily",
      "sertraline 25 mg daily for 7 d then 50 mg daily for 7 d then 100 mg daily"
    ),
    (
      "sertraline 25 mg bid for 7d, 50mg for 7d followed by 100mg",
      "sertraline 25 mg twice daily for 7 d then 50 mg twice daily for 7 d then 100 mg twice daily"
    ),
    (
      "sertraline 25 mg daily, increase by 25 mg every week to 75 mg",
      "sertraline 25 mg daily for 7 d then 50 mg daily for 7 d then 75 mg daily"
    ),
    (
      "foo 25 mg daily for 2 w then increase by 0.025 g weekly up to 75 mg for 28 d",
      "foo 25 mg daily for 14 d then 50 mg daily for 7 d then 75 mg daily for 28 d"
    ),
    (
      "sertraline 25 mg daily, increase to 50 mg after 1 week",
      "sertraline 25 mg daily for 7 d then 50 mg daily"
    ),
    (
      "paroxetine taper 100 mg to 0 over 4 weeks in steps of 25 mg",
      "paroxetine 100 mg daily for 7 d then 75 mg daily for 7 d then 50 mg daily for 7 d then 25 mg daily for 7 d"
    ),
    (
      "foo 0.3 mg daily reduce by 0.1 mg every week to 0.1 mg",
      "foo 0.3 mg daily for 7 d then 0.2 mg daily for 7 d then 0.1 mg daily"
    ),
    (
      "fluoxetine 20 mg daily for 4 weeks then taper to 10 over 4 weeks by 5 mg",
      "fluoxetine 20 mg daily for 28 d then 20 mg daily for 14 d then 15 mg daily for 14 d then 10 mg daily"
    ),
    ("foo 100 mg daily for 28 d then stop", "foo 100 mg daily for 28 d"),
    ("foo 100 mg daily stopped 10 days ago", "foo 100 mg daily stopped 10 d ago"),
    ("foo 100 mg daily missing day 5", "foo 100 mg daily missing day 5"),
    ("foo 100 mg bd missed doses 3 and 4", "foo 100 mg twice daily missing doses 3 and 4"),
    ("foo 100 mg daily, missed the dose on day 5-7", "foo 100 mg daily missing days 5, 6 and 7"),
    (
      "foo 100 mg daily missing day 3 and double dose on day 6",
      "foo 100 mg daily missing day 3 double dose on day 6"
    ),
    ("atomoxetine 80 mg single dose", "atomoxetine 80 mg once"),
    ("atomoxetine 25 mg once at 144 h", "atomoxetine 25 mg once at 144 h"),
    ("atomoxetine 25 mg on day 7", "atomoxetine 25 mg once at 144 h"),
    ("foo 5 mg bid on days 1-7 then 10 mg", "foo 5 mg twice daily for 7 d then 10 mg twice daily"),
    ("foo 5 mg daily from day 5 until 240 h", "foo 5 mg daily from 96 h for 6 d"),
    ("foo 5 mg daily until day 20", "foo 5 mg daily for 19 d"),
    ("foo 5 mg daily through day 20", "foo 5 mg daily for 20 d"),
    ("foo 5 mg PO QHS x 7 days", "foo 5 mg oral at 22:00 for 7 d"),
    ("foo 5 mg daily then 10 mg daily from day 8", "foo 5 mg daily for 7 d then 10 mg daily"),
    (
      "bupropion 150 mg daily for 3 d then 300 mg once at 144 h then 150 mg",
      "bupropion 150 mg daily for 3 d then 300 mg once at 144 h then 150 mg daily"
    ),
    ("foo 100 mg once then 50 mg every 12 h for 11 doses", "foo 100 mg once then 50 mg twice daily for 11 doses"),
    ("norepinephrine 0.1 ug/kg/min for 30 min", "norepinephrine 0.1 ug/kg/min iv over 30 min once"),
    ("norepinephrine 0.1 \u{B5}g/kg/min", "norepinephrine 0.1 ug/kg/min iv continuously"),
    ("foo 100 \u{3BC}g per kg daily", "foo 100 ug/kg daily"),
    ("foo 10 mg/kg/day", "foo 10 mg/kg daily"),
    ("desipramine 50 mg iv over 20 min once", "desipramine 50 mg iv over 20 min once"),
    (
      "desipramine 50 mg iv over 20 min daily for 2 d then 25 mg for 2 d then 10 mg bolus",
      "desipramine 50 mg iv over 20 min daily for 2 d then 25 mg over 20 min daily for 2 d then 10 mg bolus daily"
    ),
    (
      "ketamine 0.5 mg/kg iv bolus once then 0.2 mg/kg/h for 2 h then 0.1 mg/kg/h",
      "ketamine 0.5 mg/kg iv once then 0.2 mg/kg/h over 2 h once then 0.1 mg/kg/h continuously"
    ),
    ("80 mg atomoxetine daily", "atomoxetine 80 mg daily"),
    ("80 mg of (R)-atomoxetine hydrochloride daily", "(R)-atomoxetine hydrochloride 80 mg daily"),
    ("bupropion twice daily 150 mg", "bupropion 150 mg twice daily"),
    ("lithium 1,200 mg daily", "lithium 1200 mg daily"),
    ("vitamin D3 25 ug daily", "vitamin D3 25 ug daily"),
    ("5-HTP 100 mg nocte", "5-HTP 100 mg at 22:00"),
    ("omega-3 1 g daily", "omega-3 1 g daily"),
    ("St. John's wort 300 mg tds", "St. John's wort 300 mg every 8 h"),
  ]

  @Test(arguments: accepted)
  func `reads what people type`(text: String, canonical: String) throws {
    let regimen = try Regimen.parse(text)
    #expect(regimen.description == canonical)
    #expect(try Regimen.parse(regimen.description) == regimen)
  }

  @Test func `keeps the parts apart`() throws {
    let regimen = try Regimen.parse("bupropion XL 150 mg daily for 3 d then 300 mg bid for 4 d")
    #expect(regimen.medicine == "bupropion XL")
    #expect(regimen.route == nil)
    #expect(
      regimen.phases == [
        RegimenPhase(amount: 150, schedule: .every(hours: 24), start: 0, end: 72),
        RegimenPhase(amount: 300, schedule: .every(hours: 12), start: 72, end: 168),
      ])
    #expect(regimen.interval == 12)
    #expect(regimen.lastDoseTime == 156)
    #expect(regimen.exceptions == .none)
  }

  @Test func `reads units of dose`() throws {
    #expect(try DoseUnit.parse("mcg/kg/min") == DoseUnit(.microgram, perKilogram: true, per: .minute))
    #expect(try DoseUnit.parse("mg per h") == DoseUnit(.milligram, per: .hour))
    let error = #expect(throws: DosingError.self) { try DoseUnit.parse("mgg") }
    #expect(error?.suggestion == "mg")
  }
}
