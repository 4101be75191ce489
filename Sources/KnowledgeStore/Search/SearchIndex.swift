public import DrugLibrary
import GRDB
public import KnowledgeBase

/// Finds claims, warnings, medicines and articles for words as people type them.
///
/// A full-text index in memory, built from the ledger when the program starts. A hit's score is the sum of bm25 over the ideas of the text, times a factor for
/// the grade of evidence, times a bonus for each further idea that matches; equal scores are ordered by id.
public final class SearchIndex: EvidenceSearch {
  /// How much a word counts in the title, the body and the tags.
  static let weights = (title: 6.0, body: 1.0, tags: 4.0)
  /// What it counts that a text names the medicine that a document is about.
  static let namedFactor = 6.0
  /// What each further idea that matches adds to the score.
  static let bonus = 0.25

  private let queue: DatabaseQueue
  private let documents: [SearchDocument]
  private let reader: QueryReader
  private let stems: Set<String>

  /// Builds the index.
  ///
  /// - Throws: `LibraryError` when SQLite has no full-text search or no memory.
  public convenience init(
    library: DrugLibrary, ledger: ClaimLedger, articles: ArticleLibrary, vocabulary: Vocabulary
  ) throws(LibraryError) {
    try self.init(
      SearchDocument.all(library: library, ledger: ledger, articles: articles), library: library, vocabulary: vocabulary
    )
  }

  /// Builds an index of given documents.
  init(_ documents: [SearchDocument], library: DrugLibrary, vocabulary: Vocabulary) throws(LibraryError) {
    self.documents = documents
    do {
      queue = try DatabaseQueue()
      stems = try queue.write { try Self.fill($0, documents) }
    } catch {
      let reason = (error as? DatabaseError)?.message ?? "no memory"
      throw LibraryError(
        file: "search index", line: 0, path: "", rule: "SQLite cannot build a full-text index (FTS5): \(reason)")
    }
    let lexicon = Lexicon(library: library, vocabulary: vocabulary)
    let synonyms = vocabulary.synonyms.flatMap(\.words).filter { !$0.contains(" ") }.map {
      Speller.Candidate(key: $0, written: $0, origin: .synonym)
    }
    let texts = TextWords.counts(documents.lazy.map(\.body))
    let words = texts.filter { $0.value > 1 }.map {
      Speller.Candidate(key: $0.key, written: $0.key, origin: .text, count: $0.value)
    }
    reader = QueryReader(
      lexicon: lexicon, speller: Speller(names: lexicon.names, words: synonyms + words),
      stopWords: vocabulary.stopWords,
      known: vocabulary.stopWords.union(vocabulary.ordinaryWords).union(lexicon.words).union(texts.keys))
  }

  /// The best hits for a text, best first; empty when nothing matches or nothing was asked.
  public func hits(for text: String, kinds: Set<SearchHit.Kind>, limit: Int) -> SearchResult {
    // Reading an index in memory fails only when memory is gone; then nothing is found.
    let found = try? queue.read { db -> (corrections: [SearchCorrection], scores: [Score], patterns: [String]) in
      let query = reader.read(text, isIndexed: try stemmer(db))
      return (
        query.corrections, limit > 0 ? try scores(db, query.terms) : [], query.terms.map { $0.pattern.lowercased() }
      )
    }
    guard let found else { return SearchResult(corrections: [], hits: []) }
    /// Whoever types the name of a medicine looks for the medicine and its article before single claims.
    func naming(_ document: SearchDocument) -> Double {
      guard document.kind == .drug || document.kind == .article else { return 1 }
      return found.patterns.contains { $0.contains("\"\(document.id)\"") } ? Self.namedFactor : 1
    }
    var hits: [SearchHit] = []
    for (document, score) in zip(documents, found.scores) where score.value > 0 {
      guard kinds.isEmpty || kinds.contains(document.kind) else { continue }
      hits.append(
        SearchHit(
          kind: document.kind, id: document.id, title: document.title, text: document.text, grade: document.grade,
          score: score.value * document.factor * naming(document) * (1 + Self.bonus * Double(max(0, score.ideas - 1)))))
    }
    hits.sort {
      $0.score != $1.score ? $0.score > $1.score : ($0.id, $0.kind.rawValue) < ($1.id, $1.kind.rawValue)
    }
    return SearchResult(corrections: found.corrections, hits: Array(hits.prefix(max(0, limit))))
  }

  /// The name, brand or synonym of a medicine that a misspelt or clipped word means, as the library writes it.
  ///
  /// Nil for a name that is right, for a word that stands in claims or everyday questions, and when no name is near.
  public func correct(_ word: String) -> String? {
    let words = TypedWord.words(of: word)
    guard words.count == 1, let typed = words.first, reader.mayBeMisspelt(typed) else { return nil }
    return try? queue.read { reader.meant(by: typed, onlyNames: true, isIndexed: try stemmer($0))?.written }
  }

  // MARK: index

  /// The relevance of a document and how many ideas of the text it has.
  private struct Score {
    var value = 0.0
    var ideas = 0
  }

  private static func fill(_ db: Database, _ documents: [SearchDocument]) throws -> Set<String> {
    // Without content: the texts stay in Swift, the index holds only where words stand.
    try db.execute(
      sql: """
        CREATE VIRTUAL TABLE documents
        USING fts5(title, body, tags, content='', tokenize='porter unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE stems USING fts5vocab(documents, 'row');
        """)
    let statement = try db.makeStatement(sql: "INSERT INTO documents (rowid, title, body, tags) VALUES (?, ?, ?, ?)")
    for (number, document) in documents.enumerated() {
      try statement.execute(arguments: [number, document.heading, document.body, document.tags])
    }
    return try String.fetchSet(db, sql: "SELECT term FROM stems")
  }

  /// Says whether a word stands in the index in any of its forms.
  private func stemmer(_ db: Database) throws -> (String) -> Bool {
    let tokenizer = try db.makeTokenizer(.porter(wrapping: .unicode61(diacritics: .remove)))
    return { word in
      guard let tokens = try? tokenizer.tokenize(query: word) else { return false }
      return tokens.allSatisfy { self.stems.contains($0.token) }
    }
  }

  /// Relevance by document; one question to the index for each idea, so that matching ideas can be counted.
  private func scores(_ db: Database, _ terms: [QueryReader.Term]) throws -> [Score] {
    var result = [Score](repeating: Score(), count: documents.count)
    let statement = try db.cachedStatement(
      sql: "SELECT rowid, bm25(documents, ?, ?, ?) FROM documents WHERE documents MATCH ?")
    for term in terms {
      let rows = try Row.fetchCursor(
        statement, arguments: [Self.weights.title, Self.weights.body, Self.weights.tags, term.pattern])
      while let row = try rows.next() {
        let number: Int = row[0]
        let relevance: Double = row[1]
        // bm25 of SQLite is negative, the better the smaller.
        result[number].value += max(0, -relevance) * term.weight
        if term.weight >= 1 { result[number].ideas += 1 }
      }
    }
    return result
  }
}
