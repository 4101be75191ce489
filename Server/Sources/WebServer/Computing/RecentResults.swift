import Synchronization

/// The last results by what they answer: the same question gives the same answer, so it need not be computed twice.
final class RecentResults<Value: Sendable>: Sendable {
  private struct Kept {
    var values: [String: Value] = [:]
    var order: [String] = []
  }

  private let capacity: Int
  private let kept = Mutex(Kept())

  init(capacity: Int) { self.capacity = capacity }

  subscript(key: String) -> Value? {
    get {
      kept.withLock { kept in
        guard let value = kept.values[key] else { return nil }
        kept.order.removeAll { $0 == key }
        kept.order.append(key)
        return value
      }
    }
    set {
      kept.withLock { kept in
        kept.order.removeAll { $0 == key }
        kept.values[key] = newValue
        if newValue != nil { kept.order.append(key) }
        while kept.order.count > capacity { kept.values[kept.order.removeFirst()] = nil }
      }
    }
  }
}
