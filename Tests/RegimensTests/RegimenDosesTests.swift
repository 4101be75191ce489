import Regimens
import Testing

@Suite struct RegimenDosesTests {
  private func times(_ text: String, until horizon: Double) throws -> [Double] {
    try Regimen.parse(text).doses(until: horizon, weightKg: 70).map(\.time)
  }

  @Test func `expands schedules from 08:00 of day 1`() throws {
    #expect(try times("foo 5 mg daily", until: 72) == [0, 24, 48])
    #expect(try times("foo 5 mg daily for 2 d", until: 720) == [0, 24])
    #expect(try times("foo 5 mg bid for 3 doses", until: 720) == [0, 12, 24])
    #expect(try times("foo 5 mg at 08:00 and 12:00", until: 48) == [0, 4, 24, 28])
    #expect(try times("foo 5 mg at 07:00", until: 72) == [23, 47, 71])
    #expect(try times("foo 5 mg at 22:00 from day 3", until: 96) == [62, 86])
    #expect(try times("foo 5 mg every other day at 22:00 for 5 d", until: 720) == [14, 62, 110])
    #expect(try times("foo 5 mg once at 144 h", until: 720) == [144])
    #expect(try times("foo 5 mg once at 144 h", until: 144) == [])
    #expect(try times("foo 5 mg once then 2 mg bid for 2 doses", until: 720) == [0, 12, 24])
    #expect(try times("foo 5 mg once then 2 mg at 20:00 for 2 doses", until: 720) == [0, 12, 36])
    #expect(try times("foo 5 mg daily", until: -1) == [])
  }

  @Test func `converts units and body weight`() throws {
    func first(_ text: String) throws -> Dose? {
      try Regimen.parse(text).doses(until: 24, weightKg: 80).first
    }
    #expect(try first("foo 0.5 g")?.amount == 500)
    #expect(try first("foo 500 ug")?.amount == 0.5)
    #expect(try first("foo 250000 ng")?.amount == 0.25)
    #expect(try first("foo 2 mg/kg")?.amount == 160)
    #expect(
      try first("foo 1 ug/kg/min for 30 min") == Dose(time: 0, amount: 2.4, duration: 0.5, number: 1))
    #expect(try first("foo 3 mg/h") == Dose(time: 0, amount: 72, duration: 24, number: 1))
    #expect(
      try first("foo 50 mg iv over 20 min once")
        == Dose(time: 0, amount: 50, duration: 20.0 / 60, number: 1))
  }

  @Test func `steps of a titration follow each other`() throws {
    let doses = try Regimen.parse("foo 25 mg daily, increase by 25 mg every 2 d to 75 mg")
      .doses(until: 144, weightKg: 70)
    #expect(doses.map(\.amount) == [25, 25, 50, 50, 75, 75])
    #expect(doses.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(doses.map(\.time) == [0, 24, 48, 72, 96, 120])
  }

  @Test func `missed doses leave a gap and doubled doses add one`() throws {
    let missed = try Regimen.parse("foo 5 mg bid missing day 2 missing dose 5")
      .doses(until: 72, weightKg: 70)
    #expect(missed.map(\.number) == [1, 2, 6])
    let doubled = try Regimen.parse("foo 5 mg daily double dose on day 2").doses(until: 72, weightKg: 70)
    #expect(doubled.map(\.time) == [0, 24, 24, 48])
    #expect(doubled.map(\.isExtra) == [false, false, true, false])
    #expect(doubled.map(\.number) == [1, 2, 2, 3])
  }

  @Test func `a stop counts back from the horizon`() throws {
    let regimen = try Regimen.parse("foo 5 mg daily stopped 2 d ago")
    #expect(regimen.doses(until: 96, weightKg: 70).map(\.time) == [0, 24, 48])
    #expect(regimen.lastDoseTime(until: 96) == 48)
    #expect(regimen.lastDoseTime == nil)
    let infusion = try Regimen.parse("foo 2 mg/h stopped 4 h ago").doses(until: 24, weightKg: 70)
    #expect(infusion == [Dose(time: 0, amount: 40, duration: 20, number: 1)])
  }

  @Test func `knows the last dose and the interval`() throws {
    #expect(try Regimen.parse("foo 5 mg daily for 7 d").lastDoseTime == 144)
    #expect(try Regimen.parse("foo 5 mg daily for 7 d missing day 7").lastDoseTime == 120)
    #expect(try Regimen.parse("foo 5 mg bid for 5 doses").lastDoseTime == 48)
    #expect(try Regimen.parse("foo 5 mg once at 144 h").lastDoseTime == 144)
    #expect(try Regimen.parse("foo 5 mg daily").lastDoseTime == nil)
    #expect(try Regimen.parse("foo 5 mg once").interval == nil)
    #expect(try Regimen.parse("foo 5 mg at 08:00, 12:00 and 16:00").interval == 8)
    #expect(try Regimen.parse("foo 5 mg q8h").interval == 8)
  }
}
