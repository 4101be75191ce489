/// One administration of a medicine.
public struct Dose: Equatable, Hashable, Sendable {
  /// Start in h after 08:00 of day 1.
  public let time: Double
  /// Amount given in mg.
  public let amount: Double
  /// Length of the infusion in h; 0 for a tablet or a bolus.
  public let duration: Double
  /// Number in the plan, from 1; missed doses leave a gap.
  public let number: Int
  /// True for the second of two doses taken at once by mistake; it shares the number of the first.
  public let isExtra: Bool

  /// Makes a dose: time and duration in h, amount in mg.
  public init(
    time: Double, amount: Double, duration: Double = 0, number: Int, isExtra: Bool = false
  ) {
    self.time = time
    self.amount = amount
    self.duration = duration
    self.number = number
    self.isExtra = isExtra
  }
}

extension Regimen {
  /// A planned dose before exceptions.
  struct Slot {
    let time: Double
    let phase: RegimenPhase
    let number: Int
    /// Day N starts at (N-1)*24 h.
    var day: Int { Int(((time + RegimenPhase.timeTolerance) / 24).rounded(.down)) + 1 }
  }

  /// All planned doses before a horizon in h, in order of time.
  func slots(before horizon: Double) -> [Slot] {
    var result: [Slot] = []
    for phase in phases {
      for time in phase.times(before: horizon) {
        result.append(Slot(time: time, phase: phase, number: result.count + 1))
      }
    }
    return result
  }

  /// The planned doses that are taken before a horizon in h.
  private func takenSlots(until horizon: Double) -> [Slot] {
    precondition(horizon.isFinite, "the horizon of a regimen must be finite")
    let cutoff = exceptions.stoppedAgo.map { horizon - $0 + RegimenPhase.timeTolerance }
    return slots(before: horizon).filter { slot in
      slot.time <= cutoff ?? .infinity && !exceptions.missedDays.contains(slot.day)
        && !exceptions.missedDoses.contains(slot.number)
    }
  }

  /// Lists the doses that are taken before a horizon, in order of time.
  ///
  /// A dose due exactly at the horizon is left out. With `stopped 10 d ago` the horizon is now: a dose due exactly 240 h
  /// before it is the last, and an infusion given as a rate is cut short there. An infusion without end runs to the horizon,
  /// other infusions may run beyond it.
  /// - Parameter horizon: end of the simulation in h after 08:00 of day 1; finite.
  /// - Parameter weightKg: body weight in kg, above 0; used by units such as mg/kg.
  public func doses(until horizon: Double, weightKg: Double) -> [Dose] {
    precondition(weightKg.isFinite && weightKg > 0, "body weight must be above 0 kg")
    let stop = horizon - (exceptions.stoppedAgo ?? 0)
    var result: [Dose] = []
    for slot in takenSlots(until: horizon) {
      let size = slot.phase.unit.milligrams(slot.phase.amount, weightKg: weightKg)
      var duration = slot.phase.infusionDuration ?? 0
      var amount = size
      if slot.phase.unit.isRate {
        duration = slot.phase.infusionDuration ?? (stop - slot.time)
        if exceptions.stoppedAgo != nil { duration = min(duration, stop - slot.time) }
        guard duration > RegimenPhase.timeTolerance else { continue }
        amount = size * duration
      }
      let dose = Dose(time: slot.time, amount: amount, duration: duration, number: slot.number)
      result.append(dose)
      if exceptions.doubledDays.contains(slot.day) {
        result.append(
          Dose(
            time: dose.time, amount: amount, duration: duration, number: dose.number, isExtra: true)
        )
      }
    }
    return result
  }

  /// The start of the last dose before a horizon, both in h; nil when there is none.
  public func lastDoseTime(until horizon: Double) -> Double? {
    takenSlots(until: horizon).last?.time
  }

  /// The start of the very last dose in h; nil when the plan has no end of its own or depends on the horizon.
  public var lastDoseTime: Double? {
    guard isBounded, exceptions.stoppedAgo == nil, let phase = phases.last else { return nil }
    let horizon: Double
    if let end = phase.end {
      horizon = end
    } else {
      horizon = phase.slot(max(0, (phase.doseCount ?? 1) - 1)) + 1
    }
    return lastDoseTime(until: horizon)
  }
}
