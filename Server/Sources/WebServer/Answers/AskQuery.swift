import Answers
import DrugLibrary
import Foundation
import KnowledgeBase

/// A question with its follow-ups and changes, as it stands in an address; the address is the permalink of the answer.
struct AskQuery: Sendable {
  var question: String
  var then: [String]
  var reader: Reader
  var regimens: [String]
  /// Enzyme to phenotype, alleles or score; "unknown" takes away what was read.
  var genotypes: [String: String]
  var age: String?
  var weight: String?
  var sex: String?
  var smoker: String?
  var pregnant: String?
  var conditions: [String]

  /// Reads parameters; empty ones change nothing.
  ///
  /// - Throws: ``Problem`` 422 for what is too long, no number or no genotype.
  init(_ values: Values, reader: Reader, library: DrugLibrary) throws(Problem) {
    guard let question = values["q"] else {
      throw .invalid("The question is missing: write it into the parameter q.")
    }
    self.question = question
    self.reader = reader
    then = values.all("then")
    regimens = values.all("regimen")
    conditions = values.all("condition")
    age = values["age"]
    weight = values["weight"]
    sex = values["sex"]
    smoker = values["smoker"]
    pregnant = values["pregnant"]
    genotypes = [:]
    for enzyme in library.geneNames { genotypes[enzyme] = values[enzyme.lowercased()] }
    guard ([question] + then).allSatisfy({ $0.count <= Limits.question }) else {
      throw .invalid("A question may have at most \(Limits.question) characters.")
    }
    guard then.count < Limits.turns, regimens.count <= Limits.medicines, conditions.count <= 20,
      (regimens + conditions + genotypes.values).allSatisfy({ $0.count <= 200 })
    else { throw .invalid("These are too many questions, medicines or conditions, or one of them is too long.") }
    _ = try number(age, "age", 0...120)
    _ = try number(weight, "weight", 2...350)
    if let sex, !["male", "female"].contains(sex) {
      throw .invalid("sex: '\(sex.prefix(20))' is not one of male, female.")
    }
    try checkGenotypes(library)
  }

  private func checkGenotypes(_ library: DrugLibrary) throws(Problem) {
    for (gene, text) in genotypes.sorted(by: { $0.key < $1.key }) where text != "unknown" {
      guard let enzyme = library.enzyme(gene) else { continue }
      do throws(LibraryError) {
        _ = try Genotype.parse(text, enzyme: enzyme)
      } catch {
        let meant = error.suggestion.map { "; did you mean \($0)?" } ?? ""
        throw .invalid("\(gene.lowercased()): \(error.rule)\(meant).")
      }
    }
  }

  private func number(_ text: String?, _ name: String, _ range: ClosedRange<Double>) throws(Problem) -> Double? {
    guard let text else { return nil }
    guard let value = Double(text), range.contains(value) else {
      throw .invalid("\(name): write a number between \(Int(range.lowerBound)) and \(Int(range.upperBound)).")
    }
    return value
  }

  /// The conversation, the latest question last.
  var conversation: [String] { [question] + then }

  /// What stands above what was read.
  var changes: ScenarioChanges {
    ScenarioChanges(
      regimens: regimens, genotypes: genotypes.mapValues { $0 == "unknown" ? "" : $0 }, age: age.flatMap(Double.init),
      weight: weight.flatMap(Double.init), sex: sex, isSmoker: smoker.map(Self.isYes),
      isPregnant: pregnant.map(Self.isYes),
      conditions: conditions)
  }

  private static func isYes(_ text: String) -> Bool { ["yes", "true", "1", "on"].contains(text.lowercased()) }

  /// The request to the engine.
  func request(draws: Int = 500) -> AnswerRequest {
    AnswerRequest(conversation: conversation, reader: reader, changes: changes, draws: draws)
  }

  /// The parameters in one order, so that equal queries have equal addresses.
  var parameters: [(name: String, value: String)] {
    var list = [("q", question)] + then.map { ("then", $0) }
    list.append(("for", reader.rawValue))
    return list + changeParameters
  }

  /// The parameters that change the scenario.
  var changeParameters: [(name: String, value: String)] {
    var list = regimens.map { ("regimen", $0) }
    list += genotypes.sorted { $0.key < $1.key }.map { ($0.key.lowercased(), $0.value) }
    for (name, value) in [("age", age), ("weight", weight), ("sex", sex), ("smoker", smoker), ("pregnant", pregnant)] {
      if let value { list.append((name, value)) }
    }
    return list + conditions.map { ("condition", $0) }
  }

  /// The address of the answer.
  var address: Address { Address(path: "/ask", parameters: parameters) }
}

extension DrugLibrary {
  /// Enzymes whose genes a person may know, in order.
  var geneNames: [String] {
    enzymes.values.filter { !$0.phenotypes.isEmpty }.map(\.name).sorted { left, right in
      let order = ["CYP2D6", "CYP2C19"]
      return (order.firstIndex(of: left) ?? 9, left) < (order.firstIndex(of: right) ?? 9, right)
    }
  }
}
