/// Random numbers that depend on nothing but (seed, subject, purpose).
///
/// The same seed gives the same subject whatever the number of threads, lanes or machines, and a parameter's draw does not change when
/// other parameters are added to a scenario.
public struct RandomStream: Sendable {
  private let key: SIMD2<UInt32>

  /// Makes the stream of a seed.
  public init(seed: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// What numbers are for: a name, hashed once.
  public struct Purpose: Sendable {
    let word: UInt64

    /// Makes the purpose of a name, usually a parameter's.
    public init(_ name: String) { word = RandomStream.hash(name) }
  }

  /// A number in (0, 1) with 52 random bits.
  ///
  /// - Parameters:
  ///   - subject: the number of the subject or draw.
  ///   - purpose: what it is for, usually a parameter's name.
  public func uniform(subject: Int, purpose: String) -> Double { uniform(subject: subject, Purpose(purpose)) }

  /// The same for a purpose that is used again and again.
  public func uniform(subject: Int, _ purpose: Purpose) -> Double {
    let word = purpose.word
    let number = UInt64(subject)
    let block = Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32),
        UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)),
      key: key)
    let bits = (UInt64(block.x) << 20) | (UInt64(block.y) >> 12)
    return (Double(bits) + 0.5) * 0x1p-52
  }

  /// A standard normal number.
  public func normal(subject: Int, purpose: String) -> Double {
    NormalDistribution.quantile(uniform(subject: subject, purpose: purpose))
  }

  /// The same for a purpose that is used again and again.
  public func normal(subject: Int, _ purpose: Purpose) -> Double {
    NormalDistribution.quantile(uniform(subject: subject, purpose))
  }

  /// FNV-1a, 64 bits: stable across processes, unlike the standard library's hash.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
