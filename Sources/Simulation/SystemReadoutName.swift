import DrugLibrary
import PharmacologyModels
import Quantities

/// The names under which transmitters and circulation are asked for.
public enum SystemReadoutName {
  /// Every name, in the order of reports.
  public static let all: [String] =
    CentralSystem.readouts.map(\.name) + NoradrenergicModel.peripheralReadouts.map(\.name)
    + Circulation.readouts.map(\.name)
    + FunctionReadout.readouts.map(\.name)

  /// What can be asked of the model itself.
  static let properties = [
    "releaseHalfLife", "autoreceptorDissociationConstant", "autoreceptorMaximalInhibition", "inhibitionAt24.5nM",
    "dexmedetomidineFiringToReleaseRatio", "releasablePoolFallAt10Hz", "massBalanceResidual", "steadyStateCount",
  ]

  private static let aliases = [
    "HR": "HR.supine", "SBP": "SBP.supine", "DBP": "DBP.supine", "MAP": "MAP.supine", "DHPG.brain": "DHPG.CSF",
    "DA.accumbens": "DA.NAc", "5-HT.raphe.rate": "raphe.rate", "LC": "LC.rate", "raphe": "raphe.rate",
  ]

  /// The name for what was written, nil when there is none.
  ///
  /// Regions may be written out: "NE.hippocampus", "DA.dorsal caudate". Dopamine is not read in every cortical field.
  public static func resolve(_ text: String) -> String? {
    if let known = all.first(where: { $0.lowercased() == text.lowercased() }) { return known }
    if let alias = aliases.first(where: { $0.key.lowercased() == text.lowercased() }) { return alias.value }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let transmitter = ["NE", "DA", "5-HT"].first { $0.lowercased() == parts[0].lowercased() } ?? parts[0]
    let word = parts[1].lowercased()
    if transmitter == "DA", word == "occipital cortex" { return "DA.occipital" }
    guard let region = TreatmentParser.regions[word] else { return nil }
    let prefrontal = ["pfc", "mpfc", "prefrontal cortex", "frontal cortex", "cingulate cortex", "cortex"]
    if transmitter == "DA", region == .cortex, !prefrontal.contains(word) { return nil }
    let name = "\(transmitter).\(region.rawValue)"
    return all.contains(name) ? name : nil
  }

  static func check(_ readout: ObservedCase.Readout, _ node: FileNode) throws(LibraryError) {
    guard let name = readout.of.first, readout.of.count == 1 else {
      throw node.fault("'of' names one readout: \(all.joined(separator: ", "))")
    }
    if readout.quantity == .property {
      guard properties.contains(name) else {
        throw node.fault(
          "'\(name)' is not a property of the model", suggestion: NearestName.suggestion(for: name, among: properties))
      }
      return
    }
    guard resolve(name) != nil else {
      throw node.fault(
        "'\(name)' is not read out by the model; there is \(all.joined(separator: ", "))",
        suggestion: NearestName.suggestion(for: name, among: all))
    }
    guard readout.at != nil || (readout.from != nil && readout.to != nil) else {
      throw node.fault("'\(readout.quantity.rawValue)' needs 'at', or 'from' and 'to'")
    }
    if let from = readout.from, let to = readout.to, from >= to { throw node.fault("'from' must come before 'to'") }
    if let to = readout.to, !to.isFinite { throw node.fault("'to' must be finite here") }
    if readout.quantity == .thresholdProbability, readout.threshold == nil {
      throw node.fault("a probability of crossing a threshold needs 'threshold'")
    }
  }
}
