extension Circulation {
  /// The drug-free steady state, in the order of ``states``.
  ///
  /// Everything follows from the sensed pressure: outflow, transmitter at the junctions, plasma level and adaptation.
  /// So each posture is one equation, pressure produced minus pressure sensed, which falls with the pressure sensed and
  /// is solved between two bounds. With the parameters of a healthy person of 35 years the pressure lying is
  /// `restingMeanPressure`.
  ///
  /// - Parameter parameters: in the order of ``parameters``.
  public static func initialState(parameters: [Double]) -> [Double] {
    let p = NamedValues(Self.parameters, parameters)
    let inputs = CirculationInputs<Double>()
    let effects = drugEffects(p, inputs)
    let rest = p["restingMeanPressure"]
    var state = [rest, rest, p["restingNorepinephrine"], p["restingNorepinephrine"], rest, 1, 1]

    let names = NamedValues(states, state)
    func settle(_ posture: Posture, at pressure: Double) -> Double {
      let isStanding = posture == .standing
      state[isStanding ? 1 : 0] = pressure
      if !isStanding { state[4] = rest + p["resettingShare"] * (pressure - rest) }
      let first = Circulation.posture(posture, names.replacing(state), p, inputs, effects)
      state[isStanding ? 3 : 2] =
        p["norepinephrineClearance"] * p["restingNorepinephrine"] * p["spilloverRatio"] * first.vascularJunction
        / effects.clearance
      if !isStanding {
        let gain = p["sensitivityGain"]
        state[5] = (1 + gain) / (1 + gain * first.vascularJunction)
        state[6] = (1 + gain) / (1 + gain * first.cardiacJunction)
      }
      return Circulation.posture(posture, names.replacing(state), p, inputs, effects).meanPressure - pressure
    }

    for posture in [Posture.supine, .standing] {
      var low = 0.05 * rest
      var high = 4 * rest
      var below = settle(posture, at: low)
      var above = settle(posture, at: high)
      // Regula falsi with the Illinois weights: the root stays between, and comes within a dozen steps.
      for _ in 0..<100 where high - low > 1e-13 * high {
        let middle = min(max(high - above * (high - low) / (above - below), low), high)
        let value = settle(posture, at: middle)
        if value == 0 { break }
        if value > 0 {
          if low == middle { break }
          low = middle
          below = value
          above *= 0.5
        } else {
          if high == middle { break }
          high = middle
          above = value
          below *= 0.5
        }
      }
    }
    return state
  }
}
