/// Where each state, parameter and input of a model stands in the solver's vectors.
///
/// One unit system inside: h, L, umol, umol/L; clearances in L/h; enzyme amounts relative to their own baseline.
public struct ModelLayout: Sendable {
  /// A depot's places.
  public struct Depot: Sendable {
    /// State: amount that will be absorbed, umol.
    public let amount: Int
    /// Parameter: ka, 1/h.
    public let rateConstant: Int
    /// Input: zero-order release into the depot, umol/h.
    public let release: Int
  }

  /// A pathway's places.
  public struct Pathway: Sendable {
    /// Parameter: intrinsic clearance on total plasma concentration at this person's enzyme activity, L/h.
    public let intrinsicClearance: Int
    /// Parameter: fu / Km, L/umol; only where saturable.
    public let inverseMichaelisConstant: Int?
    /// Parameters: yields of the products, mol per mol.
    public let yields: [Int]
  }

  /// A compound's places.
  public struct Compound: Sendable {
    public let depots: [Depot]
    /// State: amount in the central compartment, umol.
    public let central: Int
    /// Input: infusion into the central compartment, umol/h.
    public let infusion: Int
    /// Parameter: 1/V, 1/L.
    public let inverseVolume: Int
    /// Parameter: renal clearance, L/h.
    public let renalClearance: Int
    public let pathways: [Pathway]
    /// State: amount in the peripheral compartment, umol.
    public let peripheral: Int?
    /// Parameters: Q in L/h and 1/V2.
    public let intercompartmentalClearance: Int?
    public let inversePeripheralVolume: Int?
  }

  /// The places of a compound's effect on an enzyme: concentration constant and, where there is one, the maximum.
  public struct EnzymeEffect: Sendable {
    public let compound: Int
    /// Parameter: fu / Ki for competitors; Ki / fu (total umol/L) for half-maximal effects on the amount.
    public let constant: Int
    public let maximum: Int?
  }

  /// An enzyme's places.
  public struct Enzyme: Sendable {
    /// State: amount relative to baseline; only where something changes it.
    public let amount: Int?
    /// Parameter: degradation, 1/h.
    public let degradation: Int?
    public let competitors: [EnzymeEffect]
    public let inactivators: [EnzymeEffect]
    public let downRegulators: [EnzymeEffect]
    public let inducers: [EnzymeEffect]
  }

  /// A ligand's places.
  public struct Ligand: Sendable {
    public let compound: Int
    /// Parameter: 1/EC50, L/umol.
    public let inverseHalfMaximalConcentration: Int
    /// Parameter: Emax, fraction.
    public let maximumOccupancy: Int
    /// State: effect-site concentration, umol/L.
    public let effectSite: Int?
    /// Parameter: ke0, 1/h.
    public let effectSiteRateConstant: Int?
    /// Parameter: efficacy from 0 to 1, of agonists.
    public let efficacy: Int?
    /// Parameter: potency outside the brain over that in it.
    public let peripheralPotency: Int?
    /// Input: concentration of what was applied to one region, umol/L.
    public let localConcentration: Int?
  }

  /// The names of the states.
  public private(set) var stateNames: [String] = []
  /// The names of the parameters.
  public private(set) var parameterNames: [String] = []
  /// The number of inputs.
  public private(set) var inputCount = 0
  /// Parameter: hepatic blood flow, L/h.
  public let hepaticFlow: Int
  public private(set) var compounds: [Compound] = []
  public private(set) var enzymes: [Enzyme] = []
  public private(set) var targets: [[Ligand]] = []

  /// Lays out a model.
  public init(_ structure: ModelStructure) {
    var states: [String] = []
    var parameters: [String] = ["hepatic flow"]
    var inputs = 0
    func state(_ name: String) -> Int {
      states.append(name)
      return states.count - 1
    }
    func parameter(_ name: String) -> Int {
      parameters.append(name)
      return parameters.count - 1
    }
    func input() -> Int {
      inputs += 1
      return inputs - 1
    }
    hepaticFlow = 0
    for compound in structure.compounds {
      let name = compound.name
      let depots = (0..<compound.depotCount).map { k in
        Depot(
          amount: state("\(name) depot \(k + 1)"), rateConstant: parameter("\(name) ka \(k + 1)"),
          release: input())
      }
      let pathways = compound.pathways.map { pathway in
        let enzyme = structure.enzymes[pathway.enzyme].name
        return Pathway(
          intrinsicClearance: parameter("\(name) CLint \(enzyme)"),
          inverseMichaelisConstant: pathway.isSaturable ? parameter("\(name) fu/Km \(enzyme)") : nil,
          yields: pathway.products.map { parameter("\(name) to \(structure.compounds[$0].name) yield") })
      }
      compounds.append(
        Compound(
          depots: depots, central: state("\(name) central"), infusion: input(),
          inverseVolume: parameter("\(name) 1/V"), renalClearance: parameter("\(name) CLr"),
          pathways: pathways, peripheral: compound.hasPeripheral ? state("\(name) peripheral") : nil,
          intercompartmentalClearance: compound.hasPeripheral ? parameter("\(name) Q") : nil,
          inversePeripheralVolume: compound.hasPeripheral ? parameter("\(name) 1/V2") : nil))
    }
    for enzyme in structure.enzymes {
      func effects(_ list: [Int], _ word: String, hasMaximum: Bool) -> [EnzymeEffect] {
        list.map {
          let name = "\(structure.compounds[$0].name) \(word) \(enzyme.name)"
          return EnzymeEffect(
            compound: $0, constant: parameter(name), maximum: hasMaximum ? parameter(name + " maximum") : nil)
        }
      }
      enzymes.append(
        Enzyme(
          amount: enzyme.isDynamic ? state("\(enzyme.name) amount") : nil,
          degradation: enzyme.isDynamic ? parameter("\(enzyme.name) kdeg") : nil,
          competitors: effects(enzyme.competitors, "competes at", hasMaximum: false),
          inactivators: effects(enzyme.inactivators, "inactivates", hasMaximum: true),
          downRegulators: effects(enzyme.downRegulators, "down-regulates", hasMaximum: true),
          inducers: effects(enzyme.inducers, "induces", hasMaximum: true)))
    }
    for target in structure.targets {
      targets.append(
        target.ligands.map { ligand in
          let name = "\(structure.compounds[ligand.compound].name) at \(target.name)"
          return Ligand(
            compound: ligand.compound, inverseHalfMaximalConcentration: parameter(name + " 1/EC50"),
            maximumOccupancy: parameter(name + " Emax"),
            effectSite: ligand.hasEffectSite ? state(name + " effect site") : nil,
            effectSiteRateConstant: ligand.hasEffectSite ? parameter(name + " ke0") : nil,
            efficacy: ligand.action == .agonist ? parameter(name + " efficacy") : nil,
            peripheralPotency: ligand.hasPeripheralPotency ? parameter(name + " peripheral potency") : nil,
            localConcentration: ligand.region != nil ? input() : nil)
        })
    }
    stateNames = states
    parameterNames = parameters
    inputCount = inputs
  }
}
