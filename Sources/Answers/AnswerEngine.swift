public import KnowledgeBase
import SafetyScreen
import Simulation

/// Answers questions: safety first, then reading, computing, citing, for one reader.
///
/// The same question, reader, ledger and model give the same answer, byte for byte.
public struct AnswerEngine: Sendable {
  let knowledge: Knowledge
  let search: any EvidenceSearch
  let screen: SafetyScreen
  let reader: QuestionReader
  let occupancies: UsualOccupancies
  let rephraser: (any SentenceRephraser)?

  /// Makes an engine.
  ///
  /// - Parameters:
  ///   - knowledge: the ledger, the library and the words.
  ///   - search: how claims are found.
  ///   - rephraser: what may say sentences differently; none ships.
  public init(knowledge: Knowledge, search: any EvidenceSearch, rephraser: (any SentenceRephraser)? = nil) {
    self.rephraser = rephraser
    self.knowledge = knowledge
    self.search = search
    screen = knowledge.screen
    reader = QuestionReader(library: knowledge.library, ledger: knowledge.ledger, words: knowledge.words)
    occupancies = UsualOccupancies(library: knowledge.library, doses: knowledge.words.usualDoses)
  }

  /// Answers a question.
  ///
  /// Takes processor time when numbers are computed; call it away from a thread that must not wait.
  public func answer(_ request: AnswerRequest) -> Answer {
    let conversation = request.conversation.map { String($0.prefix(AnswerRequest.longestQuestion)) }
    if let flag = conversation.lazy.compactMap(screen.check).first {
      return refusal(flag.kind, conversation: conversation, reader: request.reader)
    }
    let understood = reader.read(conversation, for: request.reader, changes: request.changes)
    if harmfulDose(understood) { return refusal(.overdose, conversation: conversation, reader: request.reader) }
    let composer = AnswerComposer(
      knowledge: knowledge, search: search, occupancies: occupancies, request: request, understood: understood)
    do throws(ScenarioError) {
      var answer = try composer.answer()
      if let rephraser {
        answer.sentences = RephrasingGuard.apply(rephraser, to: answer.sentences, for: request.reader)
        answer.seal(knowledge.digest)
      }
      return answer
    } catch  where error.kind == .safety {
      return refusal(.overdose, conversation: conversation, reader: request.reader)
    } catch {
      return composer.unanswerable(error)
    }
  }

  /// What was read in a question, without answering it.
  public func understood(_ conversation: [String], for reader: Reader) -> Understood {
    self.reader.read(conversation, for: reader)
  }

  /// Whether a dose makes sense only as harm, for every reader and also where nothing would be computed.
  ///
  /// A slip of the pen far beyond any dose counts too: whoever meant it needs help, and whoever did not will see the number.
  private func harmfulDose(_ understood: Understood) -> Bool {
    understood.medicines.contains { medicine in
      guard medicine.isComputable, let regimen = medicine.regimen,
        let scenario = try? Scenario(
          regimens: [regimen], patient: Patient(weight: understood.person.weight), duration: 48,
          library: knowledge.library, draws: 1)
      else { return false }
      return (try? scenario.checkDoses()) == nil
    }
  }

  private func refusal(_ kind: RedFlag.Kind, conversation: [String], reader: Reader) -> Answer {
    var understood = Understood.empty
    understood.conversation = conversation
    understood.summary = "This was not read further."
    let help = screen.help(for: kind)
    var answer = Answer(
      reader: reader, understood: understood, answer: help.first ?? "", numbers: [], sentences: [], warnings: [],
      options: [],
      sources: [], unanswered: [], refused: Answer.Refusal(kind: kind.rawValue, help: help), scenarios: [],
      followUps: [],
      articles: [], disclaimer: Article.disclaimer, digest: "")
    answer.seal(knowledge.digest)
    return answer
  }
}
