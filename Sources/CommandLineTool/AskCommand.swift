import Answers
import ArgumentParser
import DrugLibrary
import Foundation
import KnowledgeBase
import Reports
import Simulation

/// `coeruleus ask`: a question in plain words in, a cited and computed answer out.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Answers a question: computes what can be computed, cites what is known.",
    discussion: """
      coeruleus ask "What is the role of norepinephrine in mental health?" --for clinician
      coeruleus ask "pt on Strattera 80, GP added Wellbutrin. what happens to levels?"
      coeruleus ask --follow-up "and if she is a 2D6 poor metaboliser?"
      """)

  @Argument(help: "The question.") var words: [String] = []
  @Option(name: .customLong("follow-up"), help: "A question on the last one; keeps its medicines and patient.")
  var followUp: String?
  @Option(name: .customLong("for"), help: "patient, student, clinician or researcher (default clinician).") var reader:
    String?
  @Option(help: "Changes the reading: a regimen as taken, such as \"nortriptyline 75mg daily\"; may be repeated.")
  var regimen: [String] = []
  @OptionGroup var patientOptions: PatientOptions
  @Option(help: "Draws from the parameters' uncertainty (default 300).") var draws: Int = 300
  @Flag(help: "Writes the answer as JSON to standard output.") var json = false
  @Flag(help: "Leaves simulations out.") var noSimulation = false
  @Flag(help: "Adds the full outcomes to the JSON.") var withScenarios = false
  @OptionGroup var data: DataFolder

  func validate() throws {
    if words.isEmpty && followUp == nil {
      throw ValidationError("a question is missing; write for example: coeruleus ask \"What does atomoxetine do?\"")
    }
    if !words.isEmpty && followUp != nil { throw ValidationError("give either a question or --follow-up, not both") }
    guard (20...5000).contains(draws) else {
      throw ValidationError("--draws must lie between 20 and 5000, not \(draws)")
    }
  }

  func run() throws {
    let memory = ConversationMemory()
    var conversation = [words.joined(separator: " ")]
    var reader = try reader.map(Failures.reader)
    if let followUp {
      guard let last = memory.load() else {
        throw Failures.complaint("--follow-up: there is no earlier question; ask one first", Failures.usage)
      }
      conversation = last.conversation + [followUp]
      reader = reader ?? last.reader
    }
    let tooLong = conversation.last.map { $0.count > AnswerRequest.longestQuestion } ?? false
    if tooLong || conversation.last?.contains(where: \.isLetter) != true {
      throw Failures.complaint(
        tooLong ? "a question has at most \(AnswerRequest.longestQuestion) characters" : "the question has no words",
        Failures.usage)
    }
    let knowledge = try data.knowledge()
    let engine = try data.engine(knowledge)
    let request = AnswerRequest(
      conversation: conversation, reader: reader ?? .clinician, changes: try changes(knowledge), draws: draws,
      computes: !noSimulation)
    var answer = engine.answer(request)
    // What somebody asked in distress is not kept.
    if answer.refused == nil {
      memory.save(ConversationMemory.Content(conversation: conversation, reader: request.reader))
    }
    if json {
      if !withScenarios { answer.scenarios = [] }
      Terminal.say(CanonicalJSON.readable(answer) + "\n")
    } else {
      Terminal.say(AnswerText(answer, usesColour: Terminal.usesColour).text())
    }
  }

  private func changes(_ knowledge: Knowledge) throws -> ScenarioChanges {
    let patient = try patientOptions.patient(library: knowledge.library)
    for text in regimen {
      _ = try Failures.report { try Intake.parse(text, library: knowledge.library) }
    }
    return ScenarioChanges(
      regimens: regimen, genotypes: patient.genotypes.mapValues(\.text), age: patient.age, weight: patient.weight,
      sex: patient.sex, isSmoker: patient.smoker, isPregnant: patient.pregnant ? true : nil,
      conditions: patient.conditions)
  }
}

/// The last question, kept for `--follow-up` in the user's state folder.
struct ConversationMemory {
  struct Content: Codable {
    var conversation: [String]
    var reader: Reader
  }

  private var path: String {
    let environment = ProcessInfo.processInfo.environment
    let state = environment["XDG_STATE_HOME"] ?? NSHomeDirectory() + "/.local/state"
    return state + "/coeruleus/last-question.json"
  }

  func load() -> Content? {
    FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(Content.self, from: $0) }
  }

  /// Keeps the question for its owner alone; a folder that cannot be written only means that nothing is kept.
  func save(_ content: Content) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let text = try? JSONEncoder().encode(content) else { return }
    try? text.write(to: URL(fileURLWithPath: path), options: .atomic)
    try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}
