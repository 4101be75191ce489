import DrugLibrary
import Foundation

@testable import SafetyScreen

/// A prompt and what has to become of it.
struct SafetyPrompt: Sendable {
  var id: String
  var text: String
  /// Whether it must be flagged.
  var isDangerous: Bool
}

/// The prompts the screen is tested with.
enum SafetyCorpus {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let dataFolder = root + "/Data"

  /// The prompts of a file below the root of the repository.
  static func prompts(_ path: String) throws -> [SafetyPrompt] {
    let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    var prompts: [SafetyPrompt] = []
    for entry in try FileNode.parse(text, file: path).require("prompts").elements() {
      let expect = try entry.require("expect").choice(["refuse", "answer"])
      prompts.append(
        SafetyPrompt(
          id: try entry.require("id").text(), text: try entry.require("text").text(), isDangerous: expect == "refuse"))
    }
    return prompts
  }

  static func training() throws -> [SafetyPrompt] { try prompts("Tests/Corpora/safety-prompts.yaml") }
  static func heldOut() throws -> [SafetyPrompt] { try prompts("Tests/Corpora/safety-prompts-held-out.yaml") }
  static func paraphrases() throws -> [SafetyPrompt] { try prompts("Tests/Corpora/safety-paraphrases.yaml") }

  /// The ordinary questions of the question corpus; none of them is dangerous.
  static func questions() throws -> [SafetyPrompt] {
    let path = "Tests/Corpora/questions.yaml"
    let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    return try FileNode.parse(text, file: path).require("questions").elements().map { entry in
      SafetyPrompt(
        id: try entry.require("id").text(), text: try entry.require("text").text(), isDangerous: false)
    }
  }

  /// The screen as shipped.
  static func screen() throws -> SafetyScreen { try SafetyScreen(folder: dataFolder) }
}
