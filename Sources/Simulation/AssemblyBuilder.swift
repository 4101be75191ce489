public import DrugLibrary
import Evidence
import ODESolvers
import PharmacologyModels

extension Assembly {
  /// Puts the model of a patient and the medicines together.
  ///
  /// - Parameters:
  ///   - medicines: drugs and the formulation in which each is taken; the same pair counts once.
  ///   - patient: who takes them.
  ///   - library: where the numbers are.
  ///   - includesSystem: whether transmitters and circulation stand behind the kinetics.
  /// - Throws: ``ScenarioError`` when a drug has no kinetics.
  public init(
    medicines: [(drug: Drug, formulation: Formulation)], patient: Patient, library: DrugLibrary,
    includesSystem: Bool = false
  ) throws(ScenarioError) {
    var parameters = PrimaryParameters(calibrated: library.calibrated, correlations: library.correlations)
    func physiological(_ name: String) throws(ScenarioError) -> SourcedValue {
      guard let value = library.physiology[name] else {
        throw ScenarioError(
          place: "Data/physiology.yaml", rule: "the parameter '\(name)' is missing", kind: .data)
      }
      return value
    }
    let fallbackTurnover = try physiological("enzymeTurnoverHalfLife")
    let correlation = try physiological("occupancyCorrelation").value
    physiology = PhysiologySources(
      hepaticFlow: parameters.add("physiology.hepaticBloodFlow", try physiological("hepaticBloodFlow")),
      unboundRatio: parameters.add(
        "physiology.unboundBrainToPlasmaRatio", try physiological("unboundBrainToPlasmaRatio")),
      clearanceExponent: try physiological("clearanceWeightExponent").value,
      volumeExponent: try physiological("volumeWeightExponent").value,
      referenceWeight: try physiological("referenceWeight").value)

    // Compounds: what is taken, then everything that is made of it.
    var compounds: [Drug] = []
    var pending = medicines.map(\.drug)
    while !pending.isEmpty {
      let drug = pending.removeFirst()
      if compounds.contains(where: { $0.name == drug.name }) { continue }
      guard let kinetics = drug.kinetics else {
        throw ScenarioError(
          place: drug.name, rule: "no kinetics are known for this compound, so it cannot be simulated",
          kind: .data)
      }
      compounds.append(drug)
      pending += kinetics.pathways.flatMap(\.produces).compactMap { library.drugs[$0.compound] }
    }
    let numbers = Dictionary(uniqueKeysWithValues: compounds.enumerated().map { ($1.name, $0) })

    // Who is made of whom: the parents of each metabolite, and theirs.
    var ancestors: [String: Set<String>] = [:]
    for _ in compounds {
      for drug in compounds {
        for product in drug.kinetics?.pathways.flatMap(\.produces) ?? [] {
          ancestors[product.compound, default: []].formUnion(ancestors[drug.name, default: []].union([drug.name]))
        }
      }
    }

    // Forms and their depots.
    var forms: [FormSources] = []
    var depotCounts = Array(repeating: 0, count: compounds.count)
    for (drug, formulation) in medicines {
      guard let compound = numbers[drug.name] else { continue }
      if forms.contains(where: { $0.compound == compound && $0.formulation.name == formulation.name }) { continue }
      let prefix = "\(drug.name).\(formulation.name)"
      let expressed = formulation.doseExpressedAs ?? drug.doseExpressedAs
      var form = FormSources(
        compound: compound, formulation: formulation,
        relativeBioavailability: formulation.relativeBioavailability.map {
          parameters.add("\(prefix).relativeBioavailability", $0)
        },
        baseFraction: drug.salts.first { $0.name == expressed }?.baseFraction.value ?? 1, inputs: [])
      if formulation.route != "iv" {
        for (k, input) in formulation.absorption.enumerated() {
          form.inputs.append(
            (
              depot: depotCounts[compound],
              fraction: input.fraction.map { parameters.add("\(prefix).fraction[\(k + 1)]", $0, isFraction: true) },
              rateConstant: parameters.add("\(prefix).rateConstant[\(k + 1)]", input.rateConstant),
              lag: input.lag.map { parameters.add("\(prefix).lag[\(k + 1)]", $0) },
              duration: input.duration.map { parameters.add("\(prefix).duration[\(k + 1)]", $0) }
            ))
          depotCounts[compound] += 1
        }
      }
      forms.append(form)
    }

    // Enzymes on any route, and what the compounds do to them.
    var enzymeNames: [String] = []
    for pathway in compounds.flatMap({ $0.kinetics?.pathways ?? [] })
    where !enzymeNames.contains(pathway.enzyme) {
      enzymeNames.append(pathway.enzyme)
    }
    if includesSystem {
      // Enzymes that no compound is cleared by, but that transmitters are.
      for name in ["MAO-A", "COMT"]
      where !enzymeNames.contains(name) && compounds.contains(where: { $0.inhibits.contains { $0.enzyme == name } }) {
        enzymeNames.append(name)
      }
    }
    var enzymes: [ModelStructure.Enzyme] = []
    var enzymeSources: [EnzymeSources] = []
    for name in enzymeNames {
      let enzyme = library.enzymes[name]
      func effects(_ mechanism: Inhibition.Mechanism) -> [(compound: Int, effect: Inhibition)] {
        compounds.enumerated().flatMap { number, drug in
          drug.inhibits.filter { $0.enzyme == name && $0.mechanism == mechanism }.map { (number, $0) }
        }
      }
      func id(_ compound: Int, _ mechanism: Inhibition.Mechanism) -> String {
        "\(compounds[compound].name).inhibits.\(name).\(mechanism.rawValue)"
      }
      func twoNumbers(_ mechanism: Inhibition.Mechanism) -> [(concentration: Int, maximum: Int)] {
        effects(mechanism).map { compound, effect in
          let isFraction = mechanism == .downRegulation
          return (
            parameters.add("\(id(compound, mechanism)).concentration", effect.concentration),
            parameters.add(
              "\(id(compound, mechanism)).maximum", effect.maximum ?? effect.concentration,
              isFraction: isFraction)
          )
        }
      }
      enzymes.append(
        ModelStructure.Enzyme(
          name: name, competitors: effects(.competitive).map(\.compound),
          inactivators: effects(.inactivation).map(\.compound),
          downRegulators: effects(.downRegulation).map(\.compound),
          inducers: effects(.induction).map(\.compound)))
      enzymeSources.append(
        EnzymeSources(
          turnover: parameters.add("\(name).turnoverHalfLife", enzyme?.turnoverHalfLife ?? fallbackTurnover),
          competitors: effects(.competitive).map { compound, effect in
            parameters.add("\(id(compound, .competitive)).concentration", effect.concentration)
          },
          inactivators: twoNumbers(.inactivation), downRegulators: twoNumbers(.downRegulation),
          inducers: twoNumbers(.induction),
          smokingRatio: patient.smoker == true
            ? enzyme?.smokingRatio.map { parameters.add("\(name).smokingRatio", $0) } : nil,
          activity: enzyme?.activity.map { point in
            (point.score, parameters.add("\(name).activity.\(Patient.plain(point.score))", point.relative))
          } ?? []))
    }

    // Dispositions.
    var shapes: [ModelStructure.Compound] = []
    var sources: [CompoundSources] = []
    for (number, drug) in compounds.enumerated() {
      guard let kinetics = drug.kinetics else { continue }
      shapes.append(
        ModelStructure.Compound(
          name: drug.name, depotCount: depotCounts[number], hasPeripheral: kinetics.peripheralVolume != nil,
          pathways: kinetics.pathways.map { pathway in
            ModelStructure.Pathway(
              enzyme: enzymeNames.firstIndex(of: pathway.enzyme) ?? 0,
              isSaturable: pathway.michaelisConstant != nil,
              products: pathway.produces.compactMap { numbers[$0.compound] })
          }))
      func add(_ name: String, _ value: SourcedValue, isFraction: Bool = false) -> Int {
        parameters.add("\(drug.name).\(name)", value, isFraction: isFraction)
      }
      sources.append(
        CompoundSources(
          clearance: add("clearance", kinetics.clearance), volume: add("volume", kinetics.volume),
          intercompartmentalClearance: kinetics.intercompartmentalClearance.map {
            add("intercompartmentalClearance", $0)
          },
          peripheralVolume: kinetics.peripheralVolume.map { add("peripheralVolume", $0) },
          absorbedFraction: add("absorbedFraction", kinetics.absorbedFraction, isFraction: true),
          unboundFraction: add("unboundFraction", kinetics.unboundFraction, isFraction: true),
          renalFraction: add("renalFraction", kinetics.renalFraction, isFraction: true),
          pathways: kinetics.pathways.enumerated().map { k, pathway in
            // An enzyme may stand twice among the routes, once for each product.
            let repeated = kinetics.pathways[..<k].contains { $0.enzyme == pathway.enzyme }
            let prefix = repeated ? "\(pathway.enzyme)-\(k + 1)" : pathway.enzyme
            return (
              fraction: add("\(prefix).fraction", pathway.fraction, isFraction: true),
              michaelisConstant: pathway.michaelisConstant.map { add("\(prefix).michaelisConstant", $0) },
              yields: pathway.produces.map {
                add("\(prefix).yield.\($0.compound)", $0.yield, isFraction: true)
              }
            )
          },
          covariates: kinetics.covariates.enumerated().compactMap { k, covariate in
            covariate.condition.holds(for: patient)
              ? (covariate.parameter, add("covariate[\(k + 1)]", covariate.ratio)) : nil
          }))
    }

    // Targets and their ligands; releasers are not blockers and occupy nothing: they only act, and stand behind the others.
    var targets: [ModelStructure.Target] = []
    var targetSources: [[LigandSources]] = []
    let kinds = includesSystem ? [true, false] : [true]
    for (isOccupied, name) in kinds.flatMap({ kind in DrugLibrary.targetNames.map { (kind, $0) } }) {
      var ligands: [ModelStructure.Ligand] = []
      var values: [LigandSources] = []
      for (number, drug) in compounds.enumerated() {
        guard let binding = drug.targets.first(where: { $0.target == name && ($0.action == "releaser") != isOccupied })
        else { continue }
        // A half-maximal level read off scans of people counts what the drug's metabolites did there, too.
        if binding.evidence == "in-vitro" || binding.halfMaximalConcentration == nil,
          ancestors[drug.name, default: []].contains(where: { Self.hasHumanScan(library.drugs[$0], at: name) })
        {
          continue
        }
        let prefix = "\(drug.name).\(name)"
        let action = Self.action(binding.action)
        ligands.append(
          ModelStructure.Ligand(
            compound: number, hasEffectSite: binding.effectSiteRateConstant != nil, action: action,
            // The brain's barrier keeps norepinephrine out; its pressor action is part of the circulation.
            actsOnSystem: drug.name != Self.endogenousPressor,
            hasPeripheralPotency: includesSystem && binding.peripheralInhibitionConstant != nil))
        let maximum = binding.maximumOccupancy.map {
          parameters.add("\(prefix).maximumOccupancy", $0, isFraction: true)
        }
        values.append(
          LigandSources(
            halfMaximal: binding.halfMaximalConcentration.map {
              parameters.add(
                "\(prefix).halfMaximalConcentration", $0,
                correlation: maximum == nil ? nil : ("\(prefix).maximumOccupancy", correlation))
            },
            isByMass: binding.halfMaximalConcentration?.unit.contains("g/") ?? false,
            inhibitionConstant: binding.halfMaximalConcentration == nil
              ? binding.inhibitionConstant.map { parameters.add("\(prefix).inhibitionConstant", $0) } : nil,
            maximumOccupancy: maximum,
            effectSiteRateConstant: binding.effectSiteRateConstant.map {
              parameters.add("\(prefix).effectSiteRateConstant", $0)
            },
            efficacy: includesSystem && action == .agonist
              ? parameters.add(
                "\(prefix).efficacy",
                binding.efficacy
                  ?? SourcedValue(
                    value: binding.action == "partial-agonist" ? 0.5 : 1, unit: "fraction", status: .assumption),
                isFraction: true) : nil,
            peripheralConstant: includesSystem
              ? binding.peripheralInhibitionConstant.map {
                parameters.add("\(prefix).peripheralInhibitionConstant", $0)
              }
              : nil,
            evidence: binding.halfMaximalConcentration == nil ? "in-vitro" : binding.evidence,
            action: binding.action))
      }
      guard !ligands.isEmpty else { continue }
      targets.append(ModelStructure.Target(name: name, ligands: ligands, isOccupied: isOccupied))
      targetSources.append(values)
    }

    let structure = ModelStructure(compounds: shapes, enzymes: enzymes, targets: targets)
    self.compounds = compounds
    targetNames = targets.filter(\.isOccupied).map(\.name)
    model = DispositionModel(structure)
    system = CompiledSystem(model)
    detailedSystem = CompiledSystem(DispositionModel(structure, readsEliminationRates: true))
    if includesSystem {
      systemSources = try SystemSources(&parameters, library: library, hasCirculation: true)
      let whole = NoradrenergicModel(model, system: SystemStructure(hasCirculation: true))
      coupled = (whole, CompiledSystem(whole))
    } else {
      systemSources = nil
      coupled = nil
    }
    self.parameters = parameters
    self.sources = sources
    self.enzymeSources = enzymeSources
    self.targetSources = targetSources
    self.forms = forms
    self.patient = patient
    self.library = library
  }
}

extension Assembly {
  /// The medicine that is the transmitter itself.
  static let endogenousPressor = "norepinephrine"

  /// Whether a half-maximal level of a drug at a target was read off scans of people.
  static func hasHumanScan(_ drug: Drug?, at target: String) -> Bool {
    drug?.targets.contains {
      $0.target == target && $0.halfMaximalConcentration != nil && $0.evidence == "human-PET"
    } ?? false
  }
}

extension CovariateCondition {
  func holds(for patient: Patient) -> Bool {
    switch self {
    case .sex(let sex): patient.sex == sex
    case .smoker(let value): patient.smoker == value
    case .ageAbove(let years): (patient.age ?? 0) > years
    case .ageBelow(let years): (patient.age ?? .infinity) < years
    }
  }
}

extension Assembly {
  /// The action that a file's word stands for.
  static func action(_ word: String) -> ModelStructure.Action {
    switch word {
    case "agonist", "partial-agonist", "precursor": .agonist
    case "antagonist": .antagonist
    case "releaser": .releaser
    default: .inhibitor
    }
  }
}
