public import DrugLibrary
import Foundation

/// Looks for danger in a question before anything else is done with it.
///
/// It works with phrases, rules and word weights from `safety.yaml` alone: the same text always has the same result, and every flag names its
/// rule. Rules look at single sentences, at neighbouring sentences, or at the whole text without exceptions, so that harmless sentences beside a dangerous
/// one never clear it.
public struct SafetyScreen: Sendable {
  let matcher: ConceptMatcher
  private let rules: [ScreenRule]
  private let weights: WordWeights
  private let helpLines: [RedFlag.Kind: [String]]

  /// The rule that is named when the danger stands in an encoded or invisible part.
  static let encodedRule = "encoded-danger"

  /// Where more of the words are known than this, nothing is hidden by moving letters.
  private static let readableShare = 0.8

  /// The rule that is named when no rule holds, but the words together weigh too much.
  static let weighedRule = "words-together"

  /// Reads `safety.yaml` of a data folder.
  public init(folder: String) throws(LibraryError) {
    let path = folder + "/safety.yaml"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw LibraryError(file: path, line: 0, path: "", rule: "the file cannot be read")
    }
    try self.init(text: text, file: path)
  }

  /// Reads a file's text.
  init(text: String, file: String) throws(LibraryError) {
    let contents = try ScreenFile(text, file: file)
    matcher = contents.matcher
    rules = contents.rules
    weights = contents.weights
    helpLines = contents.help
  }

  /// The gravest danger in a question, nil when there is none.
  public func check(_ text: String) -> RedFlag? {
    let folded = FoldedText(text)
    let sentences = matcher.sentences(of: folded)
    let concepts = matcher.concepts(in: sentences)
    let score = weights.score(matcher.features(of: sentences))
    let heard = rules.lazy.filter { !$0.yields || score >= weights.clearBelow }
    if let rule = heard.first(where: { $0.holds(in: concepts) }) { return RedFlag(kind: rule.kind, rule: rule.id) }
    if hidden(in: text, folded).contains(where: isFlagged) {
      return RedFlag(kind: .hiddenInstruction, rule: Self.encodedRule)
    }
    if score > weights.flagAbove {
      return RedFlag(kind: likeliestKind(concepts), rule: Self.weighedRule)
    }
    return nil
  }

  /// What to do now and where help is, for people; no doses.
  public func help(for kind: RedFlag.Kind) -> [String] { helpLines[kind] ?? [] }

  /// What is said in an encoded or invisible part, or by letters that are moved or turned round where they read better so.
  private func hidden(in text: String, _ folded: FoldedText) -> [FoldedText] {
    let share = matcher.knownShare(of: folded)
    let rearranged =
      share > Self.readableShare
      ? [] : HiddenText.rearranged(text).map { FoldedText($0) }.filter { matcher.knownShare(of: $0) > share }
    let decoded = HiddenText.decodedWords(of: text) + (folded.invisible.isEmpty ? [] : [folded.invisible])
    return rearranged + decoded.map { FoldedText($0) }
  }

  private func isFlagged(_ text: FoldedText) -> Bool {
    let concepts = matcher.concepts(in: matcher.sentences(of: text))
    return rules.contains { $0.holds(in: concepts) }
  }

  /// The kind that most of the concepts found belong to, the gravest of equals.
  private func likeliestKind(_ sentences: [SentenceConcepts]) -> RedFlag.Kind {
    let found = sentences.reduce(into: Set<Int>()) { $0.formUnion($1.dangerous) }
    var best = (kind: RedFlag.Kind.selfHarm, share: 0.0)
    for kind in RedFlag.Kind.precedence {
      let shares = rules.filter { $0.kind == kind }.map { $0.share(of: found) }
      if let share = shares.max(), share > best.share { best = (kind, share) }
    }
    return best.kind
  }
}
