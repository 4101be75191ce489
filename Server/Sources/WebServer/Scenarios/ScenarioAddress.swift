/// The address of the scenario page that runs what a command line runs.
enum ScenarioAddress {
  /// Options of the command line and the parameters that mean the same.
  private static let names = [
    "--with": "with", "--for": "for-time", "--age": "age", "--weight": "weight", "--sex": "sex", "--cyp2d6": "cyp2d6",
    "--cyp2c19": "cyp2c19", "--cyp2b6": "cyp2b6", "--ces1": "ces1", "--creatinine-clearance": "clearance",
    "--condition": "condition", "--draws": "draws", "--seed": "seed",
  ]

  /// The address for the words of a command; nil when they run no scenario.
  static func address(command: String) -> String? {
    var words = split(command)[...]
    if words.first?.hasSuffix("coeruleus") == true { words = words.dropFirst() }
    if words.first == "simulate" { words = words.dropFirst() }
    var regimen: [String] = []
    var parameters: [(name: String, value: String)] = []
    while let word = words.popFirst() {
      if word == "--smoker" {
        parameters.append(("smoker", "yes"))
      } else if word == "--pregnant" {
        parameters.append(("pregnant", "yes"))
      } else if let name = names[word], let value = words.popFirst() {
        parameters.append((name, value))
      } else if word.hasPrefix("--") {
        // Such as --readout: the page tells everything.
        if words.first?.hasPrefix("--") == false { words = words.dropFirst() }
      } else {
        regimen.append(word)
      }
    }
    guard !regimen.isEmpty else { return nil }
    return Address(path: "/scenarios", parameters: [("regimen", regimen.joined(separator: " "))] + parameters).text
  }

  /// Words of a shell line; quoted words stay whole.
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isOpen = false
    for character in line {
      if let mark = quote {
        if character == mark { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        isOpen = true
      } else if character == " " {
        if isOpen || !word.isEmpty { words.append(word) }
        word = ""
        isOpen = false
      } else {
        word.append(character)
      }
    }
    if isOpen || !word.isEmpty { words.append(word) }
    return words
  }
}
