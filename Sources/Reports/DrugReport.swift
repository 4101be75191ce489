public import DrugLibrary
import Evidence
import Quantities

/// What the library knows of its drugs.
public enum DrugReport {
  /// One line for each drug and metabolite.
  public static func list(_ library: DrugLibrary) -> String {
    var table = TextTable(header: ["drug", "brands", "forms", "made into"])
    for drug in library.drugs.values.sorted(by: { $0.name < $1.name }) where drug.kind == .drug {
      let made = drug.kinetics?.pathways.flatMap(\.produces).map(\.compound) ?? []
      let products = made.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      table.rows.append([
        drug.name, drug.brands.prefix(3).joined(separator: ", "),
        drug.formulations.map(\.name).joined(separator: ", "), products.joined(separator: ", "),
      ])
    }
    let metabolites = library.drugs.values.filter { $0.kind == .metabolite }.map(\.name).sorted()
    return table.lines().joined(separator: "\n") + "\n\nmetabolites: \(metabolites.joined(separator: ", "))\n"
  }

  /// Every number of a drug with unit, interval, source and status.
  public static func show(_ drug: Drug, library: DrugLibrary) -> String {
    var lines = [drug.name + (drug.kind == .metabolite ? " (metabolite)" : ""), "  \(drug.summary)"]
    if !drug.brands.isEmpty { lines.append("  brands: \(drug.brands.joined(separator: ", "))") }
    if !drug.synonyms.isEmpty { lines.append("  also: \(drug.synonyms.joined(separator: ", "))") }
    if !drug.codes.isEmpty {
      lines.append(
        "  codes: "
          + drug.codes.sorted { $0.key < $1.key }.map { "\($0.key.uppercased()) \($0.value)" }.joined(separator: ", "))
    }
    if let dose = drug.dose {
      var parts: [String] = []
      if let usual = dose.usual {
        parts.append(
          "usual \(NumberFormat.short(usual.lowerBound))-\(NumberFormat.short(usual.upperBound)) \(dose.unit) a day")
      }
      if let maximum = dose.maximumDaily {
        parts.append("label maximum \(NumberFormat.short(maximum)) \(dose.unit) a day")
      }
      lines.append("  dose: \(parts.joined(separator: ", ")); printed as \(drug.doseExpressedAs)")
    }
    lines.append("")
    var table = TextTable(header: ["number", "value", "unit", "90 % interval", "status", "source"])
    for (path, value) in drug.numbers {
      let source: String
      if let id = value.source, value.status.mayBeCited {
        source = library.references[id]?.citation ?? id
      } else {
        source = value.status == .assumption ? "assumption" : "not yet read"
      }
      table.rows.append([
        path, NumberFormat.short(value.value), value.unit,
        value.interval.map { NumberFormat.range([$0.lowerBound, $0.upperBound]) } ?? "-", value.status.rawValue, source,
      ])
    }
    lines += table.lines().map { "  " + $0 }
    let overridden = library.calibrated.keys.filter { $0.hasPrefix(drug.name + ".") }.sorted()
    if !overridden.isEmpty {
      lines += ["", "  re-estimated from the calibration observations (used instead of the file's value):"]
      lines += overridden.compactMap { id in
        library.calibrated[id].map {
          "    \(id): \(NumberFormat.short($0.value)) \($0.unit)"
            + ($0.interval.map { " (\(NumberFormat.range([$0.lowerBound, $0.upperBound])))" } ?? "")
        }
      }
    }
    for range in drug.referenceRanges {
      lines.append(
        "  reference range of \(range.of.joined(separator: " + ")): \(NumberFormat.short(range.lower))-\(NumberFormat.short(range.upper)) ng/mL"
          + (range.alert.map { ", alert \(NumberFormat.short($0))" } ?? "") + " [\(range.status.rawValue)]")
    }
    if !drug.gaps.isEmpty { lines += ["", "  thin or contradictory:"] + drug.gaps.map { "    - \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }
}
