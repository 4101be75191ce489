/// What a scenario's model consists of.
///
/// Compounds, their routes, the enzymes and targets they meet. No numbers.
public struct ModelStructure: Sendable {
  /// A compound with its depots and disposition.
  public struct Compound: Sendable {
    public var name: String
    /// One for each way of absorption in use.
    public var depotCount: Int
    public var hasPeripheral: Bool
    public var pathways: [Pathway]

    public init(name: String, depotCount: Int, hasPeripheral: Bool, pathways: [Pathway]) {
      self.name = name
      self.depotCount = depotCount
      self.hasPeripheral = hasPeripheral
      self.pathways = pathways
    }
  }

  /// A hepatic route of a compound through an enzyme.
  public struct Pathway: Sendable {
    /// The number of the enzyme in ``ModelStructure/enzymes``.
    public var enzyme: Int
    public var isSaturable: Bool
    /// The numbers of the compounds that it makes.
    public var products: [Int]

    public init(enzyme: Int, isSaturable: Bool, products: [Int]) {
      self.enzyme = enzyme
      self.isSaturable = isSaturable
      self.products = products
    }
  }

  /// An enzyme and the compounds that change it, by number.
  public struct Enzyme: Sendable {
    public var name: String
    public var competitors: [Int]
    public var inactivators: [Int]
    public var downRegulators: [Int]
    public var inducers: [Int]

    /// Whether its amount changes with time.
    public var isDynamic: Bool { !(inactivators.isEmpty && downRegulators.isEmpty && inducers.isEmpty) }

    public init(
      name: String, competitors: [Int] = [], inactivators: [Int] = [], downRegulators: [Int] = [],
      inducers: [Int] = []
    ) {
      self.name = name
      self.competitors = competitors
      self.inactivators = inactivators
      self.downRegulators = downRegulators
      self.inducers = inducers
    }
  }

  /// A transporter or receptor and the compounds that compete for it.
  public struct Target: Sendable {
    public var name: String
    public var ligands: [Ligand]
    /// Whether its occupancy is read out; substrates that release only pass through a transporter.
    public var isOccupied: Bool

    public init(name: String, ligands: [Ligand], isOccupied: Bool = true) {
      self.name = name
      self.ligands = ligands
      self.isOccupied = isOccupied
    }
  }

  /// What a compound does at a target.
  public enum Action: String, Sendable {
    case inhibitor, releaser, agonist, antagonist
  }

  /// A compound at a target.
  public struct Ligand: Sendable {
    public var compound: Int
    /// Whether occupancy follows an effect site that lags plasma.
    public var hasEffectSite: Bool
    public var action: Action
    /// The region to which it was applied; nil when the blood carries it everywhere.
    public var region: BrainRegion?
    /// Whether it is more potent outside the brain by a factor of its own.
    public var hasPeripheralPotency: Bool
    /// Whether what it does at the target reaches the noradrenergic system.
    public var actsOnSystem: Bool

    public init(
      compound: Int, hasEffectSite: Bool, action: Action = .inhibitor, region: BrainRegion? = nil,
      actsOnSystem: Bool = true, hasPeripheralPotency: Bool = false
    ) {
      self.hasPeripheralPotency = hasPeripheralPotency
      self.actsOnSystem = actsOnSystem
      self.compound = compound
      self.hasEffectSite = hasEffectSite
      self.action = action
      self.region = region
    }
  }

  public var compounds: [Compound]
  public var enzymes: [Enzyme]
  public var targets: [Target]

  public init(compounds: [Compound], enzymes: [Enzyme], targets: [Target]) {
    self.compounds = compounds
    self.enzymes = enzymes
    self.targets = targets
  }
}
