public import Evidence
import Foundation
public import Quantities
import Yams

/// A place in a YAML file: reads what is there, and says file, line and rule when it is not what it should be.
public struct FileNode {
  let node: Node
  /// The file's name, for messages.
  public let file: String
  /// The key path, for messages.
  public let path: String
  /// Keeps every value with a unit that is read anywhere in the file.
  let collector: NumberCollector

  /// Reads a file's text.
  public static func parse(_ text: String, file: String) throws(LibraryError) -> FileNode {
    do {
      guard let node = try Yams.compose(yaml: text, .basic) else {
        throw LibraryError(file: file, line: 0, path: "", rule: "the file is empty")
      }
      return FileNode(node: node, file: file, path: "", collector: NumberCollector())
    } catch let error as LibraryError {
      throw error
    } catch let error as YamlError {
      throw LibraryError(file: file, line: Self.line(of: error), path: "", rule: Self.reason(error))
    } catch {
      throw LibraryError(file: file, line: 0, path: "", rule: "not readable as YAML")
    }
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 0
    }
  }

  private static func reason(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      "not valid YAML: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, _):
      "the key \(duplicates.map { "\($0)" }.joined(separator: ", ")) stands twice"
    default: "not valid YAML"
    }
  }

  /// The line, counted from one.
  public var line: Int { node.mark?.line ?? 0 }

  /// An error at this place.
  public func fault(_ rule: String, suggestion: String? = nil) -> LibraryError {
    LibraryError(file: file, line: line, path: path, rule: rule, suggestion: suggestion)
  }

  // MARK: mappings

  /// The keys of a mapping, in order.
  public func keys() throws(LibraryError) -> [String] {
    guard let mapping = node.mapping else { throw fault("must be a mapping of keys to values") }
    return mapping.keys.compactMap { $0.scalar?.string }
  }

  /// Refuses keys that are not in `allowed`.
  public func allowKeys(_ allowed: [String]) throws(LibraryError) {
    for (key, value) in node.mapping ?? [:] {
      guard let name = key.scalar?.string else { continue }
      if !allowed.contains(name) {
        throw LibraryError(
          file: file, line: key.mark?.line ?? value.mark?.line ?? line, path: path,
          rule: "the key '\(name)' is not known here",
          suggestion: NearestName.suggestion(for: name, among: allowed))
      }
    }
  }

  /// The value of a key, nil when it is absent or empty.
  public func child(_ key: String) -> FileNode? {
    // By comparing text: a mapping's own look-up resolves the tag of every key it passes, which takes most of the loading time.
    guard let value = node.mapping?.first(where: { $0.key.scalar?.string == key })?.value else { return nil }
    if let scalar = value.scalar, scalar.string.isEmpty || scalar.string == "null", scalar.style == .plain {
      return nil
    }
    return FileNode(node: value, file: file, path: path.isEmpty ? key : "\(path).\(key)", collector: collector)
  }

  /// The value of a key that must be there.
  public func require(_ key: String) throws(LibraryError) -> FileNode {
    guard let value = child(key) else { throw fault("the key '\(key)' is missing") }
    return value
  }

  // MARK: values

  /// The elements of a list; a single value counts as a list of one.
  public func elements() -> [FileNode] {
    guard let sequence = node.sequence else { return [self] }
    return sequence.enumerated().map { index, element in
      FileNode(node: element, file: file, path: "\(path)[\(index)]", collector: collector)
    }
  }

  /// Whether this is a list.
  public var isList: Bool { node.sequence != nil }
  /// Whether this is a mapping.
  public var isMapping: Bool { node.mapping != nil }

  /// Text.
  public func text() throws(LibraryError) -> String {
    guard let scalar = node.scalar else { throw fault("must be text") }
    return scalar.string
  }

  /// A finite number.
  public func number() throws(LibraryError) -> Double {
    guard let scalar = node.scalar, let value = Double(scalar.string), value.isFinite else {
      throw fault("must be a finite number")
    }
    return value
  }

  /// True or false.
  public func truth() throws(LibraryError) -> Bool {
    switch node.scalar?.string.lowercased() {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw fault("must be true or false")
    }
  }

  /// One of the given words.
  public func choice(_ words: [String]) throws(LibraryError) -> String {
    let word = try text()
    if !words.contains(word) {
      throw fault(
        "'\(word)' is not one of \(words.joined(separator: ", "))",
        suggestion: NearestName.suggestion(for: word, among: words))
    }
    return word
  }

  /// A list of texts under a key, empty when it is absent.
  public func texts(_ key: String) throws(LibraryError) -> [String] {
    guard let list = child(key) else { return [] }
    var result: [String] = []
    for element in list.elements() { result.append(try element.text()) }
    return result
  }

  /// A value with unit, interval and source.
  ///
  /// - Parameters:
  ///   - dimensions: what the unit may measure.
  ///   - furtherKeys: keys beside those of a number.
  public func sourcedValue(
    _ dimensions: Set<MeasurementUnit.Dimension>, furtherKeys: [String] = []
  ) throws(LibraryError) -> SourcedValue {
    try allowKeys(["value", "unit", "interval", "source", "status", "note"] + furtherKeys)
    let value = try require("value").number()
    let unitNode = try require("unit")
    let symbol = try unitNode.text()
    guard let unit = MeasurementUnit.named(symbol) else {
      throw unitNode.fault(
        "the unit '\(symbol)' is not known",
        suggestion: NearestName.suggestion(for: symbol, among: MeasurementUnit.known.map(\.symbol)))
    }
    guard dimensions.contains(unit.dimension) else {
      throw unitNode.fault(
        "a unit of \(dimensions.map(\.rawValue).sorted().joined(separator: " or ")) belongs here, not '\(symbol)'")
    }
    var interval: ClosedRange<Double>?
    if let given = child("interval") {
      let bounds = given.elements()
      guard bounds.count == 2 else { throw given.fault("an interval has two bounds") }
      let lower = try bounds[0].number()
      let upper = try bounds[1].number()
      guard lower <= value, value <= upper else {
        throw given.fault("the interval must hold the value \(value)")
      }
      interval = lower...upper
    }
    let statusNode = try require("status")
    let status = try statusNode.choice(EvidenceStatus.allCases.map(\.rawValue))
    let source = try child("source")?.text()
    let result = SourcedValue(
      value: value, unit: symbol, interval: interval, source: source == "none" ? nil : source,
      status: EvidenceStatus(rawValue: status) ?? .assumption, note: try child("note")?.text())
    collector.numbers.append((path, result))
    return result
  }
}

/// The values of a file in the order in which they were read.
final class NumberCollector {
  var numbers: [(path: String, value: SourcedValue)] = []
}
