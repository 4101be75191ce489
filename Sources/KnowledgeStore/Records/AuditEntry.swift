/// Something that was done at the desk; entries are only ever added.
public struct AuditEntry: Sendable, Equatable, Codable {
  /// What can be done.
  public enum Action: String, Sendable, Codable, CaseIterable {
    case accountCreated = "account created"
    case accountDisabled = "account disabled"
    case accountEnabled = "account enabled"
    case roleChanged = "role changed"
    case passwordChanged = "password changed"
    case signedIn = "signed in"
    case signInRefused = "sign-in refused"
    case signedOut = "signed out"
    case versionRecorded = "version recorded"
    case reviewWritten = "review written"
    case commentWritten = "comment written"
    case commentResolved = "comment resolved"
    case reportReceived = "report received"
    case reportClosed = "report closed"
    case correctionPublished = "correction published"
    case backupMade = "backup made"
  }

  /// The order of writing.
  public var sequence: Int64
  /// The account that did it; nil for readers without account and for the operator.
  public var username: String?
  /// What was done, in the words of ``Action``.
  public var action: String
  /// What it was done to: an account, or an article and version.
  public var subject: String
  public var detail: String
  /// When, as yyyy-mm-ddThh:mm:ssZ.
  public var created: String

  /// Makes an entry.
  public init(sequence: Int64, username: String?, action: String, subject: String, detail: String, created: String) {
    self.sequence = sequence
    self.username = username
    self.action = action
    self.subject = subject
    self.detail = detail
    self.created = created
  }
}
