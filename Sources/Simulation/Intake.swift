public import DrugLibrary
public import Regimens

/// A medicine as a patient takes it.
public struct Intake: Sendable {
  /// As it was written.
  public var text: String
  public var regimen: Regimen
  public var drug: Drug
  public var formulation: Formulation

  /// Reads a regimen and finds its medicine in the library.
  ///
  /// - Returns: the intake, or the substance when only warnings are known for it.
  /// - Throws: ``ScenarioError`` that names the place and the nearest valid choice.
  public static func parse(_ text: String, library: DrugLibrary) throws(ScenarioError) -> ParsedIntake {
    let regimen: Regimen
    do {
      regimen = try Regimen.parse(text)
    } catch {
      // A substance that matters for warnings only needs no dose ("phenelzine").
      if case .substance(let substance)? = try? library.resolve(text) { return .substance(substance) }
      throw ScenarioError(place: "\"\(text)\"", rule: error.rule, suggestion: error.suggestion, kind: .usage)
    }
    let medicine: DrugLibrary.Medicine
    do {
      medicine = try library.resolve(regimen.medicine)
    } catch {
      throw ScenarioError(place: "\"\(text)\"", rule: error.rule, suggestion: error.suggestion, kind: .usage)
    }
    switch medicine {
    case .substance(let substance): return .substance(substance)
    case .drug(let drug, let named):
      guard drug.kind == .drug else {
        throw ScenarioError(
          place: "\"\(text)\"", rule: "\(drug.name) is a metabolite and is not taken as a medicine", kind: .usage)
      }
      guard let formulation = try form(of: drug, named: named, regimen: regimen, text: text) else {
        throw ScenarioError(place: drug.name, rule: "no formulation is known for this drug", kind: .data)
      }
      return .intake(Intake(text: text, regimen: regimen, drug: drug, formulation: formulation))
    }
  }

  private static func form(
    of drug: Drug, named: Formulation?, regimen: Regimen, text: String
  ) throws(ScenarioError) -> Formulation? {
    if regimen.route == .intravenous {
      return drug.formulations.first { $0.route == "iv" } ?? .intravenous
    }
    return named ?? drug.formulations.first
  }
}

/// What a line of medication turned out to be.
public enum ParsedIntake: Sendable {
  case intake(Intake)
  case substance(Substance)
}
