import ContentDigests
import Testing

/// The test vectors of FIPS 180-4 (examples of the Secure Hash Standard) and the edges of its padding.
@Suite struct ContentDigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `agrees with the published examples`(_ text: String, _ expected: String) {
    #expect(ContentDigest.hexadecimal(text) == expected)
  }

  @Test func `a million letters a`() {
    #expect(
      ContentDigest.hexadecimal(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `every length around a block's end gives 64 digits, all different`() {
    let digests = (50...70).map { ContentDigest.hexadecimal(String(repeating: "x", count: $0)) }
    #expect(digests.allSatisfy { $0.count == 64 })
    #expect(Set(digests).count == digests.count)
  }

  @Test func `base 64 is of the same bytes`() {
    #expect(ContentDigest.base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }
}
