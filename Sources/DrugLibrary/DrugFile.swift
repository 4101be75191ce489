import Evidence
import Quantities

/// Reads a drug file.
///
/// Every key is known, every number has a unit that fits, a status and a source.
struct DrugFile {
  static let enzymes = [
    "CYP2D6", "CYP2C19", "CYP2C9", "CYP1A2", "CYP3A4", "CYP2B6", "CES1", "UGT", "MAO", "MAO-A", "MAO-B", "COMT",
    "carbonyl-reductase", "other",
  ]
  static let targets = [
    "NET", "SERT", "DAT", "alpha1", "alpha2A", "alpha2B", "alpha2C", "beta1", "beta2", "5-HT1A",
    "5-HT1B", "5-HT2A", "5-HT2C", "D1", "D2", "H1", "M1", "VMAT2", "TAAR1", "MAO", "MAO-A", "MAO-B", "COMT",
    "TPH", "TH", "AADC",
  ]

  let root: FileNode

  func drug() throws(LibraryError) -> Drug {
    try root.allowKeys([
      "schemaVersion", "name", "kind", "summary", "synonyms", "brands", "codes", "classes", "molarMass",
      "salts", "doseExpressedAs", "dose", "formulations", "kinetics", "inhibits", "targets",
      "referenceRanges", "domain", "gaps",
    ])
    let version = try root.require("schemaVersion")
    guard try version.number() == 1 else { throw version.fault("this program reads schemaVersion 1") }
    let name = try root.require("name").text()
    var codes: [String: String] = [:]
    if let node = root.child("codes") {
      try node.allowKeys(["atc", "rxnorm", "unii"])
      for key in try node.keys() { codes[key] = try node.child(key)?.text() }
    }
    let kind = try root.require("kind")
    var salts: [Salt] = []
    for node in root.child("salts")?.elements() ?? [] {
      try node.allowKeys(["name", "baseFraction"])
      salts.append(
        Salt(
          name: try node.require("name").text(),
          baseFraction: try fraction(node.require("baseFraction"))))
    }
    var formulations: [Formulation] = []
    for node in root.child("formulations")?.elements() ?? [] {
      formulations.append(try formulation(node, salts: salts))
    }
    var drug = Drug(
      name: name, kind: Drug.Kind(rawValue: try kind.choice(["drug", "metabolite"])) ?? .drug,
      summary: try root.child("summary")?.text() ?? "", synonyms: try root.texts("synonyms"),
      brands: try root.texts("brands"), codes: codes, classes: try root.texts("classes"),
      molarMass: try root.require("molarMass").sourcedValue([.molarMass]), salts: salts,
      doseExpressedAs: try saltName(root.child("doseExpressedAs"), salts: salts) ?? "base",
      dose: try doseRange(), formulations: formulations, kinetics: try kinetics(),
      inhibits: try inhibitions(), targets: try targetBindings(), referenceRanges: try ranges(),
      domain: try domain(), gaps: try root.texts("gaps"), numbers: [],
      file: root.file)
    drug.numbers = root.collector.numbers
    if drug.kind == .drug, drug.kinetics != nil, formulations.isEmpty {
      throw root.fault("a drug with kinetics needs at least one formulation")
    }
    return drug
  }

  private func saltName(_ node: FileNode?, salts: [Salt]) throws(LibraryError) -> String? {
    guard let node else { return nil }
    return try node.choice(["base"] + salts.map(\.name))
  }

  private func fraction(_ node: FileNode) throws(LibraryError) -> SourcedValue {
    let value = try node.sourcedValue([.number])
    let scale = MeasurementUnit.named(value.unit)?.factor ?? 1
    guard (0...1).contains(value.value * scale), (value.interval?.upperBound ?? 0) * scale <= 1 else {
      throw node.fault("must lie between 0 and 1")
    }
    return value
  }

  private func positive(_ node: FileNode, _ dimensions: Set<MeasurementUnit.Dimension>) throws(LibraryError)
    -> SourcedValue
  {
    let value = try node.sourcedValue(dimensions)
    guard value.value > 0, (value.interval?.lowerBound ?? 1) >= 0 else {
      throw node.fault("must be greater than zero, and its interval must not go below")
    }
    return try withInterval(value, node)
  }

  private func withInterval(_ value: SourcedValue, _ node: FileNode) throws(LibraryError) -> SourcedValue {
    guard value.interval != nil else { throw node.fault("a number that enters a simulation needs an interval") }
    return value
  }

  private func optional(_ node: FileNode?, _ dimensions: Set<MeasurementUnit.Dimension>) throws(LibraryError)
    -> SourcedValue?
  {
    guard let node else { return nil }
    return try positive(node, dimensions)
  }

  private func doseRange() throws(LibraryError) -> DoseRange? {
    guard let node = root.child("dose") else { return nil }
    try node.allowKeys([
      "usual", "maximumDaily", "unit", "strengths", "source", "status", "note", "maximumSingle",
    ])
    var usual: ClosedRange<Double>?
    if let range = node.child("usual") {
      let bounds = range.elements()
      guard bounds.count == 2 else { throw range.fault("a range has two bounds") }
      let low = try bounds[0].number()
      let high = try bounds[1].number()
      guard 0 < low, low <= high else { throw range.fault("the lower bound comes first and is above zero") }
      usual = low...high
    }
    var strengths: [Double] = []
    for element in node.child("strengths")?.elements() ?? [] { strengths.append(try element.number()) }
    let status = try node.child("status")?.choice(EvidenceStatus.allCases.map(\.rawValue))
    let source = try node.child("source")?.text()
    return DoseRange(
      usual: usual, maximumDaily: try node.child("maximumDaily")?.number(),
      unit: try node.child("unit")?.text() ?? "mg", strengths: strengths,
      source: source == "none" ? nil : source,
      status: EvidenceStatus(rawValue: status ?? "") ?? .assumption)
  }

  private func formulation(_ node: FileNode, salts: [Salt]) throws(LibraryError) -> Formulation {
    try node.allowKeys([
      "name", "synonyms", "route", "relativeBioavailability", "doseExpressedAs", "absorption", "note",
    ])
    let route = try node.require("route").choice(["oral", "iv", "transdermal"])
    var inputs: [AbsorptionInput] = []
    for input in node.child("absorption")?.elements() ?? [] {
      try input.allowKeys(["fraction", "rateConstant", "lag", "duration", "note"])
      var share: SourcedValue?
      if let given = input.child("fraction") { share = try fraction(given) }
      inputs.append(
        AbsorptionInput(
          fraction: share, rateConstant: try positive(input.require("rateConstant"), [.rateConstant]),
          lag: try lag(input.child("lag")), duration: try optional(input.child("duration"), [.time])))
    }
    if route != "iv" {
      guard !inputs.isEmpty else { throw node.fault("a form that is not iv needs 'absorption'") }
      let total = inputs.reduce(0) { $0 + ($1.fraction?.value ?? 1) }
      guard (total - 1).magnitude < 0.011 else {
        throw node.fault("the fractions of the inputs must add up to 1, not \(total)")
      }
    }
    return Formulation(
      name: try node.require("name").text(), synonyms: try node.texts("synonyms"), route: route,
      relativeBioavailability: try optional(node.child("relativeBioavailability"), [.number]),
      doseExpressedAs: try saltName(node.child("doseExpressedAs"), salts: salts), absorption: inputs)
  }

  private func lag(_ node: FileNode?) throws(LibraryError) -> SourcedValue? {
    guard let node else { return nil }
    let value = try node.sourcedValue([.time])
    guard value.value >= 0 else { throw node.fault("must not be negative") }
    return value.value == 0 ? nil : try withInterval(value, node)
  }

  private func kinetics() throws(LibraryError) -> Kinetics? {
    guard let node = root.child("kinetics") else { return nil }
    try node.allowKeys([
      "reference", "referenceActivity", "apparentOralClearance", "apparentOralVolume", "clearance", "volume",
      "intercompartmentalClearance", "peripheralVolume", "absorbedFraction", "unboundFraction",
      "renalFraction", "pathways", "variability", "covariates", "note",
    ])
    let isApparent = node.child("apparentOralClearance") != nil
    if isApparent, node.child("clearance") != nil {
      throw node.fault("give apparentOralClearance or clearance, not both")
    }
    var activity: [String: Double] = [:]
    if let given = node.child("referenceActivity") {
      for enzyme in try given.keys() {
        guard Self.enzymes.contains(enzyme) else {
          throw given.fault(
            "'\(enzyme)' is not an enzyme of this program",
            suggestion: NearestName.suggestion(for: enzyme, among: Self.enzymes))
        }
        activity[enzyme] = try given.require(enzyme).number()
      }
    }
    var pathways: [Pathway] = []
    for element in node.child("pathways")?.elements() ?? [] { pathways.append(try pathway(element)) }
    let total = pathways.reduce(0) { $0 + $1.fraction.value }
    guard pathways.isEmpty || (total - 1).magnitude < 0.011 else {
      throw node.fault("the fractions of the pathways must add up to 1, not \(total)")
    }
    var variability: [String: SourcedValue] = [:]
    if let given = node.child("variability") {
      try given.allowKeys(["clearance", "volume", "absorption"])
      for key in try given.keys() {
        if let value = given.child(key) { variability[key] = try value.sourcedValue([.number]) }
      }
    }
    var covariates: [Covariate] = []
    for element in node.child("covariates")?.elements() ?? [] { covariates.append(try covariate(element)) }
    let fu = try node.require("unboundFraction")
    return Kinetics(
      reference: try node.child("reference")?.text() ?? "", referenceActivity: activity,
      clearance: try positive(node.require(isApparent ? "apparentOralClearance" : "clearance"), [.clearance]),
      volume: try positive(node.require(isApparent ? "apparentOralVolume" : "volume"), [.volume]),
      isApparent: isApparent,
      intercompartmentalClearance: try optional(node.child("intercompartmentalClearance"), [.clearance]),
      peripheralVolume: try optional(node.child("peripheralVolume"), [.volume]),
      absorbedFraction: try node.child("absorbedFraction").map { (n) throws(LibraryError) in try fraction(n) }
        ?? SourcedValue(value: 1, unit: "fraction", status: .assumption),
      unboundFraction: try withInterval(fraction(fu), fu),
      renalFraction: try node.child("renalFraction").map { (n) throws(LibraryError) in try fraction(n) }
        ?? SourcedValue(value: 0, unit: "fraction", status: .assumption),
      pathways: pathways, variability: variability, covariates: covariates)
  }

  private func pathway(_ node: FileNode) throws(LibraryError) -> Pathway {
    try node.allowKeys(["enzyme", "fraction", "michaelisConstant", "produces", "note"])
    var products: [Product] = []
    for element in node.child("produces")?.elements() ?? [] {
      try element.allowKeys(["compound", "yield", "note"])
      products.append(
        Product(
          compound: try element.require("compound").text(), yield: try fraction(element.require("yield"))))
    }
    return Pathway(
      enzyme: try node.require("enzyme").choice(Self.enzymes),
      fraction: try fraction(node.require("fraction")),
      michaelisConstant: try optional(node.child("michaelisConstant"), [.molarConcentration]),
      produces: products)
  }

  private func covariate(_ node: FileNode) throws(LibraryError) -> Covariate {
    try node.allowKeys(["parameter", "when", "ratio", "note"])
    let when = try node.require("when")
    let words = try when.text().split(separator: " ").map(String.init)
    let condition: CovariateCondition
    switch (words.first, words.dropFirst().first, words.last) {
    case ("sex", "=", let value?): condition = .sex(value)
    case ("smoker", "=", let value?): condition = .smoker(value == "true")
    case ("age", ">", let value?):
      guard let years = Double(value) else { throw when.fault("an age is a number of years") }
      condition = .ageAbove(years)
    case ("age", "<", let value?):
      guard let years = Double(value) else { throw when.fault("an age is a number of years") }
      condition = .ageBelow(years)
    default: throw when.fault("a condition is 'sex = female', 'smoker = true', 'age > 65' or 'age < 12'")
    }
    return Covariate(
      parameter: try node.require("parameter").choice(["clearance", "volume", "absorption"]),
      condition: condition, ratio: try positive(node.require("ratio"), [.number]))
  }

  private func inhibitions() throws(LibraryError) -> [Inhibition] {
    var result: [Inhibition] = []
    for node in root.child("inhibits")?.elements() ?? [] {
      try node.allowKeys([
        "enzyme", "mechanism", "inhibitionConstant", "halfMaximalConcentration", "maximumEffect",
        "maximumInactivationRate", "note",
      ])
      let word = try node.require("mechanism").choice(Inhibition.Mechanism.allCases.map(\.rawValue))
      let mechanism = Inhibition.Mechanism(rawValue: word) ?? .competitive
      let concentration = try node.require(
        mechanism == .competitive ? "inhibitionConstant" : "halfMaximalConcentration")
      var maximum: SourcedValue?
      switch mechanism {
      case .competitive: break
      case .inactivation:
        maximum = try positive(node.require("maximumInactivationRate"), [.rateConstant])
      case .downRegulation:
        let effect = try node.require("maximumEffect")
        maximum = try withInterval(fraction(effect), effect)
      case .induction: maximum = try positive(node.require("maximumEffect"), [.number])
      }
      result.append(
        Inhibition(
          enzyme: try node.require("enzyme").choice(Self.enzymes), mechanism: mechanism,
          concentration: try positive(concentration, [.molarConcentration]), maximum: maximum))
    }
    return result
  }

  private func targetBindings() throws(LibraryError) -> [TargetBinding] {
    var result: [TargetBinding] = []
    for node in root.child("targets")?.elements() ?? [] {
      try node.allowKeys([
        "target", "action", "halfMaximalConcentration", "inhibitionConstant", "maximumOccupancy",
        "effectSiteRateConstant", "peripheralInhibitionConstant", "efficacy", "evidence", "note",
      ])
      let binding = TargetBinding(
        target: try node.require("target").choice(Self.targets),
        action: try node.require("action").choice([
          "inhibitor", "releaser", "agonist", "partial-agonist", "antagonist", "precursor",
        ]),
        halfMaximalConcentration: try optional(
          node.child("halfMaximalConcentration"), [.massConcentration, .molarConcentration]),
        inhibitionConstant: try optional(node.child("inhibitionConstant"), [.molarConcentration]),
        maximumOccupancy: try node.child("maximumOccupancy").map { (n) throws(LibraryError) in try fraction(n) },
        effectSiteRateConstant: try optional(node.child("effectSiteRateConstant"), [.rateConstant]),
        peripheralInhibitionConstant: try optional(node.child("peripheralInhibitionConstant"), [.molarConcentration]),
        efficacy: try node.child("efficacy").map { (n) throws(LibraryError) in try fraction(n) },
        evidence: try node.require("evidence").choice(["human-PET", "monkey-PET", "in-vitro"]))
      guard binding.halfMaximalConcentration != nil || binding.inhibitionConstant != nil else {
        throw node.fault("a target needs halfMaximalConcentration or inhibitionConstant")
      }
      result.append(binding)
    }
    return result
  }

  private func ranges() throws(LibraryError) -> [ReferenceRange] {
    var result: [ReferenceRange] = []
    for node in root.child("referenceRanges")?.elements() ?? [] {
      try node.allowKeys(["of", "at", "lower", "upper", "alert", "unit", "source", "status", "note"])
      let lower = try node.require("lower").number()
      let upper = try node.require("upper").number()
      guard 0 <= lower, lower < upper else { throw node.fault("lower must be below upper") }
      let source = try node.child("source")?.text()
      let status = try node.require("status").choice(EvidenceStatus.allCases.map(\.rawValue))
      result.append(
        ReferenceRange(
          of: try node.texts("of"), isAtPeak: try node.child("at")?.choice(["trough", "peak"]) == "peak", lower: lower,
          upper: upper, alert: try node.child("alert")?.number(),
          unit: try node.require("unit").choice(["ng/mL"]), source: source == "none" ? nil : source,
          status: EvidenceStatus(rawValue: status) ?? .assumption, note: try node.child("note")?.text()))
    }
    return result
  }

  private func domain() throws(LibraryError) -> Domain {
    guard let node = root.child("domain") else { return Domain(minimumAge: 18, maximumAge: 80) }
    try node.allowKeys(["minimumAge", "maximumAge", "note"])
    return Domain(
      minimumAge: try node.child("minimumAge")?.number() ?? 18,
      maximumAge: try node.child("maximumAge")?.number() ?? 80, note: try node.child("note")?.text())
  }
}
