import DrugLibrary
import Foundation
import PharmacologyModels
import Testing

@testable import Simulation

/// Experiments in case files, and the names under which they are read.
@Suite struct ExperimentReaderTests {
  private func read(_ experiment: String) throws -> Experiment {
    let node = try FileNode.parse(experiment, file: "cases/mine.yaml")
    return try ExperimentReader.read(node, laboratory: Shipped.laboratory)
  }

  private func fault(_ experiment: String) -> LibraryError? {
    do {
      _ = try read(experiment)
      return nil
    } catch { return error as? LibraryError }
  }

  @Test func `reads everything that an experiment may say`() throws {
    let experiment = try read(
      """
      species: mouse
      preparation: anaesthetised
      treatments:
        - reboxetine 15 mg/kg i.p. at 0 h
        - desipramine 1 uM in LC at 1 h
      alterations: [NET knockout, COMT knockout]
      stimulation: {drive: 1.2, state: REM, evokedRate: 10 Hz, sensory: true, depolarisation: 30 mM, blocked: firing, duration: 20 min}
      """)
    #expect(experiment.species == "mouse")
    #expect(experiment.preparation == .anaesthetised)
    #expect(experiment.treatments.map(\.compound) == ["reboxetine", "desipramine"])
    #expect(experiment.alterations == [.net, .comt])
    let stimulation = try #require(experiment.stimulation)
    #expect(stimulation.drive == 1.2 && stimulation.vigilance == .rem && stimulation.evokedRate == 10)
    #expect(stimulation.isSensory && stimulation.potassium == 30 && stimulation.blocksFiring && stimulation.isBrief)
    #expect(abs(try #require(stimulation.duration) - 1.0 / 3) < 1e-12)
    #expect(experiment.description.contains("NET knockout") && experiment.description.contains("tetrodotoxin"))
  }

  @Test func `what is left out is an awake animal without treatment`() throws {
    let experiment = try read("species: rat")
    #expect(experiment.preparation == .awake && experiment.treatments.isEmpty && experiment.alterations.isEmpty)
    #expect(experiment.stimulation == nil)
    #expect(experiment.description == "no treatment")
  }

  @Test(arguments: [
    ("preparation: awake", 1, "'species' is missing", ""),
    ("species: rat\nspecis: mouse", 2, "'specis' is not known", "species"),
    ("species: rat\npreparation: anesthetised", 2, "is not one of", "anaesthetised"),
    ("species: rat\nalterations: [NET knockot]", 2, "is not one of", "NET knockout"),
    (
      "species: rat\ntreatments:\n  - reboxetine 15 mg/kg i.p.\n  - reboxetin 15 mg/kg i.p.", 4, "outside the model",
      "reboxetine"
    ),
    ("species: rat\ntreatments: [reboxetine 15 mg/kg]", 2, "route is missing", ""),
    ("species: rat\nstimulation: {rate: 3}", 2, "'rate' is not known", ""),
    ("species: rat\nstimulation: {state: asleep}", 2, "is not one of", ""),
    ("species: rat\nstimulation: {evokedRate: 10 kg}", 2, "number in Hz", ""),
    ("species: rat\nstimulation: {evokedRate: -1 Hz}", 2, "number in Hz", ""),
    ("species: rat\nstimulation: {depolarisation: much}", 2, "number in mM", ""),
    ("species: rat\nstimulation: {drive: much}", 2, "finite number", ""),
    ("species: rat\nstimulation: {sensory: maybe}", 2, "true or false", ""),
    ("species: rat\nstimulation: {blocked: breathing}", 2, "is not one of", ""),
    ("species: rat\nstimulation: {duration: long}", 2, "", ""),
  ])
  func `a fault is told with file, line, rule and what was meant`(
    _ text: String, _ line: Int, _ rule: String, _ meant: String
  ) throws {
    let error = try #require(fault(text), "accepted: \(text)")
    #expect(error.file == "cases/mine.yaml")
    #expect(error.line == line, "\(error)")
    #expect(rule.isEmpty || error.rule.contains(rule), "\(error)")
    if !meant.isEmpty { #expect(error.suggestion == meant) }
  }

  @Test(arguments: [
    ("NE.PFC", "NE.PFC"), ("ne.pfc", "NE.PFC"), ("5-ht.pfc", "5-HT.PFC"), ("NE.hippocampus", "NE.PFC"),
    ("NE.Hypothalamus", "NE.PFC"),
    ("NE.locus coeruleus", "NE.LC"), ("DA.prefrontal cortex", "DA.PFC"), ("DA.mPFC", "DA.PFC"),
    ("DA.occipital cortex", "DA.occipital"),
    ("DA.dorsal caudate", "DA.striatum"), ("DA.nucleus accumbens", "DA.NAc"), ("DA.accumbens", "DA.NAc"),
    ("DA.NAc shell", "DA.NAc"),
    ("5-HT.hippocampus", "5-HT.PFC"), ("5-HT.dorsal raphe", "5-HT.raphe"), ("5-HT.raphe.rate", "raphe.rate"),
    ("LC", "LC.rate"),
    ("raphe", "raphe.rate"), ("HR", "HR.supine"), ("sbp", "SBP.supine"), ("MAP.standing", "MAP.standing"),
    ("DHPG.brain", "DHPG.CSF"),
    ("DHPG.plasma", "DHPG.plasma"), ("NE.plasma", "NE.plasma"), ("workingMemory", "workingMemory"), ("PUPIL", "pupil"),
  ])
  func `finds a readout by its names`(_ text: String, _ name: String) {
    #expect(SystemReadoutName.resolve(text) == name)
  }

  /// What the model does not compute must not be answered with something else.
  @Test(arguments: [
    "DA.hippocampus", "DA.hypothalamus", "DA.amygdala", "5-HT.striatum", "5-HT.NAc", "NE.striatum", "NE.NAc",
    "DA.raphe", "DA.LC",
    "NE.raphe", "5-HT.LC", "GABA.PFC", "NE", "PFC", "", ".", "NE.", "heart", "QTc",
  ])
  func `refuses what is not read`(_ text: String) { #expect(SystemReadoutName.resolve(text) == nil) }

  @Test func `every name finds itself, and no alias hides a name`() {
    #expect(Set(SystemReadoutName.all).count == SystemReadoutName.all.count)
    for name in SystemReadoutName.all { #expect(SystemReadoutName.resolve(name) == name) }
  }

  @Test(arguments: [
    ("species: guinea pig", "'guinea pig' is not described"), ("species: human", "'human' is not described"),
    ("species: rat\n        treatments: [reboxetine 1 uM in cerebellum]", "not part of the model"),
    ("species: rat\n        treatments: [unobtainium 1 mg/kg i.p.]", "outside the model"),
  ])
  func `an experiment outside the model becomes a failure with a reason and no number`(
    _ experiment: String, _ rule: String
  ) throws {
    let observed = try #require(
      try Shipped.cases(
        """
          - id: X
            experiment:
              \(experiment.replacingOccurrences(of: "\n        ", with: "\n      "))
            readout: {quantity: percentOfBaseline, of: [NE.PFC], from: 0 h, to: 2 h}
            observed: {value: 200}
            source: {reference: none, status: assumption}
        """
      ).first)
    let prediction = CaseRunner(library: Shipped.library, laboratory: Shipped.laboratory, draws: 0).predict(observed)
    #expect(prediction.predicted.isNaN)
    #expect(try #require(prediction.failure).contains(rule), "\(prediction.failure ?? "")")
  }

  @Test func `a route that is not described for a compound is refused and the others are named`() throws {
    // Each compound in each species by each route: either it runs, or it says what there is.
    var refused = 0
    for compound in Shipped.laboratory.compounds.values.sorted(by: { $0.name < $1.name }) {
      for species in Shipped.laboratory.species {
        for route in ["i.v.", "i.p.", "s.c.", "p.o."] where compound.exposures[species]?.routes[route] == nil {
          var experiment = Experiment(species: species, treatments: [])
          experiment.treatments = [
            Treatment(
              compound: compound.name, course: .doses(amount: 1, route: route, times: [0]),
              text: "\(compound.name) \(route)")
          ]
          let error = #expect(throws: ScenarioError.self) {
            try ExperimentModel(experiment, library: Shipped.library, laboratory: Shipped.laboratory)
          }
          #expect(error?.rule.contains("not described") == true)
          refused += 1
        }
      }
    }
    if refused == 0 {
      let experiment = Experiment(
        species: "rat",
        treatments: [
          Treatment(compound: "reboxetine", course: .doses(amount: 1, route: "intrathecal", times: [0]), text: "x")
        ])
      let error = #expect(throws: ScenarioError.self) {
        try ExperimentModel(experiment, library: Shipped.library, laboratory: Shipped.laboratory)
      }
      #expect(error?.rule.contains("i.p.") == true)
    }
  }
}
