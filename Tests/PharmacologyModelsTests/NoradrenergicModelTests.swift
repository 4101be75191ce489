import Expressions
import Foundation
import TestSupport
import Testing

@testable import ODESolvers
@testable import PharmacologyModels

/// Kinetics, transmitters and circulation coupled: what a drug does reaches the right place, and tapes compute what is written.
@Suite struct NoradrenergicModelTests {
  /// Everything that a ligand can do, with enzymes that are inactivated, and a compound in one region.
  private static func structure(region: BrainRegion? = nil) -> ModelStructure {
    let names = ["inhibitor", "agonist", "antagonist", "releaser", "inactivator", "local"]
    return ModelStructure(
      compounds: names.map {
        ModelStructure.Compound(name: $0, depotCount: $0 == "inhibitor" ? 1 : 0, hasPeripheral: false, pathways: [])
      },
      enzymes: [.init(name: "MAO-A", inactivators: [4])],
      targets: [
        .init(
          name: "NET",
          ligands: [
            .init(compound: 0, hasEffectSite: false, hasPeripheralPotency: true),
            .init(compound: 5, hasEffectSite: false, region: region ?? .cortex),
          ]),
        .init(name: "NET", ligands: [.init(compound: 3, hasEffectSite: false, action: .releaser)], isOccupied: false),
        .init(name: "DAT", ligands: [.init(compound: 0, hasEffectSite: true)]),
        .init(name: "SERT", ligands: [.init(compound: 0, hasEffectSite: false)]),
        .init(
          name: "alpha2A",
          ligands: [
            .init(compound: 1, hasEffectSite: false, action: .agonist),
            .init(compound: 2, hasEffectSite: true, action: .antagonist),
          ]),
        .init(name: "alpha1", ligands: [.init(compound: 2, hasEffectSite: false, action: .antagonist)]),
        .init(name: "beta1", ligands: [.init(compound: 1, hasEffectSite: false, action: .agonist)]),
        .init(name: "M1", ligands: [.init(compound: 2, hasEffectSite: false, action: .antagonist)]),
        .init(name: "5-HT1A", ligands: [.init(compound: 1, hasEffectSite: false, action: .agonist)]),
        .init(name: "COMT", ligands: [.init(compound: 0, hasEffectSite: false)]),
        .init(name: "AADC", ligands: [.init(compound: 3, hasEffectSite: false, action: .agonist)], isOccupied: false),
      ])
  }

  private static func model(
    hasCirculation: Bool = true, alterations: Set<SystemStructure.Alteration> = [], region: BrainRegion? = nil
  ) -> NoradrenergicModel {
    NoradrenergicModel(
      DispositionModel(structure(region: region)),
      system: SystemStructure(hasCirculation: hasCirculation, alterations: alterations))
  }

  /// Parameters of the whole model, and its state without drugs.
  private static func numbers(
    _ model: NoradrenergicModel, spread: Double = 0, _ generator: inout SeededGenerator
  ) -> (parameters: [Double], rest: [Double]) {
    let disposition = model.disposition.layout.parameterNames.map { name in
      name.hasSuffix("Emax") || name.hasSuffix("efficacy") ? 0.8 : exp2(Double.random(in: -2...2, using: &generator))
    }
    let central = SystemFixtures.central(spread: spread, &generator)
    let circulation = model.system.hasCirculation ? SystemFixtures.circulation(spread: spread / 3, &generator) : []
    let function = SystemFixtures.function(spread: spread, &generator)
    let rest =
      model.disposition.stateNames.map { $0.hasSuffix(" amount") ? 1.0 : 0 }
      + CentralSystem.restingState(SystemFixtures.named(central))
      + (model.system.hasCirculation ? Circulation.initialState(parameters: circulation) : [])
    return (disposition + central + circulation + function, rest)
  }

  @Test func `without drugs nothing moves`() {
    var generator = SeededGenerator(seed: 91)
    for hasCirculation in [true, false] {
      let model = Self.model(hasCirculation: hasCirculation)
      for spread in [0, 0.3, 0.3] {
        let (parameters, rest) = Self.numbers(model, spread: spread, &generator)
        let inputs = Array(repeating: 0.0, count: model.inputCount)
        let derivative = model.derivative(state: rest, parameters: parameters, inputs: inputs)
        let read = model.observables(state: rest, parameters: parameters, inputs: inputs)
        #expect(read.count == model.observableNames.count)
        for (name, pair) in zip(model.stateNames, zip(derivative, rest)) {
          #expect(pair.0.magnitude < 1e-7 * max(pair.1, 1e-3), "\(name) moves by \(pair.0) from \(pair.1)")
        }
        for (name, value) in zip(model.observableNames, read)
        where CentralSystem.readouts.contains(where: { $0.name == name }) {
          #expect(abs(value - 1) < 1e-10, "\(name)")
        }
      }
    }
  }

  @Test func `tapes compute what the equations say over doubles, with every kind of drug`() {
    var generator = SeededGenerator(seed: 92)
    for alterations in [[], [.net, .comt, .alpha2A]] as [Set<SystemStructure.Alteration>] {
      let model = Self.model(alterations: alterations)
      let system = CompiledSystem(model)
      for _ in 0..<60 {
        let (parameters, rest) = Self.numbers(model, spread: 0.3, &generator)
        let state = rest.map { value in
          value == 0
            ? Double.random(in: 0...3, using: &generator) : value * Double.random(in: 0.7...1.4, using: &generator)
        }
        let inputs = (0..<model.inputCount).map { _ in Double.random(in: 0...0.5, using: &generator) }
        let found = system.evaluated(state, parameters, inputs)
        let derivative = model.derivative(state: state, parameters: parameters, inputs: inputs)
        let read = model.observables(state: state, parameters: parameters, inputs: inputs)
        // Sums of terms of both signs: rounding is judged against the rates of the fastest terms.
        for (name, pair) in zip(model.stateNames, zip(found.derivative, derivative)) {
          let size = max(1, pair.1.magnitude) * 1e4
          #expect(abs(pair.0 - pair.1) < 1e-11 * size, "\(name): \(pair.0) and \(pair.1)")
        }
        for (name, pair) in zip(model.observableNames, zip(found.observables, read)) {
          // A missing receptor is a very large antagonist, which costs the brainstem's quadratic some digits.
          let precision = alterations.contains(.alpha2A) ? 1e-7 : 1e-10
          #expect(abs(pair.0 - pair.1) < precision * (1 + pair.1.magnitude), "\(name): \(pair.0) and \(pair.1)")
        }
      }
    }
  }

  @Test func `names are unique and counts fit`() {
    for hasCirculation in [true, false] {
      let model = Self.model(hasCirculation: hasCirculation)
      #expect(Set(model.stateNames).count == model.stateNames.count)
      #expect(Set(model.observableNames).count == model.observableNames.count)
      var generator = SeededGenerator(seed: 93)
      let (parameters, rest) = Self.numbers(model, &generator)
      #expect(parameters.count == model.parameterCount)
      #expect(rest.count == model.stateNames.count)
    }
    for list in [CentralSystem.parameters, Circulation.parameters, FunctionReadout.parameters] {
      #expect(Set(list.map(\.name)).count == list.count)
    }
  }

  /// The change of the derivative of each central state when a drug is there.
  private func effect(
    _ model: NoradrenergicModel, _ drug: String, local: Double? = nil
  ) -> [String: Double] {
    var generator = SeededGenerator(seed: 94)
    let (parameters, rest) = Self.numbers(model, &generator)
    var state = rest
    var inputs = Array(repeating: 0.0, count: model.inputCount)
    if let local {
      for ligand in model.disposition.layout.targets[0] {
        if let input = ligand.localConcentration { inputs[input] = local }
      }
    } else if let place = model.disposition.stateNames.firstIndex(of: "\(drug) central") {
      state[place] = 100
    }
    let without = model.derivative(
      state: rest, parameters: parameters, inputs: Array(repeating: 0, count: model.inputCount))
    let with = model.derivative(state: state, parameters: parameters, inputs: inputs)
    return Dictionary(uniqueKeysWithValues: zip(model.stateNames, zip(with, without).map { $0 - $1 }))
  }

  @Test(arguments: BrainRegion.allCases) func `what is applied to one region stays there`(_ region: BrainRegion) {
    let change = effect(Self.model(hasCirculation: false, region: region), "local", local: 50)
    let touched: [BrainRegion: [String]] = [
      .cortex: [
        "norepinephrineCortex", "dopamineCortex", "dopamineOccipital", "serotoninCortex", "cytosolicNorepinephrine",
      ],
      .coeruleus: ["norepinephrineCoeruleus"], .accumbens: ["dopamineAccumbens"],
    ]
    for declaration in CentralSystem.states {
      let isTouched = touched[region]?.contains(declaration.name) ?? false
      #expect((change[declaration.name]?.magnitude ?? 0 > 1e-9) == isTouched, "\(region.rawValue): \(declaration.name)")
    }
  }

  @Test func `an inhibitor slows removal where its transporter is`() throws {
    let change = effect(Self.model(), "inhibitor")
    for name in [
      "norepinephrineCortex", "norepinephrineCoeruleus", "dopamineCortex", "dopamineStriatum", "serotoninCortex",
    ]
    where name != "dopamineStriatum" {
      #expect(try #require(change[name]) > 0, "\(name)")
    }
  }

  @Test func `a part that is taken out makes its drugs powerless`() throws {
    let intact = effect(Self.model(hasCirculation: false), "agonist")
    #expect(try #require(intact["norepinephrineCortex"]) < 0)
    let without = effect(Self.model(hasCirculation: false, alterations: [.alpha2A]), "agonist")
    #expect(
      try #require(without["norepinephrineCortex"]).magnitude < 1e-4
        * #require(intact["norepinephrineCortex"]).magnitude)
    // What is left of a releaser without its transporter is what it does as a precursor inside the terminal.
    let releaser = effect(Self.model(hasCirculation: false), "releaser")
    #expect(try #require(releaser["norepinephrineCortex"]) > 0)
    let carried = effect(Self.model(hasCirculation: false, alterations: [.net]), "releaser")
    #expect(carried["norepinephrineCortex"] == 0)
  }
}
