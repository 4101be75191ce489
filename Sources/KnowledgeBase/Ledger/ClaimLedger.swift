import ContentDigests
public import DrugLibrary
public import Evidence

/// All claims with their references: the half of Coeruleus that cites.
///
/// Loaded from `Data/claims` and from the warning rules; every file is checked, and the first fault names file, line and rule.
public struct ClaimLedger: Sendable {
  /// The claims by id.
  public let claims: [String: Claim]
  /// The ids in the order of files.
  public let order: [String]
  /// What can be cited, by id.
  public let references: [String: Reference]
  /// A digest of every claim: what a review and an answer are bound to.
  public let digest: String
  /// The claims that are warning rules: they name their medicines in lists, which only professionals read with ease.
  public let rules: Set<String>
  private let digests: [String: String]

  /// Loads and checks the ledger of a library's data folder.
  ///
  /// - Throws: `LibraryError` for the first fault.
  public init(library: DrugLibrary) throws(LibraryError) {
    var list: [Claim] = []
    for path in DrugLibrary.files(library.folder + "/claims") {
      list += try ClaimFile.read(DrugLibrary.parse(path))
    }
    list += library.rules.map { RuleClaim(library: library).claim($0) }
    try self.init(claims: list, references: library.references, rules: Set(library.rules.map(\.id)))
    if let fault = LedgerLint(ledger: self, library: library).loadingFaults.first {
      throw LibraryError(file: "claims", line: 0, path: fault.claim, rule: fault.rule)
    }
  }

  /// Makes a ledger of claims; refuses an id that stands twice.
  ///
  /// - Throws: `LibraryError` that names the id.
  public init(
    claims list: [Claim], references: [String: Reference], rules: Set<String> = []
  ) throws(LibraryError) {
    var claims: [String: Claim] = [:]
    var digests: [String: String] = [:]
    for claim in list {
      guard claims[claim.id] == nil else {
        throw LibraryError(file: "claims", line: 0, path: claim.id, rule: "this id stands twice")
      }
      claims[claim.id] = claim
      digests[claim.id] = ContentDigest.hexadecimal(Self.canonical(claim))
    }
    self.claims = claims
    order = list.map(\.id)
    self.references = references
    self.rules = rules
    self.digests = digests
    digest = ContentDigest.hexadecimal(order.sorted().map { "\($0) \(digests[$0] ?? "")" }.joined(separator: "\n"))
  }

  /// A claim by its id.
  public subscript(id: String) -> Claim? { claims[id] }

  /// The claims in order.
  public var all: [Claim] { order.compactMap { claims[$0] } }

  /// The digest of a claim's content: it changes when anything about the claim changes.
  public func digest(of id: String) -> String? { digests[id] }

  /// The references of a claim that may be shown: read, and not retracted.
  public func citations(of claim: Claim) -> [(source: Claim.Source, reference: Reference)] {
    guard claim.mayBeCited else { return [] }
    return claim.sources.compactMap { source in
      guard let reference = references[source.reference], !reference.isRetracted, source.supports != .no else {
        return nil
      }
      return (source, reference)
    }
  }

  /// Whether a claim may be shown as a fact: at least one source that was read and stands.
  public func isCitable(_ id: String) -> Bool {
    guard let claim = claims[id] else { return false }
    return !citations(of: claim).isEmpty
  }

  private static func canonical(_ claim: Claim) -> String {
    var parts = [
      claim.id, claim.statement ?? "", claim.statementHolds?.rawValue ?? "", claim.text, claim.plain,
      claim.detail ?? "", claim.kind.rawValue,
    ]
    parts += [claim.scope.species, claim.scope.age, claim.scope.dose ?? ""]
    parts += claim.sources.map { "\($0.reference)\u{1F}\($0.locator)\u{1F}\($0.supports.rawValue)" }
    parts += [claim.grade.rawValue, claim.gradeReason, claim.status.rawValue, claim.date]
    parts += claim.contradicts + ["|"] + claim.tags.drugs + ["|"] + claim.tags.targets + ["|"]
    parts += claim.tags.conditions + ["|"] + claim.tags.topics
    return parts.joined(separator: "\u{1E}")
  }
}
