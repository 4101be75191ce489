/// A line of a CSV file, cut into cells without surrounding spaces.
struct CommaSeparatedRow: Equatable {
  /// Line in the file, from 1.
  let line: Int
  let cells: [String]
}

/// Cuts CSV text into rows; a quoted cell may contain commas and doubled quotes but no line break.
enum CommaSeparatedRows {
  static func parse(_ text: String, fileName: String) throws(DosingError) -> [CommaSeparatedRow] {
    var rows: [CommaSeparatedRow] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      var characters = Substring(line)
      if number == 1, characters.first == "\u{FEFF}" { characters.removeFirst() }
      guard let first = characters.first(where: { !$0.isWhitespace }), first != "#" else { continue }
      let cells = try cells(of: characters, place: "\(fileName), line \(number)")
      guard cells.contains(where: { !$0.isEmpty }) else { continue }
      rows.append(CommaSeparatedRow(line: number, cells: cells))
    }
    return rows
  }

  private static func cells(of line: Substring, place: String) throws(DosingError) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuoted = false
    var previous: Character?
    for character in line {
      defer { previous = character }
      if character == "\"" {
        if isQuoted {
          isQuoted = false
        } else if wasQuoted, previous == "\"" {
          cell.append(character)
          isQuoted = true
        } else if cell.allSatisfy(\.isWhitespace), !wasQuoted {
          cell = ""
          isQuoted = true
          wasQuoted = true
        } else {
          throw DosingError(place: place, rule: "a quote inside cell \(cells.count + 1)")
        }
      } else if character == ",", !isQuoted {
        cells.append(trimmed(cell))
        cell = ""
        wasQuoted = false
      } else {
        cell.append(character)
      }
    }
    guard !isQuoted else {
      throw DosingError(place: place, rule: "a quote is not closed in cell \(cells.count + 1)")
    }
    return cells + [trimmed(cell)]
  }

  private static func trimmed(_ cell: String) -> String {
    var rest = cell[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
