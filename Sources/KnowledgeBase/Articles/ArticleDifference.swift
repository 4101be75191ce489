/// What changed between two versions of an article, sentence by sentence.
public struct ArticleDifference: Sendable, Equatable {
  /// A line of the comparison.
  public enum Line: Sendable, Equatable {
    case same(String)
    case added(String)
    case removed(String)
  }

  /// The lines in order.
  public let lines: [Line]

  /// Compares two articles as one reader sees them.
  public init(from old: Article, to new: Article) {
    self.init(from: Self.lines(old), to: Self.lines(new))
  }

  /// Compares two lists of lines.
  public init(from old: [String], to new: [String]) {
    let changes = new.difference(from: old)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var result: [Line] = []
    var place = 0
    for (offset, line) in old.enumerated() {
      if removed.contains(offset) {
        result.append(.removed(line))
        continue
      }
      while added.contains(place) {
        result.append(.added(new[place]))
        place += 1
      }
      result.append(.same(line))
      place += 1
    }
    while place < new.count {
      result.append(.added(new[place]))
      place += 1
    }
    lines = result
  }

  /// Whether nothing changed.
  public var isEmpty: Bool { lines.allSatisfy { if case .same = $0 { true } else { false } } }

  /// An article as lines: headings, sentences with their claims, sources.
  public static func lines(_ article: Article) -> [String] {
    func line(_ sentence: Article.Sentence) -> String {
      "\(sentence.text) [\(sentence.claims.joined(separator: ", "))]"
    }
    var result = ["# \(article.title)"] + article.lead.map(line)
    for section in article.sections {
      result.append("## \(section.heading)")
      for block in section.blocks {
        switch block {
        case .subheading(let text): result.append("### \(text)")
        case .paragraph(let sentences): result += sentences.map(line)
        case .list(let items): result += items.map { "- " + $0.map(line).joined(separator: " ") }
        case .panel(let id): result.append("panel: \(id)")
        case .options(let rows): result += rows.flatMap(\.sentences).map { "- " + line($0) }
        }
      }
    }
    return result + article.sources.map { "\($0.number). \($0.citation)" }
  }
}
