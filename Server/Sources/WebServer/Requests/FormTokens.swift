import Crypto
import Foundation

/// Secrets in forms: a page from elsewhere cannot know them, so it cannot send our forms.
struct FormTokens: Sendable {
  /// Lives as long as the process: a form that was open over a restart must be opened anew.
  private let key = SymmetricKey(size: .bits256)

  /// The token of a signed-in person's forms.
  func token(session: String) -> String { code("session \(session)") }

  func isValid(_ token: String?, session: String) -> Bool { matches(token, self.token(session: session)) }

  /// The token of a form that anybody may send, good for a day.
  func anonymous(now: Date = Date()) -> String {
    let time = Int(now.timeIntervalSince1970)
    return "\(time).\(code("anonymous \(time)"))"
  }

  func isValidAnonymous(_ token: String?, now: Date = Date()) -> Bool {
    let parts = (token ?? "").split(separator: ".")
    guard parts.count == 2, let time = Int(parts[0]) else { return false }
    let age = Int(now.timeIntervalSince1970) - time
    return (0...86_400).contains(age) && matches(String(parts[1]), code("anonymous \(time)"))
  }

  private func code(_ text: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  private func matches(_ given: String?, _ expected: String) -> Bool {
    ConstantTime.areEqual(Array((given ?? "").utf8), Array(expected.utf8))
  }
}

/// Comparison that takes as long for a near miss as for a far one.
enum ConstantTime {
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (a, b) in zip(left, right) { difference |= a ^ b }
    return difference == 0
  }
}
