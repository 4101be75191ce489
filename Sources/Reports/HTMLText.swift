import Foundation
import Quantities

/// Text made safe for its place in a page: everything from outside is data, never markup.
public enum HTMLText {
  /// Text between tags or inside a quoted attribute.
  public static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where isControl(scalar): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  /// JSON that cannot leave its `<script>` element.
  public static func scriptData(_ json: String) -> String {
    json.replacingOccurrences(of: "&", with: "\\u0026")
      .replacingOccurrences(of: "<", with: "\\u003C")
      .replacingOccurrences(of: ">", with: "\\u003E")
      .replacingOccurrences(of: "\u{2028}", with: "\\u2028")
      .replacingOccurrences(of: "\u{2029}", with: "\\u2029")
  }

  /// JavaScript that cannot leave its `<script>` element.
  ///
  /// Line ends are made `\n` as a browser does it, so that a hash of the text stays true.
  static func scriptCode(_ code: String) -> String {
    let bytes = Array(code.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    func follows(_ text: StaticString, at place: Int) -> Bool {
      guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
      // Letters by their lower case; the other characters here have that bit set already.
      return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] | 0x20 == text.utf8Start[$0] | 0x20 }
    }
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case 0x0D: if place + 1 == bytes.count || bytes[place + 1] != 0x0A { result.append(0x0A) }
      case 0x3C where follows("/script", at: place + 1) || follows("!--", at: place + 1):
        result += [byte, 0x5C]
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Text as a quoted CSS string.
  static func styleString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain || " ;,.".unicodeScalars.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\" + String(format: "%06X", scalar.value)
      }
    }
    return result + "\""
  }

  /// A link that a reader may follow: only web addresses.
  public static func link(_ address: String?) -> String? {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
    return address
  }

  /// The first letter as a capital.
  static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

/// Numbers as they are set in a page.
enum HTMLNumber {
  /// A unit as it is printed.
  static func unit(_ unit: String) -> String {
    switch unit {
    case "percent": "%"
    case "ratio": "-fold"
    default: unit.replacingOccurrences(of: "*", with: "\u{00B7}")
    }
  }

  /// "150–300", or a dash where there is none.
  static func range(_ bounds: [Double]?) -> String {
    guard let bounds, bounds.count == 2, bounds[0].isFinite, bounds[1].isFinite else { return "\u{2013}" }
    return "\(value(bounds[0]))\u{2013}\(value(bounds[1]))"
  }

  /// Three significant digits, thousands in groups; no exponent for a number that is as good as zero.
  static func value(_ value: Double) -> String {
    guard value.isFinite else { return "\u{2013}" }
    if value.magnitude < 1e-6 { return "0" }
    if value.magnitude >= 999.5 && value.magnitude < 999_500 { return grouped(value) }
    let text = NumberFormat.short(value)
    guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...]) else {
      return text.replacingOccurrences(of: "-", with: "\u{2212}")
    }
    let digits = String(power).replacingOccurrences(of: "-", with: "\u{2212}")
    return "\(text[..<mark])\u{00B7}10^\(digits)"
  }

  private static func grouped(_ value: Double) -> String {
    let unit = pow(10, log10(value.magnitude).rounded(.down) - 2)
    let whole = Int((value.magnitude / unit).rounded() * unit)
    let rest = String(whole % 1000)
    let text =
      whole < 1000
      ? rest : "\(whole / 1000)\u{202F}\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    return (value < 0 ? "\u{2212}" : "") + text
  }

  /// A number that somebody chose, such as a limit, a dose or a tick: no zeros behind it.
  static func plain(_ number: Double) -> String {
    guard number.isFinite else { return "\u{2013}" }
    let text = value(number)
    guard text.contains("."), !text.contains("\u{00B7}") else { return text }
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed())
  }

  /// A range that somebody chose.
  static func plainRange(_ lower: Double, _ upper: Double) -> String { "\(plain(lower))\u{2013}\(plain(upper))" }

  /// A share of one as whole per cent.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "\u{2013}" }
    return share > 0 && share < 0.005 ? "< 1 %" : "\(Int((share * 100).rounded())) %"
  }

  /// Hours on an axis or in a table: "27 d 6 h", "90 min".
  static func time(_ hours: Double) -> String {
    guard hours.isFinite else { return "\u{2013}" }
    if hours < 48 {
      return hours == 0 || hours >= 1 ? "\(plain(hours)) h" : "\(plain(hours * 60)) min"
    }
    let whole = hours.rounded()
    let days = Int(whole / 24)
    let rest = Int(whole) - days * 24
    return rest == 0 ? "\(days) d" : "\(days) d \(rest) h"
  }
}
