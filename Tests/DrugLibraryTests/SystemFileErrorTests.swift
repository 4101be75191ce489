import DrugLibrary
import Foundation
import Testing

/// A fault in the files of the system, the circulation, the laboratory or the calibration is told with file, line and rule.
@Suite struct SystemFileErrorTests {
  /// The fault after one change in a copy of the shipped data, and the line in which the change was made.
  private func load(_ file: String, _ old: String, _ new: String) throws -> (error: LibraryError?, line: Int) {
    let manager = FileManager.default
    let source = URL(fileURLWithPath: ShippedLibraryTests.folder)
    let copy = manager.temporaryDirectory.appendingPathComponent("coeruleus-\(UUID().uuidString)")
    try manager.createDirectory(at: copy, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: copy) }
    for name in try manager.contentsOfDirectory(atPath: source.path) where name != file {
      try manager.createSymbolicLink(
        at: copy.appendingPathComponent(name),
        withDestinationURL: source.appendingPathComponent(name).standardizedFileURL)
    }
    let text = try String(contentsOf: source.appendingPathComponent(file), encoding: .utf8)
    let range = try #require(text.range(of: old), "the text to be changed is not in \(file)")
    try text.replacingCharacters(in: range, with: new).write(
      to: copy.appendingPathComponent(file), atomically: true, encoding: .utf8)
    let line = text[..<range.lowerBound].count { $0 == "\n" } + 1
    do {
      _ = try LaboratoryLibrary(DrugLibrary(folder: copy.path))
      return (nil, line)
    } catch {
      return (error, line)
    }
  }

  @Test func `the shipped files load`() throws {
    let library = try DrugLibrary(folder: ShippedLibraryTests.folder)
    let laboratory = try LaboratoryLibrary(library)
    #expect(laboratory.species.sorted() == ["mouse", "rat"])
    #expect(laboratory.compounds.count >= 60)
    #expect(try laboratory.resolve("DMI").name == "desipramine")
    #expect(try laboratory.resolve("Desipramine").name == "desipramine")
    #expect(laboratory.knows("(S,S)-reboxetine") && !laboratory.knows("unobtainium"))
    #expect(library.correlations?.ids.isEmpty == false)
  }

  @Test(arguments: [
    ("noradrenergic-system.yaml", "restingRate: {value: 2", "restingRate: {value: two", "finite number", ""),
    ("noradrenergic-system.yaml", "restingRate: {value: 2", "restingRate: {valeu: 2", "'valeu' is not known", "value"),
    (
      "noradrenergic-system.yaml", "restingRate: {value: 2, unit: \"Hz\"", "restingRate: {value: 2, unit: \"hz\"",
      "is not known", "Hz"
    ),
    (
      "noradrenergic-system.yaml", "restingRate: {value: 2, unit: \"Hz\"", "restingRate: {value: 2, unit: \"mg\"",
      "a unit of", ""
    ),
    ("noradrenergic-system.yaml", "interval: [0.195, 0.29]", "interval: [0.25, 0.29]", "must hold the value", ""),
    ("noradrenergic-system.yaml", "interval: [0.195, 0.29]", "interval: [0.195]", "two bounds", ""),
    ("noradrenergic-system.yaml", "estimated: true", "estimated: perhaps", "true or false", ""),
    ("noradrenergic-system.yaml", "status: derived", "status: derivd", "is not one of", "derived"),
    (
      "circulation.yaml", "restingHeartRate: {value: 65, unit: \"beats/min\"",
      "restingHeartRate: {value: 65, unit: \"beat/min\"", "is not known", "beats/min"
    ),
    ("circulation.yaml", "restingHeartRate: {value: 65", "restingHeartRate: {value: .inf", "finite number", ""),
    ("circulation.yaml", "interval: [58, 72]", "interval: [66, 72]", "must hold the value", ""),
    ("circulation.yaml", "vasoplegia:", "restingHeartRate:", "stands twice", ""),
    (
      "laboratory-animals.yaml", "perDose: {value: 7.75, unit: nmol/L per mg/kg", "perDose: {value: 7.75, unit: nmol/L",
      "a unit of composite", ""
    ),
    ("laboratory-animals.yaml", "halfLife: {value: 4, unit: h", "halfLife: {value: 4, unit: 1/h", "a unit of time", ""),
    (
      "laboratory-animals.yaml", "          i.v.: {availability: 1}", "          i.w.: {availability: 1}",
      "'i.w.' is not known", "i.v."
    ),
    (
      "laboratory-animals.yaml", "{target: NET, action: inhibitor", "{target: NETT, action: inhibitor", "is not one of",
      "NET"
    ),
    (
      "laboratory-animals.yaml", "{target: NET, action: inhibitor", "{target: NET, action: inhibiter", "is not one of",
      "inhibitor"
    ),
    (
      "laboratory-animals.yaml", "constant: {value: 2, unit: nmol/L, interval: [1, 6]",
      "constant: {value: 0, unit: nmol/L, interval: [0, 6]", "greater than zero", ""
    ),
    (
      "laboratory-animals.yaml", "      mouse:\n        perDose: {value: 27.1",
      "      hamster:\n        perDose: {value: 27.1", "'hamster' is not known", ""
    ),
    ("laboratory-animals.yaml", "  - name: esreboxetine", "  - name: reboxetine", "exists already", ""),
    ("laboratory-animals.yaml", "    exposure:", "    exposition:", "'exposition' is not known", ""),
    ("calibration.yaml", "  matrix:\n    - [1.000, ", "  matrix:\n    - [-1.000, ", "correlation matrix", ""),
    ("calibration.yaml", "  matrix:\n    - [1.000, ", "  matrix:\n    - [", "correlation matrix", ""),
    ("calibration.yaml", "  ids: [circulation.betaMaximum, ", "  ids: [", "correlation matrix", ""),
    ("calibration.yaml", "  matrix:\n    - [1.000, ", "  matrix:\n    - [one, ", "finite number", ""),
    ("calibration.yaml", "  matrix:", "  matrx:", "'matrx' is not known", "matrix"),
  ])
  func `a fault is told with file, line and rule`(
    _ file: String, _ old: String, _ new: String, _ rule: String, _ meant: String
  ) throws {
    let (found, line) = try load(file, old, new)
    let error = try #require(found, "\(file) is accepted with '\(new)'")
    #expect(error.file.hasSuffix(file), "\(error)")
    #expect(rule.isEmpty || error.rule.contains(rule), "\(error)")
    if !meant.isEmpty { #expect(error.suggestion == meant, "\(error)") }
    // In the line, or where the value that it spoils begins: a list or mapping starts a few lines before. A key that stands
    // twice is told with the line of its mapping.
    #expect(error.line > 0, "\(error)")
    if rule != "stands twice" { #expect(abs(error.line - line) <= 3, "line \(error.line), changed \(line): \(error)") }
  }

  @Test(arguments: [
    ("noradrenergic-system.yaml", "source: palij-1994"), ("circulation.yaml", "source: schroeder-2002"),
    ("laboratory-animals.yaml", "source: szabo-2001"),
  ])
  func `a source that does not exist is refused`(_ file: String, _ source: String) throws {
    let error = try #require(try load(file, source, "source: nobody-1900").error, "accepted in \(file)")
    #expect(error.rule.contains("nobody-1900"))
    #expect(!error.path.isEmpty)
    #expect(error.file.hasSuffix(file), "\(error)")
  }

  @Test func `a correlation matrix is symmetric with ones on its diagonal`() throws {
    let text = try String(contentsOfFile: ShippedLibraryTests.folder + "/calibration.yaml", encoding: .utf8)
    let second = try #require(text.firstMatch(of: /matrix:\n    - \[1\.000, (-?[0-9.]+)/)?.1)
    for row in ["[1.000, 0.987", "[0.500, \(second)"] {
      let found = try load("calibration.yaml", "matrix:\n    - [1.000, \(second)", "matrix:\n    - \(row)").error
      #expect(found != nil, "\(row) is accepted")
    }
  }
}
