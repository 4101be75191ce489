import Expressions
import ModelDocuments
import ODESolvers

/// A small circulation with a root, names, an input, and texts that need escaping.
struct ReflexModel: DifferentialSystem {
  let stateNames = ["NE.plasma", "tone"]
  let parameterCount = 7
  let inputCount = 1
  let observableNames = ["MAP.supine", "tone", "NE ratio"]

  private func pressure<S: Scalar>(_ y: [S], _ p: [S]) -> S {
    (p[5] * (S(0.5) + y[1] / S(3))).named("MAP.supine")
  }

  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let error = ((p[5] - pressure(y, p)) / p[6]).named("pressure error")
    let drive = (S(1) + error / (S(1) + error * error).squareRoot()).named("drive")
    let release = (p[0] * drive).named("release")
    let effect = y[0] * y[0] / (p[2] * p[2] + y[0] * y[0])
    return [
      release + inputs[0] - p[1] * y[0],
      p[3] * (p[4] * effect - y[1]) - S(0) * y[0],
    ]
  }

  func observables<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    [pressure(y, p), y[1], y[0] / p[2]]
  }

  static let description = ModelDescription(
    title: "Reflex & <test> 100 %", summary: "Pressure \u{2265} 0, caf\u{00E9}, 5-HT_x \\ {a}.",
    disclaimer: "Only a test.",
    states: [
      ModelQuantity("NE.plasma", unit: "nmol/L", meaning: "norepinephrine in plasma", value: 1.3),
      ModelQuantity("tone", unit: "1", meaning: "vascular tone", value: 0.9),
    ],
    parameters: [
      ModelQuantity(
        "releaseRate", symbol: "k_{\\mathrm{rel}}", unit: "nmol/L/h", meaning: "release at rest", value: 30,
        interval: 20...45, source: "Author et al. 1990", status: "verified"),
      ModelQuantity(
        "clearance", unit: "1/h", meaning: "loss", value: 20.1, source: "Somebody 1970", status: "memory-unverified"),
      ModelQuantity("halfEffect", unit: "nmol/L", meaning: "level with half effect", value: 2, status: "assumption"),
      ModelQuantity("tone rate", unit: "1/h", meaning: "<script>alert(\"1\")</script>", value: 1.2e-5),
      ModelQuantity("gain", unit: "1", meaning: "", value: 1),
      ModelQuantity("MAP.set", unit: "mmHg", meaning: "set point", value: 93),
      ModelQuantity("width", unit: "mmHg", meaning: "width of the reflex", value: 20, note: "50 % of range"),
    ],
    inputs: [ModelQuantity("infusion", unit: "nmol/L/h", meaning: "infused norepinephrine", value: 0)],
    observables: [
      ModelQuantity("MAP.supine", unit: "mmHg", meaning: "mean arterial pressure"),
      ModelQuantity("tone", unit: "1", meaning: "vascular tone"),
      ModelQuantity("NE ratio", unit: "1", meaning: "norepinephrine over its half effect"),
    ])

  static var model: TracedModel { TracedModel(ReflexModel(), description) }
}
