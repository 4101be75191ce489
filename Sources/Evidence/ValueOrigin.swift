/// How far a number or statement was checked.
public enum EvidenceStatus: String, Sendable, CaseIterable, Codable {
  case verified
  case verifiedAbstract = "verified-abstract"
  case verifiedLabel = "verified-label"
  case verifiedSecondary = "verified-secondary"
  case derived
  case modelValue = "model-value"
  case calibrated
  case assumption
  case memoryUnverified = "memory-unverified"

  /// Whether the source was read, so that it may be shown as a citation.
  public var mayBeCited: Bool { self != .memoryUnverified && self != .assumption }
}

/// A number with its unit, its 90 % interval and where it comes from.
///
/// The interval describes the mean of a study in typical adults: uncertainty of the parameter, not the spread of persons.
public struct SourcedValue: Sendable, Equatable {
  /// The best single value, in ``unit``.
  public var value: Double
  /// How the unit is written.
  public var unit: String
  /// The 5th and 95th percentile, in ``unit``; absent where a number enters no simulation.
  public var interval: ClosedRange<Double>?
  /// The reference's id, or nil for an assumption.
  public var source: String?
  /// How far it was checked.
  public var status: EvidenceStatus
  /// A short remark.
  public var note: String?

  /// Makes a sourced value.
  public init(
    value: Double, unit: String, interval: ClosedRange<Double>? = nil, source: String? = nil,
    status: EvidenceStatus, note: String? = nil
  ) {
    self.value = value
    self.unit = unit
    self.interval = interval
    self.source = source
    self.status = status
    self.note = note
  }
}

/// Something that can be cited.
public struct Reference: Sendable, Equatable {
  /// The id by which files name it.
  public var id: String
  /// The citation as it is shown.
  public var citation: String
  /// The year of publication.
  public var year: Int?
  /// Digital object identifier.
  public var doi: String?
  /// PubMed number.
  public var pmid: String?
  /// Web address.
  public var url: String?
  /// article, review, meta-analysis, trial, label, guideline, database, model.
  public var type: String?
  /// Whether the publication was withdrawn; then nothing may rest on it.
  public var isRetracted: Bool

  /// Makes a reference.
  public init(
    id: String, citation: String, year: Int? = nil, doi: String? = nil, pmid: String? = nil,
    url: String? = nil, type: String? = nil, isRetracted: Bool = false
  ) {
    self.id = id
    self.citation = citation
    self.year = year
    self.doi = doi
    self.pmid = pmid
    self.url = url
    self.type = type
    self.isRetracted = isRetracted
  }

  /// Where a reader can open it: the DOI, the PubMed entry, or the address.
  public var link: String? {
    if let doi { return "https://doi.org/\(doi)" }
    if let pmid { return "https://pubmed.ncbi.nlm.nih.gov/\(pmid)/" }
    return url
  }
}
