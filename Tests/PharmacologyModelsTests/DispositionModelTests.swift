import Expressions
import Foundation
import ODESolvers
import PharmacologyModels
import TestSupport
import Testing

@Suite struct LiverTests {
  /// Source: Pang and Rowland, J Pharmacokinet Biopharm 5:625 (1977): after an oral dose AUC = dose / CLint, whatever the flow.
  @Test(arguments: [20.0, 90, 400], [0.5, 40, 3000]) func `oral exposure is dose over intrinsic clearance at any flow`(
    _ flow: Double, _ clearance: Double
  ) {
    let model = Fixtures.single(clearance: clearance, flow: flow)
    let area = model.area("C drug", [model.dose(100, into: "drug depot 1")], until: 60_000)
    #expect(abs(area / (100 / clearance) - 1) < 1e-7)
  }

  @Test(arguments: [20.0, 90, 400], [0.5, 40, 3000]) func `intravenous clearance is the well-stirred liver's`(
    _ flow: Double, _ clearance: Double
  ) {
    let model = Fixtures.single(clearance: clearance, flow: flow)
    let area = model.area("C drug", [model.dose(100, into: "drug central")], until: 60_000)
    #expect(abs(area * (flow * clearance / (flow + clearance)) / 100 - 1) < 1e-7)
  }

  @Test func `oral over intravenous exposure is what passes the liver`() {
    let model = Fixtures.single(clearance: 60, flow: 90)
    let oral = model.area("C drug", [model.dose(100, into: "drug depot 1")], until: 20_000)
    let intravenous = model.area("C drug", [model.dose(100, into: "drug central")], until: 20_000)
    #expect(abs(oral / intravenous - 90 / 150.0) < 1e-8)
  }

  @Test func `a high clearance is limited by flow, a low one by the enzyme`() {
    func clearance(_ intrinsic: Double) -> Double {
      let model = Fixtures.single(clearance: intrinsic, flow: 90)
      return 100 / model.area("C drug", [model.dose(100, into: "drug central")], until: 200_000)
    }
    #expect(abs(clearance(1e6) / 90 - 1) < 1e-3)
    #expect(abs(clearance(0.1) / 0.1 - 1) < 2e-3)
  }

  @Test func `renal clearance adds to the liver's`() {
    var model = Fixtures.single(clearance: 40, flow: 90)
    model.parameters["drug CLr"] = 5
    let area = model.area("C drug", [model.dose(100, into: "drug central")], until: 20_000)
    #expect(abs(100 / area - (90 * 40 / 130.0 + 5)) < 1e-6)
  }

  @Test func `half of the maximum rate runs at the Michaelis constant`() {
    let model = Fixtures.single(clearance: 40, isSaturable: true, michaelis: 0.5, hasPeripheral: false)
    var state = model.rest
    func rate(_ concentration: Double) -> Double {
      state[model.state("drug central")] = concentration * 120
      let values = model.disposition.observables(state: state, parameters: model.values, inputs: [0, 0])
      return values[model.observable("rate drug E")]
    }
    // At Km the intrinsic clearance is halved; the liver sees 40 / 2 at flow 90.
    #expect(abs(rate(0.5) - 0.5 * (90 * 20 / 110.0)) < 1e-12)
    // Far above it the rate no longer rises: CLint Km = 20 umol/h.
    #expect(abs(rate(1e6) / 20 - 1) < 1e-3)
  }

  @Test func `what is being absorbed saturates the first pass`() {
    let model = Fixtures.single(clearance: 40, flow: 90, isSaturable: true, michaelis: 0.5, hasPeripheral: false)
    var state = model.rest
    state[model.state("drug depot 1")] = 100
    let values = model.disposition.observables(state: state, parameters: model.values, inputs: [0, 0])
    // 90 umol/h arrive at a flow of 90 L/h: 1 umol/L at the inlet, twice Km, so a third of CLint is left.
    let intrinsic = 40 / 3.0
    #expect(abs(values[model.observable("rate drug E")] - intrinsic * 90 / (90 + intrinsic)) < 1e-12)
  }
}

@Suite struct DispositionModelPropertyTests {
  private func reference() throws -> (model: Model, events: [Event], end: Double) {
    let scenario = try ReferenceScenario.load()
    return (scenario.model, try scenario.modelEvents(scenario.model), scenario.end)
  }

  /// What was given equals what is in the body and what left it, compound by compound.
  @Test func `conserves mass through pathways, products and kidneys`() throws {
    let (model, events, end) = try reference()
    let system = Accumulated(model: model.disposition)
    let integrator = BatchIntegrator(
      system: CompiledSystem(system), tolerances: Tolerances(relative: 1e-11, absolute: [1e-13]))
    let count = model.disposition.stateNames.count
    let result = integrator.run([
      SubjectProblem(
        parameters: model.values,
        initialState: model.rest + Array(repeating: 0, count: system.stateNames.count - count),
        events: events.sorted { $0.time < $1.time }, samples: [], end: end)
    ])[0]
    let y = result.finalState
    let layout = model.disposition.layout
    func eliminated(_ name: String) -> Double { y[count + model.observable(name)] }
    var given = Array(repeating: 0.0, count: 5)
    for event in events {
      for (number, place) in layout.compounds.enumerated() {
        if event.action == .addToState, place.depots.contains(where: { $0.amount == event.index }) {
          given[number] += event.value
        }
        if event.action == .addToInput,
          place.infusion == event.index || place.depots.contains(where: { $0.release == event.index })
        {
          // An end adds -rate at its time: rates times what remains of the run.
          given[number] += event.value * (end - event.time)
        }
      }
    }
    for (number, compound) in Fixtures.interaction.compounds.enumerated() {
      let place = layout.compounds[number]
      var balance = y[place.central] + (place.peripheral.map { y[$0] } ?? 0)
      for depot in place.depots { balance += y[depot.amount] }
      balance += eliminated("rate \(compound.name) kidney")
      for pathway in compound.pathways {
        balance += eliminated("rate \(compound.name) \(Fixtures.interaction.enzymes[pathway.enzyme].name)")
      }
      for (source, other) in Fixtures.interaction.compounds.enumerated() {
        for (pathway, at) in zip(other.pathways, layout.compounds[source].pathways) {
          for (product, yield) in zip(pathway.products, at.yields) where product == number {
            let name = "rate \(other.name) \(Fixtures.interaction.enzymes[pathway.enzyme].name)"
            balance -= model.values[yield] * eliminated(name)
          }
        }
      }
      #expect(abs(balance - given[number]) < 1e-8 * (1 + given[number]), "\(compound.name)")
    }
  }

  @Test func `exposure is proportional to the dose when nothing is saturable`() {
    let model = Fixtures.single()
    let times = (1...48).map { Double($0) }
    let one = model.run([model.dose(10, into: "drug depot 1")], times: times, absolute: 1e-14).columns["C drug"] ?? []
    let many =
      model.run([model.dose(1000, into: "drug depot 1")], times: times, absolute: 1e-12).columns["C drug"] ?? []
    #expect(one.count == 48)
    for (x, y) in zip(one, many) { #expect(abs(y / (100 * x) - 1) < 1e-7) }
  }

  @Test func `doses superpose when nothing is saturable`() {
    let model = Fixtures.single()
    let times = (1...60).map { Double($0) }
    let doses = [(0.0, 10.0, "drug depot 1"), (7.5, 30, "drug central"), (12, 25, "drug depot 1")]
    func run(_ list: [(Double, Double, String)]) -> [Double] {
      model.run(list.map { model.dose($0.1, into: $0.2, at: $0.0) }, times: times).columns["C drug"] ?? []
    }
    let parts = doses.map { run([$0]) }
    for (k, whole) in run(doses).enumerated() {
      let sum = parts.reduce(0) { $0 + $1[k] }
      #expect(abs(whole - sum) < 1e-8 + 1e-7 * sum)
    }
  }

  @Test func `a saturable pathway makes exposure rise faster than the dose`() {
    let model = Fixtures.single(isSaturable: true, michaelis: 0.1)
    let areas = [10.0, 100, 1000].map { dose in
      model.area("C drug", [model.dose(dose, into: "drug depot 1")], until: 20_000) / dose
    }
    #expect(areas[0] < areas[1] && areas[1] < areas[2])
  }

  /// Exposure of the substrate per dose of the perpetrator.
  private func exposures(_ model: Model) -> [Double] {
    [0.0, 20, 100, 500, 2500].map { dose in
      let doses = (0..<20).map { model.dose(dose, into: "perpetrator depot 1", at: Double($0) * 12) }
      return model.area("C substrate", doses + [model.dose(50, into: "substrate depot 1", at: 120)], until: 2000)
    }
  }

  @Test func `more of an inhibitor, inactivator or suppressor means more exposure`() {
    for model in [
      Fixtures.pair(competes: true), Fixtures.pair(inactivates: true), Fixtures.pair(suppresses: true),
      Fixtures.pair(competes: true, inactivates: true, suppresses: true),
    ] {
      let areas = exposures(model)
      for k in 1..<areas.count { #expect(areas[k] > areas[k - 1]) }
    }
  }

  @Test func `more of an inducer means less exposure, and a stranger changes nothing`() {
    let induced = exposures(Fixtures.pair(induces: true))
    for k in 1..<induced.count { #expect(induced[k] < induced[k - 1]) }
    let unchanged = exposures(Fixtures.pair())
    for area in unchanged { #expect(abs(area / unchanged[0] - 1) < 1e-8) }
  }

  @Test func `an inhibitor at a constant level divides the clearance by one plus its level over Ki`() {
    var model = Fixtures.pair(competes: true)
    model.parameters["perpetrator CLr"] = 0
    model.parameters["substrate CLr"] = 0
    // The perpetrator stays: 60 umol in 60 L are 1 umol/L, and fu / Ki is 2.
    let area = model.area(
      "C substrate", [model.dose(60, into: "perpetrator central"), model.dose(50, into: "substrate depot 1")],
      until: 2000)
    #expect(abs(area / (50 / (50 / 3.0)) - 1) < 1e-8)
  }

  @Test func `enzyme amounts settle where synthesis meets loss`() {
    func settled(_ model: Model) -> Double {
      var still = model
      still.parameters["perpetrator CLr"] = 0
      let (columns, _) = still.run([still.dose(60, into: "perpetrator central")], times: [5000])
      return columns["amount E"]?[0] ?? .nan
    }
    // At 1 umol/L: effect = maximum / (0.7 + 1).
    #expect(abs(settled(Fixtures.pair(suppresses: true)) - (1 - 0.8 / 1.7)) < 1e-8)
    #expect(abs(settled(Fixtures.pair(induces: true)) - (1 + 5 / 1.7)) < 1e-8)
    #expect(abs(settled(Fixtures.pair(inactivates: true)) - 0.02 / (0.02 + 0.3 / 1.7)) < 1e-8)
    #expect(
      abs(settled(Fixtures.pair(suppresses: true, induces: true)) - (1 - 0.8 / 1.7) * (1 + 5 / 1.7)) < 1e-8)
  }

  @Test func `occupancies compete for one site`() throws {
    let (model, _, _) = try reference()
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<100 {
      var state = model.rest
      for k in state.indices { state[k] = Double.random(in: 0...500, using: &generator) }
      let values = model.disposition.observables(
        state: state, parameters: model.values, inputs: Array(repeating: 0, count: model.disposition.inputCount))
      let layout = model.disposition.layout
      for (number, ligands) in layout.targets.enumerated() {
        let ratios = ligands.map { ligand in
          let level = ligand.effectSite.map { state[$0] } ?? values[ligand.compound]
          return level * model.values[ligand.inverseHalfMaximalConcentration]
        }
        let maxima = ligands.map { model.values[$0.maximumOccupancy] }
        let expected = zip(ratios, maxima).reduce(0) { $0 + $1.0 * $1.1 } / (1 + ratios.reduce(0, +))
        let found = values[model.observable("occupancy \(number == 0 ? "NET" : "DAT")")]
        #expect(abs(found - expected) < 1e-14)
        #expect(found >= 0 && found < maxima.max() ?? 1)
      }
    }
  }

  @Test func `nothing becomes negative, and occupancies stay below one`() throws {
    let (model, events, end) = try reference()
    let times = stride(from: 0.0, through: end, by: 0.25).map { $0 }
    let (columns, result) = model.run(events, times: times, relative: 1e-6)
    for (name, column) in columns {
      #expect(column.allSatisfy { $0 > -1e-9 }, "\(name)")
      if name.hasPrefix("occupancy") { #expect(column.allSatisfy { $0 < 1 }) }
    }
    #expect(result.finalState.allSatisfy { $0 > -1e-9 })
  }
}

@Suite struct RescalingTests {
  /// How a parameter changes when time is counted in minutes and amounts in nmol.
  private func rescaled(_ name: String, _ value: Double, _ time: Double, _ amount: Double) -> Double {
    if name == "hepatic flow" || name.contains(" CLint ") || name.hasSuffix(" CLr") || name.hasSuffix(" Q") {
      return value / time
    }
    if name.contains(" ka ") || name.hasSuffix(" kdeg") || name.hasSuffix(" ke0") { return value / time }
    if name.hasSuffix(" maximum") { return name.contains(" inactivates ") ? value / time : value }
    if name.contains(" fu/Km ") || name.contains(" competes at ") || name.hasSuffix(" 1/EC50") { return value / amount }
    if name.contains(" inactivates ") || name.contains(" down-regulates ") || name.contains(" induces ") {
      return value * amount
    }
    return value
  }

  @Test(arguments: [(60.0, 1.0), (1, 1000), (60, 1000)]) func `other units give the same patient`(
    _ time: Double, _ amount: Double
  ) throws {
    let scenario = try ReferenceScenario.load()
    let model = scenario.model
    var other = model
    for (name, value) in model.parameters { other.parameters[name] = rescaled(name, value, time, amount) }
    let events = try scenario.modelEvents(model)
    let moved = events.map { event in
      let value = event.action == .addToState ? event.value * amount : event.value * amount / time
      return Event(time: event.time * time, action: event.action, index: event.index, value: value)
    }
    let (plain, _) = model.run(events, times: scenario.sampleTimes, relative: 1e-10, absolute: 1e-13)
    let (scaled, _) = other.run(
      moved, times: scenario.sampleTimes.map { $0 * time }, relative: 1e-10, absolute: 1e-13)
    for (name, column) in plain {
      let factor = name.hasPrefix("C ") ? amount : name.hasPrefix("rate ") ? amount / time : 1
      for (x, y) in zip(column, scaled[name] ?? []) {
        #expect(abs(y - x * factor) <= 1e-7 * factor * (x.magnitude + 1e-6), "\(name)")
      }
    }
  }
}
