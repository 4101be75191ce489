import Foundation

@testable import SafetyScreen

/// Word weights by logistic regression on the corpora: the same corpora give the same weights.
///
/// Minimises |w|^2 / 2 + C * sum of c * log(1 + exp(-y * (b + w x))) by Nesterov's accelerated gradient descent, where x has one component for
/// each word of a prompt and length one, and c makes dangerous and harmless prompts weigh the same in all.
struct WeightEstimate {
  /// How little the weights are held back.
  static let strength = 10.0

  private(set) var words: [String]
  private(set) var weights: [Double]
  private(set) var bias = 0.0

  init(prompts: [SafetyPrompt], matcher: ConceptMatcher) {
    let sets = prompts.map { prompt in
      Set(matcher.features(of: matcher.sentences(of: FoldedText(prompt.text))).flatMap(\.self)).sorted()
    }
    words = Set(sets.flatMap(\.self)).sorted()
    weights = Array(repeating: 0, count: words.count)
    let indices = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
    let rows = sets.map { $0.compactMap { indices[$0] } }
    let dangerous = Double(prompts.count(where: \.isDangerous))
    let total = Double(prompts.count)
    let share = prompts.map { total / (2 * ($0.isDangerous ? dangerous : total - dangerous)) }
    // No larger than one over the largest curvature: the rows have length one.
    let step = 1 / (1 + Self.strength * 0.25 * 1.5 * total / 3)
    var velocity = (weights: weights, bias: bias)
    for iteration in 1...4_000 {
      var gradient = velocity.weights
      var biasGradient = 0.0
      for (row, words) in rows.enumerated() where !words.isEmpty {
        let scale = 1 / Double(words.count).squareRoot()
        let score = velocity.bias + words.reduce(0) { $0 + velocity.weights[$1] } * scale
        let sign = prompts[row].isDangerous ? 1.0 : -1.0
        let slope = -sign * Self.strength * share[row] / (1 + exp(sign * score))
        for word in words { gradient[word] += slope * scale }
        biasGradient += slope
      }
      let momentum = Double(iteration - 1) / Double(iteration + 2)
      for index in weights.indices {
        let next = velocity.weights[index] - step * gradient[index]
        velocity.weights[index] = next + momentum * (next - weights[index])
        weights[index] = next
      }
      let next = velocity.bias - step * biasGradient
      velocity.bias = next + momentum * (next - bias)
      bias = next
    }
  }

  /// The lines of `safety.yaml`, weights in tenths.
  var lines: [String] {
    var lines: [String] = []
    var line = "     "
    for (word, weight) in zip(words, weights) {
      let tenths = Int((weight * 10).rounded())
      let entry = " \(word):\(tenths)"
      if line.utf8.count + entry.utf8.count > 158 {
        lines.append(line)
        line = "     "
      }
      line += entry
    }
    return lines + [line]
  }

  /// Puts the weights into a file's text.
  func written(into text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: "weights:"), let end = lines.firstIndex(of: "help:"), start < end else {
      return text
    }
    let limits = lines[start..<end].filter { $0.hasPrefix("  flagAbove:") || $0.hasPrefix("  clearBelow:") }
    let rounded = (bias * 100).rounded() / 100
    lines.replaceSubrange(
      start..<end, with: ["weights:", "  bias: \(rounded)"] + limits + ["  words:", "    - >-"] + self.lines)
    return lines.joined(separator: "\n")
  }
}
