public import DrugLibrary
import Foundation

/// Looks for danger in a question before anything else is done with it.
///
/// It works with phrases and rules from `safety.yaml` alone: the same text always has the same result, and every flag names its rule. Rules look
/// at single sentences, at neighbouring sentences, or at the whole text without exceptions, so that harmless sentences beside a dangerous
/// one never clear it.
public struct SafetyScreen: Sendable {
  private let matcher: ConceptMatcher
  private let rules: [ScreenRule]
  private let helpLines: [RedFlag.Kind: [String]]

  /// The rule that is named when the danger stands in an encoded or invisible part.
  static let encodedRule = "encoded-danger"

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
    helpLines = contents.help
  }

  /// The gravest danger in a question, nil when there is none.
  public func check(_ text: String) -> RedFlag? {
    let folded = FoldedText(text)
    if let rule = firstRule(folded) { return RedFlag(kind: rule.kind, rule: rule.id) }
    // Letters that are moved or turned round count where they read better than the text as it is.
    let share = matcher.knownShare(of: folded)
    let rearranged = HiddenText.rearranged(text).filter { matcher.knownShare(of: FoldedText($0)) > share }
    let hidden = HiddenText.decodedWords(of: text) + [folded.invisible] + rearranged
    if hidden.contains(where: { !$0.isEmpty && firstRule(FoldedText($0)) != nil }) {
      return RedFlag(kind: .hiddenInstruction, rule: Self.encodedRule)
    }
    return nil
  }

  /// What to do now and where help is, for people; no doses.
  public func help(for kind: RedFlag.Kind) -> [String] { helpLines[kind] ?? [] }

  private func firstRule(_ text: FoldedText) -> ScreenRule? {
    let sentences = matcher.concepts(in: text)
    return rules.first { $0.holds(in: sentences) }
  }
}
