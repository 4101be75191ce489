import Dispatch
import Foundation
import Synchronization

/// Places for computations: so many run at once, away from the event loop, and none holds a request longer than allowed.
final class Computing: Sendable {
  private let places: Int
  private let taken = Mutex(0)
  private let queue = DispatchQueue(label: "coeruleus.computing", qos: .userInitiated, attributes: .concurrent)

  init(places: Int) { self.places = max(1, places) }

  /// Runs synchronous work and waits for it.
  ///
  /// Work cannot be stopped half-way: when the time is over, the request is answered and the place is given back at its end.
  ///
  /// - Throws: ``Problem`` 503 when no place becomes free or the time is over, and what the work throws.
  func run<Value: Sendable>(
    patience: Int = 4, limit: Int = Limits.seconds, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await enter(patience: patience)
    let race = Race<Value>()
    return try await withCheckedThrowingContinuation { continuation in
      race.start(continuation)
      queue.async {
        let result = Result { try work() }
        self.leave()
        race.finish(result)
      }
      DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limit)) {
        race.finish(.failure(Problem.tooSlow))
      }
    }
  }

  private func enter(patience: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(patience)
    while !tryEnter() {
      guard ContinuousClock.now < deadline else { throw Problem.busy }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  private func tryEnter() -> Bool {
    taken.withLock { taken in
      guard taken < places else { return false }
      taken += 1
      return true
    }
  }

  private func leave() { taken.withLock { $0 -= 1 } }
}

/// Answers a waiting request once, with whichever result comes first.
private final class Race<Value: Sendable>: Sendable {
  private let waiting = Mutex<CheckedContinuation<Value, any Error>?>(nil)

  func start(_ continuation: CheckedContinuation<Value, any Error>) { waiting.withLock { $0 = continuation } }

  func finish(_ result: Result<Value, any Error>) {
    let continuation = waiting.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
    continuation?.resume(with: result)
  }
}
