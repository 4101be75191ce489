public import DrugLibrary
import Evidence
public import ODESolvers
public import PharmacologyModels
import Quantities

/// A scenario made ready to run: the model's structure, its uncertain numbers, and how the one follows from the other.
public struct Assembly: Sendable {
  /// The compounds in the model's order.
  public internal(set) var compounds: [Drug]
  /// The names of the targets in the model's order.
  public internal(set) var targetNames: [String]
  /// The model.
  public let model: DispositionModel
  /// The model compiled for the solver.
  public let system: CompiledSystem
  /// The same with elimination rates among the observables.
  public let detailedSystem: CompiledSystem
  /// The same with transmitters and circulation behind it, where that was asked for.
  public let coupled: (model: NoradrenergicModel, system: CompiledSystem)?
  let systemSources: SystemSources?
  /// The uncertain numbers.
  public internal(set) var parameters: PrimaryParameters
  /// Where each compound's numbers stand among the parameters.
  let sources: [CompoundSources]
  let enzymeSources: [EnzymeSources]
  let targetSources: [[LigandSources]]
  let forms: [FormSources]
  let patient: Patient
  let library: DrugLibrary
  let physiology: PhysiologySources

  /// Numbers of one compound's parameters.
  struct CompoundSources: Sendable {
    var clearance: Int
    var volume: Int
    var intercompartmentalClearance: Int?
    var peripheralVolume: Int?
    var absorbedFraction: Int
    var unboundFraction: Int
    var renalFraction: Int
    var pathways: [(fraction: Int, michaelisConstant: Int?, yields: [Int])]
    /// Covariate ratios that apply to this patient, by what they change.
    var covariates: [(parameter: String, ratio: Int)]
  }

  /// Numbers of one enzyme's parameters.
  struct EnzymeSources: Sendable {
    var turnover: Int
    var competitors: [Int]
    var inactivators: [(concentration: Int, maximum: Int)]
    var downRegulators: [(concentration: Int, maximum: Int)]
    var inducers: [(concentration: Int, maximum: Int)]
    var smokingRatio: Int?
    /// Activity points: score and parameter.
    var activity: [(score: Double, parameter: Int)]
  }

  /// Numbers of a ligand's parameters at a target.
  struct LigandSources: Sendable {
    var halfMaximal: Int?
    /// Whether the half-maximal concentration is by mass (ng/mL).
    var isByMass: Bool
    var inhibitionConstant: Int?
    var maximumOccupancy: Int?
    var effectSiteRateConstant: Int?
    var efficacy: Int?
    var peripheralConstant: Int?
    var evidence: String
    var action: String
  }

  /// Numbers of a formulation's parameters and the depots that it uses.
  struct FormSources: Sendable {
    var compound: Int
    var formulation: Formulation
    var relativeBioavailability: Int?
    var baseFraction: Double
    var inputs: [(depot: Int, fraction: Int?, rateConstant: Int, lag: Int?, duration: Int?)]
  }

  /// Numbers of the physiological parameters.
  struct PhysiologySources: Sendable {
    var hepaticFlow: Int
    var unboundRatio: Int
    var clearanceExponent: Double
    var volumeExponent: Double
    var referenceWeight: Double
  }

  /// The name of a compound's number.
  public func compoundNumber(_ name: String) -> Int? { compounds.firstIndex { $0.name == name } }

  /// The evidence for a target's occupancy: the weakest among its ligands that matter.
  public func evidence(target: Int) -> [(compound: String, evidence: String, action: String)] {
    zip(model.structure.targets[target].ligands, targetSources[target]).map {
      (compounds[$0.compound].name, $1.evidence, $1.action)
    }
  }
}
