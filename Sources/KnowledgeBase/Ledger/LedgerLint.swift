public import DrugLibrary
import Evidence
import Quantities

/// The rules that every claim must meet, beyond the shape of the file.
///
/// A claim resolves to a reference, a number has a unit, nothing stands twice, nothing hangs loose, and no sentence turns occupancy into efficacy.
public struct LedgerLint {
  /// A broken rule.
  public struct Fault: Equatable, Sendable {
    /// The claim's id.
    public var claim: String
    public var rule: String
  }

  /// One step above the grade that a whole text must not exceed, because a single sentence with a drug's name weighs much.
  static let highestPlainGrade = 9.0

  let ledger: ClaimLedger
  let drugNames: Set<String>

  /// Makes a check of a ledger against the library whose drugs its tags name.
  public init(ledger: ClaimLedger, library: DrugLibrary) {
    self.ledger = ledger
    drugNames = Set(library.drugs.keys).union(library.substances.map(\.name))
  }

  /// Every fault, in the order of the claims.
  public var faults: [Fault] {
    var result: [Fault] = []
    var texts: [String: String] = [:]
    for claim in ledger.all {
      result += check(claim).map { Fault(claim: claim.id, rule: $0) }
      let key = Self.key(claim.text)
      if let other = texts[key] {
        result.append(Fault(claim: claim.id, rule: "says the same as \(other)"))
      }
      texts[key] = claim.id
    }
    return result
  }

  /// The faults that loading refuses: what a reader would meet as a dead link or a missing sentence.
  var loadingFaults: [Fault] {
    ledger.all.flatMap { claim in links(claim).map { Fault(claim: claim.id, rule: $0) } }
  }

  private func links(_ claim: Claim) -> [String] {
    var rules: [String] = []
    for source in claim.sources where ledger.references[source.reference] == nil {
      rules.append("the reference '\(source.reference)' is not in Data/references")
    }
    for source in claim.sources where ledger.references[source.reference]?.isRetracted == true {
      rules.append("the reference '\(source.reference)' is retracted")
    }
    if claim.status.mayBeCited && claim.sources.isEmpty {
      rules.append("has the status \(claim.status.rawValue) but names no source")
    }
    if claim.status.mayBeCited, !claim.sources.isEmpty, claim.sources.allSatisfy({ $0.supports == .no }) {
      rules.append("no source supports it")
    }
    for drug in claim.tags.drugs where !drugNames.contains(drug) {
      rules.append("the drug '\(drug)' is not in the library")
    }
    for other in claim.contradicts where ledger[other] == nil {
      rules.append("contradicts '\(other)', which is not in the ledger")
    }
    if claim.plain.isEmpty { rules.append("has no wording for patients") }
    return rules
  }

  private func check(_ claim: Claim) -> [String] {
    var rules = links(claim)
    if claim.tags.topics.isEmpty { rules.append("has no topic") }
    if claim.contradicts.contains(claim.id) { rules.append("contradicts itself") }
    if claim.date.wholeMatch(of: /20[0-9]{2}-[0-9]{2}-[0-9]{2}/) == nil {
      rules.append("the date '\(claim.date)' is not written yyyy-mm-dd")
    }
    let grade = ReadingGrade.grade(claim.plain)
    if grade > Self.highestPlainGrade {
      rules.append(
        "the wording for patients has reading grade \(Int(grade.rounded())); short sentences and short words help")
    }
    for text in [claim.text, claim.plain, claim.detail ?? ""] {
      if let sentence = Self.occupancyAsEfficacy(text) { rules.append("turns occupancy into efficacy: \(sentence)") }
      if let number = Self.bareNumber(text) { rules.append("the number '\(number)' has no unit") }
    }
    return rules
  }

  /// The text without case, punctuation and spaces, for finding what stands twice.
  static func key(_ text: String) -> String { String(text.lowercased().filter { $0.isLetter || $0.isNumber }) }

  // MARK: occupancy

  private static let denials = [
    " not ", "n't ", " no ", " never ", " neither ", " nor ", " without ", " untested", " cannot ", " rather than ",
  ]
  private static let efficacyWords = [
    "therapeutic", "effective", "efficacy", "remission", "response", "responds", "benefit", "works", "clinical effect",
  ]
  private static let linkWords = [
    " is ", " are ", " was ", " were ", " means ", " makes ", " ensures ", " guarantees ", " predicts ", " needed ",
    " necessary ", " required ", " enough ", " sufficient ", " adequate ",
  ]

  /// A sentence that calls a dose or a level effective because of an occupancy, or nil.
  ///
  /// A sentence that denies the link corrects the error and may stand.
  public static func occupancyAsEfficacy(_ text: String) -> String? {
    ReadingGrade.sentences(text).first { sentence in
      let words = " " + ReadingGrade.words(sentence.lowercased()).joined(separator: " ") + " "
      guard words.contains("occupan") || words.contains("occupie") else { return false }
      if denials.contains(where: words.contains) || sentence.lowercased().contains("n't") { return false }
      if words.contains("therapeutic occupanc") || words.contains("therapeutically occup") { return true }
      return efficacyWords.contains(where: words.contains) && linkWords.contains(where: words.contains)
    }
  }

  // MARK: numbers

  /// Units and counted things that may stand behind a number.
  private static let units: Set<String> = Set(
    ("mg ug g kg ng nmol nm pm umol um mmol l ml mm cm h hour hours min minute minutes s second seconds ms day days week weeks "
      + "month months year years d % percent percentage per beats bpm mmhg hz spikes fold times point points people patients persons participants "
      + "adults children adolescents men women volunteers trials trial studies study rats mice monkeys animals veterans inpatients "
      + "responders subjects cases reports groups medicines drugs items statements recommendations degrees samples smokers genes copies "
      + "sessions nights standard doses dose units babies births newborns readings symptoms signs receptors transporters tablets drinks ways stimulants "
      + "episodes comparisons guidelines scans kinds types antidepressants scales healthy daily weekly controls users metabolisers hospital drops families steps controlled")
      .split(separator: " ").map(String.init))

  /// Words that say what a number without a unit is.
  private static let namers: Set<String> = Set(
    ("ratio ratios difference differences size sizes score scores p n d g smd md or rr hr nnt nnh i2 phase type stage grade section table "
      + "figure class step version phq ham-d hdrs madrs factor odds r aged age line part number chapter volume about index curve exponent kappa"
      + " =").split(separator: " ").map(String.init))

  private static let connectors: Set<String> = [
    "to", "and", "or", "v", "vs", "versus", "-", "\u{2013}", "/", "+", "about", "nearly", "almost", "up", "around",
    "out", "of", "then", "x", "against", "with", "more", "other", "than", "in", "by", "with", "plus", "minus",
    "further", "large", "small", "short", "long", "major", "different", "single", "open", "older", "young", "elderly",
    "depressed", "published", "randomised", "placebo",
  ]

  /// A number with neither a unit or counted thing behind it nor a word before it that says what it is, or nil.
  static func bareNumber(_ text: String) -> String? {
    let tokens = text.split(whereSeparator: \.isWhitespace).map { token in
      token.lowercased().trimming { "()[],;:.\u{201C}\u{201D}\"'".contains($0) }
    }
    for (place, token) in tokens.enumerated() where isNumber(token) {
      if token.wholeMatch(of: /(19|20)[0-9][0-9]([-\/\u{2013}][0-9]+)?/) != nil { continue }
      let before = tokens[max(0, place - 4)..<place]
      if before.contains(where: namers.contains) { continue }
      var next = place + 1
      var skipped = 0
      while next < tokens.count, isNumber(tokens[next]) || connectors.contains(tokens[next]) { next += 1 }
      var isCounted = false
      while next < tokens.count, skipped < 3, !isCounted {
        let word = tokens[next]
        isCounted =
          units.contains(word) || word.hasSuffix("fold") || word.contains { $0 == "/" || $0 == "%" }
          || startsWithUnit(word)
        next += 1
        skipped += 1
      }
      if !isCounted { return token }
    }
    return nil
  }

  /// Digits with signs, points and marks of ranges, but no letter and no per cent sign.
  private static func isNumber(_ token: String) -> Bool {
    token.contains(where: \.isNumber)
      && token.allSatisfy { $0.isNumber || "+-\u{2212}\u{2013}.,/<>=~x\u{D7}\u{B1}".contains($0) }
  }

  private static func startsWithUnit(_ word: String) -> Bool {
    word.split(separator: "-").first.map { units.contains(String($0)) } ?? false
  }
}
