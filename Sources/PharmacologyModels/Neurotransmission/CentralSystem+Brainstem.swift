import Expressions

extension CentralSystem {
  /// Norepinephrine around the brainstem cells that set sympathetic outflow, relative to rest.
  ///
  /// Their release follows the autoreceptor and not the locus coeruleus, and is quick against everything that drives it:
  ///
  ///     n c = (1 - E theta(n)) / (1 - E theta(1)) + reverse
  ///     c   = share x NET left + 1 - share
  ///     theta(n) = (x n + sum(e r)) / (1 + x n + sum r + antagonists)
  ///
  /// n is the positive root of a quadratic.
  static func brainstemNorepinephrine<S: Scalar>(_ p: NamedValues<S>, _ actions: DrugActions<S>) -> S {
    let tone = p["norepinephrineCortex"] / p["alpha2Dissociation"]
    let maximum = p["autoreceptorMaximalInhibition"]
    let ligands = actions.alpha2Cortex
    let share = p["brainstemTransporterShare"]
    let rest = S.one - maximum * tone / (.one + tone)
    let clearance = (share * actions.netCortex + .one - share) * rest
    let inside = actions.releaserNET / (.one + actions.releaserNET)
    let reverse = p["brainstemReverseTransport"] * inside * rest
    let bound = S.one + ligands.agonists + ligands.antagonists
    let left = S.one - maximum
    // clearance tone n^2 + (clearance bound - tone (left + reverse)) n - (bound - E stimulation + reverse bound) = 0
    let square = clearance * tone
    let linear = clearance * bound - tone * (left + reverse)
    let constant = bound - maximum * ligands.stimulation + reverse * bound
    let root = (linear * linear + S(4) * square * constant).squareRoot()
    return ((root - linear) / (S(2) * square)).named("brainstemNorepinephrine")
  }
}
