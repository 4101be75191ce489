import Testing

@testable import RandomStreams

@Suite struct PhiloxTests {
  struct KnownAnswer: Sendable {
    let counter: SIMD4<UInt32>
    let key: SIMD2<UInt32>
    let result: SIMD4<UInt32>
  }

  /// Source: DEShawResearch/random123, tests/kat_vectors, the three lines "philox4x32 10".
  static let knownAnswers = [
    KnownAnswer(
      counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0),
      result: SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)),
    KnownAnswer(
      counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max),
      result: SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)),
    KnownAnswer(
      counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), key: SIMD2(0xA409_3822, 0x299F_31D0),
      result: SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)),
  ]

  @Test(arguments: knownAnswers) func `gives the known answers of its authors`(_ known: KnownAnswer) {
    #expect(Philox.block(counter: known.counter, key: known.key) == known.result)
  }
}

@Suite struct RandomStreamTests {
  private let stream = RandomStream(seed: 0x0123_4567_89AB_CDEF)

  @Test func `is a function of seed, subject and purpose alone`() {
    let first = stream.uniform(subject: 7, purpose: "clearance")
    _ = stream.uniform(subject: 8, purpose: "clearance")
    _ = stream.uniform(subject: 7, purpose: "volume")
    #expect(stream.uniform(subject: 7, purpose: "clearance") == first)
    #expect(RandomStream(seed: 0x0123_4567_89AB_CDEF).uniform(subject: 7, purpose: "clearance") == first)
  }

  @Test func `hashes purposes the same in every process`() {
    // Source: Fowler, Noll, Vo, test vectors of FNV-1a with 64 bits (draft-eastlake-fnv, test_fnv.c).
    #expect(RandomStream.hash("") == 0xCBF2_9CE4_8422_2325)
    #expect(RandomStream.hash("a") == 0xAF63_DC4C_8601_EC8C)
    #expect(RandomStream.hash("foobar") == 0x8594_4171_F739_67E8)
  }

  @Test func `both halves of seed and subject count`() {
    let low = RandomStream(seed: 5).uniform(subject: 0, purpose: "x")
    #expect(RandomStream(seed: 5 + (1 << 32)).uniform(subject: 0, purpose: "x") != low)
    #expect(RandomStream(seed: 6).uniform(subject: 0, purpose: "x") != low)
    #expect(stream.uniform(subject: 5, purpose: "x") != stream.uniform(subject: 5 + (1 << 32), purpose: "x"))
  }

  @Test func `numbers lie strictly between zero and one`() {
    let values = (0..<20_000).map { stream.uniform(subject: $0, purpose: "range") }
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(Set(values).count == values.count)
  }

  /// Bounds are five standard errors; the draws are fixed, so this cannot fail by chance.
  @Test func `normal numbers have the moments of a standard normal distribution`() {
    let count = 100_000
    let x = (0..<count).map { stream.normal(subject: $0, purpose: "moments") }
    let error = 1 / Double(count).squareRoot()
    func moment(_ power: Int) -> Double {
      x.reduce(0) { sum, value in sum + (0..<power).reduce(1) { product, _ in product * value } } / Double(count)
    }
    #expect(abs(moment(1)) < 5 * error)
    #expect(abs(moment(2) - 1) < 5 * error * 2.0.squareRoot())
    #expect(abs(moment(3)) < 5 * error * 15.0.squareRoot())
    #expect(abs(moment(4) - 3) < 5 * error * 96.0.squareRoot())
  }

  @Test func `uniform numbers fill a hundred bins evenly`() {
    let count = 100_000
    var bins = Array(repeating: 0, count: 100)
    for k in 0..<count { bins[Int(stream.uniform(subject: k, purpose: "bins") * 100)] += 1 }
    let chiSquare = bins.reduce(0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    // 99 degrees of freedom: the central 99.99 % lie between 52 and 157.
    #expect(chiSquare > 52 && chiSquare < 157)
  }

  @Test(arguments: [("clearance", "volume"), ("a", "b"), ("ka 1", "ka 2")])
  func `draws for different purposes are uncorrelated`(_ first: String, _ second: String) {
    let count = 20_000
    let sum = (0..<count).reduce(0) {
      $0 + stream.normal(subject: $1, purpose: first) * stream.normal(subject: $1, purpose: second)
    }
    #expect(abs(sum / Double(count)) < 5 / Double(count).squareRoot())
  }

  @Test func `draws of neighbouring subjects and seeds are uncorrelated`() {
    let count = 20_000
    let other = RandomStream(seed: 0x0123_4567_89AB_CDF0)
    var subjects = 0.0
    var seeds = 0.0
    for k in 0..<count {
      let x = stream.normal(subject: k, purpose: "x")
      subjects += x * stream.normal(subject: k + 1, purpose: "x")
      seeds += x * other.normal(subject: k, purpose: "x")
    }
    #expect(abs(subjects / Double(count)) < 5 / Double(count).squareRoot())
    #expect(abs(seeds / Double(count)) < 5 / Double(count).squareRoot())
  }
}

@Suite struct NormalDistributionTests {
  /// Source: the check values printed in the header of PPND16 (Wichura, Appl Stat 37:477, 1988).
  @Test(arguments: [
    (0.25, -0.674_489_750_196_081_7), (0.001, -3.090_232_306_167_814), (1e-20, -9.262_340_089_798_408),
  ])
  func `gives the check values of AS 241`(_ p: Double, _ expected: Double) {
    #expect(abs(NormalDistribution.quantile(p) / expected - 1) < 1e-15)
  }

  /// Source: critical values of any table of the normal distribution, computed to 17 digits with mpmath 1.3.
  @Test(arguments: [
    (0.9, 1.281_551_565_544_600_5), (0.95, 1.644_853_626_951_472_7), (0.975, 1.959_963_984_540_054),
    (0.99, 2.326_347_874_040_841), (0.995, 2.575_829_303_548_900_4), (0.75, 0.674_489_750_196_081_7),
  ])
  func `gives the tabulated critical values`(_ p: Double, _ expected: Double) {
    #expect(abs(NormalDistribution.quantile(p) / expected - 1) < 3e-15)
  }

  @Test func `is odd about one half and rises`() {
    #expect(NormalDistribution.quantile(0.5) == 0)
    var last = -Double.infinity
    for k in 1..<1024 {
      let p = Double(k) / 1024
      let x = NormalDistribution.quantile(p)
      #expect(x > last)
      #expect(x == -NormalDistribution.quantile(1 - p))
      last = x
    }
  }

  @Test func `stays finite for the most extreme numbers of a stream`() {
    #expect(NormalDistribution.quantile(0x1p-53).isFinite)
    #expect(NormalDistribution.quantile(1 - 0x1p-53).isFinite)
  }
}
