public import Evidence

/// How one claim is told to one reader.
public struct ClaimWording: Sendable {
  let ledger: ClaimLedger
  let reader: Reader

  /// Makes the wording for a reader.
  public init(ledger: ClaimLedger, reader: Reader) {
    self.ledger = ledger
    self.reader = reader
  }

  /// The sentences of a claim; `cite` gives the numbers of its sources.
  ///
  /// All readers get the same claim: patients in plain words, clinicians with what is commonly said beside it, researchers with design
  /// and limits too.
  public func sentences(_ claim: Claim, cite: (Claim) -> [Int]) -> [Article.Sentence] {
    guard ledger.isCitable(claim.id) else {
      let text = reader == .patient ? "We could not check this yet. \(claim.plain)" : "Not verified: \(claim.text)"
      return [Article.Sentence(text: text, claims: [claim.id], role: .notVerified, citations: [], grade: nil)]
    }
    let citations = cite(claim)
    let grade = claim.grade.rawValue
    func sentence(_ text: String, _ role: Article.Role) -> Article.Sentence {
      Article.Sentence(text: text, claims: [claim.id], role: role, citations: citations, grade: grade)
    }
    if reader == .patient || (reader == .student && isTooHardForStudents(claim)) {
      return [sentence(claim.plain, .fact)]
    }
    var result: [Article.Sentence] = []
    if let statement = claim.statement, let holds = claim.statementHolds, holds != .yes, reader != .student {
      let verdict = holds == .no ? "The sources do not support this." : "The sources support this only in part."
      result.append(
        Article.Sentence(
          text: "Commonly said: \u{201C}\(statement.withoutFullStop)\u{201D}. \(verdict)", claims: [claim.id],
          role: .commonlySaid, citations: citations, grade: nil))
    }
    result.append(sentence(claim.text, .fact))
    if let detail = claim.detail, reader == .researcher {
      result.append(sentence(detail.asSentence, .detail))
    }
    if reader == .researcher {
      var scope = "Scope: \(claim.scope.species), \(claim.scope.age)"
      if let dose = claim.scope.dose { scope += ", \(dose)" }
      result.append(sentence("\(scope). Grade \(grade): \(claim.gradeReason.withoutFullStop).", .detail))
    }
    return result
  }
}

extension ClaimWording {
  /// Rules, which name their medicines in lists, and single sentences well above the grade that a student's text may have.
  private func isTooHardForStudents(_ claim: Claim) -> Bool {
    ledger.rules.contains(claim.id) || ReadingGrade.grade(claim.text) > 14
  }
}

/// Gives each source its number, in the order in which it is first cited.
public struct CitationList {
  let ledger: ClaimLedger
  private var numbers: [String: Int] = [:]
  private var order: [String] = []
  private var claims: [String: [String]] = [:]

  /// Makes an empty list.
  public init(ledger: ClaimLedger) { self.ledger = ledger }

  /// The numbers of a claim's sources.
  public mutating func cite(_ claim: Claim) -> [Int] {
    ledger.citations(of: claim).map { source, _ in
      let id = source.reference
      if claims[id]?.contains(claim.id) != true { claims[id, default: []].append(claim.id) }
      if let number = numbers[id] { return number }
      order.append(id)
      numbers[id] = order.count
      return order.count
    }
  }

  /// The list as it stands at the end.
  public var citations: [Article.Citation] {
    order.enumerated().compactMap { place, id in
      ledger.references[id].map { reference in
        Article.Citation(
          number: place + 1, id: id, citation: reference.citation, year: reference.year, type: reference.type,
          doi: reference.doi, pmid: reference.pmid, link: reference.link, claims: claims[id] ?? [])
      }
    }
  }
}

extension String {
  /// The text without a full stop at its end.
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
