/// How strong the evidence behind a claim is.
///
/// The letters follow the design of the studies, one step down where the source was seen only second-hand or supports the claim in part.
public enum EvidenceGrade: String, Sendable, CaseIterable, Codable, Comparable {
  /// Guideline recommendation that rests on trials, or a meta-analysis of trials in people.
  case a = "A"
  /// Randomised or controlled study in people, or a regulator's label.
  case b = "B"
  /// Uncontrolled or observational study in people, narrative review, consensus.
  case c = "C"
  /// Animal or in-vitro study, inference, opinion.
  case d = "D"

  /// What the letter means, in words for a reader.
  public var meaning: String {
    switch self {
    case .a: "guideline or meta-analysis of trials in people"
    case .b: "controlled study in people, or regulator's label"
    case .c: "small or uncontrolled study in people, review, or consensus"
    case .d: "animal or laboratory study, inference, or opinion"
    }
  }

  /// The stronger grade is the smaller.
  public static func < (left: EvidenceGrade, right: EvidenceGrade) -> Bool { left.rawValue < right.rawValue }
}
