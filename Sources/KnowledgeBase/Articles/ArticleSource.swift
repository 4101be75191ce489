public import DrugLibrary
import Quantities

/// An article as it is written: a view over claims and computed panels, with headings and nothing else.
///
/// The words of an article are the words of its claims; so no sentence stands in it that has no claim.
public struct ArticleSource: Sendable, Equatable {
  /// A heading for professionals and one for patients.
  public struct Heading: Sendable, Equatable {
    public var text: String
    public var plain: String

    /// Makes a heading; without plain words both are the same.
    public init(_ text: String, plain: String? = nil) {
      self.text = text
      self.plain = plain ?? text
    }

    /// The heading for a reader.
    public func text(for reader: Reader) -> String { reader == .patient ? plain : text }
  }

  /// What a section is made of.
  public enum Block: Sendable, Equatable {
    case subheading(Heading)
    /// Claims told one after another.
    case claims([String])
    /// Claims told as a list.
    case list([String])
    /// A panel that is computed when the article is shown.
    case panel(String)
    /// Options side by side, by the ids of their selection claims.
    case options([String])
  }

  /// A part with a heading.
  public struct Section: Sendable, Equatable {
    public var id: String
    public var heading: Heading
    public var blocks: [Block]

    /// Makes a section.
    public init(id: String, heading: Heading, blocks: [Block]) {
      self.id = id
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// The name in addresses.
  public var slug: String
  public var title: Heading
  /// article, medicine or condition.
  public var kind: String
  /// The claims that answer the title in a few sentences.
  public var lead: [String]
  public var sections: [Section]
  /// The drug or condition that the article is about, where there is one.
  public var subject: String?

  /// Makes a view.
  public init(
    slug: String, title: Heading, kind: String, lead: [String], sections: [Section], subject: String? = nil
  ) {
    self.slug = slug
    self.title = title
    self.kind = kind
    self.lead = lead
    self.sections = sections
    self.subject = subject
  }

  /// Every claim that it shows, in order, each once.
  public var claimIDs: [String] {
    var seen: Set<String> = []
    var result: [String] = []
    func add(_ ids: [String]) { for id in ids where seen.insert(id).inserted { result.append(id) } }
    add(lead)
    for block in sections.flatMap(\.blocks) {
      switch block {
      case .claims(let ids), .list(let ids), .options(let ids): add(ids)
      case .panel, .subheading: break
      }
    }
    return result
  }

  /// The panels that it shows.
  public var panelIDs: [String] {
    sections.flatMap(\.blocks).compactMap { if case .panel(let id) = $0 { id } else { nil } }
  }
}

extension ArticleSource {
  /// Reads an article file, or the text that an editor wrote.
  ///
  /// - Throws: `LibraryError` with file, line, rule and the nearest valid choice.
  public static func read(
    _ root: FileNode, ledger: ClaimLedger, panels: Set<String>
  ) throws(LibraryError) -> ArticleSource {
    try root.allowKeys(["schemaVersion", "slug", "title", "plainTitle", "lead", "sections"])
    let slug = try root.require("slug").text()
    guard slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
      throw try root.require("slug").fault("a slug has lower-case letters, digits and single hyphens")
    }
    var sections: [Section] = []
    for node in try root.require("sections").elements() {
      try node.allowKeys(["id", "heading", "plainHeading", "blocks"])
      var blocks: [Block] = []
      for element in try node.require("blocks").elements() {
        blocks.append(try block(element, ledger: ledger, panels: panels))
      }
      let id = try node.require("id").text()
      if sections.contains(where: { $0.id == id }) { throw node.fault("a section '\(id)' exists already") }
      sections.append(
        Section(
          id: id, heading: Heading(try node.require("heading").text(), plain: try node.child("plainHeading")?.text()),
          blocks: blocks))
    }
    return ArticleSource(
      slug: slug, title: Heading(try root.require("title").text(), plain: try root.child("plainTitle")?.text()),
      kind: "article", lead: try claims(root.require("lead"), ledger: ledger), sections: sections)
  }

  private static func block(
    _ node: FileNode, ledger: ClaimLedger, panels: Set<String>
  ) throws(LibraryError) -> Block {
    try node.allowKeys(["claims", "list", "panel", "options", "heading", "plainHeading"])
    if let heading = node.child("heading") {
      return .subheading(Heading(try heading.text(), plain: try node.child("plainHeading")?.text()))
    }
    if let list = node.child("claims") { return .claims(try claims(list, ledger: ledger)) }
    if let list = node.child("list") { return .list(try claims(list, ledger: ledger)) }
    if let list = node.child("options") { return .options(try claims(list, ledger: ledger)) }
    let panel = try node.require("panel")
    return .panel(try panel.choice(panels.sorted()))
  }

  private static func claims(_ node: FileNode, ledger: ClaimLedger) throws(LibraryError) -> [String] {
    var result: [String] = []
    for element in node.elements() {
      let id = try element.text()
      guard ledger[id] != nil else {
        throw element.fault(
          "no claim '\(id)' is in the ledger", suggestion: NearestName.suggestion(for: id, among: ledger.order))
      }
      result.append(id)
    }
    return result
  }
}
