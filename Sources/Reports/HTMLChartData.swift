import Foundation
import Simulation

/// What the charts show, as the page carries it: one set of series for the plain SVG and for the script.
struct ChartData: Encodable {
  /// A published observation beside a curve.
  struct Point: Encodable {
    var label: String
    var value: Double
    var lower: Double?
    var upper: Double?
  }

  /// A reference range.
  struct Limits: Encodable {
    var lower: Double
    var upper: Double
    var alert: Double?
  }

  /// A curve with its band.
  struct Series: Encodable {
    var id: String
    var name: String
    var role: String
    var unit: String
    /// The number of its colour and dash pattern.
    var style: Int
    var isShownFirst: Bool
    var typical: [Double?]
    /// Empty where no band is known.
    var lower: [Double?]
    var upper: [Double?]
    var comparison: [Double?]?
    var limits: Limits?
    var published: [Point]
    /// The value without the drugs.
    var rest: Double?
    /// Its own times, where it has fewer points than the others.
    var times: [Double]?
    /// Whether only details show it.
    var isDetail = false
  }

  /// A dose.
  struct Dose: Encodable {
    var drug: String
    var time: Double
    var amount: Double
    /// The style of the drug's curve.
    var style: Int
  }

  var duration: Double
  var window: [Double]
  var times: [Double]
  var comparison: String?
  var levels: [Series]
  var occupancies: [Series]
  var doses: [Dose]
  var panels: [Panel]

  /// The transporters that come first.
  static let transporters = ["NET", "SERT", "DAT"]

  /// Gathers the series of an outcome.
  init(_ outcome: Outcome) {
    duration = outcome.duration
    window = outcome.window
    times = outcome.times.map { ($0 * 1000).rounded() / 1000 }
    comparison = outcome.comparison
    levels = Self.levels(outcome)
    occupancies = Self.occupancies(outcome)
    panels = Self.panels(outcome)
    let styles = Dictionary(levels.map { ($0.name, $0.style) }, uniquingKeysWith: { first, _ in first })
    doses = outcome.doses.filter { $0.time.isFinite && $0.amount.isFinite }.map {
      Dose(drug: $0.drug, time: $0.time, amount: $0.amount, style: styles[$0.drug] ?? 0)
    }
  }

  /// The data as JSON with sorted keys.
  func json() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  // MARK: series

  private static func levels(_ outcome: Outcome) -> [Series] {
    let curves = outcome.curves.filter { $0.quantity == "concentration" }
    let order = ["parent", "active moiety", "metabolite", "comedication"]
    func rank(_ role: String) -> Int { order.firstIndex(of: role) ?? order.count }
    let mains = Set(outcome.levels.filter { $0.role == "parent" }.map(\.name))
    var result: [Series] = []
    for (number, level) in outcome.levels.enumerated().sorted(by: {
      (rank($0.element.role), $0.offset) < (rank($1.element.role), $1.offset)
    }).map({ ($0.offset, $0.element) }) {
      let parts = level.name.components(separatedBy: " + ")
      let own = curves.first { $0.name == level.name }
      let members = own.map { [$0] } ?? parts.compactMap { part in curves.first { $0.name == part } }
      guard members.count == (own == nil ? parts.count : 1), let first = members.first else { continue }
      let isMain =
        level.role == "parent" || level.role == "metabolite"
        || (level.role == "active moiety" && !mains.isDisjoint(with: parts))
      result.append(
        Series(
          id: "level-\(number)", name: level.name, role: level.role, unit: first.unit, style: result.count,
          isShownFirst: isMain && result.count < 4, typical: sum(members.map(\.typical)),
          // The band of a sum is not the sum of the bands.
          lower: members.count == 1 ? first.lower.map(rounded) : [],
          upper: members.count == 1 ? first.upper.map(rounded) : [],
          comparison: members.allSatisfy { $0.comparison != nil } ? sum(members.compactMap(\.comparison)) : nil,
          limits: level.range.map { Limits(lower: $0.lower, upper: $0.upper, alert: $0.alert) }, published: []))
    }
    for curve in curves where !result.contains(where: { $0.name == curve.name }) {
      result.append(
        Series(
          id: "level-x\(result.count)", name: curve.name, role: "compound", unit: curve.unit, style: result.count,
          isShownFirst: result.isEmpty, typical: curve.typical.map(rounded), lower: curve.lower.map(rounded),
          upper: curve.upper.map(rounded), comparison: curve.comparison.map { $0.map(rounded) }, limits: nil,
          published: []))
    }
    return result
  }

  private static func occupancies(_ outcome: Outcome) -> [Series] {
    let curves = outcome.curves.filter { $0.quantity == "occupancy" }
    func rank(_ target: String) -> Int { transporters.firstIndex(of: target) ?? transporters.count }
    let visible = curves.enumerated().filter {
      transporters.contains($0.element.name) || ($0.element.upper.max() ?? 0) >= 1
    }
    return visible.sorted { (rank($0.element.name), $0.offset) < (rank($1.element.name), $1.offset) }.map {
      let curve = $0.element
      return Series(
        id: "target-\($0.offset)", name: curve.name, role: "target", unit: "%", style: 0, isShownFirst: true,
        typical: curve.typical.map(rounded), lower: curve.lower.map(rounded), upper: curve.upper.map(rounded),
        comparison: curve.comparison.map { $0.map(rounded) }, limits: nil,
        published: outcome.publishedOccupancies.filter { $0.target == curve.name && $0.value.isFinite }
          .sorted { ($0.value, $0.label) < ($1.value, $1.label) }
          .map { Point(label: $0.label, value: $0.value, lower: $0.lower, upper: $0.upper) })
    }
  }

  private static func sum(_ rows: [[Double]]) -> [Double?] {
    guard let first = rows.first else { return [] }
    return first.indices.map { k in rounded(rows.reduce(0) { $0 + (k < $1.count ? $1[k] : .nan) }) }
  }

  /// Five significant digits: more than a screen shows, and half the bytes.
  static func rounded(_ value: Double) -> Double? { rounded(value, digits: 5) }

  /// A number with so many significant digits; nil for what is no number.
  static func rounded(_ value: Double, digits: Double) -> Double? {
    guard value.isFinite else { return nil }
    guard value.magnitude > 1e-9 else { return 0 }
    let scale = pow(10, digits - 1 - log10(value.magnitude).rounded(.down))
    let near = (value * scale).rounded() / scale
    return near
  }
}
