import HTTPTypes

/// Header names that the types library has no constant for.
enum HTTPNames {
  static let forwardedFor = HTTPField.Name("X-Forwarded-For")
  static let host = HTTPField.Name("Host")
  static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
  static let requestID = HTTPField.Name("X-Request-ID")
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")
  static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")
  static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy")
  static let transportSecurity = HTTPField.Name("Strict-Transport-Security")
  static let securityPolicy = HTTPField.Name("Content-Security-Policy")
}

extension HTTPFields {
  /// Sets a field whose name may be unknown to the types library.
  mutating func set(_ name: HTTPField.Name?, _ value: String) {
    if let name { self[name] = value }
  }
}
