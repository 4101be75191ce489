public import Expressions

/// What ligands do at a receptor, each as a sum of unbound concentration over dissociation constant.
public struct ReceptorLigands<S: Scalar> {
  /// Agonists, full and partial.
  public var agonists: S
  /// Agonists weighted by their efficacy.
  public var stimulation: S
  /// Antagonists.
  public var antagonists: S

  /// No drug at the receptor.
  public init() {
    agonists = .zero
    stimulation = .zero
    antagonists = .zero
  }

  /// The response, from 0 to 1, when the natural transmitter competes with the drugs.
  ///
  ///     s     = x + sum(e_i r_i)
  ///     theta = k s / (1 + x + sum r_i + (k - 1) s)
  ///
  /// With k = 1 that is the activated fraction of the receptors. A receptor reserve k makes full agonists k times
  /// as potent and partial agonists nearly as effective, and leaves antagonists alone: the operational model of Black and Leff
  /// (Proc R Soc Lond B 220:141, 1983) with k = 1 + tau, scaled to the maximum of a full agonist.
  ///
  /// - Parameters:
  ///   - transmitter: concentration over dissociation constant of the natural transmitter.
  ///   - reserve: k.
  public func activation(by transmitter: S, reserve: S = .one) -> S {
    let stimulus = transmitter + stimulation
    return reserve * stimulus / (S.one + transmitter + agonists + antagonists + (reserve - .one) * stimulus)
  }
}

/// What drugs do to the noradrenergic system at a moment; without drugs availabilities are one and everything else is zero.
public struct DrugActions<S: Scalar> {
  /// Transporters that are left, by region.
  public var netCortex: S = .one
  public var netCoeruleus: S = .one
  public var netAccumbens: S = .one
  public var datCortex: S = .one
  public var datStriatum: S = .one
  public var sertCortex: S = .one
  public var sertRaphe: S = .one
  /// Enzymes and the vesicular transporter that are left.
  public var monoamineOxidaseA: S = .one
  public var catecholMethyltransferase: S = .one
  public var vesicularTransporter: S = .one
  public var tyrosineHydroxylase: S = .one
  public var tryptophanHydroxylase: S = .one
  /// Substrates that release: concentration over affinity at the transporter.
  public var releaserNET: S = .zero
  public var releaserDAT: S = .zero
  public var releaserSERT: S = .zero
  /// Norepinephrine made from a precursor, as a share of its own synthesis.
  public var precursor: S = .zero
  public var alpha2Cortex = ReceptorLigands<S>()
  public var alpha2Coeruleus = ReceptorLigands<S>()
  public var alpha1 = ReceptorLigands<S>()
  public var serotonin1A = ReceptorLigands<S>()
  public var serotonin1B = ReceptorLigands<S>()
  public var serotonin2C = ReceptorLigands<S>()
  public var dopamine1 = ReceptorLigands<S>()
  public var dopamine2 = ReceptorLigands<S>()
  public var muscarinic = ReceptorLigands<S>()
  /// Firing that does not come from the cells' own drive, Hz.
  public var evokedRate: S = .zero
  /// Firing that a stimulus to the senses would add at rest, Hz; cells that alpha-2 receptors hold down answer less.
  public var sensoryRate: S = .zero
  /// Change of the excitatory drive to the locus coeruleus relative to quiet attention: -1 takes all of it.
  public var driveChange: S = .zero
  /// Release at cortical terminals without impulses from the soma (potassium), relative to resting release.
  public var localDepolarisation: S = .zero

  /// No drug, awake.
  public init() {}
}

extension ReceptorLigands {
  /// The same ligands over another scalar.
  init(_ other: ReceptorLigands<Double>) {
    agonists = S(other.agonists)
    stimulation = S(other.stimulation)
    antagonists = S(other.antagonists)
  }
}

extension DrugActions {
  /// The same actions, constant, over another scalar.
  public init(_ other: DrugActions<Double>) {
    netCortex = S(other.netCortex)
    netCoeruleus = S(other.netCoeruleus)
    netAccumbens = S(other.netAccumbens)
    datCortex = S(other.datCortex)
    datStriatum = S(other.datStriatum)
    sertCortex = S(other.sertCortex)
    sertRaphe = S(other.sertRaphe)
    monoamineOxidaseA = S(other.monoamineOxidaseA)
    catecholMethyltransferase = S(other.catecholMethyltransferase)
    vesicularTransporter = S(other.vesicularTransporter)
    tyrosineHydroxylase = S(other.tyrosineHydroxylase)
    tryptophanHydroxylase = S(other.tryptophanHydroxylase)
    releaserNET = S(other.releaserNET)
    releaserDAT = S(other.releaserDAT)
    releaserSERT = S(other.releaserSERT)
    precursor = S(other.precursor)
    evokedRate = S(other.evokedRate)
    sensoryRate = S(other.sensoryRate)
    driveChange = S(other.driveChange)
    localDepolarisation = S(other.localDepolarisation)
    alpha2Cortex = ReceptorLigands(other.alpha2Cortex)
    alpha2Coeruleus = ReceptorLigands(other.alpha2Coeruleus)
    alpha1 = ReceptorLigands(other.alpha1)
    serotonin1A = ReceptorLigands(other.serotonin1A)
    serotonin1B = ReceptorLigands(other.serotonin1B)
    serotonin2C = ReceptorLigands(other.serotonin2C)
    dopamine1 = ReceptorLigands(other.dopamine1)
    dopamine2 = ReceptorLigands(other.dopamine2)
    muscarinic = ReceptorLigands(other.muscarinic)
  }
}
