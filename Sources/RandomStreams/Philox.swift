/// The counter-based generator Philox4x32-10: a number is a function of key and counter, with no state in between.
///
/// Source: Salmon et al., SC11 (2011), doi 10.1145/2063384.2063405; checked against the known answers of its authors.
enum Philox {
  static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var c = counter
    var k = key
    for _ in 0..<10 {
      let left = UInt64(c.x) * 0xD251_1F53
      let right = UInt64(c.z) * 0xCD9E_8D57
      c = SIMD4(
        UInt32(truncatingIfNeeded: right >> 32) ^ c.y ^ k.x, UInt32(truncatingIfNeeded: right),
        UInt32(truncatingIfNeeded: left >> 32) ^ c.w ^ k.y, UInt32(truncatingIfNeeded: left))
      k.x = k.x &+ 0x9E37_79B9
      k.y = k.y &+ 0xBB67_AE85
    }
    return c
  }
}
