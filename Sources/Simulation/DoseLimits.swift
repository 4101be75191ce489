import DrugLibrary
import Regimens

/// What doses are refused, and which are computed but said to lie outside what was measured.
struct DoseLimits {
  var notes: [String] = []
  var isExtrapolated = false

  /// How far above the label's daily maximum a dose makes sense only as harm: it is not simulated, whatever the reason given.
  static let harmMultiple = 5.0
  /// How far above the maximum a number is a slip of the pen.
  static let impossibleMultiple = 50.0

  /// Checks the doses and the patient of a scenario.
  ///
  /// - Throws: ``ScenarioError``: `data` for the impossible, `safety` for what makes sense only as self-harm.
  static func check(_ scenario: Scenario) throws(ScenarioError) -> DoseLimits {
    var limits = DoseLimits()
    let weight = scenario.patient.weight ?? 70
    for intake in scenario.intakes {
      let drug = intake.drug
      // Several lines with the same medicine are swallowed by the same person.
      let same = scenario.intakes.filter { $0.drug.name == drug.name }
      let doses = same.flatMap { $0.regimen.doses(until: max(scenario.duration, 24), weightKg: weight) }
      try limits.check(
        drug, doses.map { ($0.time, $0.amount) }.sorted { $0.0 < $1.0 },
        place: same.map { "\"\($0.text)\"" }.joined(separator: " and "))
      if let age = scenario.patient.age, age < drug.domain.minimumAge || age > drug.domain.maximumAge {
        limits.isExtrapolated = true
        limits.notes.append(
          "\(drug.name): measured between \(Patient.plain(drug.domain.minimumAge)) and "
            + "\(Patient.plain(drug.domain.maximumAge)) years; at \(Patient.plain(age)) the numbers are extrapolated"
            + (age < 18 ? " and growth and maturation of enzymes are not in the model." : "."))
      }
      if let weight = scenario.patient.weight, !(40...150).contains(weight) {
        limits.isExtrapolated = true
        limits.notes.append(
          "Body weight \(Patient.plain(weight)) kg lies outside 40-150 kg; the scaling is extrapolated.")
      }
    }
    if scenario.patient.pregnant {
      limits.isExtrapolated = true
      limits.notes.append(
        "Pregnancy changes enzymes and volumes (CYP2D6 rises, CYP1A2 falls); that is not in the model, the numbers are extrapolated."
      )
    }
    if scenario.patient.conditions.contains(where: { $0.contains("liver") }) {
      limits.isExtrapolated = true
      limits.notes.append("Liver disease is not in the model; hepatic clearance is that of a healthy liver.")
    }
    limits.notes = limits.notes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return limits
  }

  /// Checks the doses of one drug, whatever the way in which they were written.
  ///
  /// - Parameters:
  ///   - drug: with the label maximum for a day; without one nothing can be said.
  ///   - doses: time in h and amount in mg as printed on the box.
  ///   - place: where they stand, for the message.
  mutating func check(
    _ drug: Drug, _ doses: [(time: Double, amount: Double)], place: String
  ) throws(ScenarioError) {
    guard let maximum = drug.dose?.maximumDaily else { return }
    let heaviest = Self.heaviestDay(doses)
    if heaviest >= Self.impossibleMultiple * maximum {
      throw ScenarioError(
        place: place,
        rule: "\(Patient.plain(heaviest)) mg in a day is \(Int(heaviest / maximum)) times the label maximum of "
          + "\(Patient.plain(maximum)) mg; a dose above \(Int(Self.impossibleMultiple)) times the maximum is refused",
        suggestion: Self.unitSlip(heaviest, maximum), kind: .data)
    }
    if heaviest > Self.harmMultiple * maximum {
      throw ScenarioError(place: place, rule: SafetyMessage.text, kind: .safety)
    }
    if heaviest > maximum {
      isExtrapolated = true
      notes.append(
        "\(drug.name): \(Patient.plain(heaviest)) mg a day is above the label maximum of \(Patient.plain(maximum)) mg; "
          + "the numbers are extrapolated.")
    }
  }

  /// The largest amount in any 24 hours, mg.
  static func heaviestDay(_ doses: [(time: Double, amount: Double)]) -> Double {
    var best = 0.0
    for (index, first) in doses.enumerated() {
      var sum = 0.0
      for dose in doses[index...] {
        if dose.time >= first.time + 23.99 { break }
        sum += dose.amount
      }
      best = max(best, sum)
    }
    return best
  }

  private static func unitSlip(_ amount: Double, _ maximum: Double) -> String? {
    amount / 1000 <= maximum ? "\(Patient.plain(amount)) ug" : nil
  }
}

/// What is said instead of numbers when a question makes sense only as harm.
public enum SafetyMessage {
  /// Help first; no level, no occupancy, no threshold.
  public static let text =
    "this amount is far above any dose that is given as treatment, so nothing is computed. If it was taken, or if you think of taking "
    + "it: call your emergency number (112 in Europe, 911 in North America) or a poison centre now, even without symptoms. If you are "
    + "in distress, you can talk to somebody at once: 988 in the USA and Canada, 116 123 in the UK and much of Europe, or "
    + "findahelpline.com elsewhere. If it is a slip of the pen, correct the dose."
}
