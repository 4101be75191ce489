/// For whom something is written: the choice changes wording, depth and what may be done.
public enum Reader: String, Sendable, CaseIterable, Codable {
  case patient, student, clinician, researcher

  /// The highest school grade that a text for this reader may need; nil where none is promised.
  public var highestGrade: Double? {
    switch self {
    case .patient: 8
    case .student: 13
    case .clinician, .researcher: nil
    }
  }

  /// Whether numbers for one person may be computed for this reader.
  ///
  /// Patients get direction and reasons; what a dose does in them is for the talk with the one who prescribes.
  public var mayComputeForOnePerson: Bool { self != .patient }

  /// Whether doses and dose factors may be told to this reader.
  public var mayReadDoses: Bool { self != .patient }

  /// Who it is, in words.
  public var description: String {
    switch self {
    case .patient: "a patient or family member"
    case .student: "a student or teacher"
    case .clinician: "a clinician"
    case .researcher: "a researcher or modeller"
    }
  }
}
