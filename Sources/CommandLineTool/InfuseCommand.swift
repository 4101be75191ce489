import ArgumentParser
import DrugLibrary
import Foundation
import Regimens
import Reports
import Simulation

/// `coeruleus infuse`: norepinephrine into a vein.
struct InfuseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "infuse", abstract: "Computes plasma norepinephrine, pulse and pressure during an infusion.",
    discussion: """
      coeruleus infuse norepinephrine 0.1ug/kg/min --for 30min
      coeruleus infuse norepinephrine 0.1ug/kg/min --for 30min --septic-shock --saps2 60
      """)

  @Argument(help: "norepinephrine and its rate, such as 0.1ug/kg/min.") var words: [String]
  @Option(name: .customLong("for"), help: "How long, such as 30min.") var duration = "30min"
  @Flag(name: .customLong("septic-shock"), help: "In septic shock.") var septicShock = false
  @Option(help: "Severity of illness, SAPS II (default 50 with --septic-shock).") var saps2: Double?
  @Option(help: "Draws for the intervals.") var draws = 1000
  @Flag(help: "Writes JSON.") var json = false
  @OptionGroup var patientOptions: PatientOptions
  @OptionGroup var data: DataFolder

  func run() throws {
    let library = try data.load()
    try Failures.report {
      let rate = try rate(library)
      if saps2 != nil, !septicShock {
        throw ScenarioError(place: "--saps2", rule: "belongs to --septic-shock", kind: .usage)
      }
      guard (1...100_000).contains(draws) else {
        throw ScenarioError(place: "--draws", rule: "must lie between 1 and 100000", kind: .usage)
      }
      var infusion = try NorepinephrineInfusion(
        rate: rate, duration: try TimeSpan.parse(duration).hours,
        patient: try patientOptions.patient(library: library), severity: septicShock ? saps2 ?? 50 : nil)
      infusion.draws = draws
      let result = try infusion.run(library)
      Terminal.say(json ? try DataExport.json(result) : ExperimentReport.infusion(result))
    }
  }

  /// ug/kg/min out of "norepinephrine 0.1ug/kg/min" or "0.1 ug/kg/min".
  private func rate(_ library: DrugLibrary) throws -> Double {
    let text = words.joined(separator: " ").replacingOccurrences(of: "µ", with: "u")
    guard let start = text.firstIndex(where: { $0.isNumber || $0 == "-" || $0 == "." }) else {
      throw ScenarioError(
        place: "infuse", rule: "a rate is missing; write for example: coeruleus infuse norepinephrine 0.1ug/kg/min",
        kind: .usage)
    }
    let name = text[..<start].trimmingCharacters(in: .whitespaces)
    let found = try? library.resolve(name.isEmpty ? "norepinephrine" : name)
    guard case .drug(let drug, _)? = found, drug.name == "norepinephrine" else {
      throw ScenarioError(
        place: name,
        rule: "only norepinephrine is infused here; for other medicines use simulate with 'iv over 20 min'",
        kind: .usage)
    }
    let compact = text[start...].filter { $0 != " " }
    let number = compact.prefix { $0.isNumber || "+-.eE".contains($0) }
    let unit = String(compact.dropFirst(number.count))
    let sizes = ["ug/kg/min": 1.0, "ng/kg/min": 0.001, "mcg/kg/min": 1, "mg/kg/h": 1000.0 / 60, "ug/kg/h": 1.0 / 60]
    guard let value = Double(number), let size = sizes[unit] else {
      throw ScenarioError(
        place: String(text[start...]), rule: "a rate is a number in \(sizes.keys.sorted().joined(separator: ", "))",
        kind: .usage)
    }
    return value * size
  }
}
