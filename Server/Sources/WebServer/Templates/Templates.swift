import Mustache

/// All templates, parsed once; they are part of the program, so that it can be moved.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// - Throws: the parser's error for a template that is written wrongly.
  init() throws {
    MustacheContentTypes.register(ScalarEscaping(), named: ScalarEscaping.name)
    var library = MustacheLibrary()
    for (name, text) in Self.texts {
      try library.register("{{% CONTENT_TYPE:\(ScalarEscaping.name)}}\n\(text)", named: name)
    }
    self.library = library
  }

  static var texts: [String: String] {
    let groups = [
      FrameTemplates.all, HomeTemplates.all, AnswerTemplates.all, ArticleTemplates.all, EvidenceTemplates.all,
      ScenarioTemplates.all, DeskTemplates.all, DeskFormTemplates.all,
    ]
    return groups.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }

  /// A page's part.
  func render(_ name: String, _ view: View) -> String { library.render(view, withTemplate: name) ?? "" }
}
