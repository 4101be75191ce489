import Quantities

/// The columns with a meaning of their own.
enum EventColumn: String, CaseIterable {
  case subject = "ID"
  case time = "TIME"
  case eventKind = "EVID"
  case amount = "AMT"
  case rate = "RATE"
  case additionalDoses = "ADDL"
  case interval = "II"
  case steadyState = "SS"
  case compartment = "CMT"
  case missingDependentVariable = "MDV"
  case dependentVariable = "DV"
}

/// Where the columns of an event table are.
struct EventColumns {
  /// Positions of the columns with a meaning.
  let positions: [EventColumn: Int]
  /// Name as written and position of the other columns.
  let covariates: [(name: String, position: Int)]
  /// Number of cells in each row.
  let count: Int

  /// Reads the header.
  init(header: CommaSeparatedRow, fileName: String) throws(DosingError) {
    var positions: [EventColumn: Int] = [:]
    var covariates: [(name: String, position: Int)] = []
    var seen: [String: Int] = [:]
    let place = "\(fileName), line \(header.line)"
    for (position, name) in header.cells.enumerated() {
      let key = name.uppercased()
      guard !key.isEmpty else {
        throw DosingError(place: place, rule: "column \(position + 1) has no name")
      }
      if let earlier = seen.updateValue(position, forKey: key) {
        throw DosingError(
          place: "\(place), column \(name)",
          rule: "columns \(earlier + 1) and \(position + 1) have the same name")
      }
      if let column = EventColumn(rawValue: key) {
        positions[column] = position
      } else {
        covariates.append((name, position))
      }
    }
    for column in [EventColumn.subject, .time] where positions[column] == nil {
      let nearest = NearestName.suggestion(
        for: column.rawValue, among: covariates.map(\.name))
      throw DosingError(
        place: place, rule: "column \(column.rawValue) is missing",
        suggestion: nearest.map { "rename \($0) to \(column.rawValue)" })
    }
    self.positions = positions
    self.covariates = covariates
    self.count = header.cells.count
  }
}
