import DrugLibrary
import Evidence
import Foundation
import Testing

/// The shipped data: every file loads, every number has an origin, and the count of assumptions may only fall.
@Suite struct ShippedLibraryTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../Data"
  let library: DrugLibrary

  init() throws { library = try DrugLibrary(folder: Self.folder) }

  @Test func `holds every drug that was asked for`() {
    let wanted = [
      "nortriptyline", "amitriptyline", "clomipramine", "desipramine", "imipramine", "atomoxetine", "viloxazine",
      "reboxetine",
      "methylphenidate", "dexamfetamine", "lisdexamfetamine", "mixed-amphetamine-salts", "guanfacine", "clonidine",
      "venlafaxine",
      "desvenlafaxine", "duloxetine", "milnacipran", "levomilnacipran", "bupropion", "mirtazapine", "fluoxetine",
      "paroxetine",
      "sertraline", "citalopram", "escitalopram", "fluvoxamine", "quetiapine", "norquetiapine", "prazosin",
      "propranolol",
      "metoprolol", "dextromethorphan", "caffeine", "quinidine", "ketoconazole", "rifampicin", "valproate",
      "norepinephrine",
      "4-hydroxyatomoxetine", "desmethylclomipramine", "10-hydroxynortriptyline", "hydroxybupropion", "norfluoxetine",
    ]
    for name in wanted { #expect(library.drugs[name] != nil, "\(name) has no file") }
  }

  @Test func `every number that enters a simulation has an interval and an origin`() {
    for drug in library.drugs.values {
      for number in drug.numbers where !number.path.contains("molarMass") && !number.path.contains("baseFraction") {
        if number.path.contains("variability") { continue }
        #expect(
          number.value.interval != nil || number.value.value == 0 || number.value.value == 1,
          "\(drug.name) \(number.path) has no interval")
      }
    }
  }

  /// The drug files that came with the noradrenergic system.
  static let withSystem: Set<String> = [
    "1-pyrimidinylpiperazine", "atenolol", "buspirone", "desmethyldoxepin", "dexmedetomidine", "doxazosin", "doxepin",
    "droxidopa",
    "edivoxetine", "entacapone", "haloperidol", "moclobemide", "modafinil", "pindolol", "solriamfetol", "tolcapone",
    "tranylcypromine",
    "trazodone", "yohimbine",
  ]

  private static func open(_ values: [SourcedValue]) -> Int {
    values.filter { $0.status == .assumption || $0.status == .memoryUnverified }.count
  }

  /// Ratchets: lower a limit when numbers have been verified, never raise it; what is new gets a limit of its own.
  @Test func `assumptions and recalled numbers only become fewer`() throws {
    func numbers(_ choose: (Drug) -> Bool) -> [(path: String, value: SourcedValue)] {
      library.drugs.values.filter(choose).flatMap(\.numbers)
    }
    let first = Self.open(numbers { !Self.withSystem.contains($0.name) }.map(\.value))
    let new = Self.open(numbers { Self.withSystem.contains($0.name) }.map(\.value))
    let system = Self.open(library.system.filter { $0.key.hasPrefix("system.") }.map(\.value.value))
    let circulation = Self.open(library.system.filter { $0.key.hasPrefix("circulation.") }.map(\.value.value))
    #expect(first <= 488, "\(first) in the first drug files")
    #expect(new <= 105, "\(new) in the drug files of the system")
    #expect(system <= 89, "\(system) of the central system and function")
    #expect(circulation <= 31, "\(circulation) of the circulation")
  }

  @Test func `assumptions about laboratory animals only become fewer`() throws {
    let compounds = try LaboratoryLibrary(library).compounds.values
    let exposures = compounds.flatMap { compound in
      compound.exposures.values.flatMap { exposure in
        [exposure.perDose, exposure.halfLife]
          + exposure.routes.values.flatMap { [$0.availability, $0.rateConstant].compactMap { $0 } }
      }
    }
    let targets = compounds.flatMap { $0.targets.flatMap { [$0.constant, $0.efficacy].compactMap { $0 } } }
    #expect(Self.open(exposures) <= 1456, "\(Self.open(exposures)) of \(exposures.count) on exposure")
    #expect(Self.open(targets) <= 249, "\(Self.open(targets)) of \(targets.count) on targets")
  }

  @Test func `finds a drug by brand, synonym, salt and formulation`() throws {
    func name(_ text: String) throws -> (String, String?) {
      guard case .drug(let drug, let form) = try library.resolve(text) else { return ("substance", nil) }
      return (drug.name, form?.name)
    }
    #expect(try name("Strattera").0 == "atomoxetine")
    #expect(try name("Wellbutrin XL") == ("bupropion", "XL"))
    #expect(try name("Concerta") == ("methylphenidate", "OROS"))
    #expect(try name("Intuniv") == ("guanfacine", "ER"))
    #expect(try name("venlafaxine xr") == ("venlafaxine", "XR"))
    #expect(try name("NORTRIPTYLINE hydrochloride").0 == "nortriptyline")
    #expect(try name("phenelzine").0 == "substance")
  }

  @Test func `an unknown medicine gets the nearest name`() {
    let error = #expect(throws: LibraryError.self) { try library.resolve("nortryptiline") }
    #expect(error?.suggestion == "nortriptyline")
  }

  @Test(arguments: [
    ("*1/*1", 2.0), ("*4/*4", 0), ("*1/*4", 1), ("*4x2/*1", 1), ("*1x2/*1", 3), ("PM", 0), ("poor metaboliser", 0),
    ("AS 0.5", 0.5), ("activity score 1.25", 1.25), ("normal", 2), ("*10/*10", 0.5),
  ])
  func `reads CYP2D6 genotypes`(_ text: String, _ score: Double) throws {
    let enzyme = try #require(library.enzymes["CYP2D6"])
    #expect(try Genotype.parse(text, enzyme: enzyme).activityScore == score)
  }

  @Test(arguments: ["*4", "*4/*999", "", "AS nine", "AS -1", "superfast", "*1x0/*1", "*1/*2/*3"])
  func `refuses what is no genotype`(_ text: String) throws {
    let enzyme = try #require(library.enzymes["CYP2D6"])
    #expect(throws: LibraryError.self) { try Genotype.parse(text, enzyme: enzyme) }
  }
}
