import Expressions

extension DrugActions {
  /// Takes parts of the system out for good, drugs or not.
  public mutating func remove(_ parts: Set<SystemStructure.Alteration>) {
    if parts.contains(.net) {
      netCortex = .zero
      netCoeruleus = .zero
      netAccumbens = .zero
      releaserNET = .zero
    }
    if parts.contains(.dat) {
      datCortex = .zero
      datStriatum = .zero
      releaserDAT = .zero
    }
    if parts.contains(.sert) {
      sertCortex = .zero
      sertRaphe = .zero
      releaserSERT = .zero
    }
    if parts.contains(.comt) { catecholMethyltransferase = .zero }
    if parts.contains(.maoA) { monoamineOxidaseA = .zero }
    if parts.contains(.raphe) { tryptophanHydroxylase = .zero }
    if parts.contains(.alpha2A) {
      // Receptors that nothing can activate are receptors that are not there.
      alpha2Cortex.antagonists = S(1e9)
      alpha2Coeruleus.antagonists = S(1e9)
    }
  }

  /// Lets releasers compete for the transporters that carry them.
  public mutating func shareTransportersWithReleasers() {
    func shared(_ left: S, _ releaser: S) -> S { left / (.one + left * releaser) }
    netCortex = shared(netCortex, releaserNET)
    netCoeruleus = shared(netCoeruleus, releaserNET)
    netAccumbens = shared(netAccumbens, releaserNET)
    datCortex = shared(datCortex, releaserDAT)
    datStriatum = shared(datStriatum, releaserDAT)
    sertCortex = shared(sertCortex, releaserSERT)
    sertRaphe = shared(sertRaphe, releaserSERT)
  }
}
