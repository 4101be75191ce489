import DrugLibrary
import KnowledgeBase

/// What whoever asked has changed in the reading: it stands above what was read.
public struct ScenarioChanges: Sendable, Codable, Equatable {
  /// Lines of medication as the simulator reads them; empty keeps those that were read.
  public var regimens: [String]
  /// Enzyme to phenotype, alleles or score.
  public var genotypes: [String: String]
  public var age: Double?
  public var weight: Double?
  public var sex: String?
  public var isSmoker: Bool?
  public var isPregnant: Bool?
  public var conditions: [String]

  /// Makes changes; without arguments nothing is changed.
  public init(
    regimens: [String] = [], genotypes: [String: String] = [:], age: Double? = nil, weight: Double? = nil,
    sex: String? = nil, isSmoker: Bool? = nil, isPregnant: Bool? = nil, conditions: [String] = []
  ) {
    self.regimens = regimens
    self.genotypes = genotypes
    self.age = age
    self.weight = weight
    self.sex = sex
    self.isSmoker = isSmoker
    self.isPregnant = isPregnant
    self.conditions = conditions
  }

  func apply(to result: inout Understood, words: QuestionWords, library: DrugLibrary) {
    if !regimens.isEmpty {
      var ignored: [SearchCorrection] = []
      result.medicines = regimens.flatMap { line in
        MedicineReader(words: words, tokens: QuestionTokens(line)).medicines(corrections: &ignored).map(\.medicine)
      }
    }
    for (enzyme, text) in genotypes {
      if text.isEmpty { result.person.genotypes[enzyme] = nil } else { result.person.genotypes[enzyme] = text }
    }
    if let age { result.person.age = age }
    if let weight { result.person.weight = weight }
    if let sex { result.person.sex = sex }
    if let isSmoker { result.person.isSmoker = isSmoker }
    if let isPregnant { result.person.isPregnant = isPregnant }
    for text in conditions {
      if let condition = try? library.condition(text), !result.person.conditions.contains(condition.name) {
        result.person.conditions.append(condition.name)
      }
    }
  }
}
