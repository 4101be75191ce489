import Foundation
import KnowledgeBase

/// The sources of an article in the formats of reference managers.
enum Bibliography {
  // MARK: BibTeX

  static func bibtex(_ sources: [Article.Citation]) -> String {
    sources.map { source in
      var fields = ["  title = {\(texText(oneLine(source.citation)))}"]
      if let year = source.year { fields.append("  year = {\(year)}") }
      if let doi = source.doi { fields.append("  doi = {\(texText(doi))}") }
      if let pmid = source.pmid { fields.append("  pmid = {\(texText(pmid))}") }
      if let link = source.link {
        fields.append("  url = {\(link.replacing("}", with: "%7D").replacing("{", with: "%7B"))}")
      }
      return
        "@\(source.type == "article" || source.type == "trial" || source.type == "review" || source.type == "meta-analysis" ? "article" : "misc"){\(source.id),\n\(fields.joined(separator: ",\n"))\n}\n"
    }.joined(separator: "\n")
  }

  /// Text in which nothing is a command.
  private static func texText(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "%", "&", "#", "$", "_": result += "\\\(character)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      default: result.append(character)
      }
    }
    return result
  }

  // MARK: RIS

  static func ris(_ sources: [Article.Citation]) -> String {
    sources.map { source in
      var lines = ["TY  - \(risType(source.type))", "ID  - \(source.id)", "TI  - \(oneLine(source.citation))"]
      if let year = source.year { lines.append("PY  - \(year)") }
      if let doi = source.doi { lines.append("DO  - \(oneLine(doi))") }
      if let pmid = source.pmid { lines.append("AN  - \(oneLine(pmid))") }
      if let link = source.link { lines.append("UR  - \(oneLine(link))") }
      return (lines + ["ER  - ", ""]).joined(separator: "\r\n")
    }.joined(separator: "\r\n")
  }

  private static func risType(_ type: String?) -> String {
    switch type {
    case "article", "trial", "review", "meta-analysis": "JOUR"
    case "guideline": "STAND"
    case "database": "DBASE"
    default: "GEN"
    }
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  // MARK: CSL JSON

  private struct Item: Encodable {
    struct Issued: Encodable {
      var dateParts: [[Int]]
      private enum CodingKeys: String, CodingKey { case dateParts = "date-parts" }
    }

    var id: String
    var type: String
    var title: String
    var issued: Issued?
    var doi: String?
    var pmid: String?
    var url: String?

    private enum CodingKeys: String, CodingKey {
      case id, type, title, issued
      case doi = "DOI"
      case pmid = "PMID"
      case url = "URL"
    }
  }

  static func csl(_ sources: [Article.Citation]) -> String {
    CanonicalJSON.readable(
      sources.map { source in
        Item(
          id: source.id,
          type: ["article", "trial", "review", "meta-analysis"].contains(source.type)
            ? "article-journal" : source.type == "database" ? "dataset" : "document",
          title: source.citation, issued: source.year.map { Item.Issued(dateParts: [[$0]]) }, doi: source.doi,
          pmid: source.pmid,
          url: source.link)
      }) + "\n"
  }
}
