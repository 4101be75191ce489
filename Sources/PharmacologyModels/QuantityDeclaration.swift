public import Expressions

/// What a number of a model is called, in which unit it stands, and what it means.
public struct QuantityDeclaration: Sendable, Equatable {
  /// In camel case, as in the data files.
  public let name: String
  /// As in the data files; "1" when it has none.
  public let unit: String
  /// In a few words.
  public let meaning: String

  /// Makes a declaration.
  public init(_ name: String, _ unit: String, _ meaning: String) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
  }
}

/// Values that equations look up by name while they are traced.
///
/// Looking up costs nothing later: equations are traced once for a scenario, and only the arithmetic is kept.
public struct NamedValues<S: Scalar> {
  private let index: [String: Int]
  private let values: [S]

  /// Pairs declarations with values in the same order.
  public init(_ declarations: [QuantityDeclaration], _ values: [S]) {
    precondition(declarations.count == values.count, "every declared quantity has a value")
    index = Dictionary(uniqueKeysWithValues: declarations.enumerated().map { ($1.name, $0) })
    self.values = values
  }

  /// The same names with other values.
  public func replacing(_ values: [S]) -> NamedValues { NamedValues(index: index, values: values) }

  private init(index: [String: Int], values: [S]) {
    precondition(index.count == values.count, "every declared quantity has a value")
    self.index = index
    self.values = values
  }

  /// The value of a quantity; a name that was not declared is a mistake in the program.
  public subscript(_ name: String) -> S {
    guard let number = index[name] else { preconditionFailure("'\(name)' is not declared") }
    return values[number]
  }
}

extension NamedValues: Sendable where S: Sendable {}
