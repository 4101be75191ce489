import Answers
import ArgumentParser
import Evidence
import Foundation
import KnowledgeBase
import KnowledgeStore
import Quantities

/// `coeruleus claims`: the ledger: one claim, a search, or a check of all.
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims", abstract: "Shows a claim, searches the ledger, or checks it.",
    subcommands: [Show.self, Search.self, Lint.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows a claim with its sources, grade and status.")
    @Argument(help: "The claim's id, such as C17.") var id: String
    @OptionGroup var data: DataFolder

    func run() throws {
      let ledger = try data.knowledge().ledger
      guard let claim = ledger[id] ?? ledger[id.uppercased()] else {
        let near = NearestName.suggestion(for: id, among: ledger.order).map { "; did you mean \($0)?" } ?? ""
        throw Failures.complaint("no claim '\(id)' is in the ledger\(near)", Failures.usage)
      }
      var lines = ["\(claim.id)  \(claim.kind.rawValue)  grade \(claim.grade.rawValue) (\(claim.gradeReason))"]
      if let statement = claim.statement { lines.append("commonly said: \(statement)") }
      lines += [claim.text, "for patients: \(claim.plain)"]
      if let detail = claim.detail { lines.append("detail: \(detail)") }
      lines.append(
        "scope: \(claim.scope.species), \(claim.scope.age)" + (claim.scope.dose.map { ", \($0)" } ?? "")
          + "; status: \(claim.status.rawValue), \(claim.date)")
      if ledger.citations(of: claim).isEmpty { lines.append("not verified: shown as no fact, cited nowhere") }
      for (source, reference) in ledger.citations(of: claim) {
        lines.append(
          "source: \(reference.citation) [\(source.locator)], supports: \(source.supports.rawValue)"
            + (reference.link.map { ", \($0)" } ?? ""))
      }
      if !claim.contradicts.isEmpty { lines.append("at odds with: \(claim.contradicts.joined(separator: ", "))") }
      Terminal.say(lines.joined(separator: "\n") + "\n")
    }
  }

  struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Searches claims, medicines, warnings and articles.")
    @Argument(help: "Words.") var words: [String]
    @Option(help: "How many at most.") var limit = 12
    @Flag(help: "Writes the hits as JSON.") var json = false
    @OptionGroup var data: DataFolder

    func run() throws {
      let knowledge = try data.knowledge()
      let result = try data.searchIndex(knowledge).hits(
        for: words.joined(separator: " "), kinds: [], limit: max(1, limit))
      if json {
        Terminal.say(CanonicalJSON.readable(result) + "\n")
        return
      }
      for correction in result.corrections { Terminal.say("'\(correction.typed)' was read as \(correction.readAs)\n") }
      for hit in result.hits {
        Terminal.say("\(hit.kind.rawValue) \(hit.id)\(hit.grade.map { " (\($0))" } ?? "")  \(hit.text.prefix(200))\n")
      }
      if result.hits.isEmpty { Terminal.say("nothing found\n") }
    }
  }

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks every claim: references, units, wording, duplicates, reading grade.")
    @OptionGroup var data: DataFolder

    func run() throws {
      let knowledge = try data.knowledge()
      let ledger = knowledge.ledger
      let faults = LedgerLint(ledger: ledger, library: knowledge.library).faults
      for fault in faults { Terminal.say("\(fault.claim): \(fault.rule)\n") }
      let cited = Set(ledger.all.flatMap { ledger.citations(of: $0).map(\.reference.id) })
      Terminal.say(
        "\(ledger.all.count) claims, \(ledger.all.count { ledger.isCitable($0.id) }) of them citable, \(cited.count) references cited, \(faults.count) faults\n"
      )
      if !faults.isEmpty { throw ExitCode(1) }
    }
  }
}
