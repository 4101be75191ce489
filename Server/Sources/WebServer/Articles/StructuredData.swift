import Foundation
import KnowledgeBase

/// What search engines read about an article: a data block, no script.
struct StructuredData: Encodable {
  private let context = "https://schema.org"
  private let type = "MedicalWebPage"
  let name: String
  let description: String
  let inLanguage = "en"
  let dateModified: String?
  /// Only of an approved version: nobody has reviewed the others.
  let lastReviewed: String?
  let reviewedBy: [Person]?
  let audience: Audience
  let version: String
  let citation: [String]
  let disclaimer = Article.disclaimer

  struct Person: Encodable {
    private let type = "Person"
    let name: String

    init(name: String) { self.name = name }

    private enum CodingKeys: String, CodingKey {
      case type = "@type"
      case name
    }
  }

  struct Audience: Encodable {
    private let type: String
    let audienceType: String

    init(_ reader: Reader) {
      type = reader == .patient ? "PeopleAudience" : "MedicalAudience"
      audienceType = reader.rawValue.capitalized
    }

    private enum CodingKeys: String, CodingKey {
      case type = "@type"
      case audienceType
    }
  }

  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case type = "@type"
    case name, description, inLanguage, dateModified, lastReviewed, reviewedBy, audience, version, citation
    case disclaimer = "usageInfo"
  }

  init(_ article: Article, status: ArticleStatus) {
    name = article.title
    description = article.lead.map(\.text).joined(separator: " ")
    dateModified = status.updated
    let isApproved = status.banner.state == .approved
    lastReviewed = isApproved ? status.banner.lastReviewed : nil
    reviewedBy = isApproved ? status.banner.approvedBy.map(Person.init) : nil
    audience = Audience(article.reader)
    version = status.banner.hash
    citation = article.sources.map(\.citation)
  }

  /// The data block; nothing in it can end the element.
  var markup: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    var safe = ""
    for scalar in json.unicodeScalars {
      switch scalar {
      case "<": safe += "\\u003C"
      case ">": safe += "\\u003E"
      case "&": safe += "\\u0026"
      case "\u{2028}": safe += "\\u2028"
      case "\u{2029}": safe += "\\u2029"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return "<script type=\"application/ld+json\">\(safe)</script>"
  }
}
