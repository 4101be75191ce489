import Foundation
import KnowledgeBase
import KnowledgeStore

/// What an operator does with the editorial file at the command line.
public struct EditorialFile: Sendable {
  private let store: EditorialStore

  /// Opens the file.
  ///
  /// - Throws: an error with place and rule when it cannot be opened.
  public init(path: String) throws { store = try EditorialStore(path: path) }

  /// Copies the file while it may be in use.
  ///
  /// - Throws: an error when the copy exists already or cannot be written.
  public func backup(to path: String) throws { try store.backup(to: path, now: Date()) }

  /// Makes an administrator: the first one, or a further one when somebody at the machine asks for it.
  ///
  /// - Throws: an error when the name is taken or the password is too short.
  public func createAdministrator(_ name: String, shownAs displayName: String, password: String) throws {
    let account = NewAccount(
      username: name, displayName: displayName, affiliation: "", passwordHash: try Passwords.hash(password))
    try store.createAccount(account, role: .administrator, by: .console, now: Date())
  }
}
