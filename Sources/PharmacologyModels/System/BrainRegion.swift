/// A part of the brain that the model distinguishes when something is applied locally.
public enum BrainRegion: String, Sendable, CaseIterable {
  /// Prefrontal and every other field of cortical terminals.
  case cortex = "PFC"
  case coeruleus = "LC"
  case raphe
  case striatum
  case accumbens = "NAc"
}
