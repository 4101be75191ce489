import Mustache

/// The values of a template by name.
struct View: MustacheParent, ExpressibleByDictionaryLiteral, Sendable {
  /// A value that a template can show.
  enum Field: Sendable {
    /// Text, escaped where it is shown; nil shows nothing.
    case text(String?)
    /// Markup that was made by a template or a drawing of ours.
    case markup(String?)
    case flag(Bool)
    case list([View])
    case view(View?)
  }

  private var fields: [String: Field]

  init(dictionaryLiteral elements: (String, Field)...) {
    fields = Dictionary(elements, uniquingKeysWith: { _, last in last })
  }

  subscript(name: String) -> Field? {
    get { fields[name] }
    set { fields[name] = newValue }
  }

  /// What a template finds: an absent value is "nothing" and hides what an outer view calls by the same name.
  func child(named name: String) -> Any? {
    switch fields[name] {
    case nil: nil
    case .text(let text): text.map { $0.isEmpty ? Nothing() as Any : $0 } ?? Nothing()
    case .markup(let text): text.map { $0.isEmpty ? Nothing() as Any : $0 } ?? Nothing()
    case .flag(let isTrue): isTrue
    case .list(let list): list
    case .view(let view): view.map { $0 as Any } ?? Nothing()
    }
  }

  private struct Nothing: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
  }
}

/// Text made safe by Unicode scalars.
///
/// The template library looks at whole characters, and a quote with a combining accent is another character to it, but a quote to a browser.
struct ScalarEscaping: MustacheContentType {
  static let name = "SCALARS"

  func escapeText(_ text: String) -> String { Self.escape(text) }

  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
