import Regimens
import TestSupport
import Testing

@Suite struct EventTableTests {
  @Test func `reads doses and observations of subjects in file order`() throws {
    let table = try EventTable.parse(
      csv: """
        # theophylline, two subjects
        id,Time,EVID,AMT,RATE,ADDL,II,SS,CMT,MDV,DV,WT,CYP
        2,0,1,100,.,6,24,0,1,1,.,70.5,1
        2,2.5,0,.,.,.,.,.,2,0,8.25,70.5,.
        2,4,2,,,,,,,1,,70.5,

        1,0,4,50,-2,0,12,1,atomoxetine,1,0,80,2
        1,3,3,0,0,0,0,0,.,1,.,80,2
        """, fileName: "theo.csv")
    #expect(table.covariateNames == ["WT", "CYP"])
    #expect(table.subjects.map(\.identifier) == ["2", "1"])
    #expect(table.subjects.map(\.records.count) == [3, 2])
    #expect(
      table.records[0]
        == EventRecord(
          line: 3, subject: "2", time: 0, eventKind: .dose, amount: 100, additionalDoses: 6,
          interval: 24, compartment: "1", missingDependentVariable: true,
          covariates: ["WT": 70.5, "CYP": 1]))
    #expect(
      table.records[1]
        == EventRecord(
          line: 4, subject: "2", time: 2.5, eventKind: .observation, compartment: "2",
          missingDependentVariable: false, dependentVariable: 8.25, covariates: ["WT": 70.5]))
    #expect(table.records[2].eventKind == .other)
    #expect(table.records[3].eventKind == .resetAndDose)
    #expect(table.records[3].rate == -2)
    #expect(table.records[3].steadyState == .replacing)
    #expect(table.records[3].compartment == "atomoxetine")
    #expect(table.records[4].eventKind == .reset)
  }

  @Test func `supplies EVID and MDV as NM-TRAN does`() throws {
    let table = try EventTable.parse(
      csv: "ID,TIME,AMT,DV,MDV\r\n1,0,100,.,.\r\n1,1,.,5,.\r\n1,2,0,7,1\r\n1,3,.,.,.\r\n",
      fileName: "a.csv")
    #expect(table.records.map(\.eventKind) == [.dose, .observation, .other, .observation])
    #expect(table.records.map(\.missingDependentVariable) == [true, false, true, true])
  }

  @Test func `accepts a constant infusion at steady state, resets in time and quoted cells`() throws {
    let table = try EventTable.parse(
      csv: "\u{FEFF}\"ID\",TIME,EVID,AMT,RATE,SS\n\"A,1\",48,1,0,10,1\n\"A,1\",0,3,.,.,.\n", fileName: "a.csv")
    #expect(table.subjects.first?.identifier == "A,1")
    #expect(table.records.map(\.time) == [48, 0])
  }

  /// Rows after the header `ID,TIME,EVID,AMT,RATE,ADDL,II,SS,MDV,DV`, and the message after `f.csv, line `.
  static let refused: [(String, String)] = [
    ("1,0,7,100,0,0,0,0,1,.", "2, column EVID: EVID 7 is unknown; try: 0, 1, 2, 3 or 4"),
    ("1,0,1.5,100,0,0,0,0,1,.", "2, column EVID: EVID 1.5; must be a whole number within 1,000,000"),
    ("1,zero,1,100,0,0,0,0,1,.", "2, column TIME: \"zero\" is not a number"),
    ("1,8:30,1,100,0,0,0,0,1,.", "2, column TIME: \"8:30\" is not a number; try: hours such as 8.5"),
    ("1,.,1,100,0,0,0,0,1,.", "2, column TIME: TIME is missing"),
    (".,0,1,100,0,0,0,0,1,.", "2, column ID: ID is missing"),
    ("1,-1,1,100,0,0,0,0,1,.", "2, column TIME: TIME -1 h; must not be negative; try: 0"),
    ("1,0,0,.,.,.,.,.,0,NaN", "2, column DV: \"NaN\" is not a finite number; try: ."),
    ("1,0,0,.,.,.,.,.,0,NA", "2, column DV: \"NA\" is not a number; try: ."),
    ("1,0,0,.,.,.,.,.,0,.", "2, column DV: DV is missing, while MDV is 0; try: MDV 1"),
    ("1,0,1,-5,0,0,0,0,1,.", "2, column AMT: AMT -5; must not be negative"),
    (
      "1,0,1,0,0,0,0,0,1,.",
      "2, column AMT: AMT is missing on a dose record (EVID 1); try: an amount, or RATE with SS 1"
    ),
    ("1,0,1,100,-3,0,0,0,1,.", "2, column RATE: RATE -3 is unknown; try: 0 or more, -1 or -2"),
    ("1,0,1,100,0,5,0,0,1,.", "2, column II: II is missing, while ADDL is 5; try: 24"),
    ("1,0,1,100,0,0,0,1,1,.", "2, column II: II is missing, while SS is 1; try: 24"),
    ("1,0,1,100,0,-1,24,0,1,.", "2, column ADDL: ADDL -1; must not be negative; try: 0"),
    ("1,0,1,0,10,0,24,1,1,.", "2, column II: II must be 0 for a constant infusion at steady state; try: 0"),
    ("1,0,1,100,0,0,24,3,1,.", "2, column SS: SS 3 is unknown; try: 0, 1 or 2"),
    ("1,0,1,100,0,0,0,0,2,.", "2, column MDV: MDV 2 is unknown; try: 0 or 1"),
    ("1,0,0,100,0,0,0,0,1,.", "2, column AMT: AMT on an observation (EVID 0); must be 0 or missing; try: EVID 1"),
    ("1,0,2,.,.,.,24,.,1,.", "2, column II: II on a record (EVID 2); must be 0 or missing; try: ."),
    ("1,0,1,100,0,0,0,0,1", "2: 9 cells; the header has 10"),
    ("1,\"0,1,100,0,0,0,0,1,.", "2: a quote is not closed in cell 2"),
    (
      "1,5,1,100,0,0,0,0,1,.\n1,4,0,.,.,.,.,.,1,.",
      "3, column TIME: time goes back from 5 to 4 within subject 1; try: EVID 3 or 4 for a new occasion"
    ),
    (
      "1,5,1,100,0,0,0,0,1,.\n2,4,0,.,.,.,.,.,1,.\n1,6,0,.,.,.,.,.,1,.",
      "4, column ID: subject 1 appears again; the records of a subject must be together"
    ),
  ]

  @Test(arguments: refused)
  func `names line, column, rule and nearest choice`(rows: String, message: String) {
    let error = #expect(throws: DosingError.self) {
      try EventTable.parse(csv: "ID,TIME,EVID,AMT,RATE,ADDL,II,SS,MDV,DV\n" + rows, fileName: "f.csv")
    }
    #expect(error?.description == "f.csv, line " + message)
  }

  @Test(arguments: [
    ("", "f.csv: the file is empty; try: a header such as ID,TIME,EVID,AMT,DV"),
    ("ID,TIME\n", "f.csv: no rows after the header"),
    ("ID,TIEM,DV\n1,0,2", "f.csv, line 1: column TIME is missing; try: rename TIEM to TIME"),
    ("SUBJECT,TIME\n1,0", "f.csv, line 1: column ID is missing"),
    ("ID,TIME,time\n1,0,0", "f.csv, line 1, column time: columns 2 and 3 have the same name"),
    ("ID,TIME,\n1,0,0", "f.csv, line 1: column 3 has no name"),
    ("ID,TIME,SEX\n1,0,male", "f.csv, line 2, column SEX: \"male\" is not a number"),
  ])
  func `refuses a bad header or covariate`(csv: String, message: String) {
    let error = #expect(throws: DosingError.self) { try EventTable.parse(csv: csv, fileName: "f.csv") }
    #expect(error?.description == message)
  }

  @Test func `random tables never crash`() {
    var generator = SeededGenerator(seed: 10)
    let cells = ["1", "0", ".", "", "-1", "2", "24", "1e9", "nan", "x", "\"", "\"a\"", "100", "1e400", "#"]
    let names = ["ID", "TIME", "EVID", "AMT", "RATE", "ADDL", "II", "SS", "CMT", "MDV", "DV", "WT"]
    var accepted = 0
    for _ in 0..<20_000 {
      let header = ["ID", "TIME"] + names.dropFirst(2).filter { _ in generator.chance(0.4) }
      let rows = (0..<Int.random(in: 0...4, using: &generator)).map { row in
        header.map { _ in generator.chance(0.7) ? "\(row)" : generator.pick(cells) }.joined(separator: ",")
      }
      let text = ([header.joined(separator: ",")] + rows).joined(separator: "\n")
      if let table = try? EventTable.parse(csv: text, fileName: "f.csv") {
        accepted += 1
        #expect(table.records.count <= rows.count)
      }
    }
    #expect(accepted > 0)
  }
}
