/// An element of a small XML document; enough to check what the documents write.
final class MarkupElement {
  let name: String
  let attributes: [String: String]
  var children: [MarkupElement] = []
  var text = ""

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// All elements with a name, at any depth.
  func all(_ wanted: String) -> [MarkupElement] {
    children.flatMap { ($0.name == wanted ? [$0] : []) + $0.all(wanted) }
  }
}

/// Reads well-formed XML without comments, processing instructions inside, or entities other than the usual five.
struct MarkupReader {
  /// Why a text is not well-formed.
  struct Failure: Error {
    let message: String
  }

  private var rest: Substring

  /// The root element.
  static func read(_ text: String) throws -> MarkupElement {
    var reader = MarkupReader(rest: text[...])
    if reader.rest.hasPrefix("<?xml") { _ = try reader.upTo("?>") }
    reader.skipSpace()
    let root = try reader.element()
    reader.skipSpace()
    guard reader.rest.isEmpty else { throw Failure(message: "text after the end: \(reader.rest.prefix(40))") }
    return root
  }

  private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

  private mutating func upTo(_ end: String) throws -> Substring {
    guard let range = rest.firstRange(of: end) else { throw Failure(message: "no \(end) after \(rest.prefix(40))") }
    defer { rest = rest[range.upperBound...] }
    return rest[..<range.lowerBound]
  }

  private mutating func element() throws -> MarkupElement {
    guard rest.first == "<" else { throw Failure(message: "no element at \(rest.prefix(40))") }
    rest = rest.dropFirst()
    let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
    rest = rest.dropFirst(name.count)
    let attributes = try attributes()
    let element = MarkupElement(name: String(name), attributes: attributes)
    if rest.hasPrefix("/>") {
      rest = rest.dropFirst(2)
      return element
    }
    _ = try upTo(">")
    while !rest.hasPrefix("</") {
      if rest.first == "<" {
        element.children.append(try self.element())
      } else {
        let text = rest.prefix { $0 != "<" }
        guard !text.isEmpty else { throw Failure(message: "\(name) is not closed") }
        rest = rest.dropFirst(text.count)
        element.text += try Self.decoded(text)
      }
    }
    rest = rest.dropFirst(2)
    let closing = try upTo(">")
    guard closing == name else { throw Failure(message: "\(name) is closed by \(closing)") }
    return element
  }

  private mutating func attributes() throws -> [String: String] {
    var result: [String: String] = [:]
    while true {
      skipSpace()
      if rest.hasPrefix("/>") || rest.first == ">" { return result }
      let name = String(try upTo("=\""))
      let value = try upTo("\"")
      guard !value.contains("<"), result.updateValue(try Self.decoded(value), forKey: name) == nil else {
        throw Failure(message: "attribute \(name)")
      }
    }
  }

  private static func decoded(_ text: Substring) throws -> String {
    let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
    var pieces = text.split(separator: "&", omittingEmptySubsequences: false)[...]
    var result = String(pieces.removeFirst())
    for piece in pieces {
      guard let end = piece.firstIndex(of: ";"), let known = entities[String(piece[..<end])] else {
        throw Failure(message: "&\(piece.prefix(10))")
      }
      result += known + piece[piece.index(after: end)...]
    }
    return result
  }
}
