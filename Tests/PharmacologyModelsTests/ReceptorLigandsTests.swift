import PharmacologyModels
import TestSupport
import Testing

/// Agonists, partial agonists and antagonists at a receptor with and without reserve.
@Suite struct ReceptorLigandsTests {
  private func ligands(agonist: Double = 0, efficacy: Double = 1, antagonist: Double = 0) -> ReceptorLigands<Double> {
    var result = ReceptorLigands<Double>()
    result.agonists = agonist
    result.stimulation = agonist * efficacy
    result.antagonists = antagonist
    return result
  }

  @Test func `without reserve the response is the occupancy by what activates`() {
    var generator = SeededGenerator(seed: 61)
    for _ in 0..<200 {
      let x = Double.random(in: 0...20, using: &generator)
      let a = Double.random(in: 0...20, using: &generator)
      let b = Double.random(in: 0...20, using: &generator)
      #expect(abs(ligands(agonist: a, antagonist: b).activation(by: x) - (x + a) / (1 + x + a + b)) < 1e-14)
      #expect(
        ligands(agonist: a, antagonist: b).activation(by: x, reserve: 1)
          == ligands(agonist: a, antagonist: b).activation(by: x))
    }
  }

  @Test(arguments: [1.0, 2, 4.3, 10, 100]) func `a reserve of k makes a full agonist k times as potent`(
    _ reserve: Double
  ) {
    var low = 1e-6
    var high = 1e3
    for _ in 0..<200 {
      let middle = (low * high).squareRoot()
      if ligands(agonist: middle).activation(by: 0, reserve: reserve) < 0.5 { low = middle } else { high = middle }
    }
    #expect(abs(low * reserve - 1) < 1e-9)
    #expect(abs(ligands(agonist: 1e9).activation(by: 0, reserve: reserve) - 1) < 1e-6)
    // The transmitter is a full agonist too.
    #expect(abs(ReceptorLigands<Double>().activation(by: 1 / reserve, reserve: reserve) - 0.5) < 1e-12)
  }

  @Test func `a partial agonist gets its efficacy without reserve and nearly everything with much of it`() {
    for efficacy in [0.1, 0.3, 0.7] {
      let partial = ligands(agonist: 1e9, efficacy: efficacy)
      #expect(abs(partial.activation(by: 0) - efficacy) < 1e-6)
      for reserve in [2.0, 10, 1000] {
        let expected = reserve * efficacy / (1 + (reserve - 1) * efficacy)
        #expect(abs(partial.activation(by: 0, reserve: reserve) - expected) < 1e-6)
      }
    }
    #expect(ligands(agonist: 5, efficacy: 0).activation(by: 2) == ligands(antagonist: 5).activation(by: 2))
  }

  @Test func `antagonism is competitive: Schild's shift of one plus its concentration, with any reserve`() {
    var generator = SeededGenerator(seed: 62)
    for _ in 0..<500 {
      let reserve = Double.random(in: 1...50, using: &generator)
      let antagonist = Double.random(in: 0...100, using: &generator)
      let agonist = Double.random(in: 0.001...20, using: &generator)
      let alone = ligands(agonist: agonist).activation(by: 0, reserve: reserve)
      let shifted = ligands(agonist: agonist * (1 + antagonist), antagonist: antagonist)
      #expect(abs(shifted.activation(by: 0, reserve: reserve) / alone - 1) < 1e-12)
    }
  }

  @Test func `the response stays between nothing and everything and follows its ligands`() {
    var generator = SeededGenerator(seed: 63)
    for _ in 0..<1000 {
      let reserve = Double.random(in: 1...20, using: &generator)
      let x = Double.random(in: 0.01...20, using: &generator)
      let a = Double.random(in: 0...20, using: &generator)
      let e = Double.random(in: 0...1, using: &generator)
      let b = Double.random(in: 0...20, using: &generator)
      let value = ligands(agonist: a, efficacy: e, antagonist: b).activation(by: x, reserve: reserve)
      #expect(value > 0 && value < 1)
      #expect(ligands(agonist: a, efficacy: e, antagonist: b + 1).activation(by: x, reserve: reserve) < value)
      #expect(ligands(agonist: a, efficacy: e, antagonist: b).activation(by: x * 1.1, reserve: reserve) > value)
      #expect(ligands(agonist: a, efficacy: e, antagonist: b).activation(by: x, reserve: reserve * 1.1) > value)
    }
  }

  @Test func `a partial agonist helps where there is little transmitter and hinders where there is much`() {
    let nothing = ReceptorLigands<Double>()
    let partial = ligands(agonist: 5, efficacy: 0.3)
    #expect(partial.activation(by: 0.1) > nothing.activation(by: 0.1))
    #expect(partial.activation(by: 10) < nothing.activation(by: 10))
  }
}
