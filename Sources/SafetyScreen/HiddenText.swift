import Foundation

/// Finds text that is written so that a reader does not see it: base64, hexadecimal digits, letters moved by 13, backwards.
enum HiddenText {
  /// What the long words of a text say when they are decoded once.
  static func decodedWords(of text: String) -> [String] {
    var found: [String] = []
    for word in text.split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber || "+/=-_".contains($0))) }) {
      guard word.utf8.count >= 12 else { continue }
      for data in [base64(String(word)), hexadecimal(String(word))] {
        if let data, let decoded = String(data: data, encoding: .utf8), isText(decoded) { found.append(decoded) }
      }
    }
    return found
  }

  /// A text with its letters moved by 13, and backwards.
  static func rearranged(_ text: String) -> [String] {
    let moved = text.unicodeScalars.map { scalar -> Character in
      switch scalar.value {
      case 65...90: Character(Unicode.Scalar(UInt8((scalar.value - 65 + 13) % 26 + 65)))
      case 97...122: Character(Unicode.Scalar(UInt8((scalar.value - 97 + 13) % 26 + 97)))
      default: Character(scalar)
      }
    }
    return [String(moved), String(text.reversed())]
  }

  private static func base64(_ word: String) -> Data? {
    var plain = word.replacing("-", with: "+").replacing("_", with: "/").filter { $0 != "=" }
    guard plain.count % 4 != 1 else { return nil }
    plain += String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Data(base64Encoded: plain)
  }

  private static func hexadecimal(_ word: String) -> Data? {
    guard word.count.isMultiple(of: 2), word.allSatisfy(\.isHexDigit) else { return nil }
    var data = Data()
    var rest = word[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      data.append(byte)
      rest = rest.dropFirst(2)
    }
    return data
  }

  /// Whether it reads as text: printable, and mostly letters and spaces.
  private static func isText(_ decoded: String) -> Bool {
    let letters = decoded.count { $0.isLetter || $0 == " " }
    return decoded.count >= 4 && letters * 10 >= decoded.count * 8
      && !decoded.unicodeScalars.contains { $0.value < 32 && $0 != "\n" }
  }
}
