import Foundation

/// Reads a password from the terminal without showing it, or a line from a pipe.
enum PasswordPrompt {
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  static func read(_ prompt: String) -> String {
    guard isTerminal else { return readLine() ?? "" }
    FileHandle.standardError.write(Data(prompt.utf8))
    var shown = termios()
    tcgetattr(STDIN_FILENO, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      FileHandle.standardError.write(Data("\n".utf8))
    }
    return readLine() ?? ""
  }
}
