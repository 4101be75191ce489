import Quantities

/// A row of an event table in the field's convention.
public struct EventRecord: Sendable, Equatable {
  /// The line in the file, counted from one.
  public var line: Int
  /// The subject's ID as written.
  public var subject: String
  /// h
  public var time: Double
  /// EVID: 0 observation, 1 dose, 2 other, 3 reset, 4 reset and dose.
  public var eventKind: Int
  /// AMT
  public var amount: Double
  /// RATE: above zero an infusion, -1 modelled rate, -2 modelled duration.
  public var rate: Double
  /// ADDL
  public var additionalDoses: Int
  /// II, h
  public var interval: Double
  /// SS: 0, 1 or 2
  public var steadyState: Int
  /// CMT: a number, or the name of a compound.
  public var compartment: String
  /// MDV
  public var missingDependentVariable: Bool
  /// DV
  public var dependentVariable: Double?
  /// Every other column.
  public var covariates: [String: Double]
}

/// Doses and observations of many subjects, from a CSV file with NM-TRAN columns.
public struct EventTable: Sendable {
  /// The records of each subject, in the order of the file.
  public var subjects: [(id: String, records: [EventRecord])]
  /// The names of the covariate columns, in capitals.
  public var covariateNames: [String]

  static let known = ["ID", "TIME", "EVID", "AMT", "RATE", "ADDL", "II", "SS", "CMT", "MDV", "DV"]

  /// Reads a table.
  ///
  /// - Throws: ``DosingError`` with file, line and column.
  public static func parse(csv: String, fileName: String) throws(DosingError) -> EventTable {
    func fault(_ line: Int, _ rule: String, _ suggestion: String? = nil) -> DosingError {
      DosingError(place: "\(fileName):\(line)", rule: rule, suggestion: suggestion)
    }
    var lines: [(number: Int, cells: [String])] = []
    for (index, raw) in csv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let cells = raw.split(separator: ",", omittingEmptySubsequences: false).map { cell in
        String(cell.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
          .filter { $0 != "\"" }
      }
      if cells.allSatisfy(\.isEmpty) { continue }
      lines.append((index + 1, cells))
    }
    guard let header = lines.first else { throw fault(1, "the file is empty") }
    let names = header.cells.map { $0.uppercased() }
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      guard !name.isEmpty else { throw fault(header.number, "column \(index + 1) has no name") }
      guard columns[name] == nil else { throw fault(header.number, "the column \(name) stands twice") }
      columns[name] = index
    }
    for needed in ["ID", "TIME"] where columns[needed] == nil {
      throw fault(
        header.number, "the column \(needed) is missing", NearestName.suggestion(for: needed, among: names))
    }
    guard columns["AMT"] != nil else {
      throw fault(header.number, "the column AMT is missing", NearestName.suggestion(for: "AMT", among: names))
    }
    let covariates = names.filter { !known.contains($0) }
    var subjects: [(id: String, records: [EventRecord])] = []
    for line in lines.dropFirst() {
      guard line.cells.count == names.count else {
        throw fault(line.number, "has \(line.cells.count) cells where the header has \(names.count)")
      }
      let row = Row(cells: line.cells, columns: columns, fileName: fileName, line: line.number)
      let record = try row.record(covariates)
      try check(record, after: subjects.last?.id == record.subject ? subjects.last?.records.last : nil, fault)
      if subjects.last?.id == record.subject {
        subjects[subjects.count - 1].records.append(record)
      } else {
        guard !subjects.contains(where: { $0.id == record.subject }) else {
          throw fault(line.number, "the records of ID \(record.subject) must stand together")
        }
        subjects.append((record.subject, [record]))
      }
    }
    guard !subjects.isEmpty else { throw fault(header.number, "there is no record below the header") }
    return EventTable(subjects: subjects, covariateNames: covariates)
  }

  private static func check(
    _ record: EventRecord, after previous: EventRecord?, _ fault: (Int, String, String?) -> DosingError
  ) throws(DosingError) {
    func refuse(_ rule: String) -> DosingError { fault(record.line, rule, nil) }
    guard (0...4).contains(record.eventKind) else { throw refuse("EVID must be 0, 1, 2, 3 or 4") }
    guard (0...2).contains(record.steadyState) else { throw refuse("SS must be 0, 1 or 2") }
    guard record.time >= 0 || previous != nil else { throw refuse("TIME must not be negative") }
    guard record.amount >= 0 else { throw refuse("AMT must not be negative") }
    guard record.rate >= 0 || record.rate == -1 || record.rate == -2 else {
      throw refuse("RATE must not be negative, except -1 (modelled rate) and -2 (modelled duration)")
    }
    let isDose = record.eventKind == 1 || record.eventKind == 4
    if record.eventKind == 0, record.amount > 0 { throw refuse("an observation (EVID 0) must not have an AMT") }
    if isDose {
      let isConstant = record.steadyState > 0 && record.amount == 0 && record.rate > 0
      if record.additionalDoses > 0, record.interval <= 0 { throw refuse("ADDL needs II, the interval between doses") }
      if record.steadyState > 0, record.interval <= 0, !isConstant {
        throw refuse("SS needs II, the interval between doses")
      }
      if record.amount == 0, !isConstant { throw refuse("a dose needs an AMT above zero") }
    }
    if let previous, record.time < previous.time, record.eventKind != 3, record.eventKind != 4 {
      throw refuse("TIME goes backwards, from \(previous.time) to \(record.time)")
    }
  }

  private struct Row {
    let cells: [String]
    let columns: [String: Int]
    let fileName: String
    let line: Int

    func number(_ column: String) throws(DosingError) -> Double? {
      guard let index = columns[column] else { return nil }
      let cell = cells[index]
      if cell.isEmpty || cell == "." { return nil }
      guard let value = Double(cell), value.isFinite else {
        throw DosingError(place: "\(fileName):\(line)", rule: "\(column) must be a finite number, not '\(cell)'")
      }
      return value
    }

    func record(_ covariates: [String]) throws(DosingError) -> EventRecord {
      let amount = try number("AMT") ?? 0
      let missing = try number("MDV")
      guard let time = try number("TIME") else {
        throw DosingError(place: "\(fileName):\(line)", rule: "TIME is empty")
      }
      let kind = try number("EVID") ?? (amount > 0 ? 1 : missing == 1 ? 2 : 0)
      let additional = try number("ADDL") ?? 0
      let steady = try number("SS") ?? 0
      for (name, value) in [("EVID", kind), ("ADDL", additional), ("SS", steady)] where value != value.rounded() || value.magnitude > 1e6 {
        throw DosingError(place: "\(fileName):\(line)", rule: "\(name) must be a whole number, not \(value)")
      }
      var values: [String: Double] = [:]
      for name in covariates {
        // Words in a covariate column (sex, genotype) are kept out; numbers are what covariates are.
        if let value = try? number(name) { values[name] = value }
      }
      return EventRecord(
        line: line, subject: columns["ID"].map { cells[$0] } ?? "", time: time, eventKind: Int(kind), amount: amount,
        rate: try number("RATE") ?? 0, additionalDoses: max(0, Int(additional)), interval: try number("II") ?? 0,
        steadyState: Int(steady), compartment: columns["CMT"].map { cells[$0] } ?? "",
        missingDependentVariable: (missing ?? (kind == 0 ? 0 : 1)) == 1, dependentVariable: try number("DV"),
        covariates: values)
    }
  }
}
