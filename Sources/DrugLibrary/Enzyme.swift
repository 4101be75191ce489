public import Evidence
import Quantities

/// A drug-metabolising enzyme: how fast it turns over, and how genotype sets its activity.
public struct Enzyme: Sendable {
  /// A point of the relation between activity score and activity.
  public struct ActivityPoint: Sendable {
    public var score: Double
    /// Activity relative to the score of the normal homozygote.
    public var relative: SourcedValue
  }

  /// A metaboliser phenotype.
  public struct Phenotype: Sendable {
    public var name: String
    public var words: [String]
    /// The score that stands for the phenotype.
    public var activityScore: Double
  }

  public var name: String
  /// The half-life of the protein, h.
  public var turnoverHalfLife: SourcedValue?
  /// Activity value by star allele.
  public var alleles: [String: Double]
  public var alleleSource: String?
  public var phenotypes: [Phenotype]
  public var activity: [ActivityPoint]
  /// Activity in smokers relative to non-smokers.
  public var smokingRatio: SourcedValue?
  /// The score of the reference, the normal homozygote.
  public var normalScore: Double { phenotypes.first { $0.name == "NM" }?.activityScore ?? 2 }
}

extension Enzyme {
  /// Reads Data/enzymes.yaml.
  static func read(_ root: FileNode) throws(LibraryError) -> [Enzyme] {
    try root.allowKeys(["schemaVersion", "enzymes"])
    var result: [Enzyme] = []
    for node in try root.require("enzymes").elements() {
      try node.allowKeys([
        "name", "turnover", "alleles", "alleleSource", "phenotypes", "activity", "smokingRatio", "note", "alleleNotes",
      ])
      var alleles: [String: Double] = [:]
      if let table = node.child("alleles") {
        for key in try table.keys() { alleles[key] = try table.require(key).number() }
      }
      var phenotypes: [Phenotype] = []
      for element in node.child("phenotypes")?.elements() ?? [] {
        try element.allowKeys(["name", "words", "activityScore", "range", "note"])
        phenotypes.append(
          Phenotype(
            name: try element.require("name").text(), words: try element.texts("words"),
            activityScore: try element.require("activityScore").number()))
      }
      var points: [ActivityPoint] = []
      for element in node.child("activity")?.elements() ?? [] {
        try element.allowKeys(["score", "relative", "note"])
        points.append(
          ActivityPoint(
            score: try element.require("score").number(),
            relative: try element.require("relative").sourcedValue([.number])))
      }
      guard zip(points, points.dropFirst()).allSatisfy({ $0.score < $1.score }) else {
        throw node.fault("the activity points must rise in score")
      }
      result.append(
        Enzyme(
          name: try node.require("name").choice(DrugFile.enzymes),
          turnoverHalfLife: try node.child("turnover")?.require("halfLife").sourcedValue([.time]),
          alleles: alleles, alleleSource: try node.child("alleleSource")?.text(),
          phenotypes: phenotypes, activity: points,
          smokingRatio: try node.child("smokingRatio")?.sourcedValue([.number])))
    }
    return result
  }
}
