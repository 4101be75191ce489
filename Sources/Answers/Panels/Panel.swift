public import Simulation

/// A computed panel of an article: curves or bars from the model, points from studies.
public struct Panel: Sendable, Codable, Equatable {
  /// A value at a place on the horizontal axis, or in a labelled group.
  public struct Point: Sendable, Codable, Equatable {
    /// The place on the axis; nil where `label` says the group.
    public var x: Double?
    public var label: String?
    public var value: Double
    public var low: Double?
    public var high: Double?
    public var kind: Outcome.Kind
  }

  /// A curve, or the bars of one medicine.
  public struct Series: Sendable, Codable, Equatable {
    public var name: String
    public var points: [Point]
  }

  public var id: String
  public var title: String
  public var plainTitle: String
  public var kind: PanelSpecification.Kind
  public var unit: String
  public var xTitle: String
  public var yTitle: String
  public var series: [Series]
  /// What studies measured, with who did.
  public var measured: [Point]
  public var note: String
  public var plainNote: String
  /// The claims that the panel belongs to.
  public var claims: [String]
  /// How to compute it again, as lines for the command line.
  public var commands: [String]
}
