public import DrugLibrary

/// Who takes the medicines.
///
/// What is not known stays nil and counts as the reference adult.
public struct Patient: Sendable, Equatable {
  /// years.
  public var age: Double?
  /// kg.
  public var weight: Double?
  /// male or female.
  public var sex: String?
  public var smoker: Bool?
  /// mL/min.
  public var creatinineClearance: Double?
  public var pregnant: Bool
  /// Genotypes by enzyme name.
  public var genotypes: [String: Genotype]
  /// Names of conditions that warnings know.
  public var conditions: [String]

  /// Makes a patient.
  public init(
    age: Double? = nil, weight: Double? = nil, sex: String? = nil, smoker: Bool? = nil,
    creatinineClearance: Double? = nil, pregnant: Bool = false, genotypes: [String: Genotype] = [:],
    conditions: [String] = []
  ) {
    self.age = age
    self.weight = weight
    self.sex = sex
    self.smoker = smoker
    self.creatinineClearance = creatinineClearance
    self.pregnant = pregnant
    self.genotypes = genotypes
    self.conditions = conditions
  }

  /// The same person with genes unknown: the comparison for exposure ratios.
  public var withoutGenotypes: Patient {
    var copy = self
    copy.genotypes = [:]
    return copy
  }

  /// The weight used, kg.
  func weight(reference: Double) -> Double { weight ?? reference }

  /// Checks that the numbers describe a person.
  ///
  /// - Throws: ``ScenarioError`` that names the value and the rule.
  public func validate() throws(ScenarioError) {
    func check(_ name: String, _ value: Double?, _ range: ClosedRange<Double>, _ unit: String) throws(ScenarioError) {
      guard let value else { return }
      guard value.isFinite, range.contains(value) else {
        throw ScenarioError(
          place: name,
          rule: "\(value) \(unit) is not possible here; it must lie between "
            + "\(range.lowerBound) and \(range.upperBound) \(unit)", kind: .data)
      }
    }
    try check("age", age, 0...120, "years")
    try check("weight", weight, 2...350, "kg")
    try check("creatinine clearance", creatinineClearance, 1...250, "mL/min")
    if let sex, !["male", "female"].contains(sex) {
      throw ScenarioError(place: "sex", rule: "'\(sex)' is not one of male, female", kind: .usage)
    }
  }

  /// The patient in one line.
  public var summary: String {
    var parts: [String] = []
    if let sex { parts.append(sex) }
    if let age { parts.append("\(Self.plain(age)) years") }
    if let weight { parts.append("\(Self.plain(weight)) kg") }
    for (enzyme, genotype) in genotypes.sorted(by: { $0.key < $1.key }) {
      parts.append("\(enzyme) \(genotype.text) (activity score \(Self.plain(genotype.activityScore)))")
    }
    if let smoker { parts.append(smoker ? "smoker" : "non-smoker") }
    if let creatinineClearance { parts.append("creatinine clearance \(Self.plain(creatinineClearance)) mL/min") }
    if pregnant { parts.append("pregnant") }
    parts += conditions
    return parts.isEmpty ? "reference adult" : parts.joined(separator: ", ")
  }

  static func plain(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
