/// A piece of a regimen text.
struct RegimenToken: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case number(Double)
    /// Minutes after midnight, from `08:00`.
    case clock(Int)
    case word
    case comma
    case slash
    /// A hyphen before a digit, or one between spaces.
    case dash
    case other
  }

  let kind: Kind
  /// The characters as typed.
  let raw: String
  /// Lower case, without the points of `b.i.d.`: what words are compared by.
  let key: String
  /// Position of the first character in the text, from 0.
  let position: Int
  /// Position after the last character.
  let end: Int
  /// True when no space comes before.
  let isAttached: Bool
  /// True when a hyphen was dropped before, as in `8-hourly`.
  let isHyphenated: Bool

  var number: Double? {
    if case .number(let value) = kind { return value }
    return nil
  }

  /// True for the last part of a word with a comma as decimal sign, such as `5` in `12,5`.
  func follows(_ other: RegimenToken) -> Bool { isAttached && position == other.end }
}

/// Cuts a regimen text into tokens.
struct RegimenLexer {
  private let text: [Character]
  private var position = 0
  private var tokens: [RegimenToken] = []
  private var dropsHyphen = false

  /// Signs from keyboards and word processors that mean a plain one.
  private static let plain: [Character: Character] = [
    "\u{B5}": "u", "\u{3BC}": "u", "\u{2212}": "-", "\u{2013}": "-", "\u{2014}": "-",
    "\u{2010}": "-", "\u{2011}": "-", "\u{D7}": "x", "\u{2019}": "'", "\u{A0}": " ",
    "\u{202F}": " ", "\t": " ", "\n": " ", "\r": " ", "\r\n": " ",
  ]

  /// The characters of a text after replacement of look-alikes; positions stay the same.
  static func characters(of text: String) -> [Character] { text.map { plain[$0] ?? $0 } }

  init(_ characters: [Character]) { text = characters }

  /// Returns all tokens in order.
  mutating func run() -> [RegimenToken] {
    while position < text.count {
      let character = text[position]
      if character == " " || character == "(" || character == ")" {
        position += 1
        dropsHyphen = false
      } else if isDigit(position) || character == "." && isDigit(position + 1) {
        lexNumber()
      } else if character.isLetter {
        lexWord()
      } else if character == "-" {
        lexHyphen()
      } else {
        lexSign(character)
      }
    }
    return tokens
  }

  private func isDigit(_ index: Int) -> Bool {
    index < text.count && ("0"..."9").contains(text[index])
  }

  private func isSpace(_ index: Int) -> Bool {
    index < 0 || index >= text.count || " ()".contains(text[index])
  }

  private mutating func append(_ kind: RegimenToken.Kind, to end: Int, key: String? = nil) {
    let raw = String(text[position..<end])
    tokens.append(
      RegimenToken(
        kind: kind, raw: raw, key: key ?? raw.lowercased(), position: position, end: end,
        isAttached: !isSpace(position - 1), isHyphenated: dropsHyphen))
    dropsHyphen = false
    position = end
  }

  private func digits(from start: Int) -> Int {
    var end = start
    while isDigit(end) { end += 1 }
    return end
  }

  private mutating func lexNumber(signed: Bool = false) {
    let start = position + (signed ? 1 : 0)
    var end = digits(from: start)
    if end - start <= 2, end > start, end < text.count, text[end] == ":",
      digits(from: end + 1) == end + 3,
      let hour = Int(String(text[start..<end])), let minute = Int(String(text[(end + 1)..<(end + 3)])),
      !signed, hour <= 24, minute < 60, hour * 60 + minute <= 1440
    {
      append(.clock((hour * 60 + minute) % 1440), to: end + 3)
      return
    }
    if end > start, end - start <= 3, text[start] != "0" {
      while end < text.count, text[end] == ",", digits(from: end + 1) == end + 4 { end += 4 }
    }
    if end < text.count, text[end] == ".", isDigit(end + 1) { end = digits(from: end + 1) }
    if end < text.count, text[end] == "e" || text[end] == "E" {
      let hasSign = end + 1 < text.count && "+-".contains(text[end + 1])
      let exponent = end + (hasSign ? 2 : 1)
      if isDigit(exponent) { end = digits(from: exponent) }
    }
    let plain = String(text[position..<end].filter { $0 != "," })
    append(.number(Double(plain) ?? .nan), to: end)
  }

  private mutating func lexWord() {
    var end = position
    while end < text.count {
      let joins =
        (text[end] == "." || text[end] == "'") && end + 1 < text.count
        && text[end + 1].isLetter
      guard text[end].isLetter || joins else { break }
      end += 1
    }
    let key = String(text[position..<end]).lowercased().filter { $0 != "." && $0 != "'" }
    append(.word, to: end, key: key)
  }

  private mutating func lexHyphen() {
    let next = position + 1
    let startsNumber = isDigit(next) || next < text.count && text[next] == "." && isDigit(next + 1)
    if startsNumber, isSpace(position - 1) {
      lexNumber(signed: true)
    } else if startsNumber || isSpace(next) {
      append(.dash, to: next)
    } else {
      position = next
      dropsHyphen = true
    }
  }

  private mutating func lexSign(_ character: Character) {
    let next = position + 1
    switch character {
    case ",", ";": append(.comma, to: next)
    case "/": append(.slash, to: next)
    case "&", "+": append(.word, to: next, key: "and")
    case "\u{2192}": append(.word, to: next, key: "then")
    case "." where isSpace(next): position = next
    default: append(.other, to: next)
    }
  }
}
