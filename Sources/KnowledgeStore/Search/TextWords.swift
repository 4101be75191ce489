/// The words of texts and how often they occur.
enum TextWords {
  /// Counts runs of letters a to z in small letters; a run beside another letter, such as an accented one, is left out.
  static func counts(_ texts: some Sequence<String>) -> [String: Int] {
    var result: [String: Int] = [:]
    var run: [UInt8] = []
    for text in texts {
      var isWhole = true
      func finish() {
        if isWhole, Speller.lengths.contains(run.count) {
          result[String(decoding: run, as: UTF8.self), default: 0] += 1
        }
        run.removeAll(keepingCapacity: true)
        isWhole = true
      }
      for byte in text.utf8 {
        switch byte {
        case 0x61...0x7A: run.append(byte)
        case 0x41...0x5A: run.append(byte | 0x20)
        case 0x30...0x39, 0x80...: isWhole = false
        default: finish()
        }
      }
      finish()
    }
    return result
  }
}
