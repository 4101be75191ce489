import DrugLibrary
import PharmacologyModels
import RandomStreams
import Testing

@testable import Simulation

/// The words in which papers describe what an animal received.
@Suite struct TreatmentParserTests {
  private func parse(_ text: String) throws(ScenarioError) -> Treatment {
    try TreatmentParser.parse(text, laboratory: Shipped.laboratory)
  }

  private func refusal(_ text: String) -> ScenarioError? {
    do {
      _ = try parse(text)
      return nil
    } catch { return error }
  }

  @Test(
    arguments: [
      ("reboxetine 15 mg/kg i.p.", "reboxetine", 15.0, "i.p.", [0.0]),
      ("reboxetine 15 mg/kg i.p. at 1 h", "reboxetine", 15, "i.p.", [1]),
      ("reboxetine 15mg/kg ip at 30 min", "reboxetine", 15, "i.p.", [0.5]),
      ("REBOXETINE 500 ug/kg sc", "reboxetine", 0.5, "s.c.", [0]),
      ("clonidine 10 µg/kg i.v.", "clonidine", 0.01, "i.v.", [0]),
      ("clonidine 10 μg/kg IV", "clonidine", 0.01, "i.v.", [0]),
      ("DMI 10 mg/kg oral", "desipramine", 10, "p.o.", [0]),
      ("desipramine 10 mg/kg i.p. once", "desipramine", 10, "i.p.", [0]),
      ("desipramine 10 mg/kg i.m.", "desipramine", 10, "s.c.", [0]),
      ("desipramine 10 mg/kg i.p. daily for 3 d", "desipramine", 10, "i.p.", [0, 24, 48]),
      ("desipramine 10 mg/kg i.p. twice daily for 1 d", "desipramine", 10, "i.p.", [0, 12]),
      ("desipramine 5 mg/kg i.p. every 8 h for 1 d at 2 h", "desipramine", 5, "i.p.", [2, 10, 18]),
    ] as [(String, String, Double, String, [Double])])
  func `reads doses`(_ text: String, _ compound: String, _ amount: Double, _ route: String, _ times: [Double]) throws {
    let treatment = try parse(text)
    #expect(treatment.compound == compound)
    guard case .doses(let given, let word, let moments) = treatment.course else {
      Issue.record("\(text) is not read as doses")
      return
    }
    #expect(abs(given / amount - 1) < 1e-12)
    #expect(word == route)
    #expect(moments.count == times.count && zip(moments, times).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(treatment.text == text)
  }

  @Test(
    arguments: [
      ("reboxetine 10 mg/kg/d pump for 14 d", 10.0 / 24, 0.0, 336.0),
      ("reboxetine 10 mg/kg/day pump from 24 h for 2 d", 10.0 / 24, 24, 72),
      ("reboxetine 1 mg/kg/h infusion for 90 min", 1, 0, 1.5), ("clonidine 2 µg/kg/min infusion for 1 h", 0.12, 0, 1),
      ("clonidine 120 ug/kg/h pump for 1 h", 0.12, 0, 1),
    ] as [(String, Double, Double, Double)])
  func `reads pumps`(_ text: String, _ rate: Double, _ start: Double, _ end: Double) throws {
    guard case .pump(let given, let from, let to) = try parse(text).course else {
      Issue.record("\(text) is not read as a pump")
      return
    }
    #expect(abs(given / rate - 1) < 1e-12)
    #expect(abs(from - start) < 1e-9 && abs(to - end) < 1e-9)
  }

  @Test(
    arguments: [
      ("desipramine 1 uM in LC", 1.0, BrainRegion.coeruleus, 0.0, Double.infinity),
      ("desipramine 100 nM in locus coeruleus at 1 h for 2 h", 0.1, .coeruleus, 1, 3),
      ("desipramine 0.5 mM in prefrontal cortex", 500, .cortex, 0, .infinity),
      ("desipramine 10 umol/L in dorsal hippocampus for 60 min", 10, .cortex, 0, 1),
      ("desipramine 50 nmol/L in NAc shell", 0.05, .accumbens, 0, .infinity),
      ("desipramine 5 µM in caudate-putamen", 5, .striatum, 0, .infinity),
      ("desipramine 5 uM in dorsal raphe", 5, .raphe, 0, .infinity),
    ] as [(String, Double, BrainRegion, Double, Double)])
  func `reads what is applied to a region`(
    _ text: String, _ concentration: Double, _ region: BrainRegion, _ start: Double, _ end: Double
  ) throws {
    guard case .local(let given, let place, let from, let to) = try parse(text).course else {
      Issue.record("\(text) is not read as local")
      return
    }
    #expect(abs(given / concentration - 1) < 1e-12)
    #expect(place == region)
    #expect(from == start && to == end)
  }

  @Test(arguments: [
    ("", "a treatment is"), ("reboxetine", "a treatment is"), ("15 mg/kg i.p.", "a treatment is"),
    ("reboxetine i.p.", "a treatment is"), ("reboxetine 15 mg i.p.", "a treatment is"),
    ("reboxetine -3 mg/kg i.p.", "above zero"),
    ("reboxetine 0 mg/kg i.p.", "above zero"), ("reboxetine 1e9 mg/kg i.p.", "above zero"),
    ("reboxetine nan mg/kg i.p.", "above zero"), ("reboxetine 15 mg/kg", "route is missing"),
    ("reboxetine 15 mg/kg pump for 3 d", "per day"), ("reboxetine 10 mg/kg/d pump", "runs 'for'"),
    ("reboxetine 1 uM", "applied 'in'"), ("reboxetine 1 uM in cerebellum", "not part of the model"),
    ("reboxetine 15 mg/kg i.p. at noon", "a time such as"), ("reboxetine 15 mg/kg i.p. at 3", "a time such as"),
    ("reboxetine 15 mg/kg i.p. at -1 h", "a time such as"), ("reboxetine 15 mg/kg i.p. at 3 kg", "a time such as"),
    ("reboxetine 15 mg/kg i.p. every 0 h for 1 d", "longer than zero"),
    ("reboxetine 15 mg/kg i.p. every 0.001 h for 3 d", "10000 doses"),
    ("reboxetine 15 mg/kg i.p. daily for 0 d", "more than zero"),
    ("reboxetine 10 mg/kg/d pump for 1000 week", "two years"), ("reboxetine 15 mg/kg intrathecal", "not understood"),
  ])
  func `refuses with the place and the rule`(_ text: String, _ rule: String) throws {
    let error = try #require(refusal(text), "'\(text)' is accepted")
    #expect(error.rule.contains(rule), "\(error)")
    #expect(error.place.contains(text))
    #expect(error.kind == .usage)
  }

  @Test(arguments: [
    ("reboxetin 15 mg/kg i.p.", "reboxetine"), ("desipramin 15 mg/kg i.p.", "desipramine"),
    ("reboxetine 1 uM in stratum", "striatum"), ("reboxetine 1 mg/kg i.pp.", "i.p."),
  ])
  func `suggests what was meant`(_ text: String, _ meant: String) {
    #expect(refusal(text)?.suggestion == meant)
  }

  /// A word that changes nothing must not be passed over in silence.
  @Test(arguments: [
    "reboxetine 15 mg/kg i.p. for 3 d", "reboxetine 15 mg/kg i.p. in LC", "reboxetine 1 uM in LC daily for 3 d",
    "reboxetine 1 uM i.p. in LC", "reboxetine 10 mg/kg/d p.o. pump for 3 d", "reboxetine 15 mg/kg i.p. p.o.",
  ])
  func `refuses words that do not belong together`(_ text: String) {
    #expect(refusal(text) != nil, "'\(text)' is accepted")
  }

  @Test func `an unknown compound is outside the model`() throws {
    let error = try #require(refusal("unobtainium 15 mg/kg i.p."))
    #expect(error.kind == .data)
    #expect(error.place == "unobtainium")
    #expect(error.rule.contains("outside the model"))
  }

  @Test func `what is written from numbers is read back as the same numbers`() throws {
    let stream = RandomStream(seed: 5)
    let names = Shipped.laboratory.compounds.keys.sorted()
    let regions: [(String, BrainRegion)] = [
      ("PFC", .cortex), ("LC", .coeruleus), ("raphe", .raphe), ("striatum", .striatum), ("NAc", .accumbens),
    ]
    for sample in 0..<500 {
      func uniform(_ purpose: String) -> Double { stream.uniform(subject: sample, purpose: purpose) }
      func pick<Item>(_ list: [Item], _ purpose: String) -> Item {
        list[min(list.count - 1, Int(uniform(purpose) * Double(list.count)))]
      }
      let name = pick(names, "name")
      let amount = (uniform("amount") * 1000).rounded() / 8 + 0.125
      let start = (uniform("start") * 40).rounded() / 4
      let length = Double(1 + Int(uniform("length") * 20))
      switch Int(uniform("kind") * 3) {
      case 0:
        let route = pick(["i.v.", "i.p.", "s.c.", "p.o."], "route")
        let course = try parse("\(name) \(amount) mg/kg \(route) at \(start) h").course
        #expect(course == .doses(amount: amount, route: route, times: [start]))
      case 1:
        let course = try parse("\(name) \(amount) mg/kg/h pump from \(start) h for \(length) h").course
        #expect(course == .pump(rate: amount, start: start, end: start + length))
      default:
        let (word, region) = pick(regions, "region")
        let course = try parse("\(name) \(amount) uM in \(word) at \(start) h for \(length) h").course
        #expect(course == .local(concentration: amount, region: region, start: start, end: start + length))
      }
    }
  }
}
