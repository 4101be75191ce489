import Expressions

/// Turns concentrations at targets into what drugs do to the system.
struct DrugActionMapping<S: Scalar> {
  let model: NoradrenergicModel
  let state: [S]
  let parameters: [S]
  let inputs: [S]
  private let concentrations: [S]

  init(model: NoradrenergicModel, state: [S], parameters: [S], inputs: [S]) {
    self.model = model
    self.state = state
    self.parameters = parameters
    self.inputs = inputs
    concentrations = model.disposition.concentrations(state, parameters)
  }

  private var structure: ModelStructure { model.disposition.structure }
  private var layout: ModelLayout { model.disposition.layout }

  /// The ligands of a target that reach a region.
  private func ligands(
    _ name: String, in region: BrainRegion?
  ) -> [(shape: ModelStructure.Ligand, place: ModelLayout.Ligand)] {
    zip(structure.targets, layout.targets).filter { $0.0.name == name }.flatMap { target, places in
      zip(target.ligands, places).filter {
        $0.0.actsOnSystem && ($0.0.region == nil || $0.0.region == region)
      }.map { ($0, $1) }
    }
  }

  private func ratio(_ place: ModelLayout.Ligand) -> S {
    model.disposition.ratio(place, state, parameters, concentrations, inputs)
  }

  /// What inhibitors leave of a transporter or enzyme in a region.
  private func availability(_ name: String, in region: BrainRegion?) -> S {
    let found = ligands(name, in: region).filter { $0.shape.action == .inhibitor }
    guard !found.isEmpty else { return .one }
    return .one - model.disposition.occupancy(found.map(\.place), state, parameters, concentrations, inputs)
  }

  /// What is left of an enzyme or a vesicular transporter that inhibitors occupy and inactivate.
  ///
  /// The model has one terminal: what is applied to any region counts for it.
  private func enzyme(_ name: String) -> S {
    let occupying = zip(structure.targets, layout.targets).filter { $0.0.name == name }.flatMap { target, places in
      zip(target.ligands, places).filter { $0.0.actsOnSystem && $0.0.action == .inhibitor }.map(\.1)
    }
    var left: S = .one
    if !occupying.isEmpty {
      left = .one - model.disposition.occupancy(occupying, state, parameters, concentrations, inputs)
    }
    for (enzyme, place) in zip(structure.enzymes, layout.enzymes) where enzyme.name == name {
      if let amount = place.amount { left = left * state[amount] }
    }
    return left
  }

  private func sum(_ name: String, _ action: ModelStructure.Action, in region: BrainRegion?) -> S {
    ligands(name, in: region).filter { $0.shape.action == action }.reduce(S.zero) { $0 + ratio($1.place) }
  }

  private func receptor(_ name: String, in region: BrainRegion? = nil) -> ReceptorLigands<S> {
    var result = ReceptorLigands<S>()
    for (shape, place) in ligands(name, in: region) {
      let ratio = ratio(place)
      if let efficacy = place.efficacy {
        result.agonists = result.agonists + ratio
        result.stimulation = result.stimulation + parameters[efficacy] * ratio
      } else if shape.action == .antagonist {
        result.antagonists = result.antagonists + ratio
      }
    }
    return result
  }

  /// What reaches the brain.
  var central: DrugActions<S> {
    var actions = DrugActions<S>()
    actions.netCortex = availability("NET", in: .cortex)
    actions.netCoeruleus = availability("NET", in: .coeruleus)
    actions.netAccumbens = availability("NET", in: .accumbens)
    actions.datCortex = availability("DAT", in: .cortex)
    actions.datStriatum = availability("DAT", in: .striatum)
    actions.sertCortex = availability("SERT", in: .cortex)
    actions.sertRaphe = availability("SERT", in: .raphe)
    actions.monoamineOxidaseA = enzyme("MAO-A")
    actions.catecholMethyltransferase = enzyme("COMT")
    actions.vesicularTransporter = enzyme("VMAT2")
    actions.tyrosineHydroxylase = enzyme("TH")
    actions.tryptophanHydroxylase = enzyme("TPH")
    actions.releaserNET = sum("NET", .releaser, in: nil)
    actions.releaserDAT = sum("DAT", .releaser, in: nil)
    actions.releaserSERT = sum("SERT", .releaser, in: nil)
    actions.shareTransportersWithReleasers()
    actions.precursor = sum("AADC", .agonist, in: nil)
    actions.alpha2Cortex = receptor("alpha2A", in: .cortex)
    actions.alpha2Coeruleus = receptor("alpha2A", in: .coeruleus)
    actions.alpha1 = receptor("alpha1")
    actions.serotonin1A = receptor("5-HT1A", in: .raphe)
    actions.serotonin1B = receptor("5-HT1B", in: .cortex)
    actions.serotonin2C = receptor("5-HT2C")
    actions.dopamine1 = receptor("D1", in: .cortex)
    actions.dopamine2 = receptor("D2")
    actions.muscarinic = receptor("M1")
    actions.evokedRate = inputs[model.input(.evokedRate)]
    actions.sensoryRate = inputs[model.input(.sensoryRate)]
    actions.driveChange = inputs[model.input(.driveChange)]
    actions.localDepolarisation = inputs[model.input(.localDepolarisation)]
    actions.remove(model.system.alterations)
    return actions
  }

  /// What reaches heart and vessels; the parts that follow from the brain are filled in later.
  var circulation: CirculationInputs<S> {
    var result = CirculationInputs<S>()
    let alpha2 = receptor("alpha2A")
    result.centralAlpha2AgonistRatio = alpha2.agonists
    result.centralAlpha2AgonistEfficacyRatio = alpha2.stimulation
    result.centralAlpha2AntagonistRatio = alpha2.antagonists
    result.peripheralAlpha2AgonistRatio = alpha2.stimulation
    result.peripheralAlpha2AntagonistRatio = alpha2.antagonists
    // Sympathetic nerves meet plasma without the brain's barrier: the same drug blocks them at a lower level.
    let potency = parameters[model.centralParameters.lowerBound + model.peripheralPotency]
    let blocked = ligands("NET", in: nil).filter { $0.shape.action == .inhibitor }.reduce(S.zero) {
      $0 + ($1.place.peripheralPotency.map { parameters[$0] } ?? potency) * ratio($1.place)
    }
    result.peripheralNETAvailability = .one / (.one + blocked)
    result.alpha1AntagonistRatio = sum("alpha1", .antagonist, in: nil)
    result.alpha1AgonistRatio = receptor("alpha1").stimulation
    // A partial agonist takes the place of norepinephrine and does little itself.
    let beta1 = receptor("beta1")
    result.beta1AntagonistRatio = beta1.antagonists + beta1.agonists - beta1.stimulation
    result.muscarinicAntagonistRatio = sum("M1", .antagonist, in: nil)
    result.releaser = sum("NET", .releaser, in: nil)
    result.monoamineOxidaseAvailability = enzyme("MAO-A")
    if let infusion = model.norepinephrineInfusion { result.infusion = inputs[infusion] }
    return result
  }
}
