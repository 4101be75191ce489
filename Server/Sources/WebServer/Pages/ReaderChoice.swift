import HTTPTypes
import Hummingbird
import KnowledgeBase

/// For whom a page is written: the address says it, then the cookie, then it is a clinician.
struct ReaderChoice {
  let reader: Reader
  /// Whether the address said so, so that the cookie is set.
  let isChosen: Bool
  static let cookie = "coeruleus_reader"

  /// - Throws: ``Problem`` 422 for a reader that does not exist.
  init(_ request: Request, _ values: Values? = nil) throws(Problem) {
    if let text = (values ?? request.values)["for"] {
      guard let reader = Reader(rawValue: text) else {
        throw .invalid("'\(text.prefix(40))' is no reader; choose patient, student, clinician or researcher.")
      }
      self.reader = reader
      isChosen = true
    } else {
      reader = request.cookies[Self.cookie].flatMap { Reader(rawValue: $0.value) } ?? .clinician
      isChosen = false
    }
  }

  /// Remembers the choice for a year.
  func remember(in response: inout Response, isSecure: Bool) {
    guard isChosen else { return }
    let secure = isSecure ? "; Secure" : ""
    response.headers[values: .setCookie].append(
      "\(Self.cookie)=\(reader.rawValue); Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax\(secure)")
  }
}
