import GRDB

/// The tables of the editorial store, as named steps in the order in which they came.
///
/// A step that has shipped is never changed; what is new gets a step of its own at the end. The database guards what must hold; Swift explains it.
enum EditorialSchema {
  /// All steps.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (name, statements) in steps {
      migrator.registerMigration(name) { try $0.execute(sql: statements) }
    }
    return migrator
  }

  /// The names of the steps.
  static var names: [String] { steps.map(\.name) }

  private static let steps = [
    (name: "1 accounts and sessions", sql: accountsAndSessions),
    (name: "2 versions and reviews", sql: versionsAndReviews),
    (name: "3 comments, reports, corrections", sql: commentsReportsCorrections),
    (name: "4 audit", sql: audit),
  ]

  /// A moment as text: UTC, to the second, so that the order of texts is the order of time.
  private static func moment(_ column: String) -> String {
    let digits = "[0-9][0-9]"
    let pattern = "\(digits)\(digits)-\(digits)-\(digits)T\(digits):\(digits):\(digits)Z"
    return "\(column) GLOB '\(pattern)'"
  }

  /// Triggers that keep what was written: no change, no deletion, no replacement under the same number.
  private static func appendOnly(_ table: String, key: String) -> String {
    """
    CREATE TRIGGER \(table)_is_never_changed BEFORE UPDATE ON \(table)
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
    CREATE TRIGGER \(table)_is_never_deleted BEFORE DELETE ON \(table)
    BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
    CREATE TRIGGER \(table)_is_never_replaced BEFORE INSERT ON \(table)
    WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(key) = NEW.\(key))
    BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END;
    """
  }

  private static let accountsAndSessions = """
    CREATE TABLE accounts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      username TEXT NOT NULL UNIQUE CHECK (length(username) BETWEEN 2 AND 40 AND username NOT GLOB '*[^a-z0-9._-]*'),
      display_name TEXT NOT NULL CHECK (length(trim(display_name)) > 0),
      affiliation TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('reader', 'editor', 'reviewer', 'administrator')),
      password_hash TEXT NOT NULL CHECK (length(password_hash) > 0),
      created TEXT NOT NULL CHECK (\(moment("created"))),
      disabled TEXT CHECK (disabled IS NULL OR \(moment("disabled")))
    ) STRICT;
    CREATE TABLE sessions (
      token_hash TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) > 0),
      account INTEGER NOT NULL REFERENCES accounts (id),
      csrf_secret TEXT NOT NULL CHECK (length(csrf_secret) > 0),
      created TEXT NOT NULL CHECK (\(moment("created"))),
      expires TEXT NOT NULL CHECK (\(moment("expires")) AND expires > created)
    ) STRICT;
    CREATE INDEX sessions_by_account ON sessions (account);
    CREATE INDEX sessions_by_expiry ON sessions (expires);
    """

  private static let versionsAndReviews = """
    CREATE TABLE article_versions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      slug TEXT NOT NULL CHECK (length(slug) > 0),
      hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
      author INTEGER REFERENCES accounts (id),
      source TEXT,
      rendering TEXT NOT NULL CHECK (json_valid(rendering)),
      claim_digests TEXT NOT NULL CHECK (json_valid(claim_digests)),
      model_digest TEXT,
      created TEXT NOT NULL CHECK (\(moment("created"))),
      UNIQUE (slug, hash)
    ) STRICT;
    \(appendOnly("article_versions", key: "sequence"))
    CREATE TABLE reviews (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      slug TEXT NOT NULL,
      hash TEXT NOT NULL,
      reviewer INTEGER NOT NULL REFERENCES accounts (id),
      name TEXT NOT NULL CHECK (length(trim(name)) > 0),
      decision TEXT NOT NULL CHECK (decision IN ('approve', 'ask for changes')),
      remark TEXT NOT NULL,
      conflict_of_interest TEXT NOT NULL CHECK (length(trim(conflict_of_interest)) > 0),
      created TEXT NOT NULL CHECK (\(moment("created"))),
      CHECK (decision = 'approve' OR length(trim(remark)) > 0),
      FOREIGN KEY (slug, hash) REFERENCES article_versions (slug, hash)
    ) STRICT;
    CREATE INDEX reviews_by_version ON reviews (slug, hash);
    \(appendOnly("reviews", key: "sequence"))
    CREATE TRIGGER reviews_are_not_by_the_author BEFORE INSERT ON reviews
    WHEN EXISTS (SELECT 1 FROM article_versions
      WHERE slug = NEW.slug AND hash = NEW.hash AND author = NEW.reviewer)
    BEGIN SELECT RAISE(ABORT, 'nobody reviews what they wrote'); END;
    """

  private static let commentsReportsCorrections = """
    CREATE TABLE comments (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      slug TEXT NOT NULL,
      hash TEXT NOT NULL,
      claim TEXT,
      account INTEGER NOT NULL REFERENCES accounts (id),
      text TEXT NOT NULL CHECK (length(trim(text)) > 0),
      created TEXT NOT NULL CHECK (\(moment("created"))),
      resolved TEXT CHECK (resolved IS NULL OR \(moment("resolved"))),
      FOREIGN KEY (slug, hash) REFERENCES article_versions (slug, hash)
    ) STRICT;
    CREATE INDEX comments_by_version ON comments (slug, hash);
    CREATE TABLE error_reports (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      slug TEXT NOT NULL CHECK (length(slug) > 0),
      claim TEXT,
      text TEXT NOT NULL CHECK (length(trim(text)) > 0),
      contact TEXT,
      created TEXT NOT NULL CHECK (\(moment("created"))),
      state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
      answer TEXT CHECK ((state = 'closed') = (answer IS NOT NULL))
    ) STRICT;
    CREATE INDEX error_reports_by_state ON error_reports (state, id);
    CREATE TABLE corrections (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      slug TEXT NOT NULL CHECK (length(slug) > 0),
      text TEXT NOT NULL CHECK (length(trim(text)) > 0),
      date TEXT NOT NULL CHECK (\(moment("date"))),
      account INTEGER REFERENCES accounts (id)
    ) STRICT;
    \(appendOnly("corrections", key: "id"))
    """

  private static let audit = """
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      account INTEGER REFERENCES accounts (id),
      action TEXT NOT NULL CHECK (length(action) > 0),
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      created TEXT NOT NULL CHECK (\(moment("created")))
    ) STRICT;
    \(appendOnly("audit", key: "sequence"))
    """
}
