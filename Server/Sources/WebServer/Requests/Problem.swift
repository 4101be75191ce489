import DrugLibrary
import Foundation
import HTTPTypes
import KnowledgeStore
import Simulation

/// Why a request is not answered: told as a page to people and as problem+json (RFC 9457) to programs.
struct Problem: Error, Sendable {
  var status: HTTPResponse.Status
  var title: String
  /// What to do next; holds nothing that was typed into a form of the desk.
  var detail: String
  /// s; when it makes sense to try again.
  var retryAfter: Int?
  /// The methods that an address takes; for a wrong one.
  var allow: String?

  init(_ status: HTTPResponse.Status, _ title: String, _ detail: String, retryAfter: Int? = nil) {
    self.status = status
    self.title = title
    self.detail = detail
    self.retryAfter = retryAfter
  }

  static func notFound(_ what: String) -> Problem {
    Problem(
      .notFound, "Not found", "There is no such \(what). It may have been renamed; the search finds it by its words.")
  }

  static func invalid(_ detail: String) -> Problem { Problem(.unprocessableContent, "This cannot be computed", detail) }

  static func wrongMethod(allow: String) -> Problem {
    var problem = Problem(.methodNotAllowed, "Wrong method", "This address takes \(allow).")
    problem.allow = allow
    return problem
  }

  static let tooMany = Problem(
    .tooManyRequests, "Too many requests", "Please wait a little and try again.", retryAfter: 30)

  static let busy = Problem(
    .serviceUnavailable, "All computing places are taken",
    "Others are computing right now. Please try again in a few seconds.",
    retryAfter: 5)

  static let tooSlow = Problem(
    .serviceUnavailable, "This takes too long",
    "The computation was given up after \(Limits.seconds) s. Ask for fewer draws, a shorter time or fewer medicines.",
    retryAfter: 30)

  /// What went wrong below, in words for a reader; nil when it is a fault of ours.
  static func from(_ error: any Error) -> Problem? {
    switch error {
    case let problem as Problem: problem
    case let error as ScenarioError where error.isHarmfulDose:
      Problem(.unprocessableContent, "This dose is not computed", "\(error.place): \(SafetyMessage.text)")
    case let error as ScenarioError: .invalid(error.description)
    case let error as LibraryError:
      .invalid(
        "\(error.path.isEmpty ? "" : "\(error.path): ")\(error.rule)"
          + (error.suggestion.map { "; did you mean \($0)?" } ?? ""))
    case let error as EditorialError: from(error)
    default: nil
    }
  }

  private static func from(_ error: EditorialError) -> Problem {
    let detail = EvidenceViews.sentence(error.description) + "."
    return switch error {
    case .invalid: Problem(.unprocessableContent, "This cannot be stored", detail)
    case .notFound: Problem(.notFound, "Not found", detail)
    case .notAllowed: Problem(.forbidden, "Not allowed", detail)
    case .conflict: Problem(.conflict, "This cannot be done now", detail)
    case .unavailable: Problem(.serviceUnavailable, "The store cannot be used", detail, retryAfter: 30)
    }
  }

  /// The problem as JSON.
  func json(instance: String) -> String {
    struct Document: Encodable {
      var type = "about:blank"
      var title: String
      var status: Int
      var detail: String
      var instance: String
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = Document(title: title, status: status.code, detail: detail, instance: instance)
    return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension ScenarioError {
  /// Whether a dose lies so far above the label's maximum that help is shown instead of a rule.
  ///
  /// Beyond fifty times it may be a slip of the pen; who meant it needs help all the same.
  var isHarmfulDose: Bool { kind == .safety || kind == .data && rule.contains("times the maximum") }
}
