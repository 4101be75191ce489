/// Turns one row of cells into a record and checks the rules within it.
struct EventRowReader {
  let row: CommaSeparatedRow
  let columns: EventColumns
  let fileName: String

  /// Reads and checks the row.
  func record() throws(DosingError) -> EventRecord {
    guard row.cells.count == columns.count else {
      throw DosingError(
        place: "\(fileName), line \(row.line)",
        rule: "\(row.cells.count) cells; the header has \(columns.count)")
    }
    guard let subject = cell(.subject) else { throw fault(.subject, "is missing") }
    guard let time = try number(.time) else { throw fault(.time, "is missing") }
    guard time >= 0 else { throw fault(.time, "\(plainNumber(time)) h; must not be negative", "0") }
    let amount = try number(.amount) ?? 0
    let rate = try number(.rate) ?? 0
    let additional = try whole(.additionalDoses) ?? 0
    let interval = try number(.interval) ?? 0
    let steady = try whole(.steadyState) ?? 0
    guard let steadyState = SteadyState(rawValue: steady) else {
      throw fault(.steadyState, "\(steady) is unknown", "0, 1 or 2")
    }
    let missing = try whole(.missingDependentVariable)
    if let missing, missing != 0, missing != 1 {
      throw fault(.missingDependentVariable, "\(missing) is unknown", "0 or 1")
    }
    let hasDoseItem = amount != 0 || rate != 0 || additional != 0 || interval != 0 || steady != 0
    let number = try whole(.eventKind) ?? (hasDoseItem ? 1 : missing == 1 ? 2 : 0)
    guard let kind = EventKind(rawValue: number) else {
      throw fault(.eventKind, "\(number) is unknown", "0, 1, 2, 3 or 4")
    }
    let dependent = try self.number(.dependentVariable)
    let isMissing = missing.map { $0 == 1 } ?? (kind != .observation || dependent == nil)
    if kind == .observation, !isMissing, dependent == nil {
      throw fault(.dependentVariable, "is missing, while MDV is 0", "MDV 1")
    }
    let record = EventRecord(
      line: row.line, subject: subject, time: time, eventKind: kind, amount: amount, rate: rate,
      additionalDoses: additional, interval: interval, steadyState: steadyState,
      compartment: try compartment(), missingDependentVariable: isMissing,
      dependentVariable: dependent, covariates: try covariates())
    try checkDose(record)
    return record
  }

  // MARK: Cells

  private func cell(_ column: EventColumn) -> String? {
    columns.positions[column].flatMap { present(row.cells[$0]) }
  }

  private func present(_ cell: String) -> String? { cell.isEmpty || cell == "." ? nil : cell }

  private func fault(
    _ column: EventColumn, _ rule: String, _ suggestion: String? = nil
  ) -> DosingError {
    DosingError(
      place: "\(fileName), line \(row.line), column \(column.rawValue)",
      rule: "\(column.rawValue) \(rule)", suggestion: suggestion)
  }

  private func number(_ column: EventColumn) throws(DosingError) -> Double? {
    try cell(column).map { cell throws(DosingError) in
      try number(cell, column: column.rawValue)
    }
  }

  private func number(_ cell: String, column: String) throws(DosingError) -> Double {
    let place = "\(fileName), line \(row.line), column \(column)"
    guard let value = Double(cell) else {
      throw DosingError(
        place: place, rule: "\"\(cell)\" is not a number",
        suggestion: cell.uppercased() == "NA" ? "." : cell.contains(":") ? "hours such as 8.5" : nil)
    }
    guard value.isFinite else {
      throw DosingError(place: place, rule: "\"\(cell)\" is not a finite number", suggestion: ".")
    }
    return value
  }

  private func whole(_ column: EventColumn) throws(DosingError) -> Int? {
    guard let value = try number(column) else { return nil }
    guard value == value.rounded(), abs(value) <= 1e6 else {
      throw fault(column, "\(plainNumber(value)); must be a whole number within 1,000,000")
    }
    return Int(value)
  }

  private func compartment() throws(DosingError) -> String {
    guard let text = cell(.compartment) else { return "" }
    guard let value = Double(text) else { return text }
    guard value.isFinite, value == value.rounded(), abs(value) <= 1e6 else {
      throw fault(.compartment, "\(text); must be a whole number or a name", "1")
    }
    return String(Int(value))
  }

  private func covariates() throws(DosingError) -> [String: Double] {
    var result: [String: Double] = [:]
    for (name, position) in columns.covariates {
      guard let cell = present(row.cells[position]) else { continue }
      result[name] = try number(cell, column: name)
    }
    return result
  }

  // MARK: Rules

  private func checkDose(_ record: EventRecord) throws(DosingError) {
    guard record.amount >= 0 else {
      throw fault(.amount, "\(plainNumber(record.amount)); must not be negative")
    }
    guard record.rate >= 0 || record.rate == -1 || record.rate == -2 else {
      throw fault(.rate, "\(plainNumber(record.rate)) is unknown", "0 or more, -1 or -2")
    }
    guard record.additionalDoses >= 0 else {
      throw fault(.additionalDoses, "\(record.additionalDoses); must not be negative", "0")
    }
    guard record.interval >= 0 else {
      throw fault(.interval, "\(plainNumber(record.interval)) h; must not be negative", "24")
    }
    guard record.eventKind.givesDose else { return try checkNoDose(record) }
    let isSteadyInfusion = record.steadyState != .none && record.amount == 0 && record.rate > 0
    guard record.amount > 0 || isSteadyInfusion else {
      throw fault(
        .amount, "is missing on a dose record (EVID \(record.eventKind.rawValue))",
        "an amount, or RATE with SS 1")
    }
    if record.additionalDoses > 0, record.interval == 0 {
      throw fault(.interval, "is missing, while ADDL is \(record.additionalDoses)", "24")
    }
    if record.steadyState != .none, record.interval == 0, !isSteadyInfusion {
      throw fault(.interval, "is missing, while SS is \(record.steadyState.rawValue)", "24")
    }
    if isSteadyInfusion, record.interval > 0 {
      throw fault(.interval, "must be 0 for a constant infusion at steady state", "0")
    }
  }

  private func checkNoDose(_ record: EventRecord) throws(DosingError) {
    let kind = record.eventKind == .observation ? "an observation" : "a record"
    let items: [(EventColumn, Bool)] = [
      (.amount, record.amount != 0), (.rate, record.rate != 0),
      (.additionalDoses, record.additionalDoses != 0), (.interval, record.interval != 0),
      (.steadyState, record.steadyState != .none),
    ]
    for (column, isPresent) in items where isPresent {
      throw fault(
        column, "on \(kind) (EVID \(record.eventKind.rawValue)); must be 0 or missing",
        column == .amount ? "EVID 1" : ".")
    }
  }
}
