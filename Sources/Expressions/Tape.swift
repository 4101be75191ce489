/// One operation of a ``Tape``: registers are numbers of values, each as wide as the lanes that run it.
public struct Instruction: Sendable, Equatable {
  /// What an instruction computes.
  public enum Operation: UInt8, Sendable {
    /// d = a + b
    case add
    /// d = a - b
    case subtract
    /// d = a * b
    case multiply
    /// d = a * b + c, rounded twice
    case multiplyAdd
    /// d = c - a * b, rounded twice
    case multiplySubtract
    /// d = a * b - c, rounded twice
    case multiplyMinus
    /// d = 1 / a
    case reciprocal
    /// d = 1 / a and c = 1 / b, by one division
    case reciprocalPair
    /// d = square root of a
    case squareRoot
    /// d = -a
    case negate
    /// d = a
    case copy
  }

  /// What it computes.
  public var operation: Operation
  /// The register that receives the result.
  public var destination: Int32
  /// Operand registers.
  ///
  /// Unused ones are zero. ``c`` is the second destination of a reciprocal pair.
  public var a: Int32, b: Int32, c: Int32
}

/// Straight-line code that evaluates expressions, and the registers that it needs.
public struct Tape: Sendable {
  /// The operations in order.
  public let instructions: [Instruction]

  /// Evaluates the tape for one subject: the plain reference for the lanes that run it.
  ///
  /// - Parameter registers: one value for each register of the program.
  public func run(_ registers: inout [Double]) {
    for step in instructions {
      let a = registers[Int(step.a)]
      let b = registers[Int(step.b)]
      let c = registers[Int(step.c)]
      let d = Int(step.destination)
      switch step.operation {
      case .add: registers[d] = a + b
      case .subtract: registers[d] = a - b
      case .multiply: registers[d] = a * b
      case .multiplyAdd: registers[d] = a * b + c
      case .multiplySubtract: registers[d] = c - a * b
      case .multiplyMinus: registers[d] = a * b - c
      case .reciprocal: registers[d] = 1 / a
      case .reciprocalPair:
        let both = 1 / (a * b)
        registers[d] = both * b
        registers[Int(step.c)] = both * a
      case .squareRoot: registers[d] = a.squareRoot()
      case .negate: registers[d] = -a
      case .copy: registers[d] = a
      }
    }
  }
}
