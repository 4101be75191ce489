public import DrugLibrary
import Evidence
public import KnowledgeBase
import Quantities

/// The words by which questions are read: names of medicines, groups, illnesses, targets, frequencies, and what is asked.
///
/// Read from `Data/question-words.yaml` and from the drug library.
public struct QuestionWords: Sendable {
  /// A group of medicines.
  struct Group: Sendable {
    var name: String
    var words: [String]
    var members: [String]
  }

  /// A false premise: words of each group must stand in the question.
  struct Premise: Sendable {
    var claim: String
    var groups: [[String]]
  }

  /// What a name stands for.
  struct Name: Sendable {
    var medicine: String
    var formulation: String?
    var isComputable: Bool
  }

  let names: [String: Name]
  let groups: [Group]
  let topics: [(name: String, words: [String])]
  let targets: [(name: String, words: [String])]
  let frequencies: [(regimen: String, words: [[String]])]
  let kinds: [(kind: Understood.Kind, words: [String])]
  let premises: [Premise]
  let usualDoses: UsualDoses
  let conditions: [(name: String, words: [[String]])]
  /// Words that are in the ledger and so are no misspelt names.
  let knownWords: Set<String>
  /// Words by which things are asked, and everyday words: they are no subject.
  let asking: Set<String>
  private let longNames: [String]

  /// Loads the words of a library's data folder.
  ///
  /// - Throws: `LibraryError` with file, line and rule for the first fault.
  public init(library: DrugLibrary, ledger: ClaimLedger) throws(LibraryError) {
    let root = try DrugLibrary.parse(library.folder + "/question-words.yaml")
    try root.allowKeys([
      "schemaVersion", "abbreviations", "groups", "topics", "targets", "frequencies", "kinds", "premises",
    ])
    usualDoses = try UsualDoses(library: library)
    names = try Self.names(library, root.require("abbreviations"))
    longNames = names.keys.filter { $0.count >= 5 && !$0.contains(" ") }.sorted()
    var groups: [Group] = []
    for node in try root.require("groups").elements() {
      groups.append(
        Group(
          name: try node.require("name").text(), words: try node.texts("words"), members: try node.texts("members")))
    }
    self.groups = groups
    topics = try Self.table(root.require("topics"))
    targets = try Self.table(root.require("targets"))
    var frequencies: [(String, [[String]])] = []
    for node in try root.require("frequencies").elements() {
      frequencies.append((try node.require("regimen").text(), try node.texts("words").map(Self.words)))
    }
    self.frequencies = frequencies
    var kinds: [(Understood.Kind, [String])] = []
    for (name, words) in try Self.table(root.require("kinds")) {
      guard let kind = Understood.Kind(rawValue: name) else {
        throw try root.require("kinds").fault(
          "'\(name)' is no kind of question",
          suggestion: NearestName.suggestion(for: name, among: Understood.Kind.allCases.map(\.rawValue)))
      }
      kinds.append((kind, words))
    }
    self.kinds = kinds
    var premises: [Premise] = []
    for node in try root.require("premises").elements() {
      let claim = try node.require("claim").text()
      guard ledger[claim] != nil else { throw node.fault("no claim '\(claim)' is in the ledger") }
      var lists: [[String]] = []
      for group in try node.require("groups").elements() {
        var words: [String] = []
        for word in group.elements() { words.append(try word.text()) }
        lists.append(words)
      }
      premises.append(Premise(claim: claim, groups: lists))
    }
    self.premises = premises
    conditions = library.conditions.map { condition in
      (
        condition.name,
        ([condition.name] + condition.words).map { Self.words($0.lowercased()) }.sorted { $0.count > $1.count }
      )
    }
    var known: Set<String> = []
    for claim in ledger.all {
      for word in ReadingGrade.words(claim.text.lowercased()) + ReadingGrade.words(claim.plain.lowercased()) {
        known.insert(word)
      }
    }
    for (_, words) in kinds { for phrase in words { known.formUnion(phrase.split(separator: " ").map(String.init)) } }
    var asking = Self.everyday.subtracting(["capsule", "capsules", "tablet", "tablets", "water"])
    for (_, words) in kinds { asking.formUnion(words.flatMap { $0.split(separator: " ").map(String.init) }) }
    for group in groups { asking.formUnion(group.words) }
    for (_, words) in topics + targets { asking.formUnion(words.flatMap { $0.split(separator: " ").map(String.init) }) }
    for (_, phrases) in conditions { asking.formUnion(phrases.flatMap { $0 }) }
    // The same everyday words that the search passes over.
    let everydayFile = try DrugLibrary.parse(library.folder + "/vocabulary.yaml")
    asking.formUnion(try everydayFile.texts("stopWords") + everydayFile.texts("ordinaryWords"))
    self.asking = asking
    known.subtract(names.keys)
    knownWords = known.union(Self.everyday)
  }

  /// The medicine that a misspelt word most likely means, or nil.
  ///
  /// Near means one edit for five or six letters, two for up to nine, three beyond; the first letter must be right.
  func nearestMedicine(to word: String) -> String? {
    guard word.count >= 5, word.allSatisfy({ $0.isLetter || $0 == "-" }), !knownWords.contains(word) else { return nil }
    let limit = word.count <= 6 ? 1 : word.count <= 9 ? 2 : 3
    var best: (name: String, distance: Int)?
    for name in longNames where name.first == word.first && abs(name.count - word.count) <= limit {
      let distance = NearestName.editDistance(word, name)
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  // MARK: reading

  private static func names(_ library: DrugLibrary, _ abbreviations: FileNode) throws(LibraryError) -> [String: Name] {
    var names: [String: Name] = [:]
    func key(_ text: String) -> String {
      text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    for substance in library.substances {
      for word in [substance.name] + substance.synonyms + substance.brands {
        names[key(word)] = Name(medicine: substance.name, formulation: nil, isComputable: false)
      }
    }
    for drug in library.drugs.values.sorted(by: { $0.name < $1.name }) {
      let isTaken = drug.kind == .drug && drug.dose != nil
      for word in drug.brands + drug.synonyms {
        let form = drug.formulations.first { form in
          ([form.name] + form.synonyms).contains { key(word) == key($0) || key(word).hasSuffix(" " + key($0)) }
        }
        names[key(word)] = Name(medicine: drug.name, formulation: form?.name, isComputable: isTaken)
      }
      for word in [drug.name, drug.name.replacing("-", with: " ")] {
        names[key(word)] = Name(medicine: drug.name, formulation: nil, isComputable: isTaken)
      }
    }
    for name in try abbreviations.keys() {
      guard let meant = names[key(name)] else { throw abbreviations.fault("'\(name)' is not in the drug library") }
      for word in try abbreviations.texts(name) where names[key(word)] == nil { names[key(word)] = meant }
    }
    return names
  }

  private static func table(_ node: FileNode) throws(LibraryError) -> [(name: String, words: [String])] {
    var result: [(String, [String])] = []
    for name in try node.keys() { result.append((name, try node.texts(name))) }
    return result
  }

  static func words(_ phrase: String) -> [String] { phrase.split(separator: " ").map(String.init) }

  /// English words that are near the name of a medicine.
  private static let everyday: Set<String> = [
    "about", "again", "after", "alone", "along", "anyone", "asked", "being", "brain", "called", "clinic", "could",
    "daily", "doctor",
    "doing", "drugs", "every", "feels", "first", "great", "hello", "honest", "house", "illness", "instead", "itself",
    "later", "learn",
    "maybe", "meant", "month", "mother", "never", "night", "nurse", "often", "order", "other", "patient", "people",
    "person", "place",
    "please", "pregnant", "prescribed", "prescriber", "prescription", "psychiatrist", "question", "quite", "rather",
    "really", "right",
    "seems", "should", "since", "small", "someone", "something", "sorry", "still", "taking", "teacher", "thank",
    "thanks", "their",
    "there", "thing", "things", "think", "though", "today", "tonight", "under", "until", "using", "waiting", "water",
    "week", "weeks",
    "where", "which", "while", "whose", "woman", "women", "would", "wrong", "years", "young", "yours", "medication",
    "tablet", "tablets",
    "capsule", "capsules", "problem", "problems", "relax", "rapid", "normal", "regular", "paranoid", "panic",
    "dopamine", "serotonin",
  ]
}
