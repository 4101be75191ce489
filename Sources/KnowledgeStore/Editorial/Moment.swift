import Foundation

/// Moments as the store writes them: yyyy-mm-ddThh:mm:ssZ, UTC.
enum Moment {
  static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
