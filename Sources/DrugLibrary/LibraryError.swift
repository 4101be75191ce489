/// A fault in a data file: where it stands, which rule it breaks, and what was probably meant.
public struct LibraryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file's name.
  public var file: String
  /// The line, counted from one; zero when it concerns the whole file.
  public var line: Int
  /// The key path inside the file.
  public var path: String
  /// The rule that is broken.
  public var rule: String
  /// The nearest valid choice.
  public var suggestion: String?

  /// Makes an error.
  public init(file: String, line: Int, path: String, rule: String, suggestion: String? = nil) {
    self.file = file
    self.line = line
    self.path = path
    self.rule = rule
    self.suggestion = suggestion
  }

  /// "file:line: path: rule; did you mean ...?".
  public var description: String {
    let place = line > 0 ? "\(file):\(line)" : file
    let key = path.isEmpty ? "" : " \(path):"
    return "\(place):\(key) \(rule)" + (suggestion.map { "; did you mean \($0)?" } ?? "")
  }
}
