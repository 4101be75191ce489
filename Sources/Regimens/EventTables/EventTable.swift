/// Doses and observations of subjects, read from a CSV file in the conventions of NM-TRAN.
public struct EventTable: Equatable, Sendable {
  /// The records of one subject, in the order of the file.
  public struct Subject: Equatable, Sendable {
    /// ID as written.
    public let identifier: String
    /// At least one record; times ascend except at resets.
    public let records: [EventRecord]
  }

  /// Name of the file for messages.
  public let fileName: String
  /// Names of the covariate columns as written, in the order of the file.
  public let covariateNames: [String]
  /// Subjects in the order of the file.
  public let subjects: [Subject]

  /// All records in the order of the file.
  public var records: [EventRecord] { subjects.flatMap(\.records) }

  /// Reads a table with a header line.
  ///
  /// Columns ID and TIME are required; EVID, AMT, RATE, ADDL, II, SS, CMT, MDV and DV have their NM-TRAN meaning, any other
  /// column is a covariate. Upper and lower case of the header count as equal. An empty cell or `.` is missing. Empty lines
  /// and lines that begin with `#` are skipped. TIME and II are in h.
  ///
  /// Without EVID a row with AMT, RATE, ADDL, II or SS is a dose, else with MDV 1 another event, else an observation. Without
  /// MDV an observation with a DV has 0, everything else has 1.
  /// - Throws: ``DosingError`` with file, line and column of the first row that breaks a rule.
  /// Source: NONMEM Users Guide VI (PREDPP), chapter V, for the data items and their restrictions.
  public static func parse(csv: String, fileName: String) throws(DosingError) -> EventTable {
    var rows = try CommaSeparatedRows.parse(csv, fileName: fileName)[...]
    guard let header = rows.popFirst() else {
      throw DosingError(
        place: fileName, rule: "the file is empty", suggestion: "a header such as ID,TIME,EVID,AMT,DV")
    }
    let columns = try EventColumns(header: header, fileName: fileName)
    guard !rows.isEmpty else { throw DosingError(place: fileName, rule: "no rows after the header") }
    var subjects: [Subject] = []
    var known: Set<String> = []
    var records: [EventRecord] = []
    for row in rows {
      let record = try EventRowReader(row: row, columns: columns, fileName: fileName).record()
      if let last = records.last, last.subject != record.subject {
        subjects.append(Subject(identifier: last.subject, records: records))
        records = []
      }
      if let last = records.last {
        try refuse(record, after: last, fileName: fileName)
      } else if !known.insert(record.subject).inserted {
        throw DosingError(
          place: "\(fileName), line \(row.line), column ID",
          rule: "subject \(record.subject) appears again; the records of a subject must be together")
      }
      records.append(record)
    }
    if let last = records.last {
      subjects.append(Subject(identifier: last.subject, records: records))
    }
    return EventTable(
      fileName: fileName, covariateNames: columns.covariates.map(\.name), subjects: subjects)
  }

  private static func refuse(
    _ record: EventRecord, after last: EventRecord, fileName: String
  ) throws(DosingError) {
    let isReset = record.eventKind == .reset || record.eventKind == .resetAndDose
    guard record.time < last.time, !isReset else { return }
    throw DosingError(
      place: "\(fileName), line \(record.line), column TIME",
      rule: "time goes back from \(plainNumber(last.time)) to \(plainNumber(record.time)) within subject "
        + "\(record.subject)", suggestion: "EVID 3 or 4 for a new occasion")
  }
}
