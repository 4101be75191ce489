import DrugLibrary
import Foundation
import Regimens
import Simulation

/// Runs an event table and writes a CSV of levels and occupancies.
struct EventTableRun {
  let library: DrugLibrary
  let path: String
  let medicine: String?

  func run() throws {
    let text = try Failures.report {
      guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
        throw ScenarioError(place: path, rule: "the file does not exist or is not UTF-8 text", kind: .data)
      }
      return text
    }
    let table: EventTable
    do {
      table = try EventTable.parse(csv: text, fileName: path)
    } catch {
      Terminal.complain("coeruleus: \(error)")
      throw Failures.data
    }
    let (names, rows) = try Failures.report {
      try EventTableSimulation(library: library, table: table, medicine: medicine).run()
    }
    var lines = ["ID,TIME," + names.joined(separator: ",")]
    for row in rows {
      lines.append("\(row.subject),\(row.time)," + row.values.map { "\($0)" }.joined(separator: ","))
    }
    Terminal.say(lines.joined(separator: "\n") + "\n")
  }
}
