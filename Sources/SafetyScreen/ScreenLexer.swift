/// Cuts a folded text into words, numbers and sentences.
struct ScreenLexer {
  /// What stands for an opened comment and for other markup that sets off orders to a program.
  static let commentMark = "COMMENT"
  static let markupMark = "MARKUP"

  private let bytes: [UInt8]
  private let spelling: SpellingTables
  private var position = 0
  private var sentence = 0
  private var tokens: [ScreenToken] = []

  private init(_ bytes: [UInt8], spelling: SpellingTables) {
    self.bytes = bytes
    self.spelling = spelling
  }

  /// The tokens of a text, in order.
  static func tokens(of text: FoldedText, spelling: SpellingTables) -> [ScreenToken] {
    var lexer = Self(text.bytes, spelling: spelling)
    lexer.run()
    return lexer.tokens
  }

  private func byte(_ offset: Int) -> UInt8 {
    let index = position + offset
    return bytes.indices.contains(index) ? bytes[index] : 32
  }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      bytes.count - position >= wanted.count && wanted.indices.allSatisfy { bytes[position + $0] == wanted[$0] }
    }
  }

  private mutating func run() {
    while position < bytes.count {
      let current = byte(0)
      if current == UInt8(ascii: "x"), byte(1).isDigit, tokens.last?.number != nil {
        // "40x75 mg"
        tokens.append(ScreenToken(forms: ["x"], sentence: sentence))
        position += 1
      } else if current.isLetter || ((current == .at || current == .dollar) && byte(1).isLetter) {
        if !readSpelledOut() { readWord() }
      } else if current.isDigit {
        readNumber()
      } else if starts("<!--") {
        mark(Self.commentMark, length: 4)
      } else if starts("<|") || starts("[[") || starts(">>>") || starts("###") {
        mark(Self.markupMark, length: 2)
      } else {
        if current.endsSentence { endSentence() }
        position += 1
      }
    }
  }

  private mutating func mark(_ name: String, length: Int) {
    endSentence()
    tokens.append(ScreenToken(forms: [name], sentence: sentence))
    position += length
  }

  private mutating func endSentence() {
    if tokens.last?.sentence == sentence { sentence += 1 }
  }

  /// Reads letters that are set apart, such as "k-i-l-l" or "k i l l", as one word.
  private mutating func readSpelledOut() -> Bool {
    let separator = byte(1)
    guard separator == 32 || separator == .dot || separator == .hyphen || separator == .star || separator == .underscore
    else { return false }
    var letters = [byte(0)]
    var offset = 1
    while byte(offset) == separator, byte(offset + 1).isLetter {
      letters.append(byte(offset + 1))
      offset += 2
    }
    guard letters.count >= 4, !byte(offset).isLetter else { return false }
    position += offset
    append(letters)
    return true
  }

  private mutating func readWord() {
    var word: [UInt8] = []
    var possessive = false
    while position < bytes.count {
      let current = byte(0)
      if current.isLetter || current.isDigit || current == .at || current == .dollar {
        word.append(current)
      } else if current == .apostrophe, byte(1).isLetter {
        possessive = byte(1) == UInt8(ascii: "s") && !byte(2).isLetter
      } else if current == .star || current == .exclamation || current == .pipe, byte(1).isLetter {
        word.append(current)
      } else {
        break
      }
      position += 1
    }
    append(word, possessive: possessive)
  }

  private mutating func append(_ word: [UInt8], possessive: Bool = false) {
    let forms = spelling.forms(of: word, possessive: possessive)
    for expansion in spelling.expansions(of: forms[0]) {
      tokens.append(ScreenToken(forms: expansion, sentence: sentence))
    }
    if spelling.expansions(of: forms[0]).isEmpty {
      let value = forms.compactMap { [spelling] in spelling.numbers[$0] }.first
      appendCounted(ScreenToken(forms: forms, number: value, sentence: sentence))
    }
  }

  /// Joins a unit of mass to the number before it, and "sixty five" to one number.
  private mutating func appendCounted(_ token: ScreenToken) {
    if let last = tokens.last, last.sentence == sentence, let number = last.number {
      if last.milligrams == nil, let factor = spelling.masses[token.forms[0]] {
        tokens[tokens.count - 1].milligrams = number * factor
        return
      }
      if let value = token.number, value == 100 || value == 1000, number < value {
        tokens[tokens.count - 1].number = number * value
        return
      }
    }
    tokens.append(token)
  }

  private mutating func readNumber() {
    var digits: [UInt8] = []
    while position < bytes.count {
      let current = byte(0)
      if current.isDigit {
        digits.append(current)
      } else if current == .dot, byte(1).isDigit {
        digits.append(current)
      } else if current == .comma, byte(1).isDigit, byte(2).isDigit, byte(3).isDigit, !byte(4).isDigit {
        // A separator of thousands.
      } else {
        break
      }
      position += 1
    }
    var letters: [UInt8] = []
    while position + letters.count < bytes.count, byte(letters.count).isLetter || byte(letters.count).isDigit {
      letters.append(byte(letters.count))
    }
    let figure = String(decoding: digits, as: UTF8.self)
    if !letters.isEmpty, letters[0].isLetter, letters.count >= 2, !spelling.isUnit(letters) {
      position += letters.count
      append(digits + letters)
      return
    }
    var forms = [figure]
    if letters.isEmpty { forms += spelling.digitWords[figure] ?? [] }
    tokens.append(ScreenToken(forms: forms, number: Double(figure), sentence: sentence))
  }
}

extension UInt8 {
  static let at = Self(ascii: "@")
  static let dollar = Self(ascii: "$")
  static let dot = Self(ascii: ".")
  static let comma = Self(ascii: ",")
  static let hyphen = Self(ascii: "-")
  static let star = Self(ascii: "*")
  static let pipe = Self(ascii: "|")
  static let underscore = Self(ascii: "_")
  static let apostrophe = Self(ascii: "'")
  static let exclamation = Self(ascii: "!")

  var isLetter: Bool { (97...122).contains(self) }
  var isDigit: Bool { (48...57).contains(self) }
  /// Full stop, exclamation and question mark, semicolon, line end.
  var endsSentence: Bool { self == 46 || self == 33 || self == 63 || self == 59 || self == 10 || self == 13 }
}
