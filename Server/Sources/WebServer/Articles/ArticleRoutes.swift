import Foundation
import HTTPTypes
import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// Articles, their versions, differences, exports and panels.
struct ArticleRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    router.get("/articles", use: list)
    router.get("/articles/{name}", use: article)
    router.get("/articles/{name}/versions/{hash}", use: version)
    router.get("/articles/{name}/diff", use: difference)
    router.get("/panels/{id}", use: panel)
    router.get("/panels/{id}/chart", use: chart)
  }

  // MARK: list

  @Sendable private func list(_ request: Request, _ context: SiteContext) async throws -> Response {
    let choice = try ReaderChoice(request)
    let groups = [
      ("article", "Articles", "cards"), ("medicine", "Medicines", "index"), ("condition", "Conditions", "index"),
    ]
    let entries = site.book.all
    let views: [View] = try groups.map { kind, heading, style in
      let articles = try entries.filter { $0.source.kind == kind }.map {
        try card($0, for: choice.reader, hasLead: kind == "article")
      }
      return ["id": .text(kind), "heading": .text(heading), "class": .text(style), "articles": .list(articles)]
    }
    let frame = PageMaker.Frame(
      title: "Articles", description: "Articles about norepinephrine and its medicines, claim by claim.",
      section: "articles",
      reader: choice.reader, address: Address(path: "/articles"))
    return reply(site.pages.page(frame, content: "articles", ["groups": .list(views)]), choice)
  }

  func card(_ entry: ArticleBook.Entry, for reader: Reader, hasLead: Bool = true) throws -> View {
    let article = site.book.article(entry, for: reader)
    let status = try ArticleStatus(entry, site: site)
    return [
      "title": .text(article.title), "address": .text("/articles/\(article.slug)"),
      "lead": .text(hasLead ? article.lead.first?.text : nil), "state": .text(status.banner.state.rawValue),
    ]
  }

  // MARK: article

  @Sendable private func article(_ request: Request, _ context: SiteContext) async throws -> Response {
    let choice = try ReaderChoice(request)
    let name = try context.parameters.require("name")
    if let (slug, format) = ArticleFormat.split(name), let entry = site.book[slug] {
      let panels = entry.source.panelIDs.compactMap { site.panels.ready($0) }
      let text = format.text(
        site.book.article(entry, for: choice.reader), panels: panels,
        banner: try ArticleStatus(entry, site: site).banner)
      // A page of its own with its own style: for keeping, not for showing under our policy.
      return format == .html
        ? Reply.download(text, type: format.type, name: "\(slug).html") : Reply.text(text, type: format.type)
    }
    guard let entry = site.book[name] else { throw Problem.notFound("article") }
    let status = try ArticleStatus(entry, site: site)
    let account = try Desk(site: site).session(of: request)?.account
    var view = ArticleView(
      article: site.book.article(entry, for: choice.reader), status: status, site: site, account: account,
      presentHash: entry.version.hash)
    if account != nil {
      for comment in try site.store.comments(slug: name, hash: entry.version.hash) where comment.resolved == nil {
        if let claim = comment.claim { view.comments[claim, default: 0] += 1 }
      }
    }
    return tagged(page(view), choice, request)
  }

  @Sendable private func version(_ request: Request, _ context: SiteContext) async throws -> Response {
    let choice = try ReaderChoice(request)
    let slug = try context.parameters.require("name")
    let stored = try version(slug, try context.parameters.require("hash"))
    guard let article = stored.article(for: choice.reader) else { throw Problem.notFound("version for this reader") }
    let present = site.book[slug]?.version.hash ?? ""
    let view = ArticleView(
      article: article, status: try ArticleStatus(stored: stored, site: site), site: site, account: nil,
      isOld: present != stored.version.hash, presentHash: present)
    return tagged(page(view), choice, request)
  }

  /// A stored version by its hash, or the present one where it was not stored yet.
  private func version(_ slug: String, _ hash: String) throws -> StoredVersion {
    if site.book[slug]?.version.hash == hash { try site.book.recordPresent(slug) }
    guard let stored = try site.store.version(of: slug, hash: hash) else { throw Problem.notFound("version") }
    return stored
  }

  private func page(_ view: ArticleView) -> String {
    let article = view.article
    let path =
      view.isOld ? "/articles/\(article.slug)/versions/\(view.status.banner.hash)" : "/articles/\(article.slug)"
    let frame = PageMaker.Frame(
      title: article.title, description: article.lead.first?.text, section: "articles", kind: "article",
      reader: article.reader, address: Address(path: path), head: StructuredData(article, status: view.status).markup,
      isPrivate: view.isOld, hasCharts: true)
    return site.pages.page(frame, content: "article", view.view())
  }

  // MARK: difference

  @Sendable private func difference(_ request: Request, _ context: SiteContext) async throws -> Response {
    let choice = try ReaderChoice(request)
    let slug = try context.parameters.require("name")
    guard let from = request.values["from"], let to = request.values["to"] else {
      throw Problem.invalid("Say which versions to compare: from and to, by their hashes.")
    }
    guard let old = try version(slug, from).article(for: choice.reader),
      let new = try version(slug, to).article(for: choice.reader)
    else { throw Problem.notFound("version for this reader") }
    let difference = ArticleDifference(from: old, to: new)
    let lines = difference.lines.map { line -> View in
      switch line {
      case .same(let text):
        ["class": .text("same"), "word": .text("unchanged"), "sign": .text(" "), "text": .text(text)]
      case .added(let text): ["class": .text("added"), "word": .text("added"), "sign": .text("+"), "text": .text(text)]
      case .removed(let text):
        ["class": .text("removed"), "word": .text("removed"), "sign": .text("\u{2212}"), "text": .text(text)]
      }
    }
    let address = Address(path: "/articles/\(slug)/diff", parameters: [("from", from), ("to", to)])
    let frame = PageMaker.Frame(
      title: "\(new.title): what changed", section: "articles", reader: choice.reader, address: address, isPrivate: true
    )
    return reply(
      site.pages.page(
        frame, content: "difference",
        [
          "title": .text(new.title), "slug": .text(slug), "from": .text(String(from.prefix(12))),
          "to": .text(String(to.prefix(12))),
          "readerDescription": .text(choice.reader.description), "lines": .list(lines),
          "isEmpty": .flag(difference.isEmpty),
        ]), choice)
  }

  // MARK: panels

  /// A panel's figure for the script that waits for it: 202 while it is computed.
  @Sendable private func panel(_ request: Request, _ context: SiteContext) async throws -> Response {
    let choice = try ReaderChoice(request)
    let id = try context.parameters.require("id")
    guard let state = site.panels.state(id) else { throw Problem.notFound("panel") }
    let markup = site.pages.templates.render(
      "panel", PanelView(id: id, reader: choice.reader, panels: site.panels).view())
    if case .computing = state { return Reply.html(markup, status: .accepted, keeping: .never) }
    return Reply.html(markup)
  }

  /// A panel as a Vega-Lite specification.
  @Sendable private func chart(_ request: Request, _ context: SiteContext) async throws -> Response {
    guard case .ready(let drawn) = site.panels.state(try context.parameters.require("id")) else {
      throw Problem.notFound("panel")
    }
    return Reply.json(drawn.specification, keeping: .shared)
  }

  private func tagged(_ page: String, _ choice: ReaderChoice, _ request: Request) -> Response {
    var response = Reply.tagged(page, for: request)
    choice.remember(in: &response, isSecure: site.configuration.isSecure)
    return response
  }

  private func reply(_ page: String, _ choice: ReaderChoice) -> Response {
    var response = Reply.html(page)
    choice.remember(in: &response, isSecure: site.configuration.isSecure)
    return response
  }
}
