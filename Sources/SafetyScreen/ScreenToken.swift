/// A word or number of a question, with the ways it may be meant.
struct ScreenToken: Sendable {
  /// The spellings under which it is looked up: as written, without leetspeak, with chat spelling resolved.
  var forms: [String]
  /// Its value when it is a number, as a figure or a word.
  var number: Double?
  /// Its amount in milligrams when a unit of mass follows.
  var milligrams: Double?
  /// The sentence it stands in, counted from zero.
  var sentence: Int
}
