import DrugLibrary
import Evidence
import Expressions
import ModelDocuments
import ODESolvers
import Testing

@testable import PharmacologyModels
@testable import Simulation

/// Units of the running equations, checked by evaluating them over a scalar that carries its dimension.
@Suite struct ModelDimensionTests {
  @Test(arguments: ModelCatalogue.Part.allCases) func `units fit`(_ part: ModelCatalogue.Part) throws {
    let report = try ModelCatalogue(part, library: Shipped.library).report
    #expect(report.faults.isEmpty, "\(report.faults.map(\.description))")
  }

  /// The central system with everything that a drug can do as an input, so that no term is hidden behind a zero.
  private struct Drugged: DifferentialSystem {
    static let scalars = [
      "netCortex", "netCoeruleus", "netAccumbens", "datCortex", "datStriatum", "sertCortex", "sertRaphe",
      "monoamineOxidaseA",
      "catecholMethyltransferase", "vesicularTransporter", "tyrosineHydroxylase", "tryptophanHydroxylase",
      "releaserNET", "releaserDAT",
      "releaserSERT", "precursor", "driveChange", "localDepolarisation",
    ]
    static let rates = ["evokedRate", "sensoryRate"]
    static let receptors = 9

    var stateNames: [String] { CentralSystem.states.map(\.name) }
    var parameterCount: Int { CentralSystem.parameters.count }
    var inputCount: Int { Self.scalars.count + Self.rates.count + 3 * Self.receptors }
    var observableNames: [String] { CentralSystem.readouts.map(\.name) + ["brainstem"] }

    private func actions<S: Scalar>(_ inputs: [S]) -> DrugActions<S> {
      var a = DrugActions<S>()
      a.netCortex = inputs[0]
      a.netCoeruleus = inputs[1]
      a.netAccumbens = inputs[2]
      a.datCortex = inputs[3]
      a.datStriatum = inputs[4]
      a.sertCortex = inputs[5]
      a.sertRaphe = inputs[6]
      a.monoamineOxidaseA = inputs[7]
      a.catecholMethyltransferase = inputs[8]
      a.vesicularTransporter = inputs[9]
      a.tyrosineHydroxylase = inputs[10]
      a.tryptophanHydroxylase = inputs[11]
      a.releaserNET = inputs[12]
      a.releaserDAT = inputs[13]
      a.releaserSERT = inputs[14]
      a.precursor = inputs[15]
      a.driveChange = inputs[16]
      a.localDepolarisation = inputs[17]
      a.evokedRate = inputs[18]
      a.sensoryRate = inputs[19]
      func ligands(_ number: Int) -> ReceptorLigands<S> {
        var result = ReceptorLigands<S>()
        let first = Self.scalars.count + Self.rates.count + 3 * number
        result.agonists = inputs[first]
        result.stimulation = inputs[first + 1]
        result.antagonists = inputs[first + 2]
        return result
      }
      a.alpha2Cortex = ligands(0)
      a.alpha2Coeruleus = ligands(1)
      a.alpha1 = ligands(2)
      a.serotonin1A = ligands(3)
      a.serotonin1B = ligands(4)
      a.serotonin2C = ligands(5)
      a.dopamine1 = ligands(6)
      a.dopamine2 = ligands(7)
      a.muscarinic = ligands(8)
      return a
    }

    func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
      CentralSystem.evaluate(
        state: NamedValues(CentralSystem.states, state), parameters: NamedValues(CentralSystem.parameters, parameters),
        actions: actions(inputs)
      ).derivative
    }

    func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
      CentralSystem.evaluate(
        state: NamedValues(CentralSystem.states, state), parameters: NamedValues(CentralSystem.parameters, parameters),
        actions: actions(inputs)
      ).readouts + [
        CentralSystem.brainstemNorepinephrine(NamedValues(CentralSystem.parameters, parameters), actions(inputs))
      ]
    }
  }

  private static func quantities(_ list: [QuantityDeclaration]) -> [ModelQuantity] {
    list.map { ModelQuantity($0.name, unit: $0.unit == "fraction" ? "1" : $0.unit, meaning: $0.meaning) }
  }

  private static var drugged: ModelDescription {
    var inputs = Drugged.scalars.map { ModelQuantity($0, unit: "1", meaning: "") }
    inputs += Drugged.rates.map { ModelQuantity($0, unit: "Hz", meaning: "") }
    inputs += (0..<3 * Drugged.receptors).map { ModelQuantity("ligand \($0)", unit: "1", meaning: "") }
    return ModelDescription(
      title: "", summary: "", states: quantities(CentralSystem.states),
      parameters: quantities(CentralSystem.parameters),
      inputs: inputs,
      observables: quantities(CentralSystem.readouts) + [ModelQuantity("brainstem", unit: "1", meaning: "")])
  }

  @Test func `units fit where drugs act, too`() {
    let report = DimensionCheck.run(Drugged(), Self.drugged)
    #expect(report.faults.isEmpty, "\(report.faults.map(\.description))")
  }

  /// What only the periphery uses, so that a wrong unit is not seen here.
  private static let elsewhere: Set<String> = ["peripheralNETPotency"]

  /// The circulation with everything that a drug can do as an input.
  private struct DruggedCirculation: DifferentialSystem {
    static let inputs = 14

    var stateNames: [String] { Circulation.states.map(\.name) }
    var parameterCount: Int { Circulation.parameters.count }
    var inputCount: Int { Self.inputs + 1 }
    var observableNames: [String] { Circulation.readouts.map(\.name) }

    private func evaluate<S: Scalar>(_ y: [S], _ p: [S], _ inputs: [S]) -> (derivative: [S], readouts: [S]) {
      var drugs = CirculationInputs<S>()
      drugs.centralNorepinephrine = inputs[0]
      drugs.centralAlpha2AgonistRatio = inputs[1]
      drugs.centralAlpha2AgonistEfficacyRatio = inputs[2]
      drugs.centralAlpha2AntagonistRatio = inputs[3]
      drugs.somaSensitivity = inputs[4]
      drugs.peripheralNETAvailability = inputs[5]
      drugs.alpha1AntagonistRatio = inputs[6]
      drugs.alpha1AgonistRatio = inputs[7]
      drugs.beta1AntagonistRatio = inputs[8]
      drugs.muscarinicAntagonistRatio = inputs[9]
      drugs.peripheralAlpha2AgonistRatio = inputs[10]
      drugs.peripheralAlpha2AntagonistRatio = inputs[11]
      drugs.releaser = inputs[12]
      drugs.monoamineOxidaseAvailability = inputs[13]
      drugs.infusion = inputs[14]
      return Circulation.evaluate(
        state: NamedValues(Circulation.states, y), parameters: NamedValues(Circulation.parameters, p), inputs: drugs)
    }

    func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
      evaluate(state, parameters, inputs).derivative
    }

    func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
      evaluate(state, parameters, inputs).readouts
    }
  }

  @Test func `units of the circulation fit under drugs, and a wrong one is found`() {
    let inputs =
      (0..<DruggedCirculation.inputs).map { ModelQuantity("input \($0)", unit: "1", meaning: "") }
      + [ModelQuantity("infusion", unit: "nmol/h", meaning: "")]
    let words = ModelDescription(
      title: "", summary: "", states: Self.quantities(Circulation.states),
      parameters: Self.quantities(Circulation.parameters), inputs: inputs,
      observables: Self.quantities(Circulation.readouts))
    let report = DimensionCheck.run(DruggedCirculation(), words)
    #expect(report.faults.isEmpty, "\(report.faults.map(\.description))")
    for (k, declaration) in Circulation.parameters.enumerated() {
      var wrong = words
      wrong.parameters[k].unit = "nmol/L/beats"
      let faults = DimensionCheck.run(DruggedCirculation(), wrong).faults
      #expect(!faults.isEmpty, "\(declaration.name) in nmol/L/beats passes")
    }
  }

  @Test func `a wrong unit of any parameter is found`() {
    for (k, declaration) in CentralSystem.parameters.enumerated() where !Self.elsewhere.contains(declaration.name) {
      var words = Self.drugged
      words.parameters[k].unit = "mmHg"
      #expect(!DimensionCheck.run(Drugged(), words).faults.isEmpty, "\(declaration.name) in mmHg passes")
    }
  }

  @Test func `a wrong unit of any state or readout is found`() {
    for k in CentralSystem.states.indices {
      var words = Self.drugged
      words.states[k].unit = "mmHg"
      #expect(!DimensionCheck.run(Drugged(), words).faults.isEmpty, "\(CentralSystem.states[k].name) in mmHg passes")
    }
    for k in CentralSystem.readouts.indices {
      var words = Self.drugged
      words.observables[k].unit = "nmol/L"
      let faults = DimensionCheck.run(Drugged(), words).faults
      #expect(faults.map(\.place) == [CentralSystem.readouts[k].name])
    }
  }

  @Test func `a wrong unit in the whole model is found and its place is named`() throws {
    let catalogue = try ModelCatalogue(.whole, library: Shipped.library)
    let model = NoradrenergicModel(
      DispositionModel(ModelStructure(compounds: [], enzymes: [], targets: [])),
      system: SystemStructure(hasCirculation: true))
    var words = catalogue.traced.description
    let place = try #require(words.parameters.firstIndex { $0.name == "sympatheticWidth" })
    words.parameters[place].unit = "beats/min"
    let faults = DimensionCheck.run(model, words).faults
    #expect(!faults.isEmpty)
    #expect(faults.contains { $0.place?.hasPrefix("sympathetic") == true }, "\(faults)")
  }

  @Test func `values are told with the unit of their declaration`() throws {
    // Declarations and data files name the same dimension for every parameter.
    for (prefix, list) in [
      ("system", CentralSystem.parameters + FunctionReadout.parameters), ("circulation", Circulation.parameters),
    ] {
      for declaration in list {
        let given = try #require(
          Shipped.library.system["\(prefix).\(declaration.name)"], "\(declaration.name) has no number"
        ).value.unit
        func plain(_ unit: String) -> String { unit == "fraction" ? "1" : unit }
        let (file, code) = (try UnitText(plain(given)), try UnitText(plain(declaration.unit)))
        #expect(
          file.dimension == code.dimension, "\(declaration.name): \(given) in the file, \(declaration.unit) in the code"
        )
      }
    }
  }
}
