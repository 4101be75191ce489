import DrugLibrary
import KnowledgeBase

/// A body of which every field is known.
protocol ClosedBody: Decodable {
  static var fields: [String] { get }
  /// Fields that are such bodies themselves.
  static var bodies: [String: any ClosedBody.Type] { get }
}

extension ClosedBody {
  static var bodies: [String: any ClosedBody.Type] { [:] }
}

/// A question as the programming interface takes it.
struct AskBody: ClosedBody {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case question, then, reader, regimens, genotypes, age, weight, sex, smoker, pregnant, conditions, scenarios
  }

  static var fields: [String] { CodingKeys.allCases.map(\.rawValue) }

  var question: String
  /// Further questions, in order.
  var then: [String]?
  var reader: Reader?
  var regimens: [String]?
  var genotypes: [String: String]?
  var age: Double?
  var weight: Double?
  var sex: String?
  var smoker: Bool?
  var pregnant: Bool?
  var conditions: [String]?
  /// Whether the outcomes behind the numbers are told.
  var scenarios: Bool?

  /// The same as an address says it, so that one set of rules holds for both.
  func query(_ library: DrugLibrary) throws(Problem) -> AskQuery {
    let genes = library.geneNames
    var pairs: [(name: String, value: String)] = [("q", question)]
    pairs += (then ?? []).map { ("then", $0) }
    pairs += (regimens ?? []).map { ("regimen", $0) }
    for (gene, text) in (genotypes ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard genes.contains(gene.uppercased()) else {
        throw .invalid("genotypes: \(NearestWord.rule(gene, known: genes)).")
      }
      pairs.append((gene.lowercased(), text))
    }
    if let age { pairs.append(("age", String(age))) }
    if let weight { pairs.append(("weight", String(weight))) }
    if let sex { pairs.append(("sex", sex)) }
    if let smoker { pairs.append(("smoker", smoker ? "yes" : "no")) }
    if let pregnant { pairs.append(("pregnant", pregnant ? "yes" : "no")) }
    pairs += (conditions ?? []).map { ("condition", $0) }
    return try AskQuery(Values(pairs), reader: reader ?? .clinician, library: library)
  }
}

/// A scenario as the programming interface takes it; the names are those of the command line.
struct SimulateBody: ClosedBody {
  private enum CodingKeys: String, CodingKey, CaseIterable { case regimens, patient, duration, draws, seed, readouts }

  static var fields: [String] { CodingKeys.allCases.map(\.rawValue) }
  static var bodies: [String: any ClosedBody.Type] { ["patient": Person.self] }

  /// What a person is, as far as it is known.
  struct Person: ClosedBody {
    private enum CodingKeys: String, CodingKey, CaseIterable {
      case age, weight, sex, smoker, pregnant, creatinineClearance, genotypes, conditions
    }

    static var fields: [String] { CodingKeys.allCases.map(\.rawValue) }

    var age: Double?
    var weight: Double?
    var sex: String?
    var smoker: Bool?
    var pregnant: Bool?
    var creatinineClearance: Double?
    /// Enzyme to phenotype, alleles or score.
    var genotypes: [String: String]?
    var conditions: [String]?
  }

  var regimens: [String]
  var patient: Person?
  /// Such as "28d".
  var duration: String?
  var draws: Int?
  var seed: UInt64?
  /// Nil tells every readout, an empty list none.
  var readouts: [String]?

  func query(_ genes: [String]) throws(Problem) -> ScenarioQuery {
    var query = try ScenarioQuery(Values(regimens.map { ("regimen", $0) }), genes: [])
    query.duration = duration
    query.draws = draws ?? 1000
    query.seed = seed
    query.readouts = readouts
    query.isSmoker = patient?.smoker
    query.isPregnant = patient?.pregnant ?? false
    query.conditions = patient?.conditions ?? []
    query.person["sex"] = patient?.sex
    query.person["age"] = patient?.age.map { String($0) }
    query.person["weight"] = patient?.weight.map { String($0) }
    query.person["clearance"] = patient?.creatinineClearance.map { String($0) }
    for (gene, text) in (patient?.genotypes ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard genes.contains(gene.uppercased()) else {
        throw .invalid("patient.genotypes: \(NearestWord.rule(gene, known: genes)).")
      }
      query.person[gene.lowercased()] = text
    }
    try query.check()
    return query
  }
}
