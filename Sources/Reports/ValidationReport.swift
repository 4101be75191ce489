public import DrugLibrary
import Foundation
import Quantities
public import Simulation

/// Predictions beside observations, with the figures of the field.
public struct ValidationReport {
  /// The predictions of one file.
  public struct Section {
    public var title: String
    public var predictions: [CasePrediction]

    public init(title: String, predictions: [CasePrediction]) {
      self.title = title
      self.predictions = predictions
    }
  }

  let sections: [Section]
  let library: DrugLibrary

  /// Makes a report.
  public init(_ sections: [Section], library: DrugLibrary) {
    self.sections = sections
    self.library = library
  }

  private func describe(_ prediction: CasePrediction) -> String {
    let observed = prediction.observed
    return
      "\(observed.readout.quantity.rawValue)\(observed.isRatio ? " ratio" : "") \(observed.readout.of.joined(separator: "+"))"
  }

  private func observation(_ observed: ObservedCase) -> String {
    observed.direction?.rawValue ?? NumberFormat.short(observed.value)
  }

  private func verdict(_ prediction: CasePrediction) -> String {
    if prediction.failure != nil { return "failed" }
    if let inside = prediction.isInsideWindow { return inside ? "inside" : "outside" }
    if prediction.observed.direction != nil { return prediction.isDirectionRight == true ? "agrees" : "disagrees" }
    return "-"
  }

  private func summaryLines(_ predictions: [CasePrediction]) -> [String] {
    let summary = ValidationSummary(predictions)
    func percent(_ value: Double?) -> String { value.map { "\(NumberFormat.short($0 * 100)) %" } ?? "-" }
    let failed = predictions.filter { $0.failure != nil }.count
    var parts = ["\(predictions.count) cases" + (failed > 0 ? ", \(failed) could not be run" : "")]
    if let system = summary.system {
      if let share = system.shareWithinFactor {
        parts.append(
          "\(system.percentages) percentages: \(percent(share)) within the factor of their design, median |ln ratio| "
            + NumberFormat.short(system.medianLogRatio ?? .nan))
      }
      if system.directions > 0 {
        parts.append("direction right \(percent(system.shareOfDirections)) of \(system.directions)")
      }
      if system.unchanged > 0 {
        parts.append("no change where there was none \(percent(system.shareUnchanged)) of \(system.unchanged)")
      }
      if let error = system.heartRateError {
        parts.append("heart rate RMSE \(NumberFormat.short(error)) beats/min lying")
      }
      if let error = system.pressureError { parts.append("pressure RMSE \(NumberFormat.short(error)) mmHg lying") }
      if system.windows > 0 { parts.append("inside window \(percent(system.shareInsideWindow)) of \(system.windows)") }
      parts.append("90 % intervals hold \(percent(system.coverage))")
    }
    guard summary.count > 0 else { return parts }
    if let fold = summary.geometricMeanFoldError {
      parts.append("GMFE \(NumberFormat.short(fold))")
      parts.append("within 1.25-fold \(percent(summary.shareWithin125)), 2-fold \(percent(summary.shareWithin2))")
    }
    if summary.shareWithinGuest != nil {
      parts.append(
        "within Guest limits \(percent(summary.shareWithinGuest)), without variability \(percent(summary.shareWithinGuestStrict))"
      )
    }
    if let error = summary.occupancyError {
      parts.append(
        "occupancy RMSE \(NumberFormat.short(error)) points, within 12 points \(percent(summary.shareOccupancyWithin12))"
      )
    }
    parts.append("90 % intervals hold \(percent(summary.coverage))")
    return parts
  }

  /// For a table of digitised profiles, one line for each drug.
  private func profileLines(_ section: Section) -> [String] {
    guard section.predictions.contains(where: { $0.observed.id.contains(" @") }) else { return [] }
    var table = TextTable(header: ["average absolute fold error", "profiles", "points", "concentration", "AUC", "Cmax"])
    for summary in ProfileSummary.summaries(section.predictions) {
      table.rows.append([
        summary.drug, String(summary.profiles), String(summary.points), NumberFormat.short(summary.concentration),
        NumberFormat.short(summary.area), NumberFormat.short(summary.peak),
      ])
    }
    return table.lines().map { "  " + $0 }
  }

  /// The report for a terminal.
  public func text(summaryOnly: Bool) -> String {
    var lines: [String] = []
    for section in sections {
      lines.append(section.title)
      if !summaryOnly {
        var table = TextTable(header: [
          "case", "readout", "role", "predicted", "90 % interval", "observed", "window", "verdict",
        ])
        for prediction in section.predictions {
          let observed = prediction.observed
          table.rows.append([
            observed.id, describe(prediction), observed.role.rawValue, NumberFormat.short(prediction.predicted),
            NumberFormat.range([prediction.interval.lowerBound, prediction.interval.upperBound]),
            observation(observed),
            observed.window.map { NumberFormat.range([$0.lowerBound, $0.upperBound]) } ?? "-", verdict(prediction),
          ])
        }
        lines += table.lines().map { "  " + $0 }
        lines += section.predictions.compactMap { p in p.failure.map { "  \(p.observed.id) failed: \($0)" } }
      }
      for role in ObservedCase.Role.allCases {
        let chosen = section.predictions.filter { $0.observed.role == role }
        if !chosen.isEmpty { lines.append("  \(role.rawValue): " + summaryLines(chosen).joined(separator: "; ")) }
      }
      lines.append("  all: " + summaryLines(section.predictions).joined(separator: "; "))
      lines += profileLines(section)
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  /// The report as Markdown, for docs/validation.md.
  public func markdown() -> String {
    var lines = [
      "# Validation", "",
      "Written by `make validation`; do not edit. Predictions are for the typical patient of each case; intervals are 90 % over "
        + "the parameters' uncertainty. Roles: calibration rows may inform parameters, validation rows never do.", "",
    ]
    for section in sections {
      lines += ["## \(section.title)", ""]
      for role in ObservedCase.Role.allCases {
        let chosen = section.predictions.filter { $0.observed.role == role }
        if !chosen.isEmpty { lines.append("- **\(role.rawValue)**: " + summaryLines(chosen).joined(separator: "; ")) }
      }
      lines += ["- **all**: " + summaryLines(section.predictions).joined(separator: "; "), ""]
      let misses = section.predictions.filter(\.isMiss)
      if !misses.isEmpty {
        lines += [
          "Misses (ratios outside the limits of Guest 2011, occupancies more than 12 points off, levels beyond twofold; transmitters "
            + "and circulation outside the window of the case, or in the wrong direction):",
          "",
        ]
        lines += misses.map { miss in
          "- **\(miss.observed.id)** (\(describe(miss)), \(miss.observed.role.rawValue)): predicted "
            + "\(NumberFormat.short(miss.predicted)), observed \(observation(miss.observed)). "
            + (library.explanations[miss.observed.id] ?? "Not yet explained.")
        }
        lines.append("")
      }
      lines += [
        "| case | readout | role | predicted | 90 % interval | observed | verdict |", "|---|---|---|---|---|---|---|",
      ]
      for prediction in section.predictions {
        let observed = prediction.observed
        lines.append(
          "| \(observed.id) | \(describe(prediction)) | \(observed.role.rawValue) | \(NumberFormat.short(prediction.predicted)) | "
            + "\(NumberFormat.range([prediction.interval.lowerBound, prediction.interval.upperBound])) | "
            + "\(observation(observed)) | \(verdict(prediction)) |")
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private struct Row: Codable {
    var id: String
    var role: String
    var readout: String
    var predicted: Double?
    var interval: [Double]
    var observed: Double?
    var direction: String?
    var inside: Bool?
    var failure: String?
  }

  private struct Document: Codable {
    var title: String
    var summary: ValidationSummary
    var predictions: [Row]
  }

  /// The predictions as JSON.
  public func json() throws -> String {
    let documents = sections.map { section in
      Document(
        title: section.title, summary: ValidationSummary(section.predictions),
        predictions: section.predictions.map {
          Row(
            id: $0.observed.id, role: $0.observed.role.rawValue, readout: describe($0),
            predicted: $0.predicted.isFinite ? $0.predicted : nil,
            interval: [$0.interval.lowerBound, $0.interval.upperBound],
            observed: $0.observed.value.isFinite ? $0.observed.value : nil, direction: $0.observed.direction?.rawValue,
            inside: $0.isInsideWindow, failure: $0.failure)
        })
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(documents), as: UTF8.self) + "\n"
  }
}
