/// A signed-in account in one browser.
public struct Session: Sendable, Equatable, Codable {
  public var account: Account
  /// What forms must send back.
  public var csrfSecret: String
  /// When it began, as yyyy-mm-ddThh:mm:ssZ.
  public var created: String
  /// From when on it is worth nothing.
  public var expires: String

  /// Makes a session.
  public init(account: Account, csrfSecret: String, created: String, expires: String) {
    self.account = account
    self.csrfSecret = csrfSecret
    self.created = created
    self.expires = expires
  }
}
