/// What the server is told when it starts.
public struct ServerConfiguration: Sendable {
  /// The folder with drugs, claims and articles.
  public var data: String
  /// The file with accounts, versions and reviews.
  public var database: String
  public var host: String
  public var port: Int
  /// Folders in which the charting library may lie.
  public var charts: [String]
  /// Whether readers come over HTTPS: then cookies are sent over nothing else.
  public var isSecure: Bool
  /// Whether the last entry of X-Forwarded-For names the reader, because a proxy of ours stands before the server.
  public var hasProxy: Bool
  /// How many computations may run at the same time.
  public var computations: Int
  /// Whether one address may read as much as it likes: for load runs only.
  public var isReadingUnlimited: Bool

  /// Makes a configuration.
  public init(
    data: String, database: String, host: String = "127.0.0.1", port: Int = 8080, charts: [String] = [],
    isSecure: Bool = false, hasProxy: Bool = false, computations: Int = 2, isReadingUnlimited: Bool = false
  ) {
    self.data = data
    self.database = database
    self.host = host
    self.port = port
    self.charts = charts
    self.isSecure = isSecure
    self.hasProxy = hasProxy
    self.computations = computations
    self.isReadingUnlimited = isReadingUnlimited
  }
}

/// What a request may ask for at most.
enum Limits {
  /// Bytes of a body.
  static let body = 64 * 1024
  /// Characters of a question.
  static let question = 2000
  /// Turns of a conversation.
  static let turns = 12
  /// Draws from the parameters' uncertainty.
  static let draws = 1000
  /// h of simulated time.
  static let duration = 180.0 * 24
  /// Medicines of a scenario.
  static let medicines = 8
  /// Seconds until a request is given up.
  static let seconds = 20
  /// Characters of a remark, comment or report.
  static let remark = 4000
}
