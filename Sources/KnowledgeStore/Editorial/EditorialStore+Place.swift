import Foundation

extension EditorialStore {
  /// Where the file lies when nobody says: COERULEUS_DATABASE, or the user's data folder.
  public static var usualPath: String {
    let environment = ProcessInfo.processInfo.environment
    if let set = environment["COERULEUS_DATABASE"] { return set }
    let data = environment["XDG_DATA_HOME"] ?? NSHomeDirectory() + "/.local/share"
    return data + "/coeruleus/coeruleus.sqlite"
  }
}
