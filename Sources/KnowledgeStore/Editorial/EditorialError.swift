import GRDB

/// Why the editorial store refuses something: where, which rule, and what was probably meant.
public enum EditorialError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A value breaks a rule.
  case invalid(place: String, rule: String, suggestion: String? = nil)
  /// What was named does not exist.
  case notFound(place: String, rule: String, suggestion: String? = nil)
  /// The account may not do it.
  case notAllowed(place: String, rule: String, suggestion: String? = nil)
  /// It cannot be done as things stand, such as a name that is taken.
  case conflict(place: String, rule: String, suggestion: String? = nil)
  /// The file cannot be read or written.
  case unavailable(place: String, rule: String, suggestion: String? = nil)

  /// Where it happened: a field, an account, an article, the store.
  public var place: String { parts.place }
  /// The rule that is broken.
  public var rule: String { parts.rule }
  /// The nearest valid choice.
  public var suggestion: String? { parts.suggestion }

  /// "place: rule; did you mean ...?".
  public var description: String { "\(place): \(rule)" + (suggestion.map { "; did you mean \($0)?" } ?? "") }

  private var parts: (place: String, rule: String, suggestion: String?) {
    switch self {
    case .invalid(let place, let rule, let suggestion), .notFound(let place, let rule, let suggestion),
      .notAllowed(let place, let rule, let suggestion), .conflict(let place, let rule, let suggestion),
      .unavailable(let place, let rule, let suggestion):
      (place, rule, suggestion)
    }
  }

  /// An error of the database in words; neither statements nor folders are told.
  init(_ error: any Error, place: String) {
    if let error = error as? EditorialError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .unavailable(place: place, rule: "the file cannot be used")
      return
    }
    switch error.resultCode {
    case .SQLITE_CONSTRAINT:
      self = .conflict(place: place, rule: "this breaks a rule of the store; nothing was written")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .unavailable(place: place, rule: "another program is writing to the store; try again")
    case .SQLITE_FULL:
      self = .unavailable(place: place, rule: "the disk is full; nothing was written")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .unavailable(place: place, rule: "the file is damaged or no store; bring back the latest backup")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
      self = .unavailable(place: place, rule: "the file cannot be opened for writing; check its owner and rights")
    case .SQLITE_MISUSE:
      self = .unavailable(place: place, rule: "the store is closed")
    default:
      self = .unavailable(place: place, rule: "the file cannot be used (SQLite code \(error.resultCode.rawValue))")
    }
  }
}
