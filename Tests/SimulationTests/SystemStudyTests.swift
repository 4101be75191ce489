import DrugLibrary
import PharmacologyModels
import Testing

@testable import Simulation

/// Loss of a part, infusions and experiments: facts that a student would look up.
@Suite struct SystemStudyTests {
  // MARK: loss of a part

  private func value(
    _ result: KnockoutStudy.Result, _ probe: KnockoutStudy.Probe, _ readout: String
  ) throws -> (with: Double, without: Double) {
    let row = try #require(result.rows.first { $0.probe == probe.rawValue })
    let place = try #require(result.readouts.firstIndex(of: readout))
    return (row.with[place], row.without[place])
  }

  @Test(arguments: SystemStructure.Alteration.allCases) func `every part can be taken out`(
    _ part: SystemStructure.Alteration
  ) throws {
    let result = try KnockoutStudy(Shipped.library).run(part)
    #expect(result.rows.count == KnockoutStudy.Probe.allCases.count)
    for row in result.rows {
      #expect((row.with + row.without).allSatisfy { $0.isFinite && $0 > -1e-9 }, "\(row.probe)")
    }
    // The unaltered and drug-free animal is its own measure.
    for value in try #require(result.rows.first).with { #expect(abs(value - 100) < 1e-3) }
    for region in Set(result.clearance.map(\.region)) {
      let own = result.clearance.filter { $0.region == region }
      #expect(abs(own.reduce(0) { $0 + $1.with } - 1) < 1e-9, "\(region)")
      #expect(abs(own.reduce(0) { $0 + $1.without } - 1) < 1e-9, "\(region)")
      #expect(own.allSatisfy { $0.with >= 0 && $0.without >= 0 })
    }
  }

  @Test func `without NET its inhibitors do nothing, and cortical dopamine stands high`() throws {
    let result = try KnockoutStudy(Shipped.library).run(.net)
    for readout in result.readouts {
      let (nothing, blocked) = (try value(result, .nothing, readout).without, try value(result, .net, readout).without)
      #expect(abs(blocked / nothing - 1) < 1e-6, "\(readout)")
    }
    #expect(try value(result, .nothing, "DA.PFC").without > 200)
    #expect(try abs(value(result, .nothing, "DA.striatum").without - 100) < 5)
    // With the part: cortex, not striatum.
    #expect(try value(result, .net, "DA.PFC").with > 180)
    #expect(try abs(value(result, .net, "DA.striatum").with - 100) < 3)
    #expect(try value(result, .net, "LC.rate").with < 70)
  }

  @Test func `DAT clears dopamine in the striatum and nearly none in the cortex`() throws {
    let result = try KnockoutStudy(Shipped.library).run(.dat)
    #expect(try abs(value(result, .dat, "DA.PFC").with - 100) < 6)
    #expect(try value(result, .dat, "DA.striatum").with > 300)
    #expect(try value(result, .nothing, "DA.striatum").without > 300)
    #expect(try abs(value(result, .nothing, "DA.PFC").without - 100) < 8)
    // Without DAT in the accumbens NET is what is left, so that its inhibitors raise dopamine there.
    #expect(try value(result, .net, "DA.NAc").without > 1.1 * value(result, .nothing, "DA.NAc").without)
    func share(_ region: String, _ route: String) throws -> Double {
      try #require(result.clearance.first { $0.region == region && $0.route == route }).with
    }
    #expect(try share("prefrontal cortex", "NET") > 0.5 && share("prefrontal cortex", "DAT") < 0.05)
    #expect(try share("striatum", "DAT") > 0.9 && share("nucleus accumbens", "DAT") > 0.8)
  }

  @Test func `loss of COMT matters in the cortex only, and most when NET is gone`() throws {
    let result = try KnockoutStudy(Shipped.library).run(.comt)
    #expect(try value(result, .nothing, "DA.PFC").without > 115)
    for readout in ["DA.striatum", "DA.NAc", "NE.PFC", "5-HT.PFC"] {
      #expect(try abs(value(result, .nothing, readout).without - 100) < 2, "\(readout)")
    }
    let net = try KnockoutStudy(Shipped.library).run(.net)
    let alone = try value(net, .comt, "DA.PFC").with / 100
    #expect(try value(net, .comt, "DA.PFC").without / value(net, .nothing, "DA.PFC").without > 1.5 * alone)
  }

  @Test func `without alpha-2A receptors agonists and antagonists are powerless`() throws {
    let result = try KnockoutStudy(Shipped.library).run(.alpha2A)
    for probe in [KnockoutStudy.Probe.alpha2Agonist, .alpha2Antagonist] {
      for readout in ["NE.PFC", "LC.rate"] {
        let (with, without) = (try value(result, .nothing, readout).without, try value(result, probe, readout).without)
        #expect(abs(without / with - 1) < 1e-3, "\(probe.rawValue): \(readout)")
      }
    }
    #expect(try value(result, .alpha2Agonist, "LC.rate").with < 50)
    #expect(try value(result, .alpha2Antagonist, "NE.PFC").with > 130)
  }

  @Test func `without serotonin a SERT inhibitor does nothing to it`() throws {
    let result = try KnockoutStudy(Shipped.library).run(.raphe)
    #expect(try value(result, .nothing, "5-HT.PFC").without < 1)
    #expect(try value(result, .sert, "5-HT.PFC").without < 5)
    #expect(try value(result, .sert, "5-HT.PFC").with > 140)
  }

  // MARK: infusion

  private func infuse(
    _ rate: Double, minutes: Double = 30, patient: Patient = Patient(weight: 70), severity: Double? = nil,
    draws: Int = 2
  ) throws -> NorepinephrineInfusion.Result {
    var infusion = try NorepinephrineInfusion(rate: rate, duration: minutes / 60, patient: patient, severity: severity)
    infusion.draws = draws
    return try infusion.run(Shipped.library)
  }

  private func value(_ result: NorepinephrineInfusion.Result, _ name: String, at minutes: Double) throws -> Double {
    let place = try #require(result.readouts.firstIndex(of: name))
    let moment = try #require(result.moments.first { abs($0.time - minutes) < 1e-6 })
    return moment.values[place]
  }

  @Test func `0.2 ug/kg/min makes about 44 nmol/L in arterial plasma, raises pressure and slows the heart`() throws {
    let result = try infuse(0.2)
    let level = try value(result, "NE.plasma", at: 30)
    #expect((44 / 1.5...44 * 1.5).contains(level), "\(level) nmol/L")
    #expect(try value(result, "HR.supine", at: 30) < value(result, "HR.supine", at: 0) - 3)
    #expect(try value(result, "SBP.supine", at: 30) > value(result, "SBP.supine", at: 0) + 15)
    // The forearm takes up most of what arrives.
    #expect(try value(result, "NE.venous", at: 30) < 0.5 * level)
    // It leaves within minutes: rapid half-life 2 min.
    #expect(abs(result.halfLife - 2) < 0.3)
    #expect(try value(result, "NE.plasma", at: 60) < 2 * value(result, "NE.plasma", at: 0))
  }

  @Test func `level and pressure rise with the rate`() throws {
    var before = (0.0, 0.0)
    for rate in [0.01, 0.05, 0.1, 0.2, 0.4] {
      let result = try infuse(rate)
      let now = (try value(result, "NE.plasma", at: 30), try value(result, "MAP.supine", at: 30))
      #expect(now.0 > before.0 && now.1 > before.1)
      before = now
    }
  }

  @Test func `septic shock halves clearance and weakens the response`() throws {
    let (healthy, ill) = (try infuse(0.2), try infuse(0.2, severity: 50))
    #expect(abs(healthy.clearance - 2) < 0.01)
    #expect((0.4...0.65).contains(ill.clearance / healthy.clearance), "\(ill.clearance) L/min")
    #expect(abs(try infuse(0.2, severity: 20).clearance - 3) < 0.05)
    #expect(abs(try infuse(0.2, severity: 60).clearance - 0.9) < 0.05)
    #expect(try value(ill, "MAP.supine", at: 0) < value(healthy, "MAP.supine", at: 0))
    #expect(try value(ill, "NE.plasma", at: 30) > value(healthy, "NE.plasma", at: 30))
    let rise = { (result: NorepinephrineInfusion.Result) in
      try self.value(result, "MAP.supine", at: 30) - self.value(result, "MAP.supine", at: 0)
    }
    let level = { (result: NorepinephrineInfusion.Result) in
      try self.value(result, "NE.plasma", at: 30) - self.value(result, "NE.plasma", at: 0)
    }
    #expect(try rise(ill) / level(ill) < rise(healthy) / level(healthy))
  }

  @Test func `the same rate per kilogram makes a higher level in a heavier person`() throws {
    let (light, heavy) = (try infuse(0.1, patient: Patient(weight: 60)), try infuse(0.1, patient: Patient(weight: 90)))
    let own = 1.4
    let ratio = (try value(heavy, "NE.plasma", at: 30) - own) / (try value(light, "NE.plasma", at: 30) - own)
    #expect(abs(ratio / 1.5 - 1) < 0.05)
  }

  @Test(
    arguments: [
      (0.0, 0.5, nil, .usage), (-1, 0.5, nil, .usage), (.nan, 0.5, nil, .usage), (0.6, 0.5, nil, .safety),
      (2.1, 0.5, 50, .safety), (0.1, 0, nil, .usage), (0.1, 100, nil, .usage), (0.1, 0.5, 5, .usage),
      (0.1, 0.5, 200, .usage),
    ] as [(Double, Double, Double?, ScenarioError.Kind)])
  func `refuses what was never studied`(
    _ rate: Double, _ hours: Double, _ severity: Double?, _ kind: ScenarioError.Kind
  ) {
    let error = #expect(throws: ScenarioError.self) {
      try NorepinephrineInfusion(rate: rate, duration: hours, patient: Patient(), severity: severity)
    }
    #expect(error?.kind == kind)
  }

  // MARK: experiments

  @Test func `a NET inhibitor in a rat raises cortical norepinephrine and dopamine, an antagonist adds to it`() throws {
    let alone = try Shipped.course(["reboxetine 15 mg/kg i.p."])
    let both = try Shipped.course(["reboxetine 15 mg/kg i.p.", "idazoxan 1 mg/kg s.c. at 1 h"])
    #expect(try #require(alone["NE.PFC"]).extreme > 200)
    #expect(try #require(alone["DA.PFC"]).extreme > 150)
    #expect(abs(try #require(alone["DA.striatum"]).extreme - 100) < 10)
    #expect(try #require(alone["LC.rate"]).extreme < 70)
    // More than the sum of both: the antagonist frees what block of the transporter holds back.
    let antagonist = try Shipped.course(["idazoxan 1 mg/kg s.c."])
    #expect(
      try #require(both["NE.PFC"]).extreme - 100
        > #require(alone["NE.PFC"]).extreme + #require(antagonist["NE.PFC"]).extreme - 200)
    // Before the dose nothing has happened.
    #expect(abs(try #require(antagonist["NE.PFC"]).typical[0] - 100) < 0.01)
  }

  @Test func `clonidine silences the coeruleus, more so under anaesthesia`() throws {
    let awake = try #require(try Shipped.course(["clonidine 10 ug/kg i.v."])["LC.rate"])
    let asleep = try #require(try Shipped.course(["clonidine 10 ug/kg i.v."], preparation: "anaesthetised")["LC.rate"])
    #expect(awake.extreme < 90)
    #expect(asleep.extreme < awake.extreme)
  }

  @Test func `readouts are told as asked, and the typical course lies in its interval`() throws {
    let query = try ExperimentQuery(library: Shipped.library, species: "rat", preparation: nil)
    let course = try query.course(["desipramine 10 mg/kg i.p."], until: 4, readouts: ["NE.PFC", "LC.rate"], draws: 40)
    #expect(course.readouts.map(\.name) == ["NE.PFC", "LC.rate"])
    #expect(course.times.first == 0 && course.times.last == 4)
    let told = try #require(course.readouts.first)
    #expect(told.typical.count == course.times.count && told.lower.count == course.times.count)
    #expect(told.interval[0] < told.extreme && told.extreme < told.interval[1])
    for k in [60, 120, 240] { #expect(told.lower[k] <= told.typical[k] && told.typical[k] <= told.upper[k]) }
  }

  @Test func `a question outside the laboratory is refused`() throws {
    let human = #expect(throws: ScenarioError.self) {
      try ExperimentQuery(library: Shipped.library, species: "human", preparation: nil)
    }
    #expect(human?.suggestion == "simulate")
    #expect(throws: ScenarioError.self) {
      try ExperimentQuery(library: Shipped.library, species: "rat", preparation: "asleep")
    }
    let query = try ExperimentQuery(library: Shipped.library, species: "rat", preparation: nil)
    #expect(throws: ScenarioError.self) {
      try query.course(["reboxetine 15 mg/kg i.p."], until: .infinity, readouts: nil, draws: 1)
    }
    #expect(throws: ScenarioError.self) {
      try query.course(["reboxetine 15 mg/kg i.p."], until: 0, readouts: nil, draws: 1)
    }
    #expect(throws: LibraryError.self) { try query.published(["unobtainium"], draws: 1) }
    let nobody = #expect(throws: ScenarioError.self) { try query.published(["reboxetine", "haloperidol"], draws: 1) }
    #expect(nobody?.rule.contains("no published experiment") == true)
  }

  @Test func `a list of compounds and an experiment of one's own are told apart`() {
    #expect(ExperimentQuery.parts("reboxetine + idazoxan") == (["reboxetine", "idazoxan"], false))
    #expect(ExperimentQuery.parts(" reboxetine 15 mg/kg i.p. +idazoxan 1 mg/kg s.c.").hasDoses)
    #expect(ExperimentQuery.parts("reboxetine 1 uM in PFC").hasDoses)
    for text in ["reboxetine 1 µM in PFC", "reboxetine 5 μg/kg i.v."] {
      #expect(ExperimentQuery.parts(text).hasDoses, "\(text)")
    }
    #expect(ExperimentQuery.parts(" + ").parts.isEmpty)
  }
}
