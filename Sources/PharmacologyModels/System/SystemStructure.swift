/// Which parts of the noradrenergic system a model has.
public struct SystemStructure: Sendable {
  /// A part that is taken out for good.
  public enum Alteration: String, Sendable, CaseIterable {
    case net = "NET knockout"
    case dat = "DAT knockout"
    case sert = "SERT knockout"
    case comt = "COMT knockout"
    case maoA = "MAO-A knockout"
    case alpha2A = "alpha2A knockout"
    case raphe = "raphe lesion"
  }

  /// Whether heart rate and pressure are computed: in people only.
  public var hasCirculation: Bool
  public var alterations: Set<Alteration>

  /// Describes the parts.
  public init(hasCirculation: Bool, alterations: Set<Alteration> = []) {
    self.hasCirculation = hasCirculation
    self.alterations = alterations
  }
}
