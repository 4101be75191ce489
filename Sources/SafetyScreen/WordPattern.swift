/// A phrase to look for: words, alternatives, classes of words, numbers and gaps, within one sentence.
///
/// The notation is explained at the top of `Data/safety.yaml`.
struct WordPattern: Sendable {
  /// One step through a sentence.
  enum Step: Sendable, Equatable {
    /// A token that is one of an element's words.
    case element(Int)
    /// The same, or nothing.
    case optional(Int)
    /// Up to so many words that do not matter.
    case gap(Int)
    /// The end of the sentence.
    case end
  }

  /// Whether it must begin a sentence.
  let atStart: Bool
  /// The element it begins with, by which it is found.
  let first: Int
  /// What follows.
  let rest: [Step]
}

/// What one place of a phrase may be.
struct PatternElement: Sendable {
  /// A known word.
  struct Word: Sendable, Hashable {
    var text: String
    /// Whether misspellings do not count.
    var exact = false
    /// Whether anything may follow.
    var isPrefix = false
  }

  var words: [Word] = []
  /// Any number of at least so much.
  var number: Double?
  /// Any amount of at least so many milligrams.
  var milligrams: Double?
}

/// Reads phrases and keeps the elements they have in common.
struct PatternReader {
  /// Words by the name of their class.
  private var classes: [String: PatternElement] = [:]
  private(set) var known: [String: Int] = [:]
  private(set) var elements: [PatternElement] = []

  /// A mistake in a phrase.
  struct Mistake: Error {
    let rule: String
  }

  /// Adds a class of words.
  mutating func define(_ name: String, _ words: [String]) throws(Mistake) {
    guard classes[name] == nil, name == name.uppercased() else { throw Mistake(rule: "a class is in capitals, once") }
    classes[name] = try element(words.joined(separator: "|"))
    _ = try number(of: name)
  }

  /// Reads a phrase; alternatives of several words, such as "soon|at_once", make several patterns.
  mutating func patterns(_ phrase: String) throws(Mistake) -> [WordPattern] {
    var variants = [""]
    for part in phrase.split(separator: " ") {
      let choices = part.split(separator: "|")
      let single = choices.filter { !$0.contains("_") }.joined(separator: "|")
      let several = choices.filter { $0.contains("_") }.map { String($0).replacing("_", with: " ") }
      variants = variants.flatMap { begun in
        ((single.isEmpty ? [] : [single]) + several).map { begun.isEmpty ? $0 : begun + " " + $0 }
      }
    }
    var result: [WordPattern] = []
    for variant in variants { result.append(try pattern(variant)) }
    return result
  }

  private mutating func pattern(_ phrase: String) throws(Mistake) -> WordPattern {
    var steps: [WordPattern.Step] = []
    var parts = phrase.split(separator: " ").map(String.init)
    let atStart = parts.first == "^"
    if atStart { parts.removeFirst() }
    for part in parts {
      if part == "$" {
        steps.append(.end)
      } else if part == ".." {
        steps.append(.gap(5))
      } else if part.hasPrefix("~"), let longest = Int(part.dropFirst()) {
        steps.append(.gap(longest))
      } else {
        let isOptional = part.hasSuffix("?")
        let identifier = try number(of: isOptional ? String(part.dropLast()) : part)
        steps.append(isOptional ? .optional(identifier) : .element(identifier))
      }
    }
    guard case .element(let first)? = steps.first else {
      throw Mistake(rule: "the phrase '\(phrase)' must begin with a word")
    }
    return WordPattern(atStart: atStart, first: first, rest: Array(steps.dropFirst()))
  }

  private mutating func number(of part: String) throws(Mistake) -> Int {
    if let index = known[part] { return index }
    elements.append(try element(part))
    known[part] = elements.count - 1
    return elements.count - 1
  }

  private func element(_ part: String) throws(Mistake) -> PatternElement {
    var result = PatternElement()
    for choice in part.split(separator: "|").map(String.init) {
      if choice == ScreenLexer.commentMark || choice == ScreenLexer.markupMark {
        result.words.append(.init(text: choice, exact: true))
      } else if choice.hasPrefix("NUMBER") {
        result.number = Double(choice.dropFirst(6)) ?? 0
      } else if choice.hasPrefix("AMOUNT") {
        result.milligrams = Double(choice.dropFirst(6)) ?? 0
      } else if choice.first?.isUppercase == true {
        guard let members = classes[choice] else { throw Mistake(rule: "the class '\(choice)' is not known") }
        result.words += members.words
        result.number = result.number ?? members.number
        result.milligrams = result.milligrams ?? members.milligrams
      } else {
        result.words += try Self.words(choice)
      }
    }
    return result
  }

  private static func words(_ choice: String) throws(Mistake) -> [PatternElement.Word] {
    let stem = String(choice.filter { $0.isASCII && ($0.isLowercase || $0.isNumber) })
    let ending = choice.last.map { "+*!".contains($0) } == true ? choice.last : nil
    guard !stem.isEmpty, stem.count + (ending == nil ? 0 : 1) + choice.count(where: { $0 == "'" }) == choice.count
    else {
      throw Mistake(rule: "'\(choice)' is no word; write small letters, then +, * or ! where needed")
    }
    switch ending {
    case "+": return inflections(of: stem).map { .init(text: $0) }
    case "*": return [.init(text: stem, isPrefix: true)]
    case "!": return [.init(text: stem, exact: true)]
    default: return [.init(text: stem)]
    }
  }

  /// The regular forms of a word: kill, kills, killed, killing, killin.
  static func inflections(of word: String) -> [String] {
    let vowels = "aeiou"
    let base = String(word.dropLast())
    var stems: [String] = []
    var forms = [word]
    if word.hasSuffix("ie") {
      return forms + [word + "s", word + "d", String(word.dropLast(2)) + "ying"]
    } else if word.hasSuffix("e") {
      forms += [word + "s", word + "d", base + "ing", base + "in"]
    } else if word.hasSuffix("y"), let before = base.last, !vowels.contains(before) {
      forms += [base + "ies", base + "ied", word + "ing", word + "in"]
    } else {
      let sibilant = ["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) }
      forms.append(word + (sibilant ? "es" : "s"))
      stems.append(word)
      if let last = word.last, let before = base.last, vowels.contains(before), !vowels.contains(last),
        !"wxy".contains(last),
        let third = base.dropLast().last, !vowels.contains(third)
      {
        stems.append(word + String(last))
      }
      for stem in stems { forms += [stem + "ed", stem + "ing", stem + "in"] }
    }
    return forms
  }
}
