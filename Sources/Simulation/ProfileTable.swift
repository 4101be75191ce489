public import DrugLibrary
import Evidence
import Foundation

/// Reads a table of digitised concentration-time data as observations, one for each point.
///
/// Columns used: drug, study, time_h, conc_ng_ml, phenotype, dosing_events, dose_free_base_mg, formulation, coadministered, dataset_name.
/// Dosing events are written as "t=0..120 h every 12 h (11 doses): 20 mg base"; sets whose dosing is not of that form are left out.
public enum ProfileTable {
  /// Reads a table.
  public static func read(path: String, library: DrugLibrary) throws(LibraryError) -> CaseFile {
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
      throw LibraryError(file: path, line: 0, path: "", rule: "the file cannot be read as UTF-8 text")
    }
    let rows = CSVTable.rows(text)
    guard let header = rows.first else { throw LibraryError(file: path, line: 1, path: "", rule: "the file is empty") }
    var columns: [String: Int] = [:]
    for (index, name) in header.enumerated() { columns[name] = index }
    for needed in ["drug", "time_h", "conc_ng_ml", "dosing_events", "dataset_name"] where columns[needed] == nil {
      throw LibraryError(file: path, line: 1, path: needed, rule: "the column '\(needed)' is missing")
    }
    var cases: [ObservedCase] = []
    for (number, row) in rows.dropFirst().enumerated() {
      guard row.count == header.count else {
        throw LibraryError(
          file: path, line: number + 2, path: "", rule: "has \(row.count) cells where the header has \(header.count)")
      }
      func cell(_ name: String) -> String { columns[name].map { row[$0] } ?? "" }
      guard let time = Double(cell("time_h")), let value = Double(cell("conc_ng_ml")), value > 0,
        library.drugs[cell("drug")] != nil, cell("coadministered").isEmpty,
        let regimen = regimen(cell, library: library)
      else { continue }
      cases.append(
        ObservedCase(
          id: "\(cell("dataset_name")) @\(time)", role: .validation, patientNode: patient(cell("phenotype"), path),
          regimens: [regimen], comparisonPatientNode: nil, comparisonRegimens: nil,
          readout: ObservedCase.Readout(
            quantity: .concentration, of: [cell("drug")], from: nil, to: nil, at: time, unit: "ng/mL",
            comparisonWindow: nil),
          value: value, interval: nil, deviation: Double(cell("sd")), window: nil, isRequired: false, reference: nil,
          status: .verifiedSecondary, note: nil, file: path, line: number + 2))
    }
    return CaseFile(title: "Digitised concentration-time data", cases: cases)
  }

  private static func patient(_ phenotype: String, _ path: String) -> SendableNode? {
    let word = phenotype.split(separator: " ").last.map(String.init) ?? ""
    var text = ""
    if ["EM", "NM", "PM", "IM", "UM"].contains(word) { text = "{cyp2d6: \(word)}" }
    if word.hasPrefix("AS="), let score = Double(word.dropFirst(3)) { text = "{cyp2d6: AS \(score)}" }
    guard !text.isEmpty, let node = try? FileNode.parse(text, file: path) else { return nil }
    return SendableNode(node: node)
  }

  /// The regimen in the words of this program, from the table's own notation.
  private static func regimen(_ cell: (String) -> String, library: DrugLibrary) -> String? {
    let parent = parentDrug(cell("drug"), library: library)
    guard let drug = library.drugs[parent] else { return nil }
    let form = drug.formulations.first { cell("formulation").contains($0.name) && $0.route == "oral" }
    // The table's doses are free base; the program expects what is printed on the box.
    let expressed = form?.doseExpressedAs ?? drug.doseExpressedAs
    let base = drug.salts.first { $0.name == expressed }?.baseFraction.value ?? 1
    var phases: [String] = []
    for part in cell("dosing_events").split(separator: ";") {
      guard let phase = phase(String(part), base: base, isIntravenous: cell("route") == "iv") else { return nil }
      phases.append(phase)
    }
    guard !phases.isEmpty else { return nil }
    let name = form.map { "\(parent) \($0.name)" } ?? parent
    return "\(name) " + phases.joined(separator: " then ")
  }

  /// "t=0..72 h every 12 h (7 doses): 86.8 mg base" as "100 mg every 12 h from 0 h for 7 doses".
  private static func phase(_ text: String, base: Double, isIntravenous: Bool) -> String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let when = text[..<colon].split(separator: " ").map(String.init)
    let amount = text[text.index(after: colon)...].split(separator: " ").map(String.init)
    guard amount.count >= 2, let dose = Double(amount[0]), ["mg", "mg/kg"].contains(amount[1]),
      let times = when.first, times.hasPrefix("t=")
    else { return nil }
    var result = "\(dose / base) \(amount[1])" + (isIntravenous ? " iv" : "")
    if let over = amount.firstIndex(of: "over"), over + 2 < amount.count {
      result += " over \(amount[over + 1]) \(amount[over + 2])"
    }
    let bounds = times.dropFirst(2).components(separatedBy: "..").compactMap { Double($0) }
    if bounds.count == 2 {
      guard let every = when.firstIndex(of: "every"), every + 1 < when.count, let interval = Double(when[every + 1]),
        interval > 0
      else { return nil }
      let count = Int(((bounds[1] - bounds[0]) / interval).rounded()) + 1
      return result + " every \(interval) h from \(bounds[0]) h for \(count) doses"
    }
    guard let start = bounds.first else { return nil }
    return result + " once at \(start) h"
  }

  private static func parentDrug(_ name: String, library: DrugLibrary) -> String {
    guard library.drugs[name]?.kind == .metabolite else { return name }
    let parents = library.drugs.values.filter { drug in
      drug.kinetics?.pathways.flatMap(\.produces).contains { $0.compound == name } ?? false
    }
    return parents.map(\.name).sorted().first { library.drugs[$0]?.kind == .drug } ?? name
  }
}

/// Comma-separated values with quoted cells.
enum CSVTable {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = text.makeIterator()
    var pending: Character?
    while let character = pending ?? characters.next() {
      pending = nil
      if isQuoted {
        if character == "\"" {
          let next = characters.next()
          if next == "\"" {
            cell.append("\"")
          } else {
            isQuoted = false
            pending = next
          }
        } else {
          cell.append(character)
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "," {
        row.append(cell)
        cell = ""
      } else if character.isNewline {
        row.append(cell)
        cell = ""
        if row.count > 1 || row[0] != "" { rows.append(row) }
        row = []
      } else {
        cell.append(character)
      }
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [cell]) }
    return rows
  }
}
