import Answers
import ArgumentParser
import Foundation
import KnowledgeBase
import KnowledgeStore
import Quantities
import Reports

/// `coeruleus articles`: the articles as views over claims and scenarios, their versions and states.
struct ArticlesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles", abstract: "Lists, shows, compares and exports the articles.",
    subcommands: [List.self, Show.self, Diff.self, Export.self], defaultSubcommand: List.self)

  /// An article with where its version stands.
  struct Opened {
    var source: ArticleSource
    var banner: StatusBanner
  }

  static func open(_ slug: String, knowledge: Knowledge, store: EditorialStore?) throws -> Opened {
    guard let source = knowledge.articles[slug] else {
      let known = knowledge.articles.sources.map(\.slug)
      let near = NearestName.suggestion(for: slug, among: known).map { "; did you mean \($0)?" } ?? ""
      throw Failures.complaint("'\(slug)' is no article\(near) (coeruleus articles list shows all)", Failures.usage)
    }
    return Opened(source: source, banner: try banner(source, knowledge: knowledge, store: store))
  }

  /// The banner from the stored reviews of exactly this version.
  static func banner(_ source: ArticleSource, knowledge: Knowledge, store: EditorialStore?) throws -> StatusBanner {
    let version = knowledge.renderer.version(source)
    do {
      let stored = try store?.version(of: source.slug, hash: version.hash)
      return StatusBanner(
        version: version, author: stored?.author, reviews: try store?.reviews(of: source.slug) ?? [], staleReasons: [])
    } catch {
      throw Failures.complaint("\(error)", Failures.data)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the articles with state and number of claims.")
    @Flag(help: "Writes the list as JSON.") var json = false
    @OptionGroup var data: DataFolder
    @OptionGroup var database: DatabaseFile

    struct Row: Codable {
      var slug: String
      var title: String
      var kind: String
      var claims: Int
      var state: ReviewState
      var hash: String
    }

    func run() throws {
      let knowledge = try data.knowledge()
      let store = try database.open()
      let rows = try knowledge.articles.sources.map { source in
        let banner = try ArticlesCommand.banner(source, knowledge: knowledge, store: store)
        return Row(
          slug: source.slug, title: source.title.text, kind: source.kind, claims: source.claimIDs.count,
          state: banner.state,
          hash: banner.hash)
      }
      if json {
        Terminal.say(CanonicalJSON.readable(rows) + "\n")
        return
      }
      let width = rows.map(\.slug.count).max() ?? 0
      for row in rows {
        let slug = row.slug.padding(toLength: width, withPad: " ", startingAt: 0)
        let state = row.state.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)
        Terminal.say("\(slug)  \(state)  \(row.claims) claims  \(row.title)\n")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows an article in the terminal.")
    @Argument(help: "The article's name, as in the list.") var slug: String
    @Option(name: .customLong("for"), help: "patient, student, clinician or researcher (default clinician).")
    var reader = "clinician"
    @OptionGroup var data: DataFolder
    @OptionGroup var database: DatabaseFile

    func run() throws {
      let reader = try Failures.reader(reader)
      let knowledge = try data.knowledge()
      let opened = try ArticlesCommand.open(slug, knowledge: knowledge, store: try database.open())
      let article = knowledge.renderer.article(opened.source, for: reader)
      let panels = try Failures.report { try opened.source.panelIDs.map { try knowledge.panels.compute($0) } }
      Terminal.say(ArticleExport.text(article, format: .markdown, panels: panels, banner: opened.banner))
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compares two stored versions, or the last stored one with what the files say now.")
    @Argument(help: "The article's name.") var slug: String
    @Option(name: .customLong("from"), help: "The first digits of a version's hash (default: the one stored last).")
    var from: String?
    @Option(name: .customLong("to"), help: "The first digits of a version's hash (default: the files as they are now).")
    var to: String?
    @Option(name: .customLong("for"), help: "patient, student, clinician or researcher (default clinician).")
    var reader = "clinician"
    @OptionGroup var data: DataFolder
    @OptionGroup var database: DatabaseFile

    func run() throws {
      let reader = try Failures.reader(reader)
      let knowledge = try data.knowledge()
      let store = try database.open()
      let opened = try ArticlesCommand.open(slug, knowledge: knowledge, store: store)
      let versions: [StoredVersion]
      do { versions = try store?.versions(of: slug) ?? [] } catch {
        throw Failures.complaint("\(error)", Failures.data)
      }
      guard let last = versions.last else {
        throw Failures.complaint(
          "no version of '\(slug)' is stored in \(database.path); the server stores one when it starts", Failures.data)
      }
      func find(_ prefix: String?) throws -> StoredVersion? {
        guard let prefix else { return nil }
        let found = versions.filter { $0.version.hash.hasPrefix(prefix) }
        guard found.count == 1 else {
          let known = versions.map { String($0.version.hash.prefix(12)) }.joined(separator: ", ")
          throw Failures.complaint("'\(prefix)' names \(found.count) versions; there is \(known)", Failures.usage)
        }
        return found.first
      }
      let old = try find(from) ?? last
      let new = try find(to)?.article(for: reader) ?? knowledge.renderer.article(opened.source, for: reader)
      guard let before = old.article(for: reader) else {
        throw Failures.complaint("the stored version \(old.version.hash.prefix(12)) cannot be read", Failures.data)
      }
      let difference = ArticleDifference(from: before, to: new)
      for line in difference.lines {
        switch line {
        case .added(let text): Terminal.say("+ \(text)\n")
        case .removed(let text): Terminal.say("- \(text)\n")
        case .same: break
        }
      }
      for reason in old.version.staleReasons(ledger: knowledge.ledger, modelDigest: knowledge.modelDigest) {
        Terminal.say("stale: \(reason)\n")
      }
      if difference.isEmpty { Terminal.say("no difference for \(reader.rawValue)\n") }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes an article as html, json, md, bibtex, ris or csl to standard output.")
    @Argument(help: "The article's name.") var slug: String
    @Option(help: "html, json, md, bibtex, ris or csl.") var format = "html"
    @Option(name: .customLong("for"), help: "patient, student, clinician or researcher (default clinician).")
    var reader = "clinician"
    @OptionGroup var data: DataFolder
    @OptionGroup var database: DatabaseFile

    func run() throws {
      guard let format = ArticleExport.Format(rawValue: format.lowercased()) else {
        throw Failures.complaint(
          "--format: '\(format)' is not known; choose \(ArticleExport.Format.allCases.map(\.rawValue).joined(separator: ", "))",
          Failures.usage)
      }
      let reader = try Failures.reader(reader)
      let knowledge = try data.knowledge()
      let opened = try ArticlesCommand.open(slug, knowledge: knowledge, store: try database.open())
      let needsPanels = [.html, .json, .markdown].contains(format)
      let panels = try Failures.report {
        needsPanels ? try opened.source.panelIDs.map { try knowledge.panels.compute($0) } : []
      }
      Terminal.say(
        ArticleExport.text(
          knowledge.renderer.article(opened.source, for: reader), format: format, panels: panels, banner: opened.banner)
      )
    }
  }
}
