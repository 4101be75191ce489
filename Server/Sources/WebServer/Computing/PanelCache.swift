import Answers
import Foundation
import Logging
import Reports
import Synchronization

/// The computed panels: made in the background when first asked for, kept until the model changes, which is a restart.
final class PanelCache: Sendable {
  /// Where a panel stands.
  enum State: Sendable {
    case computing
    case ready(Drawn)
    case failed
  }

  /// A panel with its drawings.
  struct Drawn: Sendable {
    var panel: Panel
    var svg: String
    var specification: String
  }

  private let library: PanelLibrary
  private let computing: Computing
  private let logger: Logger
  private let states = Mutex<[String: State]>([:])

  init(library: PanelLibrary, computing: Computing, logger: Logger) {
    self.library = library
    self.computing = computing
    self.logger = logger
  }

  /// The ids of all panels.
  var ids: [String] { library.specifications.keys.sorted() }

  /// What a panel computes.
  func specification(_ id: String) -> PanelSpecification? { library.specifications[id] }

  /// Where a panel stands; nil when there is none of this name.
  ///
  /// Starts to compute it when nobody has.
  func state(_ id: String) -> State? {
    guard library.specifications[id] != nil else { return nil }
    let known: State? = states.withLock { states in
      if let state = states[id] { return state }
      states[id] = .computing
      return nil
    }
    if let known { return known }
    Task { await compute(id) }
    return .computing
  }

  /// A panel that is computed already; starts to compute it when nobody has.
  func ready(_ id: String) -> Panel? {
    if case .ready(let drawn) = state(id) { drawn.panel } else { nil }
  }

  private func compute(_ id: String) async {
    let library = library
    do {
      // Patient: a panel waits behind the questions of readers.
      let drawn = try await computing.run(patience: 600, limit: 600) {
        let panel = try library.compute(id)
        return Drawn(panel: panel, svg: PanelChart.svg(panel), specification: PanelChart.vegaLite(panel))
      }
      states.withLock { $0[id] = .ready(drawn) }
    } catch is Problem {
      // No place became free: whoever asks next starts it again.
      states.withLock { $0[id] = nil }
    } catch {
      logger.error("panel not computed", metadata: ["panel": .string(id), "error": .string("\(error)")])
      states.withLock { $0[id] = .failed }
    }
  }
}
