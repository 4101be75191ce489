import DrugLibrary
import Evidence
import Foundation
import KnowledgeBase
import Testing

@Suite struct ArticleTests {
  let ledger: ClaimLedger
  let articles: ArticleLibrary
  let renderer: ArticleRenderer

  init() throws {
    ledger = try Shipped.ledger.get()
    articles = try ArticleLibrary(
      library: Shipped.library.get(), ledger: ledger,
      panels: ["nortriptyline-net-occupancy", "prefrontal-striatal-transmitters", "pulse-lying-standing"])
    renderer = ArticleRenderer(ledger: ledger, modelDigest: "model")
  }

  @Test func `ships the article and one for each of at least 30 medicines and 10 conditions`() {
    #expect(articles["role-of-norepinephrine"] != nil)
    #expect(articles.sources.count { $0.kind == "medicine" } >= 30)
    #expect(articles.sources.count { $0.kind == "condition" } >= 10)
  }

  @Test func `the article treats every statement C01 to C46`() throws {
    let ids = Set(try #require(articles["role-of-norepinephrine"]).claimIDs)
    for number in 1...46 {
      let id = "C" + (number < 10 ? "0" : "") + String(number)
      #expect(ids.contains(id), "\(id)")
    }
  }

  @Test func `the article has the parts that its readers need`() throws {
    let source = try #require(articles["role-of-norepinephrine"])
    #expect(source.panelIDs.count == 3)
    let headings = source.sections.map { $0.heading.text.lowercased() }.joined(separator: " | ")
    for word in [
      "neurobiology", "adhd and its medicines", "depression and its medicines", "selection", "monitoring",
      "interactions", "research", "pitfalls",
      "stimulants", "atomoxetine", "viloxazine", "alpha-2", "snris", "tricyclics", "executive function", "arousal",
      "mood", "pregnancy",
    ] {
      #expect(
        headings.contains(word)
          || source.sections.flatMap(\.blocks).contains { block in
            if case .subheading(let heading) = block { heading.text.lowercased().contains(word) } else { false }
          }, "\(word) in \(headings)")
    }
  }

  @Test func `all four readers of every article get the same claims`() {
    for source in articles.sources {
      let sets = Reader.allCases.map { renderer.article(source, for: $0).claimIDs }
      for set in sets { #expect(set == sets[0], "\(source.slug)") }
      #expect(sets[0] == Set(source.claimIDs), "\(source.slug)")
    }
  }

  @Test func `every sentence carries a claim, every fact a source that exists`() {
    for source in articles.sources {
      for reader in Reader.allCases {
        let article = renderer.article(source, for: reader)
        let numbers = Set(article.sources.map(\.number))
        for sentence in article.sentences {
          #expect(!sentence.claims.isEmpty, "\(source.slug): \(sentence.text)")
          #expect(sentence.claims.allSatisfy { ledger[$0] != nil }, "\(source.slug): \(sentence.claims)")
          if sentence.role == .fact || sentence.role == .detail {
            #expect(!sentence.citations.isEmpty, "\(source.slug): \(sentence.text)")
          }
          if sentence.role == .notVerified { #expect(sentence.citations.isEmpty) }
          #expect(Set(sentence.citations).isSubset(of: numbers))
        }
      }
    }
  }

  @Test func `patients read every article at grade 8 or lower, students at grade 13 or lower`() {
    for source in articles.sources {
      for reader in [Reader.patient, .student] {
        let grade = ReadingGrade.grade(renderer.article(source, for: reader).prose)
        #expect(grade <= (reader.highestGrade ?? 0), "\(source.slug) for \(reader.rawValue): \(grade)")
      }
    }
  }

  @Test func `no sentence of any article turns occupancy into efficacy`() {
    for source in articles.sources {
      for sentence in renderer.article(source, for: .researcher).sentences where sentence.role != .commonlySaid {
        #expect(LedgerLint.occupancyAsEfficacy(sentence.text) == nil, "\(source.slug): \(sentence.text)")
      }
    }
  }

  @Test func `the same view has the same hash; another claim or another model gives another`() throws {
    let source = try #require(articles["role-of-norepinephrine"])
    let version = renderer.version(source)
    #expect(version == renderer.version(source))
    #expect(version.hash.count == 64)
    var shorter = source
    shorter.lead = Array(source.lead.dropLast())
    #expect(renderer.version(shorter).hash != version.hash)
    #expect(ArticleRenderer(ledger: ledger, modelDigest: "other").version(source).hash != version.hash)
  }

  @Test func `a changed claim or model makes the versions that depend on it stale`() throws {
    let source = try #require(articles["role-of-norepinephrine"])
    let version = renderer.version(source)
    #expect(version.staleReasons(ledger: ledger, modelDigest: "model").isEmpty)
    #expect(version.staleReasons(ledger: ledger, modelDigest: "new").contains { $0.contains("model") })
    var claims = ledger.all
    let place = try #require(claims.firstIndex { $0.id == "C17" })
    claims[place].grade = .d
    let changed = try ClaimLedger(claims: claims, references: ledger.references)
    #expect(version.staleReasons(ledger: changed, modelDigest: "model") == ["claim C17 has changed"])
    let other = try #require(articles.sources.first { !$0.claimIDs.contains("C17") })
    #expect(renderer.version(other).staleReasons(ledger: changed, modelDigest: "new").isEmpty)
  }

  @Test func `a difference names what was added and removed`() throws {
    let difference = ArticleDifference(from: ["a", "b", "c"], to: ["a", "x", "c", "d"])
    #expect(difference.lines == [.same("a"), .removed("b"), .added("x"), .same("c"), .added("d")])
    #expect(ArticleDifference(from: ["a"], to: ["a"]).isEmpty)
    #expect(ArticleDifference(from: [], to: ["a"]).lines == [.added("a")])
  }

  @Test(arguments: [
    ("slug: Bad Slug\ntitle: t\nlead: [C01]\nsections: []", "lower-case letters"),
    ("slug: s\ntitle: t\nlead: [C99]\nsections: [{id: a, heading: A, blocks: []}]", "no claim 'C99'"),
    (
      "slug: s\ntitle: t\nlead: [C01]\nsections: [{id: a, heading: A, blocks: [{panel: nope}]}]", "'nope' is not one of"
    ),
    ("slug: s\ntitle: t\nlead: [C01]\nbody: free text\nsections: []", "'body' is not known"),
  ])
  func `a faulty view is refused with place and rule`(_ text: String, _ rule: String) throws {
    let error = #expect(throws: LibraryError.self) {
      try ArticleSource.read(FileNode.parse(text, file: "view"), ledger: ledger, panels: ["p"])
    }
    #expect(error?.rule.contains(rule) == true, "\(String(describing: error))")
  }
}
