public import PharmacologyModels

/// An experiment on animals as a paper describes it.
public struct Experiment: Sendable {
  /// How the animal was kept.
  public enum Preparation: String, Sendable, CaseIterable {
    case awake, anaesthetised, slice
  }

  /// A state of vigilance: excitatory drive to the locus coeruleus relative to quiet attention.
  public enum Vigilance: String, Sendable, CaseIterable {
    case activeWake, quietWake, slowWaveSleep
    case rem = "REM"
  }

  /// What is done to the cells beside drugs.
  public struct Stimulation: Sendable {
    /// Drive to the coeruleus relative to quiet attention.
    public var drive: Double?
    public var vigilance: Vigilance?
    /// Impulses that pass by the cell bodies' own control, Hz.
    public var evokedRate: Double?
    /// Whether the coeruleus answers a sensory stimulus, under its own autoreceptors.
    public var isSensory = false
    /// Potassium at the terminals, mmol/L.
    public var potassium: Double?
    /// h; how long a train of impulses or a sensory stimulus lasts.
    public var duration: Double?
    /// Whether impulses are blocked at the terminals.
    public var blocksFiring = false

    public init() {}

    /// Whether it is a short stimulus, whose effect is read as the rise above the level before it.
    public var isBrief: Bool { evokedRate != nil || isSensory }
  }

  public var species: String
  public var preparation = Preparation.awake
  public var treatments: [Treatment]
  public var alterations: Set<SystemStructure.Alteration> = []
  public var stimulation: Stimulation?

  /// Describes an experiment.
  public init(species: String, treatments: [Treatment]) {
    self.species = species
    self.treatments = treatments
  }

  /// The treatments as text.
  public var description: String {
    var parts = treatments.map(\.text)
    parts += alterations.map(\.rawValue).sorted()
    if let stimulation {
      if let vigilance = stimulation.vigilance { parts.append(vigilance.rawValue) }
      if let rate = stimulation.evokedRate { parts.append("\(Patient.plain(rate)) Hz") }
      if stimulation.isSensory { parts.append("sensory stimulus") }
      if let potassium = stimulation.potassium { parts.append("potassium \(Patient.plain(potassium)) mmol/L") }
      if stimulation.blocksFiring { parts.append("tetrodotoxin") }
    }
    return parts.isEmpty ? "no treatment" : parts.joined(separator: ", ")
  }
}

/// A compound with its dose, way in and times.
public struct Treatment: Sendable {
  /// How it is given.
  public enum Course: Sendable, Equatable {
    /// mg/kg at the times, h.
    case doses(amount: Double, route: String, times: [Double])
    /// mg/kg/h from a pump under the skin.
    case pump(rate: Double, start: Double, end: Double)
    /// umol/L in the perfusate at a region.
    case local(concentration: Double, region: BrainRegion, start: Double, end: Double)
  }

  public var compound: String
  public var course: Course
  /// As it was written.
  public var text: String
}
