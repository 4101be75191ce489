import DrugLibrary
import PharmacologyModels
import Quantities

/// Reads treatments of animals.
///
/// Such as "reboxetine 15 mg/kg i.p. at 0 h", "reboxetine 10 mg/kg/d pump for 14 d" or "desipramine 1 uM in LC at 0 h".
struct TreatmentParser {
  /// Units of a dose and their size in mg/kg.
  private static let doseUnits = ["mg/kg": 1.0, "ug/kg": 0.001, "g/kg": 1000]
  /// Units of a pump's rate and their size in mg/kg/h.
  private static let rateUnits = [
    "mg/kg/d": 1.0 / 24, "mg/kg/day": 1.0 / 24, "mg/kg/h": 1, "ug/kg/h": 0.001, "ug/kg/min": 0.06,
  ]
  /// Units of a perfusate's concentration and their size in umol/L.
  private static let concentrationUnits = ["nM": 0.001, "uM": 1.0, "mM": 1000, "nmol/L": 0.001, "umol/L": 1]
  private static let routes = [
    "i.p.": "i.p.", "ip": "i.p.", "s.c.": "s.c.", "sc": "s.c.", "p.o.": "p.o.", "po": "p.o.", "oral": "p.o.",
    "i.v.": "i.v.", "iv": "i.v.", "i.m.": "s.c.", "im": "s.c.",
  ]
  /// Words for the model's regions; cortical terminal fields share one.
  static let regions: [String: BrainRegion] = [
    "pfc": .cortex, "mpfc": .cortex, "prefrontal cortex": .cortex, "frontal cortex": .cortex, "cortex": .cortex,
    "cingulate cortex": .cortex, "hippocampus": .cortex, "dorsal hippocampus": .cortex, "hypothalamus": .cortex,
    "thalamus": .cortex, "amygdala": .cortex, "medial septum": .cortex, "occipital cortex": .cortex, "lc": .coeruleus,
    "locus coeruleus": .coeruleus, "raphe": .raphe, "dorsal raphe": .raphe, "striatum": .striatum,
    "caudate": .striatum, "dorsal caudate": .striatum, "caudate-putamen": .striatum, "nac": .accumbens,
    "nucleus accumbens": .accumbens, "nac shell": .accumbens, "nac core": .accumbens, "accumbens": .accumbens,
  ]

  /// Whether a text has a unit of dose in it: a treatment, and not only a compound's name.
  static func hasDose(_ text: String) -> Bool {
    let plain = text.replacingOccurrencesOfMicro
    let units = Array(doseUnits.keys) + Array(rateUnits.keys) + Array(concentrationUnits.keys)
    return plain.split(separator: " ").contains { word in
      units.contains { String(word.drop { $0.isNumber || $0 == "." }) == $0 }
    }
  }

  /// Reads a treatment.
  ///
  /// - Parameters:
  ///   - text: the treatment as written.
  ///   - laboratory: where its compound is looked up.
  ///   - end: h; when a local application without an end stops.
  static func parse(_ text: String, laboratory: LaboratoryLibrary) throws(ScenarioError) -> Treatment {
    func fault(_ rule: String, _ suggestion: String? = nil) -> ScenarioError {
      ScenarioError(place: "'\(text)'", rule: rule, suggestion: suggestion, kind: .usage)
    }
    var words = text.split(separator: " ").map { String($0).replacingOccurrencesOfMicro }
    // "15mg/kg" is "15 mg/kg".
    words = words.flatMap { word -> [String] in
      let digits = word.prefix { $0.isNumber || $0 == "." }
      let rest = String(word.dropFirst(digits.count))
      let isAmount =
        doseUnits[rest] != nil || rateUnits[rest] != nil || concentrationUnits[rest] != nil
        || ["h", "d", "min", "Hz"].contains(rest)
      return !digits.isEmpty && isAmount ? [String(digits), rest] : [word]
    }
    let units = Set(doseUnits.keys).union(rateUnits.keys).union(concentrationUnits.keys)
    guard
      let place = words.indices.dropLast().first(where: { Double(words[$0]) != nil && units.contains(words[$0 + 1]) }),
      place > 0, let amount = Double(words[place])
    else {
      throw fault(
        "a treatment is a compound, a dose and a route, such as 'reboxetine 15 mg/kg i.p. at 0 h', "
          + "'reboxetine 10 mg/kg/d pump for 14 d' or 'desipramine 1 uM in LC'")
    }
    guard amount.isFinite, amount > 0, amount <= 1e5 else { throw fault("a dose lies above zero and below 100000") }
    let compound: LaboratoryCompound
    do {
      compound = try laboratory.resolve(words[..<place].joined(separator: " "))
    } catch {
      throw ScenarioError(place: error.path, rule: error.rule, suggestion: error.suggestion, kind: .data)
    }
    let unit = words[place + 1]
    var route: String?
    var region: BrainRegion?
    var isPump = false
    var start = 0.0
    var interval: Double?
    var length: Double?
    var rest = Array(words[(place + 2)...])
    func time() throws(ScenarioError) -> Double {
      guard rest.count > 1, let value = Double(rest[0]), let size = MeasurementUnit.named(rest[1]),
        size.dimension == .time, value >= 0
      else { throw fault("a time such as '1 h', '30 min' or '14 d' belongs after '\(rest.first ?? "the end")'") }
      rest.removeFirst(2)
      return value * size.factor
    }
    while !rest.isEmpty {
      let word = rest.removeFirst()
      switch word.lowercased() {
      case "pump", "infusion": isPump = true
      case "at", "from": start = try time()
      case "for": length = try time()
      case "daily", "once-daily": interval = 24
      case "twice":
        if rest.first?.lowercased() == "daily" { rest.removeFirst() }
        interval = 12
      case "every": interval = try time()
      case "once": break
      case "in":
        var name = ""
        while let next = rest.first, !["at", "from", "for"].contains(next.lowercased()) {
          name += (name.isEmpty ? "" : " ") + rest.removeFirst()
        }
        guard let found = regions[name.lowercased()] else {
          throw fault(
            "the region '\(name)' is not part of the model",
            NearestName.suggestion(for: name.lowercased(), among: regions.keys.sorted()))
        }
        region = found
      default:
        guard let found = routes[word.lowercased()] else {
          throw fault(
            "'\(word)' is not understood here",
            NearestName.suggestion(for: word, among: routes.keys.sorted() + ["pump"]))
        }
        guard route == nil else { throw fault("has two routes, \(route ?? "") and \(found)") }
        route = found
      }
    }
    if let length, length <= 0 || length > 2 * 8766 {
      throw fault("a course lasts more than zero and at most two years")
    }
    if concentrationUnits[unit] != nil || rateUnits[unit] != nil, let route {
      throw fault("a concentration or a pump has no route of its own; leave out '\(route)'")
    }
    if let region, concentrationUnits[unit] == nil {
      throw fault(
        "a dose per body weight reaches the whole brain; leave out 'in \(region.rawValue)', or give a concentration in uM"
      )
    }
    if isPump, concentrationUnits[unit] != nil { throw fault("a pump's rate is per day: mg/kg/d") }
    if let interval, rateUnits[unit] != nil || concentrationUnits[unit] != nil {
      throw fault("a pump or a perfusate runs on; it is not given every \(Patient.plain(interval)) h")
    }
    if isPump, doseUnits[unit] != nil { throw fault("a pump's rate is per day: mg/kg/d") }
    if length != nil, interval == nil, doseUnits[unit] != nil {
      throw fault("'for' needs to know how often: daily, twice daily or every 8 h")
    }
    if let scale = concentrationUnits[unit] {
      guard let region else { throw fault("a concentration is applied 'in' a region: PFC, LC, raphe, striatum or NAc") }
      return Treatment(
        compound: compound.name,
        course: .local(
          concentration: amount * scale, region: region, start: start, end: length.map { start + $0 } ?? .infinity),
        text: text)
    }
    if let scale = rateUnits[unit] {
      guard let length else { throw fault("a pump runs 'for' some time, such as 'for 14 d'") }
      return Treatment(
        compound: compound.name, course: .pump(rate: amount * scale, start: start, end: start + length), text: text)
    }
    guard !isPump else { throw fault("a pump's rate is per day: mg/kg/d") }
    guard let route else { throw fault("a route is missing: i.p., s.c., p.o. or i.v.") }
    var times = [start]
    if let interval {
      guard interval > 0 else { throw fault("the time between doses must be longer than zero") }
      let end = length ?? interval
      times = Array(stride(from: start, to: start + end - 1e-9, by: interval))
      guard times.count <= 10_000 else { throw fault("more than 10000 doses") }
    }
    return Treatment(
      compound: compound.name,
      course: .doses(amount: amount * (doseUnits[unit] ?? 1), route: route, times: times), text: text)
  }
}

extension String {
  fileprivate var replacingOccurrencesOfMicro: String {
    String(map { $0 == "µ" || $0 == "μ" ? "u" : $0 })
  }
}
