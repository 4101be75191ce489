import DrugLibrary
import Evidence
import Foundation
import KnowledgeBase

/// The shipped library and ledger, loaded once.
enum Shipped {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Data").path

  static let library: Result<DrugLibrary, LibraryError> = Result { () throws(LibraryError) in
    try DrugLibrary(folder: folder)
  }
  static let ledger: Result<ClaimLedger, LibraryError> = Result { () throws(LibraryError) in
    try ClaimLedger(library: library.get())
  }
}

/// Claims for tests that need no shipped data.
enum Sample {
  static let reference = Reference(id: "ref-1", citation: "A study, 2020", year: 2020, doi: "10.1/x")

  static func claim(
    _ id: String, text: String = "A medicine raised the pulse by 5 beats/min.",
    plain: String = "The pulse got faster.", status: EvidenceStatus = .verified, reference: String? = "ref-1",
    supports: Claim.Support = .yes
  ) -> Claim {
    Claim(
      id: id, text: text, plain: plain, kind: .drugEffect, scope: Claim.Scope(species: "human", age: "adults"),
      sources: reference.map { [Claim.Source(reference: $0, locator: "abstract", supports: supports)] } ?? [],
      grade: .b, gradeReason: "a trial", status: status, date: "2026-01-01",
      tags: Claim.Tags(topics: ["cardiovascular"]))
  }

  static func ledger(_ claims: [Claim], retracted: Bool = false) throws(LibraryError) -> ClaimLedger {
    var reference = reference
    reference.isRetracted = retracted
    return try ClaimLedger(claims: claims, references: [reference.id: reference])
  }
}
