/// A number of a model as its documents show it: name, unit, meaning, value and where the value comes from.
public struct ModelQuantity: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The symbol as LaTeX in math mode; without one it is made from the name.
  public var symbol: String?
  /// The unit, such as "nmol/L/h"; "1" for a pure number.
  public var unit: String
  /// What it stands for, in a few words.
  public var meaning: String
  /// The initial value of a state, the value of a parameter or input.
  public var value: Double?
  /// The 5th and 95th percentile of the value.
  public var interval: ClosedRange<Double>?
  /// The citation of the value's source.
  public var source: String?
  /// How far the value was checked, one of the words of the data files such as "verified" or "assumption".
  public var status: String?
  /// A short remark on the value.
  public var note: String?

  /// Describes a quantity.
  public init(
    _ name: String, symbol: String? = nil, unit: String, meaning: String, value: Double? = nil,
    interval: ClosedRange<Double>? = nil, source: String? = nil, status: String? = nil, note: String? = nil
  ) {
    self.name = name
    self.symbol = symbol
    self.unit = unit
    self.meaning = meaning
    self.value = value
    self.interval = interval
    self.source = source
    self.status = status
    self.note = note
  }

  /// The source where it may be cited: numbers from memory and assumptions have none.
  var citation: String? { status == "assumption" || status == "memory-unverified" ? nil : source }
}

/// A model in words: what its states, parameters, inputs and observables are.
///
/// The equations come from a `DifferentialSystem`; see ``TracedModel``.
public struct ModelDescription: Sendable, Equatable {
  /// The title of the documents.
  public var title: String
  /// What the model describes, in a sentence or a few.
  public var summary: String
  /// What a reader must be told before anything else.
  public var disclaimer: String
  /// The unit of time in which the equations are written.
  public var timeUnit: String
  /// The states, in the order of the system.
  public var states: [ModelQuantity]
  /// The parameters, in the order of the system.
  public var parameters: [ModelQuantity]
  /// The inputs, in the order of the system.
  public var inputs: [ModelQuantity]
  /// What is read out, in the order of the system.
  public var observables: [ModelQuantity]
  /// Words on named intermediate quantities, found by name; those without an entry are shown by name alone.
  public var intermediates: [ModelQuantity]

  /// The disclaimer of every document unless another is given.
  public static let standardDisclaimer =
    "Research and education; not a medical device; not a substitute for clinical judgement."

  /// Describes a model.
  public init(
    title: String, summary: String, disclaimer: String = standardDisclaimer, timeUnit: String = "h",
    states: [ModelQuantity], parameters: [ModelQuantity], inputs: [ModelQuantity] = [],
    observables: [ModelQuantity] = [], intermediates: [ModelQuantity] = []
  ) {
    self.title = title
    self.summary = summary
    self.disclaimer = disclaimer
    self.timeUnit = timeUnit
    self.states = states
    self.parameters = parameters
    self.inputs = inputs
    self.observables = observables
    self.intermediates = intermediates
  }
}
