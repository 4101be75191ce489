import Expressions
import TestSupport
import Testing

@testable import PharmacologyModels

/// The equations of transmitters: balance, signs, bounds, and who clears what where.
@Suite struct CentralSystemTests {
  private func evaluate(
    _ state: [Double], _ parameters: [Double], _ actions: DrugActions<Double> = DrugActions()
  ) -> (derivative: [Double], readouts: [Double]) {
    CentralSystem.evaluate(
      state: NamedValues(CentralSystem.states, state), parameters: SystemFixtures.named(parameters), actions: actions)
  }

  @Test func `without drugs nothing moves, whatever the parameters`() {
    var generator = SeededGenerator(seed: 41)
    for _ in 0..<400 {
      let parameters = SystemFixtures.central(spread: 0.6, &generator)
      let p = SystemFixtures.named(parameters)
      let rest = CentralSystem.restingState(p)
      let (derivative, readouts) = evaluate(rest, parameters)
      let release = p["clearanceRate"] * p["norepinephrineCortex"]
      let inside = release / (1 - p["leakShareOfDeamination"])
      let refill = release * (1 + 2 / p["releasableDepletion"])
      let cortical = p["dopamineClearanceCortex"] * p["dopamineCortex"]
      let striatal = p["dopamineClearanceStriatum"] * p["dopamineStriatum"]
      let serotonin = p["serotoninClearance"]
      // The largest flux in and out of each state.
      let fluxes: [Double] = [
        release, p["clearanceRate"] * rest[1], inside, refill, refill, p["metaboliteClearance"], cortical, cortical,
        striatal, striatal,
        serotonin * rest[10], serotonin * rest[11], 0.04, 0.04, 0.04, 0.04,
      ]
      for (k, flux) in fluxes.enumerated() {
        #expect(derivative[k].magnitude < 1e-11 * flux, "\(CentralSystem.states[k].name): \(derivative[k]) of \(flux)")
      }
      for (value, readout) in zip(readouts, CentralSystem.readouts) {
        #expect(abs(value - 1) < 1e-11, "\(readout.name) is \(value)")
      }
    }
  }

  /// Written here from the description of the cycle: what is made, deaminated and lost to other routes is all that changes the sum.
  @Test func `norepinephrine is neither made nor lost on its way, whatever the drugs`() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<1000 {
      let parameters = SystemFixtures.central(spread: 0.4, &generator)
      let p = SystemFixtures.named(parameters)
      let rest = CentralSystem.restingState(p)
      let state = SystemFixtures.state(around: rest, spread: 1, &generator)
      let actions = SystemFixtures.actions(&generator)
      let d = evaluate(state, parameters, actions).derivative

      let release = p["clearanceRate"] * rest[0]
      let recaptured = p["transporterShareCortex"] * release
      let deaminated = (1 - p["resequestration"]) * recaptured / (1 - p["leakShareOfDeamination"])
      let lost = (release - recaptured) * state[0] / rest[0]
      let tone = rest[0] / (rest[0] + p["alpha2Dissociation"])
      let x = state[0] / p["alpha2Dissociation"]
      let ligands = actions.alpha2Cortex
      let activation =
        state[12] * (x + ligands.stimulation) / (1 + x + ligands.agonists + ligands.antagonists)
      let cytosol = state[2] / rest[2]
      let brake = (1 + p["endProductInhibition"]) / (1 + p["endProductInhibition"] * cytosol)
      let synthesis =
        (deaminated + release - recaptured)
        * (brake * (1 - p["autoreceptorOnSynthesis"] * (activation - tone) / (1 - tone)) * actions.tyrosineHydroxylase
          + actions.precursor)
      let destroyed = deaminated * cytosol * actions.monoamineOxidaseA
      let change = d[0] + d[2] + d[3] + d[4]
      let scale = [d[0], d[2], d[3], d[4], synthesis, destroyed, lost].map(\.magnitude).max() ?? 1
      #expect((change - (synthesis - destroyed - lost)).magnitude < 1e-8 * scale)
    }
  }

  @Test func `the balance that the program reports is the one above`() {
    var generator = SeededGenerator(seed: 43)
    for _ in 0..<200 {
      let parameters = SystemFixtures.central(spread: 0.4, &generator)
      let p = SystemFixtures.named(parameters)
      let state = SystemFixtures.state(around: CentralSystem.restingState(p), spread: 1, &generator)
      let d = evaluate(state, parameters).derivative
      let told = CentralSystem.norepinephrineBalance(
        state: NamedValues(CentralSystem.states, state), parameters: p)
      let scale = [d[0], d[2], d[3], d[4], told.synthesis, told.deamination].map(\.magnitude).max() ?? 1
      #expect((d[0] + d[2] + d[3] + d[4] - (told.synthesis - told.deamination - told.lost)).magnitude < 1e-8 * scale)
    }
  }

  @Test func `no quantity can fall below zero: on every face the flow points inwards`() {
    var generator = SeededGenerator(seed: 44)
    for _ in 0..<300 {
      let parameters = SystemFixtures.central(spread: 0.4, &generator)
      let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
      let actions = SystemFixtures.actions(&generator)
      for k in rest.indices {
        var state = SystemFixtures.state(around: rest, spread: 1.2, &generator)
        state[k] = 0
        #expect(evaluate(state, parameters, actions).derivative[k] >= 0, "\(CentralSystem.states[k].name)")
        guard CentralSystem.states[k].name.hasSuffix("Sensitivity") else { continue }
        state[k] = 1
        #expect(
          evaluate(state, parameters, actions).derivative[k] <= 1e-12, "\(CentralSystem.states[k].name) above one")
      }
    }
  }

  @Test func `trajectories from random starts under random drugs stay positive and finite`() {
    var generator = SeededGenerator(seed: 45)
    for _ in 0..<25 {
      let parameters = SystemFixtures.central(spread: 0.3, &generator)
      let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
      let state = SystemFixtures.state(around: rest, spread: 1.2, &generator)
      let system = ActedSystem(actions: SystemFixtures.actions(&generator))
      let rows = system.run(parameters, from: state, at: [0.001, 0.01, 0.1, 1, 4, 24, 240])
      #expect(rows.count == 7)
      for row in rows { for (name, value) in row { #expect(value >= -1e-9 && value.isFinite, "\(name) is \(value)") } }
    }
  }

  /// Cells held at their resting rate: soma and adaptation do not move.
  private static let fixedFiring: Set<Int> = [1, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

  @Test func `at fixed firing, more of the transporter blocked means more norepinephrine, and never less`() throws {
    var generator = SeededGenerator(seed: 46)
    for spread in [0, 0.3, 0.3, 0.3, 0.3] {
      let parameters = SystemFixtures.central(spread: spread, &generator)
      let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
      var before = 0.0
      for occupancy in [0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95] {
        var actions = DrugActions<Double>()
        actions.netCortex = 1 - occupancy
        let end = ActedSystem(actions: actions, held: Self.fixedFiring).run(parameters, from: rest, until: 4)
        let level = try #require(end["NE.PFC"])
        #expect(level > before, "\(occupancy): \(level) after \(before)")
        if occupancy == 0 { #expect(abs(level - 1) < 1e-6) }
        before = level
      }
      #expect(before > 1.3)
    }
  }

  @Test func `alpha-2 agonists lower norepinephrine and firing, antagonists raise both`() throws {
    var generator = SeededGenerator(seed: 47)
    for spread in [0, 0.2, 0.2, 0.2, 0.2, 0.2] {
      let parameters = SystemFixtures.central(spread: spread, &generator)
      let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
      func end(agonist: Double, antagonist: Double) throws -> (level: Double, rate: Double) {
        var actions = DrugActions<Double>()
        for path in [\DrugActions<Double>.alpha2Cortex, \.alpha2Coeruleus] {
          actions[keyPath: path].agonists = agonist
          actions[keyPath: path].stimulation = agonist
          actions[keyPath: path].antagonists = antagonist
        }
        let end = ActedSystem(actions: actions).run(parameters, from: rest, until: 2)
        return (try #require(end["NE.PFC"]), try #require(end["LC.rate"]))
      }
      var before = try end(agonist: 0, antagonist: 0)
      for dose in [0.1, 0.5, 2] {
        let now = try end(agonist: dose, antagonist: 0)
        #expect(now.level < before.level && now.rate < before.rate)
        before = now
      }
      before = try end(agonist: 0, antagonist: 0)
      for dose in [0.5, 2, 10] {
        let now = try end(agonist: 0, antagonist: dose)
        #expect(now.level > before.level && now.rate > before.rate)
        before = now
      }
      // Together: the antagonist takes back what the agonist did.
      let agonist = try end(agonist: 2, antagonist: 0)
      let both = try end(agonist: 2, antagonist: 20)
      #expect(both.level > agonist.level && both.rate > agonist.rate)
    }
  }

  @Test func `local block in the cortex raises norepinephrine more than block everywhere`() throws {
    var generator = SeededGenerator(seed: 48)
    let parameters = SystemFixtures.central(&generator)
    let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
    var local = DrugActions<Double>()
    local.netCortex = 0.05
    var everywhere = local
    everywhere.netCoeruleus = 0.05
    everywhere.netAccumbens = 0.05
    let here = ActedSystem(actions: local).run(parameters, from: rest, until: 2)
    let all = ActedSystem(actions: everywhere).run(parameters, from: rest, until: 2)
    #expect(try #require(here["NE.PFC"]) > 1.2 * #require(all["NE.PFC"]))
    #expect(try #require(all["LC.rate"]) < 0.7)
    #expect(abs(try #require(here["LC.rate"]) - 1) < 0.15)
  }

  @Test func `dopamine is cleared by one transporter in the cortex and by another in the striatum`() throws {
    var generator = SeededGenerator(seed: 49)
    for spread in [0, 0.15, 0.15, 0.15] {
      let parameters = SystemFixtures.central(spread: spread, &generator)
      let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
      func end(_ change: (inout DrugActions<Double>) -> Void) -> [String: Double] {
        var actions = DrugActions<Double>()
        change(&actions)
        return ActedSystem(actions: actions).run(parameters, from: rest, until: 2)
      }
      let net = end {
        $0.netCortex = 0.05
        $0.netCoeruleus = 0.05
        $0.netAccumbens = 0.05
      }
      #expect(try #require(net["DA.PFC"]) > 1.5)
      #expect(abs(try #require(net["DA.striatum"]) - 1) < 0.03)
      #expect(try #require(net["DA.NAc"]) < 1.6)
      let cortical = end { $0.datCortex = 0.05 }
      for (name, value) in cortical where CentralSystem.readouts.contains(where: { $0.name == name }) {
        #expect(abs(value - 1) < 0.06, "block of DAT in the cortex moves \(name) to \(value)")
      }
      let striatal = end { $0.datStriatum = 0.05 }
      #expect(try #require(striatal["DA.striatum"]) > 2)
      #expect(abs(try #require(striatal["DA.PFC"]) - 1) < 0.01)
      let comt = end { $0.catecholMethyltransferase = 0 }
      #expect(try #require(comt["DA.PFC"]) > 1.15)
      for name in ["DA.striatum", "DA.NAc"] { #expect(abs(try #require(comt[name]) - 1) < 0.01, "\(name)") }
    }
  }

  @Test func `a releaser needs the transporter that carries it out, and works without impulses`() throws {
    var generator = SeededGenerator(seed: 50)
    let parameters = SystemFixtures.central(&generator)
    let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
    var releaser = DrugActions<Double>()
    releaser.releaserNET = 1
    var silent = DrugActions<Double>()
    silent.driveChange = -1
    var both = releaser
    both.driveChange = -1
    func level(_ actions: DrugActions<Double>) throws -> Double {
      try #require(ActedSystem(actions: actions).run(parameters, from: rest, until: 1)["NE.PFC"])
    }
    let awake = try level(releaser)
    #expect(awake > 1.05, "\(awake)")
    #expect(try level(silent) < 0.1)
    #expect(try level(both) > 5 * level(silent))
  }

  @Test func `norepinephrine in the brainstem satisfies the equation that it was solved from`() {
    var generator = SeededGenerator(seed: 51)
    for _ in 0..<1000 {
      let parameters = SystemFixtures.central(spread: 0.4, &generator)
      let p = SystemFixtures.named(parameters)
      let actions = SystemFixtures.actions(&generator)
      let n = CentralSystem.brainstemNorepinephrine(p, actions)
      let x = p["norepinephrineCortex"] / p["alpha2Dissociation"]
      let inhibition = p["autoreceptorMaximalInhibition"]
      let ligands = actions.alpha2Cortex
      let theta = (x * n + ligands.stimulation) / (1 + x * n + ligands.agonists + ligands.antagonists)
      let share = p["brainstemTransporterShare"]
      let removal = (share * actions.netCortex + 1 - share) * n
      let reverse = p["brainstemReverseTransport"] * actions.releaserNET / (1 + actions.releaserNET)
      let gain = (1 - inhibition * theta) / (1 - inhibition * x / (1 + x)) + reverse
      #expect(n > 0)
      #expect(abs(removal - gain) < 1e-10 * max(removal, gain))
    }
    #expect(
      abs(
        CentralSystem.brainstemNorepinephrine(SystemFixtures.named(SystemFixtures.central(&generator)), DrugActions())
          - 1)
        < 1e-12)
  }

  @Test func `sensitivity of the terminal autoreceptor fades under lasting block, and release grows with it`() throws {
    var generator = SeededGenerator(seed: 52)
    let parameters = SystemFixtures.central(&generator)
    let rest = CentralSystem.restingState(SystemFixtures.named(parameters))
    var actions = DrugActions<Double>()
    actions.netCortex = 0.1
    actions.netCoeruleus = 0.1
    let rows = ActedSystem(actions: actions).run(parameters, from: rest, at: [2, 48, 336])
    try #require(rows.count == 3)
    #expect(try #require(rows[0]["terminalAlpha2Sensitivity"]) > 0.95)
    #expect(try #require(rows[2]["terminalAlpha2Sensitivity"]) < #require(rows[1]["terminalAlpha2Sensitivity"]) - 0.05)
    #expect(try #require(rows[2]["NE.PFC"]) > #require(rows[1]["NE.PFC"]))
  }
}
