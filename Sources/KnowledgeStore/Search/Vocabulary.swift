public import DrugLibrary

/// How people type what the ledger calls otherwise: synonyms, abbreviations, words that say nothing about the subject.
///
/// Names of medicines are not part of it; they come from the drug library.
public struct Vocabulary: Sendable, Equatable {
  /// Words as typed and what they stand for.
  public struct Entry: Sendable, Equatable {
    /// Words or phrases as people type them.
    public var words: [String]
    /// What claims and warnings write instead; each is an idea of its own.
    public var means: [String]

    /// Makes an entry.
    public init(words: [String], means: [String]) {
      self.words = words
      self.means = means
    }
  }

  /// Entries that hold in small and capital letters.
  public var synonyms: [Entry]
  /// Entries that hold only in exactly these letters, such as PM.
  public var abbreviations: [Entry]
  /// Words that are not searched.
  public var stopWords: Set<String>
  /// Everyday words that stand in no claim and are spelt correctly.
  public var ordinaryWords: Set<String>

  /// Makes a vocabulary.
  public init(
    synonyms: [Entry], abbreviations: [Entry] = [], stopWords: Set<String> = [], ordinaryWords: Set<String> = []
  ) {
    self.synonyms = synonyms
    self.abbreviations = abbreviations
    self.stopWords = stopWords
    self.ordinaryWords = ordinaryWords
  }

  /// Loads `vocabulary.yaml` of a library's data folder.
  ///
  /// - Throws: `LibraryError` with file, line and rule for the first fault.
  public init(library: DrugLibrary) throws(LibraryError) {
    try self.init(DrugLibrary.parse(library.folder + "/vocabulary.yaml"))
  }

  /// Reads a vocabulary file.
  ///
  /// - Throws: `LibraryError` with file, line and rule for the first fault.
  public init(_ root: FileNode) throws(LibraryError) {
    try root.allowKeys(["schemaVersion", "synonyms", "abbreviations", "stopWords", "ordinaryWords"])
    synonyms = try Self.entries(root.require("synonyms"))
    abbreviations = try root.child("abbreviations").map(Self.entries) ?? []
    stopWords = Set(try root.texts("stopWords"))
    ordinaryWords = Set(try root.texts("ordinaryWords"))
  }

  /// The entries of a list; a word that stands twice has two meanings and is refused.
  private static func entries(_ list: FileNode) throws(LibraryError) -> [Entry] {
    var seen: Set<String> = []
    var result: [Entry] = []
    for node in list.elements() {
      try node.allowKeys(["words", "means"])
      let entry = Entry(words: try node.texts("words"), means: try node.texts("means"))
      guard !entry.words.isEmpty, !entry.means.isEmpty else { throw node.fault("names words and what they mean") }
      for word in entry.words where !seen.insert(word).inserted {
        throw node.fault("the word '\(word)' stands twice")
      }
      result.append(entry)
    }
    return result
  }
}
