import GRDB

/// Doors for tests of what the database itself refuses; nothing else calls them.
extension EditorialStore {
  /// Runs statements as somebody with the file in hand could.
  func execute(_ statements: String) throws(EditorialError) {
    try write("store") { try $0.execute(sql: statements) }
  }

  /// The first value that a statement of the writing connection gives, as text.
  func value(_ statement: String) throws(EditorialError) -> String? {
    try write("store") { db in
      try Row.fetchOne(db, sql: statement).flatMap { row in
        row.databaseValues.first.flatMap { String.fromDatabaseValue($0) ?? Int.fromDatabaseValue($0).map(String.init) }
      }
    }
  }
}
