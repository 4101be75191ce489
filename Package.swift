// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 language mode, explicit existentials, internal imports, no warnings.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// One line per module; a module imports only from modules above it in this list.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "coeruleus",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "coeruleus", targets: ["coeruleus"]),
    // What the server package builds on: everything from a question to a page's parts.
    .library(
      name: "CoeruleusAnswers",
      targets: [
        "Answers", "KnowledgeBase", "KnowledgeStore", "Reports", "Simulation", "DrugLibrary", "Evidence", "Regimens",
        "ContentDigests", "Quantities",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    module("Quantities"),
    module("ContentDigests"),
    module("RandomStreams"),
    module("Expressions"),
    module("ODESolvers", ["Expressions"]),
    module("ModelDocuments", ["Quantities", "Expressions", "ODESolvers"]),
    module("Evidence"),
    module("Regimens", ["Quantities"]),
    module("PharmacologyModels", ["Expressions", "ODESolvers"]),
    module(
      "DrugLibrary", ["Quantities", "Evidence", .product(name: "Yams", package: "Yams")]),
    module(
      "Simulation",
      [
        "Quantities", "RandomStreams", "Expressions", "ODESolvers", "Evidence", "Regimens",
        "ModelDocuments", "PharmacologyModels", "DrugLibrary", .product(name: "Yams", package: "Yams"),
      ]),
    module("KnowledgeBase", ["ContentDigests", "Quantities", "Evidence", "DrugLibrary"]),
    module("SafetyScreen", ["DrugLibrary", "Quantities"]),
    module(
      "Answers",
      [
        "SafetyScreen", "ContentDigests", "KnowledgeBase", "Simulation", "Regimens", "DrugLibrary", "Evidence",
        "Quantities",
      ]),
    module(
      "KnowledgeStore",
      [
        "KnowledgeBase", "DrugLibrary", "Evidence", "Quantities", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    module(
      "Reports",
      ["Answers", "KnowledgeBase", "ContentDigests", "Simulation", "DrugLibrary", "Evidence", "Quantities"]),
    module(
      "CommandLineTool",
      [
        "Answers", "KnowledgeBase", "KnowledgeStore", "Reports", "Simulation", "ModelDocuments", "PharmacologyModels",
        "DrugLibrary", "Regimens", "Evidence",
        "Quantities",
        "ODESolvers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "ReferenceBenchmark", dependencies: ["ODESolvers", "Expressions"], swiftSettings: strict),
    .executableTarget(
      name: "coeruleus", dependencies: ["CommandLineTool"], swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    tests("QuantitiesTests", ["Quantities", "TestSupport"]),
    tests("ContentDigestsTests", ["ContentDigests"]),
    tests("RandomStreamsTests", ["RandomStreams"]),
    tests("ExpressionsTests", ["Expressions", "TestSupport"]),
    tests(
      "ODESolversTests",
      ["ODESolvers", "Expressions", "ReferenceBenchmark", "AllocationCounter", "TestSupport"]),
    tests("ModelDocumentsTests", ["ModelDocuments", "ODESolvers", "Expressions", "TestSupport"]),
    tests("PharmacologyModelsTests", ["PharmacologyModels", "ODESolvers", "Expressions", "TestSupport"]),
    tests("RegimensTests", ["Regimens", "TestSupport"]),
    tests("SafetyScreenTests", ["SafetyScreen", "DrugLibrary"]),
    tests("KnowledgeBaseTests", ["KnowledgeBase", "DrugLibrary", "Evidence", "ContentDigests"]),
    tests("KnowledgeStoreTests", ["KnowledgeStore", "KnowledgeBase", "DrugLibrary", "Evidence"]),
    tests(
      "AnswersTests",
      [
        "Answers", "SafetyScreen", "KnowledgeStore", "KnowledgeBase", "Simulation", "Reports", "DrugLibrary",
        "Evidence", "TestSupport",
      ]),
    tests("ReportsTests", ["Reports", "KnowledgeBase", "TestSupport"]),
    tests("DrugLibraryTests", ["DrugLibrary", "Evidence"]),
    tests(
      "SimulationTests",
      ["Simulation", "ODESolvers", "Expressions", "Regimens", "DrugLibrary", "Evidence", "PharmacologyModels"]),
  ]
)

// Only `make docs` needs the documentation plugin.
if Context.environment["COERULEUS_DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
