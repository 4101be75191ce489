import Expressions
import Foundation
import PharmacologyModels
import TestSupport

@testable import ODESolvers

/// Numbers for the central system, the circulation and function: those of the data files, and random ones around them.
enum SystemFixtures {
  /// A number of a data file in the solver's units: h, umol, umol/L.
  struct Number: Sendable {
    var value: Double
    var isShare: Bool
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../Data/"

  /// The numbers of a file by name, read by their pattern and not by the program's own reader.
  private static func numbers(_ file: String) -> [String: Number] {
    let sizes = [
      "nmol/L": 0.001, "1/s": 3600, "s": 1 / 3600.0, "d": 24, "1/h": 1, "h": 1, "1": 1, "fraction": 1, "Hz": 1,
      "mmHg": 1,
      "beats/min": 1, "L/h": 1, "L": 1,
    ]
    guard let text = try? String(contentsOfFile: folder + file, encoding: .utf8) else { return [:] }
    var result: [String: Number] = [:]
    for match in text.matches(of: /(?m)^  ([A-Za-z0-9]+): \{value: ([-+0-9.eE]+), unit: "?([^",]+)"?,/) {
      guard let value = Double(match.2), let size = sizes[String(match.3)] else { continue }
      result[String(match.1)] = Number(value: value * size, isShare: match.3 == "fraction")
    }
    return result
  }

  private static let system = numbers("noradrenergic-system.yaml")
  private static let circulation = numbers("circulation.yaml")

  /// Around the given value: shares as logits, everything else as logarithms.
  private static func moved(_ number: Number, _ spread: Double, _ generator: inout SeededGenerator) -> Double {
    let deviate = normal(&generator) * spread
    guard number.isShare else { return number.value * exp(deviate) }
    guard number.value > 0, number.value < 1 else { return number.value }
    let odds = number.value / (1 - number.value) * exp(deviate)
    return odds / (1 + odds)
  }

  /// A standard normal number.
  static func normal(_ generator: inout SeededGenerator) -> Double {
    let radius = (-2 * log(Double.random(in: Double.leastNonzeroMagnitude...1, using: &generator))).squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
  }

  private static func values(
    _ declarations: [QuantityDeclaration], _ table: [String: Number], _ spread: Double,
    _ generator: inout SeededGenerator
  ) -> [String: Double] {
    var result: [String: Double] = [:]
    for declaration in declarations {
      guard let number = table[declaration.name] else { preconditionFailure("no number for \(declaration.name)") }
      result[declaration.name] = moved(number, spread, &generator)
    }
    return result
  }

  /// Parameters of the central system; those of the file when the spread is zero.
  static func central(spread: Double = 0, _ generator: inout SeededGenerator) -> [Double] {
    var table = values(CentralSystem.parameters, system, spread, &generator)
    // Shares of one removal leave something for the other routes.
    func limit(_ names: [String], below total: Double) {
      let sum = names.reduce(0) { $0 + (table[$1] ?? 0) }
      guard sum > total else { return }
      for name in names { table[name, default: 0] *= total / sum }
    }
    limit(["netShareOfDopamine", "comtShareOfDopamine", "datShareOfDopamine"], below: 0.985)
    limit(["transporterShareSerotonin", "netShareOfSerotonin"], below: 0.985)
    if let all = table["datShareStriatum"], let part = table["netShareAccumbens"] {
      table["netShareAccumbens"] = min(part, 0.8 * all)
    }
    // The alpha-1 drive of dopamine cells is a share, although its unit does not say so: it cannot turn release around.
    table["mesocorticalAlpha1Gain"] = min(table["mesocorticalAlpha1Gain"] ?? 0, 0.95)
    return CentralSystem.parameters.map { table[$0.name] ?? .nan }
  }

  /// Parameters of the circulation.
  static func circulation(spread: Double = 0, _ generator: inout SeededGenerator) -> [Double] {
    let table = values(Circulation.parameters, circulation, spread, &generator)
    return Circulation.parameters.map { table[$0.name] ?? .nan }
  }

  /// Parameters of function.
  static func function(spread: Double = 0, _ generator: inout SeededGenerator) -> [Double] {
    let table = values(FunctionReadout.parameters, system, spread, &generator)
    return FunctionReadout.parameters.map { table[$0.name] ?? .nan }
  }

  /// The central parameters by name.
  static func named(_ parameters: [Double]) -> NamedValues<Double> {
    NamedValues(CentralSystem.parameters, parameters)
  }

  /// A state around rest; sensitivities stay between 0 and 1, where they are born.
  static func state(
    around rest: [Double], spread: Double, _ generator: inout SeededGenerator
  ) -> [Double] {
    zip(CentralSystem.states, rest).map { declaration, value in
      declaration.name.hasSuffix("Sensitivity")
        ? Double.random(in: 0...1, using: &generator) : value * exp(spread * normal(&generator))
    }
  }

  /// Drugs at everything at once.
  static func actions(_ generator: inout SeededGenerator) -> DrugActions<Double> {
    func left() -> Double { generator.chance(0.3) ? 1 : Double.random(in: 0...1, using: &generator) }
    func amount(_ top: Double) -> Double { generator.chance(0.4) ? 0 : Double.random(in: 0...top, using: &generator) }
    func ligands() -> ReceptorLigands<Double> {
      var result = ReceptorLigands<Double>()
      result.agonists = amount(10)
      result.stimulation = result.agonists * Double.random(in: 0...1, using: &generator)
      result.antagonists = amount(20)
      return result
    }
    var result = DrugActions<Double>()
    for path in [
      \DrugActions<Double>.netCortex, \.netCoeruleus, \.netAccumbens, \.datCortex, \.datStriatum, \.sertCortex,
      \.sertRaphe,
      \.monoamineOxidaseA, \.catecholMethyltransferase, \.vesicularTransporter, \.tyrosineHydroxylase,
      \.tryptophanHydroxylase,
    ] { result[keyPath: path] = left() }
    for path in [\DrugActions<Double>.releaserNET, \.releaserDAT, \.releaserSERT, \.precursor, \.localDepolarisation] {
      result[keyPath: path] = amount(3)
    }
    for path in [
      \DrugActions<Double>.alpha2Cortex, \.alpha2Coeruleus, \.alpha1, \.serotonin1A, \.serotonin1B, \.serotonin2C,
      \.dopamine1, \.dopamine2, \.muscarinic,
    ] { result[keyPath: path] = ligands() }
    result.evokedRate = amount(10)
    result.sensoryRate = amount(8)
    result.driveChange = Double.random(in: -1...0.5, using: &generator)
    return result
  }
}

/// The central system under constant actions; states that are held do not move.
struct ActedSystem: DifferentialSystem {
  var actions: DrugActions<Double>
  var held: Set<Int> = []

  var stateNames: [String] { CentralSystem.states.map(\.name) }
  var parameterCount: Int { CentralSystem.parameters.count }
  var inputCount: Int { 0 }
  /// The states, then the readouts.
  var observableNames: [String] { stateNames + CentralSystem.readouts.map(\.name) }

  private func evaluate<S: Scalar>(_ state: [S], _ parameters: [S]) -> (derivative: [S], readouts: [S]) {
    CentralSystem.evaluate(
      state: NamedValues(CentralSystem.states, state), parameters: NamedValues(CentralSystem.parameters, parameters),
      actions: DrugActions<S>(actions))
  }

  func derivative<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    evaluate(state, parameters).derivative.enumerated().map {
      held.contains($0.offset) ? S.zero * state[$0.offset] : $0.element
    }
  }

  func observables<S: Scalar>(state: [S], parameters: [S], inputs: [S]) -> [S] {
    state + evaluate(state, parameters).readouts
  }

  /// Each observable at times after a start.
  func run(_ parameters: [Double], from state: [Double], at times: [Double]) -> [[String: Double]] {
    let names = observableNames
    let integrator = BatchIntegrator(
      system: CompiledSystem(self),
      tolerances: Tolerances(relative: 1e-7, absolute: state.map { $0.magnitude * 1e-9 + 1e-15 }))
    let result = integrator.run([
      SubjectProblem(
        parameters: parameters, initialState: state, events: [], samples: times.map { SampleTime($0) },
        end: times.last ?? 0)
    ])[0]
    guard result.outcome == .completed else { return [] }
    return times.indices.map { k in
      Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, result.observables[k * names.count + $0]) })
    }
  }

  /// The same at one time; empty when it could not be integrated.
  func run(_ parameters: [Double], from state: [Double], until end: Double) -> [String: Double] {
    run(parameters, from: state, at: [end]).first ?? [:]
  }
}

extension CompiledSystem {
  /// What the tapes compute for one subject.
  func evaluated(_ y: [Double], _ p: [Double], _ inputs: [Double]) -> (derivative: [Double], observables: [Double]) {
    var memory = Array(repeating: Double.nan, count: registers.count)
    for constant in constants { memory[constant.register] = constant.value }
    for (k, value) in y.enumerated() { memory[registers.states.lowerBound + k] = value }
    for (k, value) in p.enumerated() { memory[registers.parameters.lowerBound + k] = value }
    for (k, value) in inputs.enumerated() { memory[registers.inputs.lowerBound + k] = value }
    prologue.run(&memory)
    derivative.run(&memory)
    observables.run(&memory)
    return (Array(memory[registers.derivative]), Array(memory[registers.observables]))
  }
}
