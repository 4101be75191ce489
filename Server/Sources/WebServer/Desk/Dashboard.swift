import Hummingbird
import KnowledgeBase
import KnowledgeStore

/// The first page of the desk: the state of every article, one's own reviews, open reports.
struct Dashboard {
  let site: Site
  let session: Session

  func response() throws -> Response {
    let account = session.account
    var rows: [View] = []
    var mine: [View] = []
    for entry in site.book.all {
      let slug = entry.source.slug
      let all = try site.store.reviews(of: slug)
      for review in all where review.reviewer == account.username {
        mine.append([
          "slug": .text(slug), "date": .text(String(review.date.prefix(10))),
          "decision": .text(review.decision.rawValue),
          "title": .text(entry.source.title.text), "isPresent": .flag(review.hash == entry.version.hash),
        ])
      }
      let counted = ReviewState.latestReviews(of: entry.version.hash, author: entry.author, reviews: all)
      let state = ReviewState.state(of: entry.version.hash, author: entry.author, reviews: all)
      rows.append([
        "slug": .text(slug), "title": .text(entry.source.title.text),
        "kind": .text(ArticleView.kind(entry.source.kind)),
        "state": .text(state.rawValue), "class": .text(state.styleClass),
        "hash": .text(String(entry.version.hash.prefix(8))),
        "reviews": .text(String(counted.count)), "author": .text(entry.author),
        "mayReview": .flag(account.role.may(.review) && entry.author != account.username),
        "mayEdit": .flag(account.role.may(.edit) && entry.source.kind == "article"),
        "mayComment": .flag(account.role.may(.comment)),
      ])
    }
    let open = account.role.may(.closeReport) ? try site.store.reports(state: .open).count : 0
    return Desk(site: site).page(
      "Editorial desk", session: session, content: "dashboard",
      [
        "articles": .list(rows), "mine": .list(mine.reversed()), "hasMine": .flag(!mine.isEmpty),
        "isReviewer": .flag(account.role.may(.review)), "openReports": .text(open > 0 ? String(open) : nil),
        "mayClose": .flag(account.role.may(.closeReport)),
      ])
  }
}
