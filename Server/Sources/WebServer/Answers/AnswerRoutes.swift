import Answers
import Hummingbird
import KnowledgeBase

/// The page of an answer.
struct AnswerRoutes: Sendable {
  let site: Site

  func add(to router: Router<SiteContext>) {
    router.get("/ask", use: ask)
  }

  @Sendable private func ask(_ request: Request, _ context: SiteContext) async throws -> Response {
    let values = request.values
    let choice = try ReaderChoice(request, values)
    guard values["q"] != nil else { return Reply.onward(to: "/") }
    try site.limits.ask.take(request.address(context, hasProxy: site.configuration.hasProxy))
    let query = try AskQuery(values, reader: choice.reader, library: site.knowledge.library)
    let answer = try await site.answer(query.request(), key: query.address.text)
    var response = Reply.html(page(answer, query))
    choice.remember(in: &response, isSecure: site.configuration.isSecure)
    return response
  }

  /// The page; calm help instead of an answer where the question calls for help.
  func page(_ answer: Answer, _ query: AskQuery) -> String {
    if let refused = answer.refused {
      return site.pages.page(
        PageMaker.Frame(title: "Help", section: "ask", kind: "help", isPrivate: true), content: "refusal",
        ["title": .text(RefusalWords.title(refused.kind)), "help": EvidenceViews.texts(refused.help)])
    }
    let frame = PageMaker.Frame(
      title: String((query.conversation.last ?? "Answer").prefix(80)), section: "ask", kind: "answer",
      reader: query.reader,
      address: query.address, isPrivate: true)
    return site.pages.page(frame, content: "answer", AnswerView(answer: answer, query: query, site: site).view())
  }
}

/// The headings of pages that help instead of answering.
enum RefusalWords {
  static func title(_ kind: String) -> String {
    switch kind {
    case "self-harm": "Please talk to somebody now"
    case "overdose": "If too much was taken, get help now"
    case "harm-to-others": "This is not answered here"
    case "hidden-instruction": "This is not a question that can be answered"
    default: "This needs somebody who knows you"
    }
  }
}
