import Quantities
import Simulation

/// Reads "NE.PFC,HR.standing": names of readouts, separated by commas.
enum ReadoutList {
  /// The names in the model's own spelling; nil when nothing was said, empty for "none".
  static func parse(_ text: String?) throws(ScenarioError) -> [String]? {
    guard let text else { return nil }
    if text.lowercased() == "none" { return [] }
    var names: [String] = []
    for part in text.split(separator: ",") {
      let word = part.split(separator: " ").joined(separator: " ")
      guard let name = SystemReadoutName.resolve(word) else {
        throw ScenarioError(
          place: "--readout",
          rule: "'\(word)' is not read out; there is \(SystemReadoutName.all.joined(separator: ", "))",
          suggestion: NearestName.suggestion(for: word, among: SystemReadoutName.all), kind: .usage)
      }
      if !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else {
      throw ScenarioError(place: "--readout", rule: "names nothing; write for example NE.PFC,HR.standing", kind: .usage)
    }
    return names
  }
}
