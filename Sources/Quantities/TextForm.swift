extension String {
  /// The text with its first letter in capitals and the rest as it is.
  public var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The text without such characters at its ends.
  public func trimming(_ isUnwanted: (Character) -> Bool) -> String {
    var rest = Substring(self)
    while let first = rest.first, isUnwanted(first) { rest.removeFirst() }
    while let last = rest.last, isUnwanted(last) { rest.removeLast() }
    return String(rest)
  }
}
