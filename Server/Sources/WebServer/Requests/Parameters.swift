import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Named values of an address or a form, in order; a name may stand more than once.
struct Values: Sendable {
  private(set) var pairs: [(name: String, value: String)]

  init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

  /// Reads `a=1&b=2`: plus signs are spaces, percent signs begin a byte.
  init(encoded text: some StringProtocol) {
    pairs = text.split(separator: "&").prefix(400).map { part in
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decode(halves[0]), halves.count > 1 ? Self.decode(halves[1]) : "")
    }
  }

  /// The first value of a name without spaces at its ends; nil when it is absent or empty.
  subscript(name: String) -> String? {
    let text = pairs.first { $0.name == name }?.value.trimmingCharacters(in: .whitespacesAndNewlines)
    return text?.isEmpty == false ? text : nil
  }

  /// Every value of a name that is not empty.
  func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.map { $0.value.trimmingCharacters(in: .whitespacesAndNewlines) }.filter {
      !$0.isEmpty
    }
  }

  /// The first value exactly as it came.
  func exact(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  private static func decode(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    func digit(_ byte: UInt8) -> UInt8? { Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init) }
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2, let high = digit(rest[rest.startIndex]),
        let low = digit(rest[rest.startIndex + 1])
      {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// An address of this site with its parameters.
struct Address {
  var path: String
  var parameters: [(name: String, value: String)] = []

  /// As it stands in a link.
  var text: String {
    let query = parameters.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }.joined(separator: "&")
    return query.isEmpty ? path : "\(path)?\(query)"
  }

  static func encode(_ text: String) -> String {
    var allowed = CharacterSet.alphanumerics.intersection(
      CharacterSet(charactersIn: Unicode.Scalar(0)...Unicode.Scalar(127)))
    allowed.insert(charactersIn: "-._~")
    return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
  }
}

extension Request {
  /// The parameters of the address.
  var values: Values { Values(encoded: uri.query ?? "") }

  /// The fields of a form.
  ///
  /// - Throws: ``Problem`` when the body is too large or no form.
  func form() async throws -> Values {
    guard headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true else {
      throw Problem(.unsupportedMediaType, "Not a form", "Send application/x-www-form-urlencoded.")
    }
    return Values(encoded: try await bodyText())
  }

  /// The body as text; a sender that takes too long is given up.
  ///
  /// - Throws: ``Problem`` when the body is too large or too slow.
  func bodyText() async throws -> String {
    let body = body
    return try await withThrowingTaskGroup(of: String.self) { group in
      group.addTask {
        do {
          return String(buffer: try await body.collect(upTo: Limits.body))
        } catch is NIOTooManyBytesError {
          throw Problem(.contentTooLarge, "Too large", "A request may have at most 64 KiB.")
        }
      }
      group.addTask {
        try await Task.sleep(for: .seconds(Limits.seconds))
        throw Problem(.requestTimeout, "Too slow", "The body did not arrive within \(Limits.seconds) s.")
      }
      defer { group.cancelAll() }
      return try await group.next() ?? ""
    }
  }
}
