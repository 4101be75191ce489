import DrugLibrary
import Foundation
import Testing

/// A broken file is refused with file, line and rule.
@Suite struct DrugFileErrorTests {
  /// Writes a copy of the shipped data with one file changed and loads it.
  private func load(_ file: String, _ old: String, _ new: String) throws -> LibraryError? {
    let source = URL(fileURLWithPath: ShippedLibraryTests.folder)
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("coeruleus-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: source, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    let path = copy.appendingPathComponent(file)
    let text = try String(contentsOf: path, encoding: .utf8)
    try #require(text.contains(old), "the text to be changed is not in \(file)")
    let changed = text.replacingOccurrences(of: old, with: new, range: text.range(of: old))
    try changed.write(to: path, atomically: true, encoding: .utf8)
    do {
      _ = try DrugLibrary(folder: copy.path)
      return nil
    } catch {
      return error
    }
  }

  @Test func `an unknown key names the line and the nearest key`() throws {
    let error = try #require(try load("drugs/nortriptyline.yaml", "molarMass:", "molarMas:"))
    #expect(error.file == "drugs/nortriptyline.yaml")
    #expect(error.line > 1)
    #expect(error.suggestion == "molarMass")
  }

  @Test func `a unit of the wrong kind is refused`() throws {
    let error = try #require(
      try load(
        "drugs/nortriptyline.yaml", "molarMass: {value: 263.38, unit: g/mol", "molarMass: {value: 263.38, unit: L/h"))
    #expect(error.rule.contains("molarMass") || error.path.contains("molarMass"))
    #expect(error.rule.contains("unit"))
  }

  @Test func `a number that is none is refused`() throws {
    let error = try #require(
      try load("drugs/nortriptyline.yaml", "molarMass: {value: 263.38", "molarMass: {value: .nan"))
    #expect(error.rule.contains("finite"))
  }

  @Test func `a source that does not exist is refused`() throws {
    let text = try String(contentsOfFile: ShippedLibraryTests.folder + "/drugs/bupropion.yaml", encoding: .utf8)
    let source = try #require(text.firstMatch(of: /source: (osp-[a-z-]+)/)?.1)
    let error = try #require(try load("drugs/bupropion.yaml", "source: \(source)", "source: nobody-1900"))
    #expect(error.rule.contains("nobody-1900"))
  }

  @Test func `a rule whose source does not exist is refused`() throws {
    let text = try String(contentsOfFile: ShippedLibraryTests.folder + "/interactions.yaml", encoding: .utf8)
    let source = try #require(text.firstMatch(of: /reference: ([a-z0-9-]+)/)?.1)
    let error = try #require(try load("interactions.yaml", "reference: \(source)", "reference: nobody-1900"))
    #expect(error.rule.contains("nobody-1900"))
  }

  @Test func `YAML that does not parse names the line`() throws {
    let error = try #require(try load("drugs/duloxetine.yaml", "synonyms:", "synonyms: [unclosed\nx:"))
    #expect(error.file == "drugs/duloxetine.yaml")
    #expect(error.line > 0)
  }
}
