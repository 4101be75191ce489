import Expressions
import Foundation
import TestSupport
import Testing

@testable import PharmacologyModels

/// Function is one at rest and has its best in the middle; nothing more is claimed of it.
@Suite struct FunctionReadoutTests {
  private struct Read {
    var memory: Double
    var attention: Double
    var arousal: Double
    var pupil: Double
  }

  private func read(
    _ central: [Double], _ own: [Double], norepinephrine: Double = 1, dopamine: Double = 1, firing: Double = 1,
    _ change: (inout DrugActions<Double>) -> Void = { _ in }
  ) -> Read {
    var state = CentralSystem.restingState(SystemFixtures.named(central))
    state[0] *= norepinephrine
    state[6] *= dopamine
    var actions = DrugActions<Double>()
    change(&actions)
    let values = FunctionReadout.evaluate(
      state: NamedValues(CentralSystem.states, state), central: SystemFixtures.named(central), firing: firing,
      parameters: NamedValues(FunctionReadout.parameters, own), actions: actions)
    return Read(memory: values[0], attention: values[1], arousal: values[2], pupil: values[3])
  }

  @Test func `everything is one at rest, whatever the parameters`() {
    var generator = SeededGenerator(seed: 81)
    for _ in 0..<300 {
      let central = SystemFixtures.central(spread: 0.5, &generator)
      let own = SystemFixtures.function(spread: 0.5, &generator)
      let rest = read(central, own)
      for value in [rest.memory, rest.attention, rest.arousal, rest.pupil] { #expect(abs(value - 1) < 1e-12) }
    }
  }

  @Test func `working memory and attention are best in the middle of both transmitters`() throws {
    var generator = SeededGenerator(seed: 82)
    for spread in [0, 0.2, 0.2, 0.2] {
      let central = SystemFixtures.central(spread: spread, &generator)
      let own = SystemFixtures.function(spread: spread, &generator)
      let levels = stride(from: -4.0, through: 6, by: 0.1).map { exp2($0) }
      for curve in [
        levels.map { read(central, own, norepinephrine: $0).memory },
        levels.map { read(central, own, dopamine: $0).memory },
        levels.map { read(central, own, dopamine: $0).attention },
      ] {
        let top = try #require(curve.indices.max { curve[$0] < curve[$1] })
        #expect(top > 0 && top < curve.count - 1, "the best lies at an end")
        // One summit: up before it, down behind it.
        #expect(zip(curve[...top], curve[...top].dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(curve[top...], curve[top...].dropFirst()).allSatisfy { $0 > $1 })
        #expect(curve.allSatisfy { $0 >= 0 })
      }
    }
  }

  @Test func `D1 activation is best at one half`() {
    var generator = SeededGenerator(seed: 83)
    let central = SystemFixtures.central(&generator)
    let own = SystemFixtures.function(&generator)
    let constant = NamedValues(FunctionReadout.parameters, own)["dopamine1Dissociation"]
    let best = constant / SystemFixtures.named(central)["dopamineCortex"]
    let top = read(central, own, dopamine: best).memory
    for factor in [0.5, 0.9, 1.1, 2] { #expect(read(central, own, dopamine: best * factor).memory < top) }
    // Half and double the best level are equally far from it.
    #expect(
      abs(read(central, own, dopamine: best / 3).memory / read(central, own, dopamine: best * 3).memory - 1) < 1e-12)
  }

  @Test func `blocked receptors take function away, attention tolerates more alpha-1 than working memory`() {
    var generator = SeededGenerator(seed: 84)
    let central = SystemFixtures.central(&generator)
    let own = SystemFixtures.function(&generator)
    #expect(read(central, own) { $0.alpha2Cortex.antagonists = 10 }.memory < 0.8)
    #expect(read(central, own) { $0.dopamine1.antagonists = 10 }.memory < 0.8)
    #expect(read(central, own) { $0.alpha1.antagonists = 10 }.memory > 1)
    let flooded = read(central, own, norepinephrine: 20)
    #expect(flooded.attention > flooded.memory)
  }

  @Test func `arousal and pupil follow firing, and a muscarinic antagonist dilates`() {
    var generator = SeededGenerator(seed: 85)
    let central = SystemFixtures.central(&generator)
    let own = SystemFixtures.function(&generator)
    var before = read(central, own, firing: 0)
    #expect(before.arousal == 0)
    for rate in [0.25, 0.5, 1, 2, 4] {
      let now = read(central, own, firing: rate)
      #expect(now.arousal > before.arousal && now.pupil > before.pupil)
      before = now
    }
    #expect(before.arousal < 2.01)
    #expect(read(central, own) { $0.muscarinic.antagonists = 5 }.pupil > 1.3)
  }
}
