import Expressions
import ODESolvers

/// The reference benchmark: nine states from depot to transmitter, 28 daily doses, hourly output.
///
/// Amounts in mg, concentrations in mg/L, time in hours. Parameters of a subject: Vmax, CLo, Vc, ka, EC50p, EC50m.
struct ReferenceModel: DifferentialSystem {
  let stateNames = ["A1", "A2", "A3", "A4", "Ce", "Cm", "NE", "DA", "R"]
  let parameterCount = 6
  let inputCount = 0
  let observableNames = ["A1", "C", "A3", "A4", "Ce", "Cm", "NE", "DA", "R"]

  func derivative<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    let (vmax, clo, vc, ka, ec50p, ec50m) = (p[0], p[1], p[2], p[3], p[4], p[5])
    let (km, q, vp, clm, vm, ke0) = (S(1.5), S(40), S(700), S(15), S(400), S(0.2))
    let c = y[1] * (S(1) / vc)
    let velocity = c * (vmax / (km + c) + clo)
    let distribution = q * c - y[2] * (q / vp)
    let absorption = ka * y[0]
    let x = y[4] * (S(1) / ec50p) + y[5] * (S(1) / ec50m)
    let occupancy = x / (S(1) + x)
    let (ne, da, r) = (y[6], y[7], y[8])
    let uptake = (S(40) - S(40) * occupancy) / (ne + S(0.7))
    let dopamineUptake = (S(25) - S(20) * occupancy) / (da + S(0.5))
    return [
      -absorption,
      absorption - velocity - distribution,
      distribution,
      S(0.4) * velocity - y[3] * (clm / vm),
      ke0 * (c - y[4]),
      y[3] * (ke0 / vm) - ke0 * y[5],
      S(60) - ne * (S(36) * r / (ne + S(2)) + uptake + S(8)),
      S(30) - S(9) * r - da * (dopamineUptake + S(4)),
      S(0.015) / (ne + S(5)) - S(0.003) * r,
    ]
  }

  func observables<S: Scalar>(state y: [S], parameters p: [S], inputs: [S]) -> [S] {
    var values = y
    values[1] = y[1] * (S(1) / p[2])
    return values
  }
}
