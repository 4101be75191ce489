import DrugLibrary
import Evidence

/// Published occupancies to draw behind computed ones.
enum PublishedData {
  /// The PET observations of the shipped cases for given drugs and targets.
  static func occupancies(library: DrugLibrary, drugs: [String], targets: [String]) -> [Outcome.PublishedOccupancy] {
    guard let file = try? CaseFile.read(path: library.folder + "/cases/occupancy.yaml") else { return [] }
    return file.cases.compactMap { observation in
      guard observation.readout.quantity == .occupancy, let target = observation.readout.of.first,
        targets.contains(target), observation.status.mayBeCited,
        let drug = drugs.first(where: { name in observation.regimens.contains { $0.lowercased().hasPrefix(name) } })
      else { return nil }
      let spread =
        observation.interval
        ?? observation.deviation.map {
          (observation.value - $0)...(observation.value + $0)
        }
      return Outcome.PublishedOccupancy(
        target: target, drug: drug,
        label:
          "\(observation.regimens.first ?? drug) (\(library.references[observation.reference ?? ""]?.citation ?? observation.id))",
        value: observation.value, lower: spread?.lowerBound, upper: spread?.upperBound)
    }
  }
}
