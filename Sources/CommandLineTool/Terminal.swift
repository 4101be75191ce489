import Foundation

/// What the terminal can do, and where messages go.
enum Terminal {
  /// Whether standard output is a terminal that shows colour.
  static var usesColour: Bool {
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Writes a line to standard error.
  static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// Writes text to standard output.
  static func say(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

/// A progress bar on standard error, shown only in a terminal and only when the work takes longer than a second.
final class ProgressBar {
  private let start = Date()
  private var isShown = false
  private let isTerminal = isatty(STDERR_FILENO) == 1

  func show(_ share: Double) {
    guard isTerminal, Date().timeIntervalSince(start) > 1 else { return }
    isShown = true
    let filled = Int(min(1, max(0, share)) * 40)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 40 - filled)
    FileHandle.standardError.write(Data("\r\(bar) \(Int(share * 100)) %".utf8))
  }

  func finish() {
    if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
