import Expressions

/// Exploratory readouts of function: working memory, attention, arousal, pupil, relative to the drug-free state.
///
/// Signal comes from alpha-2A receptors behind the synapse, noise from too much alpha-1 and D1 activation: an inverted U over both
/// transmitters (Gamo, Wang and Arnsten, J Am Acad Child Adolesc Psychiatry 49:1011, 2010; Vijayraghavan et al., Nat Neurosci 10:376,
/// 2007). The shape is qualitative, its size is not known, and there is evidence against it: see docs/system.md. Nothing here has been
/// or may be fitted to the effect sizes of trials.
public enum FunctionReadout {
  /// What is read out.
  public static let readouts: [QuantityDeclaration] = [
    .init("workingMemory", "1", "working memory relative to the drug-free state; exploratory"),
    .init("attention", "1", "sustained attention relative to the drug-free state; exploratory"),
    .init("arousal", "1", "arousal relative to the drug-free state; exploratory"),
    .init("pupil", "1", "pupil diameter relative to the drug-free state; exploratory"),
  ]

  /// The parameters; values in Data/noradrenergic-system.yaml.
  public static let parameters: [QuantityDeclaration] = [
    .init(
      "postsynapticAlpha2Dissociation", "nmol/L", "norepinephrine at half activation of postsynaptic alpha-2A receptors"
    ),
    .init("alpha1Dissociation", "nmol/L", "norepinephrine at half activation of alpha-1 receptors"),
    .init("dopamine1Dissociation", "nmol/L", "dopamine at half activation of D1 receptors"),
    .init("alpha1Noise", "1", "loss of working memory at full alpha-1 activation"),
    .init("attentionAlpha1Noise", "1", "the same for attention, which tolerates more"),
    .init("arousalHalfMaximalRate", "Hz", "firing of the coeruleus at half-maximal arousal"),
    .init("pupilGain", "1", "share of pupil diameter that follows the coeruleus"),
    .init("pupilMuscarinicGain", "1", "dilation at full muscarinic block"),
  ]

  /// The readouts.
  ///
  ///     a2 = activation of postsynaptic alpha-2A receptors, a1 of alpha-1, d1 of D1
  ///     working memory ~ a2 (1 - noise a1) 4 d1 (1 - d1)
  ///     arousal ~ r / (r + r50)
  ///
  /// - Parameters:
  ///   - state: the central system's state.
  ///   - central: its parameters.
  ///   - firing: of the locus coeruleus relative to rest.
  ///   - parameters: of this readout.
  ///   - actions: what drugs do.
  static func evaluate<S: Scalar>(
    state y: NamedValues<S>, central: NamedValues<S>, firing: S, parameters p: NamedValues<S>,
    actions: DrugActions<S>
  ) -> [S] {
    func score(_ alpha2: S, _ alpha1: S, _ dopamine: S, _ noise: S) -> S {
      alpha2 * (.one - noise * alpha1) * S(4) * dopamine * (.one - dopamine)
    }
    let level = y["norepinephrineCortex"]
    let alpha2 = actions.alpha2Cortex.activation(by: level / p["postsynapticAlpha2Dissociation"])
    let alpha1 = actions.alpha1.activation(by: level / p["alpha1Dissociation"])
    let dopamine = actions.dopamine1.activation(by: y["dopamineCortex"] / p["dopamine1Dissociation"])
    let none = ReceptorLigands<S>()
    let rest = central["norepinephrineCortex"]
    let alpha2Rest = none.activation(by: rest / p["postsynapticAlpha2Dissociation"])
    let alpha1Rest = none.activation(by: rest / p["alpha1Dissociation"])
    let dopamineRest = none.activation(by: central["dopamineCortex"] / p["dopamine1Dissociation"])
    let memory =
      score(alpha2, alpha1, dopamine, p["alpha1Noise"])
      / score(alpha2Rest, alpha1Rest, dopamineRest, p["alpha1Noise"])
    let attention =
      score(alpha2, alpha1, dopamine, p["attentionAlpha1Noise"])
      / score(alpha2Rest, alpha1Rest, dopamineRest, p["attentionAlpha1Noise"])
    let half = p["arousalHalfMaximalRate"] / central["restingRate"]
    let arousal = firing * (.one + half) / (firing + half)
    let blocked = actions.muscarinic.antagonists / (.one + actions.muscarinic.antagonists)
    let pupil = .one + p["pupilGain"] * (arousal - .one) + p["pupilMuscarinicGain"] * blocked
    return [memory, attention, arousal, pupil]
  }
}
