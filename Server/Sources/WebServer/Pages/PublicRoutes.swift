import Answers
import DrugLibrary
import Evidence
import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// The first page, search, claims, policy and corrections.
struct PublicRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    router.get("/", use: home)
    router.get("/search", use: search)
    router.get("/claims/{id}", use: claim)
    router.get("/editorial-policy", use: policy)
    router.get("/corrections", use: corrections)
    router.get("/health", use: health)
  }

  static func examples(for reader: Reader) -> [String] {
    switch reader {
    case .patient:
      [
        "What does atomoxetine do, and why do they take my pulse?",
        "Can I stop venlafaxine from one day to the next?", "May I drink coffee while I take methylphenidate?",
      ]
    case .student:
      [
        "Why does atomoxetine raise dopamine in prefrontal cortex but not in striatum?",
        "What does the locus coeruleus do?", "How do NET occupancy and dose go together for nortriptyline?",
      ]
    case .clinician:
      [
        "Nortriptyline 75 mg daily in a CYP2D6 poor metaboliser on bupropion: what level, what must I watch?",
        "Is atomoxetine 40 mg enough in an adult of 80 kg?",
        "Which medicine for ADHD with anxiety and hypertension, and what speaks against it?",
      ]
    case .researcher:
      [
        "Venlafaxine 75 mg or 225 mg daily: how much NET occupancy?",
        "What is the evidence that prefrontal dopamine rises under NET blockade?",
        "Reboxetine 4 mg twice daily: heart rate, and what drives its uncertainty?",
      ]
    }
  }

  @Sendable private func home(_ request: Request, _ context: SiteContext) async throws -> Response {
    let choice = try ReaderChoice(request)
    let articles = ArticleRoutes(site: site)
    let written = site.book.all.filter { $0.source.kind == "article" }
    let frame = PageMaker.Frame(
      title: "Ask about norepinephrine and its medicines",
      description:
        "Answers about the noradrenergic system and its medicines, computed by a model and cited claim by claim.",
      section: "ask", kind: "home", reader: choice.reader, address: Address(path: "/"))
    let view: View = [
      "question": .text(nil), "readerChoices": Self.readers(choice.reader),
      "examples": .list(
        Self.examples(for: choice.reader).map { text in
          [
            "text": .text(text),
            "address": .text(Address(path: "/ask", parameters: [("q", text), ("for", choice.reader.rawValue)]).text),
          ]
        }),
      "articles": .list(try written.prefix(6).map { try articles.card($0, for: choice.reader) }),
      "articleCount": .text(String(site.book.order.count)),
      "claimCount": .text(String(site.knowledge.ledger.order.count)),
      "medicineCount": .text(String(site.knowledge.library.drugs.values.count { $0.kind == .drug })),
    ]
    return reply(site.pages.page(frame, content: "home", view), choice)
  }

  static func readers(_ current: Reader) -> View.Field {
    .list(
      Reader.allCases.map {
        ["value": .text($0.rawValue), "name": .text($0.description), "isCurrent": .flag($0 == current)]
      })
  }

  /// How many hits the page shows.
  private static let shownHits = 30

  @Sendable private func search(_ request: Request, _ context: SiteContext) async throws -> Response {
    try site.limits.search.take(request.address(context, hasProxy: site.configuration.hasProxy))
    let choice = try ReaderChoice(request)
    let question = request.values["q"].map { String($0.prefix(200)) }
    let result = question.map { site.search.hits(for: $0, kinds: [], limit: Self.shownHits + 1) }
    let hits = result?.hits.prefix(Self.shownHits) ?? []
    let hasMore = (result?.hits.count ?? 0) > hits.count
    let frame = PageMaker.Frame(
      title: question.map { "Search: \($0.prefix(60))" } ?? "Search", section: "search", reader: choice.reader,
      address: Address(path: "/search", parameters: question.map { [("q", $0)] } ?? []), isPrivate: question != nil)
    let view: View = [
      "question": .text(question), "hasSearched": .flag(result != nil),
      "count": .text(hasMore ? "The best \(hits.count)" : "\(hits.count) found"),
      "isEmpty": .flag(result?.hits.isEmpty == true),
      "corrections": .list(result?.corrections.map { ["typed": .text($0.typed), "readAs": .text($0.readAs)] } ?? []),
      "hits": .list(hits.map { hit($0, for: choice.reader) }),
    ]
    return reply(site.pages.page(frame, content: "search", view), choice)
  }

  private func hit(_ hit: SearchHit, for reader: Reader) -> View {
    let address =
      switch hit.kind {
      case .claim, .interaction: "/claims/\(Address.encode(hit.id))"
      case .article: "/articles/\(Address.encode(hit.id))"
      case .drug: drugAddress(hit.id)
      }
    let (grade, meaning) = EvidenceViews.grade(hit.grade)
    let claim = hit.kind == .claim || hit.kind == .interaction ? site.knowledge.ledger[hit.id] : nil
    let text = claim.map { reader == .patient ? $0.plain : $0.text } ?? hit.text
    return [
      "kind": .text(hit.kind.rawValue), "title": .text(hit.title), "text": .text(String(text.prefix(420))),
      "address": .text(address), "grade": grade, "gradeMeaning": meaning,
    ]
  }

  private func drugAddress(_ name: String) -> String {
    let slug = name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    return site.book[slug] != nil
      ? "/articles/\(slug)" : Address(path: "/ask", parameters: [("q", "What is \(name)?")]).text
  }

  @Sendable private func claim(_ request: Request, _ context: SiteContext) async throws -> Response {
    let choice = try ReaderChoice(request)
    let ledger = site.knowledge.ledger
    guard let claim = ledger[try context.parameters.require("id")] else { throw Problem.notFound("claim") }
    let card = EvidenceViews(ledger: ledger).card(claim, for: choice.reader)
    // The card alone is what a page shows when one of its citations is opened.
    if request.values["part"] == "card" { return Reply.html(site.pages.templates.render("claim-card", card)) }
    let articles = site.book.all.filter { $0.source.claimIDs.contains(claim.id) }
    let tags = claim.tags.drugs + claim.tags.targets + claim.tags.conditions + claim.tags.topics
    let scope = [claim.scope.species, claim.scope.age, claim.scope.dose].compactMap { $0 }.joined(separator: ", ")
    let view: View = [
      "claim": .view(card), "id": .text(claim.id), "scope": .text(scope), "plain": .text(claim.plain),
      "status": .text(claim.status.rawValue.replacing("-", with: " ")), "date": .text(claim.date),
      "contradicts": EvidenceViews.enumeration(claim.contradicts.map { ["id": .text($0)] }),
      "hasContradicts": .flag(!claim.contradicts.isEmpty),
      "tags": EvidenceViews.enumeration(
        tags.map { ["text": .text($0), "address": .text(Address(path: "/search", parameters: [("q", $0)]).text)] }),
      "hasTags": .flag(!tags.isEmpty), "digest": .text(ledger.digest(of: claim.id).map { String($0.prefix(16)) }),
      "articles": EvidenceViews.enumeration(
        articles.map {
          ["title": .text($0.source.title.text(for: choice.reader)), "address": .text("/articles/\($0.source.slug)")]
        }),
      "hasArticles": .flag(!articles.isEmpty),
      "reportAddress": .text(Address(path: "/report", parameters: [("about", "claim"), ("claim", claim.id)]).text),
    ]
    let frame = PageMaker.Frame(
      title: "Claim \(claim.id)", section: nil, kind: "claim", reader: choice.reader,
      address: Address(path: "/claims/\(claim.id)"))
    return reply(site.pages.page(frame, content: "claim", view), choice)
  }

  @Sendable private func policy(_ request: Request, _ context: SiteContext) async throws -> Response {
    Reply.html(
      site.pages.page(
        PageMaker.Frame(title: "How pages are made and reviewed", kind: "policy"), content: "policy",
        ["grades": EvidenceViews.grades]))
  }

  @Sendable private func corrections(_ request: Request, _ context: SiteContext) async throws -> Response {
    let entries = try site.store.corrections().map { correction -> View in
      [
        "date": .text(String(correction.date.prefix(10))), "text": .text(correction.text),
        "slug": .text(site.book[correction.slug] == nil ? nil : correction.slug),
      ]
    }
    return Reply.html(
      site.pages.page(PageMaker.Frame(title: "Corrections"), content: "corrections", ["entries": .list(entries)]))
  }

  @Sendable private func health(_ request: Request, _ context: SiteContext) async throws -> Response {
    let isWell = (try? site.store.auditEntries(limit: 1)) != nil
    return Reply.json(
      "{\"status\":\"\(isWell ? "ok" : "degraded")\",\"ledger\":\"\(site.knowledge.ledger.digest)\",\"database\":\"\(isWell ? "ok" : "unavailable")\"}\n",
      status: isWell ? .ok : .serviceUnavailable, keeping: .never)
  }

  private func reply(_ page: String, _ choice: ReaderChoice) -> Response {
    var response = Reply.html(page)
    choice.remember(in: &response, isSecure: site.configuration.isSecure)
    return response
  }
}
