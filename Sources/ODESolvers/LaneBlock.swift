import Expressions

/// The registers of a block of lanes and the arithmetic on them.
///
/// Goals, in order: a lane's bits do not depend on its neighbours (every operation works lane by lane); no allocation, reference
/// counting or bounds check inside a step; long chains of independent vectors. Each register holds two `SIMD8<Double>`, that is
/// sixteen lanes: the cost of reading an instruction is shared by sixteen subjects, and four 256-bit chains hide latency.
/// A product and a sum are rounded separately (no fused multiply-add), so that machines with and without it give equal bits.
struct LaneBlock: ~Copyable {
  typealias Vector = SIMD8<Double>
  static let width = 16
  static let vectors = 2

  let system: CompiledSystem
  let stateCount: Int
  private let registers: UnsafeMutablePointer<Vector>
  private let state: UnsafeMutablePointer<Vector>
  private let next: UnsafeMutablePointer<Vector>
  private let stages: UnsafeMutablePointer<Vector>
  private let dense: UnsafeMutablePointer<Vector>
  private let absolute: UnsafeMutablePointer<Double>
  private let coefficients: UnsafeMutablePointer<Double>
  private let code: UnsafeMutablePointer<Code>
  private let spans: [Span]

  /// An instruction with its registers as vector offsets.
  private struct Code {
    var operation: Instruction.Operation
    var d: Int32, a: Int32, b: Int32, c: Int32
  }

  private struct Span {
    var start: Int
    var count: Int
  }

  private enum Part: Int { case prologue, derivative, factor, solve, observables }

  init(system: CompiledSystem, absoluteTolerance: [Double]) {
    self.system = system
    stateCount = system.stateCount
    func vectors(_ count: Int) -> UnsafeMutablePointer<Vector> {
      let pointer = UnsafeMutablePointer<Vector>.allocate(capacity: max(count, 1) * Self.vectors)
      pointer.initialize(repeating: .zero, count: max(count, 1) * Self.vectors)
      return pointer
    }
    registers = vectors(system.registers.count)
    state = vectors(stateCount)
    next = vectors(stateCount)
    stages = vectors(stateCount * Rodas5P.stageCount)
    dense = vectors(stateCount * 3)
    absolute = .allocate(capacity: max(stateCount, 1))
    for n in 0..<stateCount {
      (absolute + n).initialize(to: absoluteTolerance[absoluteTolerance.count == 1 ? 0 : n])
    }
    for constant in system.constants {
      for v in 0..<Self.vectors {
        registers[constant.register * Self.vectors + v] = Vector(repeating: constant.value)
      }
    }
    let tapes = [system.prologue, system.derivative, system.factor, system.solve, system.observables]
    var start = 0
    spans = tapes.map { tape in
      defer { start += tape.instructions.count }
      return Span(start: start, count: tape.instructions.count)
    }
    code = .allocate(capacity: max(start, 1))
    let wide = Int32(Self.vectors)
    for (k, i) in tapes.flatMap(\.instructions).enumerated() {
      (code + k).initialize(
        to: Code(
          operation: i.operation, d: i.destination * wide, a: i.a * wide, b: i.b * wide,
          c: i.c * wide))
    }
    // a, then c, then d, each as rows of eight.
    coefficients = .allocate(capacity: 19 * 8)
    coefficients.initialize(repeating: 0, count: 19 * 8)
    for (row, values) in (Rodas5P.a + [[], []] + Rodas5P.c + Rodas5P.d).enumerated() {
      for (column, value) in values.enumerated() { coefficients[row * 8 + column] = value }
    }
  }

  deinit {
    registers.deallocate()
    state.deallocate()
    next.deallocate()
    stages.deallocate()
    dense.deallocate()
    absolute.deallocate()
    coefficients.deallocate()
    code.deallocate()
  }

  // MARK: one lane's numbers

  private func lanes(_ pointer: UnsafeMutablePointer<Vector>) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Double.self)
  }

  func setParameter(_ k: Int, lane: Int, to value: Double) {
    lanes(registers)[(system.registers.parameters.lowerBound + k) * Self.width + lane] = value
  }

  func setInput(_ k: Int, lane: Int, to value: Double) {
    lanes(registers)[(system.registers.inputs.lowerBound + k) * Self.width + lane] = value
  }

  func addToInput(_ k: Int, lane: Int, _ value: Double) {
    lanes(registers)[(system.registers.inputs.lowerBound + k) * Self.width + lane] += value
  }

  func setState(_ k: Int, lane: Int, to value: Double) {
    lanes(state)[k * Self.width + lane] = value
  }

  func addToState(_ k: Int, lane: Int, _ value: Double) {
    lanes(state)[k * Self.width + lane] += value
  }

  func stateValue(_ k: Int, lane: Int) -> Double { lanes(state)[k * Self.width + lane] }

  func observable(_ k: Int, lane: Int) -> Double {
    lanes(registers)[(system.registers.observables.lowerBound + k) * Self.width + lane]
  }

  /// Recomputes what depends on parameters alone, after a lane received a new subject.
  func refreshParameters() { run(.prologue) }

  // MARK: a step

  /// Computes a step of each lane's own size.
  ///
  /// - Parameters:
  ///   - steps: sixteen step sizes, in hours.
  ///   - relativeTolerance: permitted local error relative to a state.
  ///   - errors: receives for each lane the mean square of the error over the permitted error.
  func computeStep(
    _ steps: UnsafePointer<Double>, relativeTolerance: Double, errors: UnsafeMutablePointer<Double>
  ) {
    let h = UnsafeRawPointer(steps).assumingMemoryBound(to: Vector.self)
    let inverse0 = 1 / h[0]
    let inverse1 = 1 / h[1]
    let map = system.registers
    let argument = registers + map.states.lowerBound * Self.vectors
    let derivative = registers + map.derivative.lowerBound * Self.vectors
    let right = registers + map.rightHandSide.lowerBound * Self.vectors
    let solution = registers + map.solution.lowerBound * Self.vectors
    let diagonal = registers + map.diagonal * Self.vectors
    let count = stateCount * Self.vectors
    diagonal[0] = inverse0 * (1 / Rodas5P.gamma)
    diagonal[1] = inverse1 * (1 / Rodas5P.gamma)
    for k in 0..<count { argument[k] = state[k] }
    run(.factor)
    for stage in 0..<Rodas5P.stageCount {
      if stage > 5 {
        let last = stages + (stage - 1) * count
        for k in 0..<count { argument[k] += last[k] }
      } else if stage > 0 {
        let a = coefficients + stage * 8
        for k in 0..<count {
          var sum = state[k]
          for j in 0..<stage { sum += stages[j * count + k] * a[j] }
          argument[k] = sum
        }
      }
      run(.derivative)
      if stage == 0 {
        for k in 0..<count { right[k] = derivative[k] }
      } else {
        let c = coefficients + (8 + stage) * 8
        var k = 0
        while k < count {
          var sum0 = stages[k] * c[0]
          var sum1 = stages[k + 1] * c[0]
          for j in 1..<max(stage, 1) {
            sum0 += stages[j * count + k] * c[j]
            sum1 += stages[j * count + k + 1] * c[j]
          }
          right[k] = derivative[k] + sum0 * inverse0
          right[k + 1] = derivative[k + 1] + sum1 * inverse1
          k += 2
        }
      }
      run(.solve)
      let result = stages + stage * count
      for k in 0..<count { result[k] = solution[k] }
    }
    var error0 = Vector.zero
    var error1 = Vector.zero
    let last = stages + 7 * count
    for n in 0..<stateCount {
      let k = n * 2
      next[k] = argument[k] + last[k]
      next[k + 1] = argument[k + 1] + last[k + 1]
      let ratio0 = last[k] / (absolute[n] + relativeTolerance * Self.larger(state[k], next[k]))
      let ratio1 =
        last[k + 1] / (absolute[n] + relativeTolerance * Self.larger(state[k + 1], next[k + 1]))
      error0 += ratio0 * ratio0
      error1 += ratio1 * ratio1
    }
    let share = 1 / Double(max(stateCount, 1))
    let out = UnsafeMutableRawPointer(errors).assumingMemoryBound(to: Vector.self)
    out[0] = error0 * share
    out[1] = error1 * share
  }

  /// The larger of two magnitudes.
  @inline(__always) private static func larger(_ x: Vector, _ y: Vector) -> Vector {
    let mask = SIMD8<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF)
    let a = unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) & mask, to: Vector.self)
    let b = unsafeBitCast(unsafeBitCast(y, to: SIMD8<UInt64>.self) & mask, to: Vector.self)
    return a.replacing(with: b, where: b .> a)
  }

  /// Takes the computed states over in the lanes whose step was accepted.
  func accept(_ accepted: UnsafePointer<Bool>) {
    var mask0 = SIMDMask<SIMD8<Int64>>(repeating: false)
    var mask1 = SIMDMask<SIMD8<Int64>>(repeating: false)
    for lane in 0..<8 {
      mask0[lane] = accepted[lane]
      mask1[lane] = accepted[lane + 8]
    }
    for n in 0..<stateCount {
      let k = n * 2
      state[k] = state[k].replacing(with: next[k], where: mask0)
      state[k + 1] = state[k + 1].replacing(with: next[k + 1], where: mask1)
    }
  }

  // MARK: dense output

  /// Prepares the polynomials of the step that was just computed, before ``accept(_:)``.
  func prepareDenseOutput() {
    let count = stateCount * Self.vectors
    for q in 0..<3 {
      let d = coefficients + (16 + q) * 8
      for k in 0..<count {
        var sum = stages[k] * d[0]
        for j in 1..<8 { sum += stages[j * count + k] * d[j] }
        dense[q * count + k] = sum
      }
    }
  }

  /// Evaluates the observables at each lane's fraction of the computed step.
  func observe(at fractions: UnsafePointer<Double>) {
    let x = UnsafeRawPointer(fractions).assumingMemoryBound(to: Vector.self)
    let argument = registers + system.registers.states.lowerBound * Self.vectors
    let count = stateCount * Self.vectors
    for k in 0..<count {
      let t = x[k & 1]
      let rest = 1 - t
      let curve = dense[k] + t * (dense[count + k] + t * dense[2 * count + k])
      argument[k] = rest * state[k] + t * (next[k] + rest * curve)
    }
    run(.observables)
  }

  /// Evaluates the observables at the present states.
  func observeNow() {
    let argument = registers + system.registers.states.lowerBound * Self.vectors
    for k in 0..<(stateCount * Self.vectors) { argument[k] = state[k] }
    run(.observables)
  }

  // MARK: the interpreter

  private func run(_ part: Part) {
    let span = spans[part.rawValue]
    Self.execute(code + span.start, span.count, registers)
  }

  @inline(never)
  private static func execute(
    _ code: UnsafeMutablePointer<Code>, _ count: Int, _ r: UnsafeMutablePointer<Vector>
  ) {
    for position in 0..<count {
      let i = code[position]
      let d = r + Int(i.d)
      let a = r + Int(i.a)
      let b = r + Int(i.b)
      let c = r + Int(i.c)
      switch i.operation {
      case .add:
        d[0] = a[0] + b[0]
        d[1] = a[1] + b[1]
      case .subtract:
        d[0] = a[0] - b[0]
        d[1] = a[1] - b[1]
      case .multiply:
        d[0] = a[0] * b[0]
        d[1] = a[1] * b[1]
      case .multiplyAdd:
        d[0] = a[0] * b[0] + c[0]
        d[1] = a[1] * b[1] + c[1]
      case .multiplySubtract:
        d[0] = c[0] - a[0] * b[0]
        d[1] = c[1] - a[1] * b[1]
      case .multiplyMinus:
        d[0] = a[0] * b[0] - c[0]
        d[1] = a[1] * b[1] - c[1]
      case .reciprocal:
        d[0] = 1 / a[0]
        d[1] = 1 / a[1]
      case .reciprocalPair:
        let a0 = a[0]
        let a1 = a[1]
        let b0 = b[0]
        let b1 = b[1]
        let both0 = 1 / (a0 * b0)
        let both1 = 1 / (a1 * b1)
        d[0] = both0 * b0
        d[1] = both1 * b1
        c[0] = both0 * a0
        c[1] = both1 * a1
      case .squareRoot:
        d[0] = a[0].squareRoot()
        d[1] = a[1].squareRoot()
      case .negate:
        d[0] = -a[0]
        d[1] = -a[1]
      case .copy:
        d[0] = a[0]
        d[1] = a[1]
      }
    }
  }
}
