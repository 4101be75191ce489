public import KnowledgeBase

/// Somebody who may sign in at the desk.
public struct Account: Sendable, Equatable, Codable, Identifiable {
  public var id: Int64
  /// The name that is typed to sign in and by which reviews are told apart; it never changes.
  public var username: String
  /// The name that is shown.
  public var displayName: String
  /// Where the person works.
  public var affiliation: String
  public var role: Role
  /// When it was made, as yyyy-mm-ddThh:mm:ssZ.
  public var created: String
  /// When it was disabled; nil while it may be used.
  public var disabled: String?

  /// Makes an account.
  public init(
    id: Int64, username: String, displayName: String, affiliation: String, role: Role, created: String,
    disabled: String? = nil
  ) {
    self.id = id
    self.username = username
    self.displayName = displayName
    self.affiliation = affiliation
    self.role = role
    self.created = created
    self.disabled = disabled
  }

  /// Whether it may not be used.
  public var isDisabled: Bool { disabled != nil }
}

/// What is needed to make an account.
public struct NewAccount: Sendable {
  public var username: String
  public var displayName: String
  public var affiliation: String
  /// The password as its hash, in the text form of the hashing scheme.
  public var passwordHash: String

  /// Makes a request for an account.
  public init(username: String, displayName: String, affiliation: String, passwordHash: String) {
    self.username = username
    self.displayName = displayName
    self.affiliation = affiliation
    self.passwordHash = passwordHash
  }
}

/// Who does something: an account at the desk, or whoever operates the machine at its command line.
public enum Agent: Sendable, Equatable {
  /// An account by its username; what it may do is looked up when it does it.
  case account(String)
  /// The operator, who has the file in hand and may do everything.
  case console
}
