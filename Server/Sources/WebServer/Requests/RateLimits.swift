import Foundation
import Synchronization

/// Buckets of tokens in memory: each name may do so much at once and so much more per minute.
final class RateLimit: Sendable {
  private struct Bucket {
    var tokens: Double
    var time: ContinuousClock.Instant
  }

  private let capacity: Double
  /// Tokens per second.
  private let rate: Double
  private let buckets = Mutex<[String: Bucket]>([:])
  private static let mostNames = 20_000

  init(atOnce capacity: Double, perMinute: Double) {
    self.capacity = capacity
    rate = perMinute / 60
  }

  /// Takes a token of a name.
  ///
  /// - Throws: ``Problem`` 429 when none is left.
  func take(_ name: String) throws(Problem) {
    let wait: Int? = buckets.withLock { buckets in
      let now = ContinuousClock.now
      if buckets.count >= Self.mostNames { buckets = buckets.filter { refilled($0.value, now).tokens < capacity } }
      if buckets.count >= Self.mostNames { buckets = [:] }
      var bucket = refilled(buckets[name] ?? Bucket(tokens: capacity, time: now), now)
      guard bucket.tokens >= 1 else {
        buckets[name] = bucket
        return Int(((1 - bucket.tokens) / rate).rounded(.up))
      }
      bucket.tokens -= 1
      buckets[name] = bucket
      return nil
    }
    if let wait {
      var problem = Problem.tooMany
      problem.retryAfter = max(1, wait)
      throw problem
    }
  }

  private func refilled(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Bucket {
    let passed = now - bucket.time
    let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
    return Bucket(tokens: min(capacity, bucket.tokens + seconds * rate), time: now)
  }
}

/// The limits of the site.
struct RateLimits: Sendable {
  let ask: RateLimit
  let simulate: RateLimit
  let search: RateLimit
  let signInByAddress: RateLimit
  let signInByAccount: RateLimit
  let report: RateLimit
  let write: RateLimit

  /// Makes the limits; `isReadingUnlimited` leaves those on reading out, for load runs that come from one address.
  init(isReadingUnlimited: Bool) {
    func reading(atOnce: Double, perMinute: Double) -> RateLimit {
      let factor = isReadingUnlimited ? 1e9 : 1
      return RateLimit(atOnce: atOnce * factor, perMinute: perMinute * factor)
    }
    ask = reading(atOnce: 20, perMinute: 30)
    simulate = reading(atOnce: 12, perMinute: 12)
    search = reading(atOnce: 60, perMinute: 120)
    signInByAddress = RateLimit(atOnce: 10, perMinute: 5)
    signInByAccount = RateLimit(atOnce: 5, perMinute: 1)
    report = RateLimit(atOnce: 5, perMinute: 1)
    write = RateLimit(atOnce: 30, perMinute: 30)
  }
}
