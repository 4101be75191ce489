import DrugLibrary
import Simulation
import Testing

/// Bad input gets a clear error; what makes sense only as harm gets help and no number.
@Suite struct RefusalTests {
  private func refusal(_ regimen: String, _ patient: Patient = Patient()) -> ScenarioError? {
    do {
      let scenario = try Scenario(
        regimens: [regimen], patient: patient, duration: 240, library: Shipped.library, draws: 2)
      _ = try OutcomeBuilder(scenario, library: Shipped.library)
      return nil
    } catch {
      return error
    }
  }

  @Test func `misspelt medicines, units and forms get the nearest valid choice`() {
    #expect(refusal("nortryptiline 100 mg daily")?.suggestion == "nortriptyline")
    #expect(refusal("nortriptyline 100 mgg daily")?.suggestion == "mg")
    #expect(refusal("bupropion XX 300 mg daily")?.kind == .usage)
  }

  @Test(arguments: ["nortriptyline 0 mg daily", "nortriptyline nan mg daily", "nortriptyline", "100 mg daily", ""])
  func `refuses a dose that is none`(_ text: String) { #expect(refusal(text)?.kind == .usage) }

  @Test func `refuses impossible persons`() {
    #expect(refusal("nortriptyline 50 mg daily", Patient(weight: 900))?.kind == .data)
    #expect(refusal("nortriptyline 50 mg daily", Patient(age: -3))?.kind == .data)
    #expect(refusal("nortriptyline 50 mg daily", Patient(weight: .nan))?.kind == .data)
  }

  @Test func `a dose of fifty times the maximum is a slip of the pen`() {
    let error = refusal("nortriptyline 50000 mg daily")
    #expect(error?.kind == .data)
    #expect(error?.rule.contains("label maximum") ?? false)
  }

  @Test func `an overdose gets help and no number`() throws {
    let error = try #require(refusal("amitriptyline 2000 mg once"))
    #expect(error.kind == .safety)
    #expect(error.rule.contains("poison centre"))
    #expect(!error.rule.contains("ng/mL"))
  }

  @Test func `a dose above the label maximum is computed and called extrapolated`() throws {
    let outcome = try Shipped.outcome(["atomoxetine 150 mg daily"], draws: 4)
    #expect(outcome.levels.allSatisfy { $0.average.kind == .extrapolated })
    #expect(outcome.notes.contains { $0.contains("label maximum") })
  }

  @Test func `children and pregnancy are said to be outside the domain`() throws {
    var scenario = try Shipped.scenario(["nortriptyline 25 mg daily"], draws: 4)
    scenario.patient.age = 5
    scenario.patient.weight = 20
    scenario.patient.pregnant = true
    var builder = try OutcomeBuilder(scenario, library: Shipped.library)
    let outcome = try builder.build()
    #expect(outcome.levels.allSatisfy { $0.average.kind == .extrapolated })
    #expect(outcome.notes.contains { $0.contains("Pregnancy") })
  }

  @Test(arguments: [
    (["atomoxetine 40 mg daily", "phenelzine"], "contraindicated"),
    (["venlafaxine 75 mg daily", "tramadol"], "major"),
    (["duloxetine 60 mg daily", "fluvoxamine 100 mg daily"], "contraindicated"),
    (["desipramine 100 mg daily", "fluoxetine 20 mg daily"], "major"),
  ])
  func `raises the warnings that a regimen deserves, worst first`(_ regimens: [String], _ severity: String) throws {
    let outcome = try Shipped.outcome(regimens, draws: 2)
    #expect(outcome.warnings.first?.severity == severity)
  }

  @Test func `a warning whose source was not read is shown without a citation`() throws {
    for regimens in [
      ["clonidine 0.1 mg twice daily", "propranolol 40 mg twice daily"], ["venlafaxine 75 mg daily", "linezolid"],
    ] {
      for warning in try Shipped.outcome(regimens, draws: 2).warnings
      where warning.status == "memory-unverified" || warning.status == "assumption" {
        #expect(warning.citation == nil)
      }
    }
  }
}
