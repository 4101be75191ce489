/// How hard a text is to read, as a school grade.
///
///     grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
///
/// Syllables are counted by groups of vowels, less a silent ending. Source: Kincaid JP et al. 1975, Research Branch Report 8-75, Naval Technical
/// Training Command (the Flesch-Kincaid grade level).
public enum ReadingGrade {
  /// The grade of a text; zero for one without words.
  public static func grade(_ text: String) -> Double {
    let words = words(text)
    guard !words.isEmpty else { return 0 }
    let sentenceCount = max(1, sentences(text).count)
    let syllables = words.reduce(0) { $0 + self.syllables($1) }
    return 0.39 * Double(words.count) / Double(sentenceCount) + 11.8 * Double(syllables) / Double(words.count) - 15.59
  }

  /// The sentences of a text: what stands between full stops, question and exclamation marks followed by a space, and line ends.
  public static func sentences(_ text: String) -> [String] {
    var result: [String] = []
    var current = ""
    func close() {
      let trimmed = current.trimmingSpaces
      if trimmed.contains(where: { $0.isLetter || $0.isNumber }) { result.append(trimmed) }
      current = ""
    }
    let characters = Array(text)
    for (place, character) in characters.enumerated() {
      if character == "\n" {
        close()
        continue
      }
      current.append(character)
      let isEnd = ".!?".contains(character)
      let next = place + 1 < characters.count ? characters[place + 1] : " "
      if isEnd && next.isWhitespace { close() }
    }
    close()
    return result
  }

  /// The words of a text; a number counts as one word, a hyphen parts words.
  public static func words(_ text: String) -> [String] {
    var result: [String] = []
    var current = ""
    let characters = Array(text)
    for (place, character) in characters.enumerated() {
      let isInside =
        character.isLetter || character.isNumber
        || ("'\u{2019}.,".contains(character) && !current.isEmpty && place + 1 < characters.count
          && (("'\u{2019}".contains(character) && characters[place + 1].isLetter)
            || (".,".contains(character) && characters[place + 1].isNumber && current.last?.isNumber == true)))
      if isInside {
        current.append(character)
      } else if !current.isEmpty {
        result.append(current)
        current = ""
      }
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  /// The syllables of a word, at least one.
  public static func syllables(_ word: String) -> Int {
    let letters = word.lowercased().filter { ("a"..."z").contains($0) }
    guard !letters.isEmpty else { return 1 }
    let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y"]
    var count = 0
    var wasVowel = false
    for letter in letters {
      let isVowel = vowels.contains(letter)
      if isVowel && !wasVowel { count += 1 }
      wasVowel = isVowel
    }
    if count > 1 && hasSilentEnding(letters, vowels: vowels) { count -= 1 }
    return max(1, count)
  }

  private static func hasSilentEnding(_ word: String, vowels: Set<Character>) -> Bool {
    let letters = Array(word)
    func letter(_ back: Int) -> Character { letters.count >= back ? letters[letters.count - back] : " " }
    if letter(1) == "e" { return !(letter(2) == "l" && letters.count > 2 && !vowels.contains(letter(3))) }
    if letter(1) == "d" && letter(2) == "e" { return letter(3) != "t" && letter(3) != "d" }
    if letter(1) == "s" && letter(2) == "e" {
      if "sxzcg".contains(letter(3)) || (letter(3) == "h" && "cs".contains(letter(4))) { return false }
      return !(letter(3) == "l" && !vowels.contains(letter(4)))
    }
    return false
  }
}

extension String {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
