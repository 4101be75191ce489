import DrugLibrary

/// What words and phrases stand for: names of medicines from the library, synonyms and abbreviations from the vocabulary.
struct Lexicon: Sendable {
  /// A medicine's name, brand or synonym of one word.
  struct Name: Sendable {
    /// The form in which words are compared.
    let key: String
    /// How the library writes it.
    let written: String
    /// The medicine.
    let medicine: String
  }

  /// The most words that a phrase has.
  static let longestPhrase = 6

  /// Phrase to what it stands for.
  private(set) var meanings: [String: [String]] = [:]
  /// The same for what holds only as it is written.
  private(set) var exact: [String: [String]] = [:]
  /// Every name of one word, for spelling.
  private(set) var names: [Name] = []
  /// The words that occur in phrases.
  private(set) var words: Set<String> = []

  init(library: DrugLibrary, vocabulary: Vocabulary) {
    for entry in vocabulary.synonyms {
      for word in entry.words { meanings[TypedWord.key(word)] = entry.means }
    }
    for entry in vocabulary.abbreviations {
      for word in entry.words { exact[word] = entry.means }
    }
    let drugs = library.drugs.values.sorted { $0.name < $1.name }
    for drug in drugs { add(drug.name, of: drug.name) }
    for substance in library.substances { add(substance.name, of: substance.name) }
    for drug in drugs {
      for name in drug.brands + drug.synonyms { add(name, of: drug.name) }
    }
    for substance in library.substances {
      for name in substance.brands + substance.synonyms { add(name, of: substance.name) }
    }
    words = Set(meanings.keys.flatMap { $0.split(separator: " ").map(String.init) })
  }

  /// Enters a name; the first medicine of that name keeps it, and so does the vocabulary.
  private mutating func add(_ name: String, of medicine: String) {
    let key = TypedWord.key(name)
    // Two or three letters in capitals, such as AT or NE, are small words of everyday language in small letters.
    if key.count <= 3 {
      if exact[name] == nil { exact[name] = [medicine] }
      return
    }
    guard meanings[key] == nil else { return }
    meanings[key] = [medicine]
    if !key.contains(" ") { names.append(Name(key: key, written: name, medicine: medicine)) }
  }

  /// What the longest phrase at the beginning stands for, and how many words it has.
  func meaning(at words: ArraySlice<TypedWord>) -> (means: [String], length: Int)? {
    for length in stride(from: min(Self.longestPhrase, words.count), to: 0, by: -1) {
      let phrase = words.prefix(length)
      if length == 1, let word = phrase.first, let means = exact[word.written] { return (means, 1) }
      if let means = meanings[phrase.map(\.folded).joined(separator: " ")] { return (means, length) }
    }
    return nil
  }
}
