import DrugLibrary
import Foundation
import Quantities

/// Reads `safety.yaml`.
struct ScreenFile {
  private(set) var matcher: ConceptMatcher
  private(set) var rules: [ScreenRule]
  private(set) var weights: WordWeights
  private(set) var help: [RedFlag.Kind: [String]]

  /// Reads the file's text.
  init(_ text: String, file: String) throws(LibraryError) {
    let root = try FileNode.parse(text, file: file)
    try root.allowKeys(["schemaVersion", "spelling", "words", "concepts", "harmless", "rules", "weights", "help"])
    guard try root.require("schemaVersion").text() == "1" else { throw root.fault("schemaVersion must be 1") }
    let spellingNode = try root.require("spelling")
    let spelling = try Self.spelling(spellingNode)
    var reader = PatternReader()
    let words = try root.require("words")
    for name in try words.keys() {
      let node = try words.require(name)
      let members = try words.texts(name)
      do throws(PatternReader.Mistake) {
        try reader.define(name, members)
      } catch {
        throw node.fault(error.rule)
      }
    }
    let concepts = try root.require("concepts")
    let names = try concepts.keys()
    var phrases: [[WordPattern]] = []
    for name in names { phrases.append(try Self.patterns(concepts.require(name), &reader)) }
    let harmless = try Self.patterns(root.require("harmless"), &reader)
    matcher = ConceptMatcher(
      reader: reader, phrases: phrases, harmless: harmless, spelling: spelling,
      notMisspelt: Set(try spellingNode.texts("notMisspelt").flatMap { $0.split(separator: " ").map(String.init) }))
    rules = try Self.rules(root.require("rules"), concepts: names)
    let used = Set(rules.flatMap { $0.all.flatMap(\.self) + $0.none })
    if let idle = names.indices.first(where: { !used.contains($0) }) {
      throw try concepts.require(names[idle]).fault("no rule uses the concept '\(names[idle])'")
    }
    weights = try Self.weights(root.require("weights"))
    help = try Self.help(root.require("help"))
  }

  private static func patterns(_ node: FileNode, _ reader: inout PatternReader) throws(LibraryError) -> [WordPattern] {
    var patterns: [WordPattern] = []
    for element in node.elements() {
      let phrase = try element.text()
      do throws(PatternReader.Mistake) {
        patterns += try reader.patterns(phrase)
      } catch {
        throw element.fault(error.rule)
      }
    }
    return patterns
  }

  private static func spelling(_ node: FileNode) throws(LibraryError) -> SpellingTables {
    try node.allowKeys(["chat", "numbers", "masses", "units", "figures", "notMisspelt"])
    var tables = SpellingTables()
    for (word, meant) in try texts(node.require("chat")) {
      tables.chat[word] = meant.split(separator: " ").map(String.init)
    }
    for (word, meant) in try texts(node.require("figures")) {
      tables.digitWords[word] = meant.split(separator: " ").map(String.init)
    }
    tables.numbers = try values(node.require("numbers"))
    tables.masses = try values(node.require("masses"))
    tables.units = Set(try node.texts("units"))
    return tables
  }

  private static func texts(_ node: FileNode) throws(LibraryError) -> [(String, String)] {
    var result: [(String, String)] = []
    for key in try node.keys() { result.append((key, try node.require(key).text())) }
    return result
  }

  private static func values(_ node: FileNode) throws(LibraryError) -> [String: Double] {
    var result: [String: Double] = [:]
    for key in try node.keys() { result[key] = try node.require(key).number() }
    return result
  }

  private static func weights(_ node: FileNode) throws(LibraryError) -> WordWeights {
    try node.allowKeys(["bias", "flagAbove", "clearBelow", "words"])
    var weights = WordWeights()
    weights.bias = try node.require("bias").number()
    weights.flagAbove = try node.require("flagAbove").number()
    weights.clearBelow = try node.require("clearBelow").number()
    for entry in try node.texts("words").flatMap({ $0.split(separator: " ") }) {
      let parts = entry.split(separator: ":")
      guard parts.count == 2, let tenths = Int(parts[1]) else {
        throw try node.require("words").fault("'\(entry)' is no word with a weight in tenths, such as 'lethal:20'")
      }
      weights.weights[String(parts[0])] = Double(tenths) / 10
    }
    return weights
  }

  private static func rules(_ node: FileNode, concepts: [String]) throws(LibraryError) -> [ScreenRule] {
    var rules: [ScreenRule] = []
    for entry in node.elements() {
      try entry.allowKeys(["id", "kind", "all", "none", "within", "yields"])
      let id = try entry.require("id").text()
      if rules.contains(where: { $0.id == id }) { throw entry.fault("the rule '\(id)' stands twice") }
      let kind = try entry.require("kind").choice(RedFlag.Kind.allCases.map(\.rawValue))
      let within = try entry.child("within")?.choice(ScreenRule.Reach.allCases.map(\.rawValue))
      var all: [[Int]] = []
      for choices in try entry.require("all").elements() {
        all.append(try Self.choices(choices, concepts))
      }
      var none: [Int] = []
      for name in entry.child("none")?.elements() ?? [] { none.append(try concept(name.text(), concepts, name)) }
      let rule = ScreenRule(
        id: id, kind: RedFlag.Kind(rawValue: kind) ?? .overdose, all: all, none: none,
        reach: within.flatMap(ScreenRule.Reach.init) ?? .sentence, yields: try entry.child("yields")?.truth() ?? false)
      // Else a harmless sentence far away would clear a flag.
      if rule.reach == .text, !none.isEmpty { throw entry.fault("a rule over the whole text has no 'none'") }
      rules.append(rule)
    }
    let order = Dictionary(uniqueKeysWithValues: RedFlag.Kind.precedence.enumerated().map { ($1, $0) })
    return rules.enumerated().sorted { left, right in
      (order[left.element.kind] ?? 0, left.offset) < (order[right.element.kind] ?? 0, right.offset)
    }.map(\.element)
  }

  private static func choices(_ node: FileNode, _ names: [String]) throws(LibraryError) -> [Int] {
    var result: [Int] = []
    for name in try node.text().split(separator: "|") { result.append(try concept(String(name), names, node)) }
    return result
  }

  private static func concept(_ name: String, _ names: [String], _ node: FileNode) throws(LibraryError) -> Int {
    guard let index = names.firstIndex(of: name) else {
      throw node.fault(
        "the concept '\(name)' is not known", suggestion: NearestName.suggestion(for: name, among: names))
    }
    return index
  }

  private static func help(_ node: FileNode) throws(LibraryError) -> [RedFlag.Kind: [String]] {
    try node.allowKeys(RedFlag.Kind.allCases.map(\.rawValue))
    var result: [RedFlag.Kind: [String]] = [:]
    for kind in RedFlag.Kind.allCases {
      _ = try node.require(kind.rawValue)
      result[kind] = try node.texts(kind.rawValue)
    }
    return result
  }
}

extension RedFlag.Kind {
  /// The gravest first: of several kinds in one question, the first one decides on the help.
  static let precedence: [Self] = [
    .selfHarm, .overdose, .harmToOthers, .misuse, .evadingContraindication, .hiddenInstruction,
  ]
}
