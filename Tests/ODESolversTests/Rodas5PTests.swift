import Foundation
import Testing

@testable import ODESolvers

/// The method in the standard form of a Rosenbrock method, from the form in which it is stored.
private struct StandardForm {
  let stages = Rodas5P.stageCount
  /// sum of alpha_ij: arguments of the stages.
  var alpha: [[Double]]
  /// alpha + gamma: arguments of the linear part.
  var beta: [[Double]]
  /// Weights of the result, of the embedded result, and of the dense output at a fraction of the step.
  var weights: [Double]
  var embedded: [Double]
  private var gamma: [[Double]]

  init() {
    let s = Rodas5P.stageCount
    // C = I / gamma - inverse(Gamma), so Gamma = inverse(I / gamma - C): a lower triangle, by substitution.
    var full = Array(repeating: Array(repeating: 0.0, count: s), count: s)
    for i in 0..<s {
      for j in 0...i {
        let carried = (j..<max(i, j)).reduce(0) { $0 + Rodas5P.c[i][$1] * full[$1][j] }
        full[i][j] = ((i == j ? 1 : 0) + carried) * Rodas5P.gamma
      }
    }
    gamma = full
    // Stages 6 and 7 and the result continue the sum of stage 5, each with the stage before it.
    var rows = Rodas5P.a
    for _ in 6...8 { rows.append(rows[rows.count - 1] + [1]) }
    func product(_ row: [Double]) -> [Double] {
      (0..<s).map { j in row.enumerated().reduce(0) { $0 + $1.element * full[$1.offset][j] } }
    }
    alpha = rows[0..<s].map(product)
    beta = zip(alpha, full).map { zip($0, $1).map(+) }
    weights = product(rows[8])
    embedded = product(rows[7])
  }

  func denseWeights(_ x: Double) -> [Double] {
    let rows = (0..<3).map { q in
      (0..<stages).map { j in (0..<stages).reduce(0) { $0 + Rodas5P.d[q][$1] * gamma[$1][j] } }
    }
    return (0..<stages).map { j in
      x * (weights[j] + (1 - x) * (rows[0][j] + x * (rows[1][j] + x * rows[2][j])))
    }
  }
}

/// A rooted tree; its elementary weight is one order condition.
private struct Tree: Hashable {
  var children: [Tree] = []

  var order: Int { children.reduce(1) { $0 + $1.order } }
  /// The density: the product of the orders of all subtrees.
  var density: Double { children.reduce(Double(order)) { $0 * $1.density } }
  private var key: String { "(" + children.map(\.key).sorted().joined() + ")" }

  /// All trees of an order, each once.
  static func all(order: Int) -> [Tree] {
    guard order > 1 else { return [Tree()] }
    var found: [String: Tree] = [:]
    func forests(_ rest: Int, _ taken: [Tree]) {
      if rest == 0 {
        let tree = Tree(children: taken)
        found[tree.key] = tree
        return
      }
      for size in 1...rest { for tree in all(order: size) { forests(rest - size, taken + [tree]) } }
    }
    forests(order - 1, [])
    return found.keys.sorted().compactMap { found[$0] }
  }

  /// The weight at each stage: single branches go through beta, forks through alpha (Hairer and Wanner, section IV.7).
  func stageWeights(_ method: StandardForm) -> [Double] {
    let matrix = children.count == 1 ? method.beta : method.alpha
    return (0..<method.stages).map { i in
      children.reduce(1) { product, child in
        product * zip(matrix[i], child.stageWeights(method)).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
  }

  func weight(_ weights: [Double], _ method: StandardForm) -> Double {
    zip(weights, stageWeights(method)).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

@Suite struct Rodas5PTests {
  private let method = StandardForm()

  @Test func `there are 1, 1, 2, 4 and 9 trees`() {
    #expect((1...5).map { Tree.all(order: $0).count } == [1, 1, 2, 4, 9])
  }

  @Test(arguments: 1...5) func `fulfils every order condition up to five`(_ order: Int) {
    for tree in Tree.all(order: order) {
      #expect(abs(tree.weight(method.weights, method) - 1 / tree.density) < 2e-12)
    }
  }

  @Test func `has order five and not six`() {
    let misses = Tree.all(order: 6).map { abs($0.weight(method.weights, method) - 1 / $0.density) }
    #expect((misses.max() ?? 0) > 1e-5)
  }

  @Test(arguments: 1...4) func `the embedded method fulfils every order condition up to four`(_ order: Int) {
    for tree in Tree.all(order: order) {
      #expect(abs(tree.weight(method.embedded, method) - 1 / tree.density) < 2e-12)
    }
    let misses = Tree.all(order: 5).map { abs($0.weight(method.embedded, method) - 1 / $0.density) }
    #expect((misses.max() ?? 0) > 1e-5)
  }

  @Test(arguments: [0.0, 0.1, 0.25, 0.5, 0.7, 0.9, 1]) func `the dense output fulfils every order condition up to four`(
    _ x: Double
  ) {
    let weights = method.denseWeights(x)
    for order in 1...4 {
      for tree in Tree.all(order: order) {
        #expect(abs(tree.weight(weights, method) - pow(x, Double(order)) / tree.density) < 5e-12)
      }
    }
  }

  @Test func `is stiffly accurate`() {
    // The last stage's argument and itself make the result.
    for (b, a) in zip(method.weights, method.beta[7]) { #expect(abs(b - a) < 1e-13) }
  }

  @Test func `the diagonal is the same in every stage`() {
    for i in 0..<8 { #expect(abs(method.beta[i][i] - Rodas5P.gamma) < 1e-15) }
  }
}
