import DrugLibrary
import Quantities

/// The doses that are assumed when none was told; read from `Data/usual-regimens.yaml`.
struct UsualDoses: Sendable {
  /// A dose as it is assumed.
  struct Dose: Sendable {
    var form: String?
    var amount: Double
    var unit: String
    var frequency: String

    /// The regimen as the simulator reads it.
    func regimen(_ name: String) -> String {
      "\(name)\(form.map { " \($0)" } ?? "") \(Understood.Medicine.plain(amount)) \(unit) \(frequency)"
    }
  }

  private let listed: [String: Dose]

  init(library: DrugLibrary) throws(LibraryError) {
    let root = try DrugLibrary.parse(library.folder + "/usual-regimens.yaml")
    try root.allowKeys(["schemaVersion", "regimens"])
    let table = try root.require("regimens")
    var listed: [String: Dose] = [:]
    for name in try table.keys() {
      let node = try table.require(name)
      try node.allowKeys(["form", "amount", "unit", "frequency"])
      guard library.drugs[name] != nil else {
        throw node.fault(
          "'\(name)' is not in the drug library",
          suggestion: NearestName.suggestion(for: name, among: library.drugs.keys.sorted()))
      }
      listed[name] = Dose(
        form: try node.child("form")?.text(), amount: try node.require("amount").number(),
        unit: try node.require("unit").text(), frequency: try node.require("frequency").text())
    }
    self.listed = listed
  }

  /// The dose for a medicine: the listed one, or the strength nearest the middle of the label's usual range.
  func dose(of name: String, library: DrugLibrary) -> Dose? {
    if let known = listed[name] { return known }
    guard let dose = library.drugs[name]?.dose, let usual = dose.usual else { return nil }
    let middle = (usual.lowerBound + usual.upperBound) / 2
    let choices = dose.strengths.filter { usual.contains($0) }
    return Dose(
      form: nil, amount: choices.min { (abs($0 - middle), $0) < (abs($1 - middle), $1) } ?? middle, unit: dose.unit,
      frequency: "daily")
  }
}
