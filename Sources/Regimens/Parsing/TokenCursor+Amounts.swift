/// A number with a unit, as read from a text.
struct TypedAmount {
  let value: Double
  let unit: DoseUnit
  /// True for `mg/day`: the unit says how often.
  let isDaily: Bool
  let token: RegimenToken
}

extension TokenCursor {
  /// True when a number with a unit of mass starts at a position.
  func startsAmount(at position: Int) -> Bool {
    guard let token = token(at: position) else { return false }
    let isNumber = token.number != nil || token.kind == .word && isNotFinite(token.key)
    return isNumber && MassUnit(word: word(at: position + 1) ?? "") != nil
  }

  private func isNotFinite(_ key: String) -> Bool { Double(key)?.isFinite == false }

  /// Reads a unit such as `ug/kg/min`; nil when no unit of mass is at the cursor.
  mutating func doseUnit() throws(DosingError) -> (unit: DoseUnit, isDaily: Bool)? {
    guard let first = word(at: index), let mass = MassUnit(word: first) else { return nil }
    index += 1
    var perKilogram = false
    var rate: DoseUnit.RateTime?
    var isDaily = false
    while let sign = current, sign.kind == .slash || sign.key == "per" {
      let part = peek()
      let timed = rate != nil || isDaily
      switch part?.kind == .word ? part?.key ?? "" : "" {
      case "kg" where !perKilogram && !timed, "kilogram" where !perKilogram && !timed:
        perKilogram = true
      case "min" where !timed, "minute" where !timed: rate = .minute
      case "h" where !timed, "hr" where !timed, "hour" where !timed: rate = .hour
      case "d" where !timed, "day" where !timed: isDaily = true
      default:
        guard sign.kind == .slash else {
          return (DoseUnit(mass, perKilogram: perKilogram, per: rate), isDaily)
        }
        throw error(part, "a unit of dose is per kg, per min, per h or per day", "mg/kg")
      }
      index += 2
    }
    return (DoseUnit(mass, perKilogram: perKilogram, per: rate), isDaily)
  }

  /// Reads a dose such as `0.1 ug/kg/min`.
  ///
  /// With `unit`, a bare number has that unit, as in `taper 100 mg to 25`.
  mutating func amount(defaultUnit unit: DoseUnit? = nil) throws(DosingError) -> TypedAmount {
    guard let token = current else { throw error(nil, "a dose is missing", "100 mg") }
    if token.kind == .word, isNotFinite(token.key) {
      throw error(token, "a dose must be a finite number", "100 mg")
    }
    guard let value = token.number else {
      throw error(token, "a dose is missing before \"\(token.raw)\"", "100 mg")
    }
    try refuseAmbiguousNumber(at: index)
    index += 1
    let typed: TypedAmount
    if let (read, isDaily) = try doseUnit() {
      typed = TypedAmount(value: value, unit: read, isDaily: isDaily, token: token)
    } else if let unit {
      typed = TypedAmount(value: value, unit: unit, isDaily: false, token: token)
    } else {
      throw unknownUnit()
    }
    if value != 0 || unit == nil, let fault = RegimenPhase.fault(amount: value, unit: typed.unit) {
      let isNegative = value < 0
      throw error(token, fault, isNegative ? "\(plainNumber(-value)) \(typed.unit)" : nil)
    }
    return typed
  }

  /// Refuses numbers that two readers would read differently.
  func refuseAmbiguousNumber(at position: Int) throws(DosingError) {
    guard let first = token(at: position), let second = token(at: position + 1) else { return }
    if second.kind == .comma, second.follows(first), let third = token(at: position + 2),
      third.number != nil, third.follows(second)
    {
      throw error(
        first, "\"\(first.raw),\(third.raw)\" has a comma as decimal sign",
        "\(first.raw).\(third.raw)")
    }
    if second.kind == .dash, token(at: position + 2)?.number != nil {
      throw error(first, "a range is not one dose", "\(first.raw) mg")
    }
    if second.number != nil, startsAmount(at: position + 1) {
      let isGrouped = second.raw.count == 3
      throw error(
        first, isGrouped ? "digits are separated by a space" : "a number without a unit",
        isGrouped
          ? first.raw + second.raw : "one dose, such as \(second.raw) \(word(at: position + 2) ?? "mg")")
    }
    if second.key == "x", second.kind == .word {
      throw error(first, "a count of tablets is not a dose: write the total", "100 mg")
    }
  }
}
