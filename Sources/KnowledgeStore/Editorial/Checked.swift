import Foundation

/// Typed text before it is stored: without spaces at its ends, not empty, not too long.
enum Checked {
  static func text(
    _ text: String, _ place: String, longest: Int, mayBeEmpty: Bool = false
  ) throws(EditorialError) -> String {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard mayBeEmpty || !trimmed.isEmpty else { throw .invalid(place: place, rule: "must not be empty") }
    guard trimmed.count <= longest, !trimmed.unicodeScalars.contains("\0") else {
      throw .invalid(place: place, rule: "must be text of at most \(longest) characters")
    }
    return trimmed
  }
}
