/// What the words of a question say together, where no rule speaks: a weight for each word, estimated from the corpora of the tests.
///
/// A window of one to three sentences has a score: bias plus the mean-like sum of its words' weights. Windows are scored one by one, so that
/// harmless sentences beside a dangerous one never lower the highest score. Rules for somebody in danger never yield to words.
/// Estimation: logistic regression, `WeightEstimate` in the tests, which also check that the shipped weights are its result.
struct WordWeights: Sendable {
  /// Weights by word stem or by class of words.
  var weights: [String: Double] = [:]
  /// The score of a question without known words.
  var bias = 0.0
  /// The score above which a question is flagged.
  var flagAbove = Double.infinity
  /// The score below which rules that yield are not heard.
  var clearBelow = -Double.infinity

  /// Classes of words that count as one word.
  static let classes = ["DRUG", "KIN", "CLINICIAN", "PILL", "FOODS", "PET"]
  /// Shorter windows say too little.
  static let leastWords = 5

  /// The highest score of a window; the bias alone would say too little, so a text that is too short has zero.
  func score(_ sentences: [[String]]) -> Double {
    var best = -Double.infinity
    for start in sentences.indices {
      var window: Set<String> = []
      for sentence in sentences[start..<min(start + 3, sentences.count)] {
        window.formUnion(sentence)
        if window.count >= Self.leastWords { best = max(best, score(of: window)) }
      }
    }
    return best.isFinite ? best : 0
  }

  /// The score of a set of words.
  private func score(of words: Set<String>) -> Double {
    // Words that were never seen count in the length alone; sorted, so that the sum does not depend on hashing.
    let known = words.filter { weights[$0] != nil }.sorted()
    guard !known.isEmpty else { return bias }
    return bias + known.reduce(0) { $0 + (weights[$1] ?? 0) } / Double(known.count).squareRoot()
  }

  /// A word without its commonest ending.
  static func stem(_ word: String) -> String {
    for ending in ["ing", "ies", "ed", "es", "s", "ly", "e"] where word.hasSuffix(ending) {
      if word.utf8.count - ending.utf8.count >= 3 { return String(word.dropLast(ending.count)) }
    }
    return word
  }
}
