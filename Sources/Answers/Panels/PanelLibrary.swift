public import DrugLibrary
import Foundation
public import Simulation

/// The panels of the articles, and how they are computed.
public struct PanelLibrary: Sendable {
  /// What each panel computes, by id.
  public let specifications: [String: PanelSpecification]
  let library: DrugLibrary

  /// Reads `Data/panels.yaml`.
  ///
  /// - Throws: `LibraryError` with file, line and rule for the first fault.
  public init(library: DrugLibrary) throws(LibraryError) {
    self.library = library
    let list = try PanelSpecification.read(DrugLibrary.parse(library.folder + "/panels.yaml"), library: library)
    specifications = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Computes a panel; the same library gives the same panel.
  ///
  /// - Throws: `ScenarioError` when there is no such panel or it cannot be computed.
  public func compute(_ id: String, draws: Int = 200) throws(ScenarioError) -> Panel {
    guard let specification = specifications[id] else {
      throw ScenarioError(
        place: id, rule: "is no panel; there is \(specifications.keys.sorted().joined(separator: ", "))", kind: .usage)
    }
    switch specification.kind {
    case .occupancyAgainstDose: return try occupancy(specification, draws: draws)
    case .transmitters, .pulse: return try readouts(specification, draws: draws)
    }
  }

  private func outcome(_ regimen: String, readouts: [String], draws: Int) throws(ScenarioError) -> Outcome {
    var scenario = try Scenario(regimens: [regimen], patient: Patient(), duration: nil, library: library, draws: draws)
    scenario.readouts = readouts
    var builder = try OutcomeBuilder(scenario, library: library)
    return try builder.build()
  }

  // MARK: kinds

  private func occupancy(_ specification: PanelSpecification, draws: Int) throws(ScenarioError) -> Panel {
    let target = specification.target ?? "NET"
    var panel = frame(specification, unit: "percent", xTitle: "daily dose, mg", yTitle: "\(target) occupancy, %")
    for line in specification.lines {
      var points: [Panel.Point] = []
      for dose in line.doses {
        let outcome = try outcome(line.regimen(dose), readouts: [], draws: draws)
        guard let found = outcome.occupancies.first(where: { $0.target == target }) else { continue }
        points.append(Self.point(found.average, x: dose, label: nil))
        if panel.measured.isEmpty { panel.measured = Self.measured(outcome, target: target) }
      }
      panel.series.append(Panel.Series(name: line.drug, points: points))
    }
    return panel
  }

  private func readouts(_ specification: PanelSpecification, draws: Int) throws(ScenarioError) -> Panel {
    let isPulse = specification.kind == .pulse
    var panel = frame(
      specification, unit: isPulse ? "beats/min" : "percent", xTitle: "",
      yTitle: isPulse ? "change of heart rate, beats/min" : "% of the drug-free state")
    for line in specification.lines {
      guard let dose = line.doses.first else { continue }
      let outcome = try outcome(line.regimen(dose), readouts: specification.readouts, draws: draws)
      let points = specification.readouts.compactMap { name in
        outcome.system.first { $0.name == name }.map {
          Self.point(isPulse ? $0.change : $0.average, x: nil, label: Self.label(name))
        }
      }
      panel.series.append(Panel.Series(name: line.regimen(dose), points: points))
    }
    return panel
  }

  private func frame(_ specification: PanelSpecification, unit: String, xTitle: String, yTitle: String) -> Panel {
    let readout = specification.readouts.isEmpty ? "none" : specification.readouts.joined(separator: ",")
    return Panel(
      id: specification.id, title: specification.title, plainTitle: specification.plainTitle, kind: specification.kind,
      unit: unit, xTitle: xTitle, yTitle: yTitle, series: [], measured: [], note: specification.note,
      plainNote: specification.plainNote, claims: specification.claims,
      commands: specification.lines.flatMap { line in
        line.doses.map { "coeruleus simulate \(line.regimen($0)) --readout \(readout)" }
      })
  }

  private static func point(_ measure: Outcome.Measure, x: Double?, label: String?) -> Panel.Point {
    Panel.Point(
      x: x, label: label, value: rounded(measure.value), low: measure.interval.first.map(rounded),
      high: measure.interval.last.map(rounded), kind: measure.kind)
  }

  /// The PET points, at the dose that their regimens begin with.
  private static func measured(_ outcome: Outcome, target: String) -> [Panel.Point] {
    outcome.publishedOccupancies.filter { $0.target == target }.compactMap { published in
      let digits = published.label.split(separator: " ").first { $0.first?.isNumber == true }
      guard let digits, let dose = Double(digits.prefix { $0.isNumber || $0 == "." }) else { return nil }
      return Panel.Point(
        x: dose, label: published.label, value: published.value, low: published.lower, high: published.upper,
        kind: .measured)
    }
  }

  private static func label(_ readout: String) -> String {
    switch readout {
    case "NE.PFC": "norepinephrine, prefrontal cortex"
    case "DA.PFC": "dopamine, prefrontal cortex"
    case "DA.striatum": "dopamine, striatum"
    case "HR.supine": "lying"
    case "HR.standing": "standing"
    default: readout
    }
  }

  /// Four significant digits: more than a drawing shows.
  private static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value.isFinite ? value : 0 }
    let scale = pow(10, 3 - log10(value.magnitude).rounded(.down))
    return (value * scale).rounded() / scale
  }
}
