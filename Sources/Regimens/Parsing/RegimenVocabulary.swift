/// How often, when, by which route: the meaning of a fixed phrase.
enum PhraseMeaning: Equatable {
  case once
  /// Daily, compatible with any number of clock times.
  case daily
  /// An exact interval in h.
  case every(Double)
  case continuous
  case bolus
  /// Minutes after midnight.
  case clock([Int])
  case route(DoseRoute)
  /// A rule, and what to write instead.
  case refused(String, try: String)
}

/// The words that regimen texts may contain.
enum RegimenVocabulary {
  /// A phrase with its words in lower case.
  typealias Phrase = (words: [String], meaning: PhraseMeaning)

  private static let table: [(PhraseMeaning, String)] = [
    (
      .once,
      "once,single,single dose,a single dose,as a single dose,one dose,one off,stat,single oral dose"
    ),
    (.daily, "daily,every day,each day,a day,per day"),
    (
      .every(24),
      "once daily,once a day,once per day,once every day,once each day,od,qd,q day,a dose a day"
    ),
    (.every(12), "twice daily,twice a day,twice per day,twice each day,twice every day,bd,bid,bds"),
    (
      .every(8),
      "thrice daily,thrice a day,tds,tid"
    ),
    (.every(6), "qid,qds"),
    (
      .every(48),
      "every other day,every second day,alternate days,on alternate days,every alternate day,eod,qod"
    ),
    (.every(72), "every third day"),
    (.every(1), "hourly,every hour"),
    (
      .every(168),
      "weekly,once weekly,every week,each week,once a week,once per week,once every week,per week"
    ),
    (.every(84), "twice weekly,twice a week,twice per week"),
    (.every(336), "fortnightly,every fortnight,every other week,every second week"),
    (.every(720), "monthly,once monthly,every month,once a month,each month"),
    (.continuous, "continuously,continuous,continuous infusion,as a continuous infusion"),
    (.bolus, "bolus,as bolus,as a bolus,iv bolus,push,iv push"),
    (
      .clock([480]),
      "mane,morning,at morning,every morning,each morning,in the morning,qam,once every morning"
    ),
    (.clock([720]), "noon,at noon,midday,at midday,every noon"),
    (.clock([1200]), "evening,in the evening,every evening,each evening,qpm"),
    (
      .clock([1320]),
      "nocte,noct,night,at night,every night,each night,nightly,once nightly,bedtime,at bedtime,"
        + "hs,qhs,before bed,in the night"
    ),
    (.clock([0]), "midnight,at midnight"),
    (.route(.oral), "oral,orally,po,by mouth,per os,per oral"),
    (.route(.intravenous), "iv,intravenous,intravenously,by iv,ivi"),
    (.refused("as needed has no times to simulate", try: "daily"), "prn,as needed,when needed,as required"),
    (.refused("could be twice a week or every two weeks", try: "every 84 h, or every 2 weeks"), "biweekly,bi weekly"),
    (.refused("could be twice a month or every two months", try: "every 15 d, or every 60 d"), "bimonthly,bi monthly"),
    (.refused("routes are oral and iv", try: "oral, or iv"), "im,sc,subcutaneous,subcutaneously,intramuscular,topical"),
  ]

  /// Phrases by their first word, longest first.
  static let phrases: [String: [Phrase]] = {
    var result: [String: [Phrase]] = [:]
    for (meaning, list) in table {
      for phrase in list.split(separator: ",") {
        let words = phrase.split(separator: " ").map(String.init)
        result[words[0], default: []].append((words, meaning))
      }
    }
    return result.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  /// Words that begin a clause with numbers in it; a medicine's name ends before them.
  static let starters: Set<String> = [
    "every", "each", "twice", "then", "thereafter", "followed", "taper", "tapered", "tapering",
    "increase", "increased", "increasing", "decrease", "decreased", "decreasing", "reduce",
    "reduced", "reducing", "titrate", "titrated", "for", "until", "till", "from", "over", "infused",
    "infusion", "missing", "missed", "skipping", "skipped", "skip", "forgot", "omit", "omitting",
    "without", "except", "double", "doubled", "doubling", "stopped", "discontinued", "at", "on",
    "start", "starting", "beginning", "through", "after", "to",
  ]

  /// Words that would turn a dose into a count of things.
  static let containers: Set<String> = [
    "tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap", "caps", "pill", "pills",
    "drop", "drops", "puff", "puffs", "ampoule", "ampoules", "patch", "patches",
  ]

  /// Numbers written as words.
  static let numbers: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
  ]

  /// Units to suggest.
  static let units = ["mg", "ug", "g", "ng", "mcg", "milligram", "microgram", "gram", "nanogram"]

  /// Units that people type but that are not a mass.
  static let refusedUnits: [String: String] = {
    var result: [String: String] = [:]
    for word in ["mol", "mmol", "umol", "nmol"] {
      result[word] = "a dose is a mass; multiply \(word) by the molar mass"
    }
    for word in ["ml", "l", "cc", "ul"] { result[word] = "a dose is a mass, not a volume" }
    for word in ["iu", "u", "unit", "units", "meq"] {
      result[word] = "a dose is a mass, not a number of units"
    }
    for word in containers { result[word] = "a dose is a mass, not a count of \(word)" }
    return result
  }()

  /// Words to suggest for one that is not understood.
  static let suggestions: [String] = {
    var words: [String] = []
    for (_, list) in table { words += list.split(separator: ",").map(String.init) }
    return words + starters.sorted()
  }()

  /// True for a word that may stand in a fixed phrase only.
  static func startsPhrase(_ cursor: TokenCursor, at position: Int) -> Bool {
    phrase(cursor, at: position) != nil
  }

  /// The longest phrase at a position.
  static func phrase(_ cursor: TokenCursor, at position: Int) -> Phrase? {
    guard let first = cursor.word(at: position) else { return nil }
    return phrases[first]?.first { cursor.matches($0.words, at: position) }
  }
}
