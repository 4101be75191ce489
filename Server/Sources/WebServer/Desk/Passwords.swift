import Crypto
import CryptoExtras
import Foundation

/// Passwords as hashes that cost time and memory to guess: scrypt, its parameters and salt beside the key.
///
///     $scrypt$ln=15,r=8,p=1$SALT$KEY
public enum Passwords {
  /// Why a password is not taken.
  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  private static let logarithm = 15
  private static let blockSize = 8
  private static let parallelism = 1
  private static let keyLength = 32

  /// The hash of a new password.
  ///
  /// - Throws: ``Refusal`` for one that is too short or too long.
  public static func hash(_ password: String) throws -> String {
    guard password.count >= 12 else { throw Refusal(description: "A password has at least 12 characters.") }
    guard password.count <= 200 else { throw Refusal(description: "A password has at most 200 characters.") }
    let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    let key = try derive(password, salt: salt, logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    return text(salt: salt, key: key)
  }

  private static func text(salt: Data, key: [UInt8]) -> String {
    "$scrypt$ln=\(logarithm),r=\(blockSize),p=\(parallelism)$\(salt.base64EncodedString())$\(Data(key).base64EncodedString())"
  }

  /// Whether a password belongs to a hash; without a hash as much work is done, so that unknown names answer as slowly.
  static func matches(_ password: String, hash: String?) -> Bool {
    let known = hash.flatMap(Parts.init)
    let parts = known ?? Parts.dummy
    let key = try? derive(
      String(password.prefix(200)), salt: parts.salt, logarithm: parts.logarithm, blockSize: parts.blockSize,
      parallelism: parts.parallelism)
    let isEqual = ConstantTime.areEqual(key ?? [], parts.key)
    return isEqual && known != nil
  }

  private static func derive(
    _ password: String, salt: Data, logarithm: Int, blockSize: Int, parallelism: Int
  ) throws -> [UInt8] {
    // One way to write an accented letter, whatever keyboard it came from.
    let bytes = Data(password.precomposedStringWithCanonicalMapping.utf8)
    let key = try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: keyLength, rounds: 1 << logarithm, blockSize: blockSize,
      parallelism: parallelism, maxMemory: 64 << 20)
    return key.withUnsafeBytes { Array($0) }
  }

  private struct Parts {
    var logarithm: Int
    var blockSize: Int
    var parallelism: Int
    var salt: Data
    var key: [UInt8]

    static let dummy = Parts(
      logarithm: Passwords.logarithm, blockSize: Passwords.blockSize, parallelism: Passwords.parallelism,
      salt: Data(repeating: 7, count: 16), key: Array(repeating: 0, count: Passwords.keyLength))

    private init(logarithm: Int, blockSize: Int, parallelism: Int, salt: Data, key: [UInt8]) {
      self.logarithm = logarithm
      self.blockSize = blockSize
      self.parallelism = parallelism
      self.salt = salt
      self.key = key
    }

    init?(_ text: String) {
      let parts = text.split(separator: "$").map(String.init)
      guard parts.count == 4, parts[0] == "scrypt", let salt = Data(base64Encoded: parts[2]),
        let key = Data(base64Encoded: parts[3])
      else { return nil }
      let numbers = parts[1].split(separator: ",").compactMap { $0.split(separator: "=").last.flatMap { Int($0) } }
      guard numbers.count == 3, (10...20).contains(numbers[0]), (1...32).contains(numbers[1]),
        (1...16).contains(numbers[2])
      else { return nil }
      self.init(
        logarithm: numbers[0], blockSize: numbers[1], parallelism: numbers[2], salt: salt, key: Array(key))
    }
  }
}
