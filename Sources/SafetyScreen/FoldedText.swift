import Foundation

/// A text in lower-case ASCII, without accents, invisible characters and letters of other scripts that look Latin.
struct FoldedText {
  /// The folded characters.
  let bytes: [UInt8]
  /// Text that was written in invisible tag characters.
  let invisible: String

  /// Folds a text.
  init(_ text: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var invisible = String.UnicodeScalarView()
    if text.utf8.allSatisfy({ $0 < 128 }) {
      for byte in text.utf8 { bytes.append(Self.lowered(byte)) }
    } else {
      for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
        let value = scalar.value
        if value < 128 {
          bytes.append(Self.lowered(UInt8(value)))
        } else if (0xE0020...0xE007E).contains(value), let shown = Unicode.Scalar(value - 0xE0000) {
          invisible.append(shown)
        } else if !Self.isInvisible(value) {
          bytes.append(contentsOf: Self.lookalikes[value] ?? [UInt8(ascii: " ")])
        }
      }
    }
    self.bytes = bytes
    self.invisible = String(invisible)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }

  /// Combining marks, zero-width characters, direction marks, soft hyphens, variation selectors and tags.
  private static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0xAD, 0x300...0x36F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
      0xFEFF, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// What stands for a character beyond ASCII.
  private static let lookalikes: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    let cyrillic = zip("авекмнорстухіѕјАВЕКМНОРСТУХІЅЈ", "abekmhopctyxisjabekmhopctyxisj")
    let greek = zip("αεικνορτυχμΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeikvoptuxuabezhikmnoptyx")
    let signs = zip("’‘‛´ʼ“”„«»–—−×•…", "'''''\"\"\"\"\"---x..")
    for pairs in [cyrillic, greek, signs] {
      for (seen, meant) in pairs {
        guard let scalar = seen.unicodeScalars.first, let byte = meant.asciiValue else { continue }
        table[scalar.value] = [byte]
      }
    }
    for (seen, meant) in [(0xDF, "ss"), (0xE6, "ae"), (0xF8, "o"), (0x142, "l"), (0x131, "i")] as [(UInt32, String)] {
      table[seen] = Array(meant.utf8)
    }
    return table
  }()
}
