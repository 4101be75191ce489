import Evidence
import KnowledgeBase

/// An answer in the making: its sentences, and the numbers of their sources.
struct AnswerDraft {
  private let ledger: ClaimLedger
  private let wording: ClaimWording
  private var list: CitationList
  private(set) var sentences: [Answer.Sentence] = []
  /// The claims told so far.
  private(set) var used: Set<String> = []
  /// What has been told with numbers: the source and the numbers.
  private var findings: [(source: String, numbers: Set<String>)] = []
  var numbers: [Answer.Number] = []
  var gaps: [Answer.Gap] = []

  init(ledger: ClaimLedger, reader: Reader) {
    self.ledger = ledger
    wording = ClaimWording(ledger: ledger, reader: reader)
    list = CitationList(ledger: ledger)
  }

  var citations: [Article.Citation] { list.citations }

  mutating func cite(_ claim: Claim) -> [Int] { list.cite(claim) }

  /// Tells a claim, once, and no finding of a study a second time.
  mutating func tell(_ claim: Claim, section: Answer.Section) {
    guard used.insert(claim.id).inserted else { return }
    let numbers = Set(ReadingGrade.words(claim.text).filter { $0.contains(where: \.isNumber) })
    if numbers.count >= 2, let source = claim.sources.first?.reference {
      if findings.contains(where: { $0.source == source && numbers.isSubset(of: $0.numbers) }) { return }
      findings.append((source, numbers))
    }
    var list = self.list
    let told = wording.sentences(claim) { list.cite($0) }
    self.list = list
    sentences += told.map {
      Answer.Sentence(
        text: $0.text, claims: $0.claims, section: section, role: $0.role.rawValue, citations: $0.citations,
        grade: $0.grade)
    }
  }

  /// Tells something that a scenario computed.
  mutating func compute(_ text: String, scenario: String, section: Answer.Section) {
    guard !sentences.contains(where: { $0.text == text && $0.section == section }) else { return }
    sentences.append(Answer.Sentence(text: text, claims: [], scenario: scenario, section: section, role: "computed"))
  }

  /// Puts sentences at the head: the answer itself.
  mutating func putFirst(_ lead: [Answer.Sentence]) { sentences = lead + sentences }
}
