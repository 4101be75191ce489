/// The schemas of the programming interface.
enum OpenAPISchemas {
  static let text = [
    common, question, scenario, answer, outcome, knowledge,
  ].joined(separator: ",\n")

  private static let common = """
          "Problem": {"type": "object", "required": ["title", "status", "detail"], "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}, "instance": {"type": "string"}}},
          "Reader": {"enum": ["patient", "student", "clinician", "researcher"], "default": "clinician"},
          "Kind": {"enum": ["measured", "computed", "extrapolated"]},
          "Grade": {"enum": ["A", "B", "C", "D"]}
    """

  private static let question = """
          "Question": {"type": "object", "additionalProperties": false, "required": ["question"], "properties": {
            "question": {"type": "string", "maxLength": 2000}, "then": {"type": "array", "items": {"type": "string", "maxLength": 2000}, "maxItems": 11},
            "reader": {"$ref": "#/components/schemas/Reader"}, "regimens": {"type": "array", "items": {"type": "string"}, "maxItems": 8},
            "genotypes": {"type": "object", "additionalProperties": {"type": "string"}}, "age": {"type": "number"}, "weight": {"type": "number"},
            "sex": {"enum": ["female", "male"]}, "smoker": {"type": "boolean"}, "pregnant": {"type": "boolean"},
            "conditions": {"type": "array", "items": {"type": "string"}}, "scenarios": {"type": "boolean", "default": false}}}
    """

  private static let scenario = """
          "Scenario": {"type": "object", "additionalProperties": false, "required": ["regimens"], "properties": {
            "regimens": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 8},
            "patient": {"type": "object", "additionalProperties": false, "properties": {"age": {"type": "number"}, "weight": {"type": "number"}, "sex": {"enum": ["female", "male"]}, "smoker": {"type": "boolean"}, "pregnant": {"type": "boolean"}, "creatinineClearance": {"type": "number"}, "genotypes": {"type": "object", "additionalProperties": {"type": "string"}}, "conditions": {"type": "array", "items": {"type": "string"}}}},
            "duration": {"type": "string", "description": "Such as 28d; at most 180 d."}, "draws": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 1000},
            "seed": {"type": "integer", "minimum": 0}, "readouts": {"type": "array", "items": {"type": "string"}, "description": "Absent tells every readout, an empty list none."}}}
    """

  private static let answer = """
          "Number": {"type": "object", "required": ["quantity", "value", "unit", "kind", "scenario"], "properties": {"quantity": {"type": "string"}, "value": {"type": "number"}, "unit": {"type": "string"}, "low": {"type": "number"}, "high": {"type": "number"}, "kind": {"$ref": "#/components/schemas/Kind"}, "scenario": {"type": "string"}}},
          "Sentence": {"type": "object", "required": ["text", "claims", "section", "role", "citations"], "properties": {"text": {"type": "string"}, "claims": {"type": "array", "items": {"type": "string"}}, "scenario": {"type": "string"}, "section": {"enum": ["answer", "premise", "numbers", "reasons", "options", "monitoring", "uncertainty", "would change", "evidence"]}, "role": {"type": "string"}, "citations": {"type": "array", "items": {"type": "integer"}}, "grade": {"$ref": "#/components/schemas/Grade"}}},
          "Answer": {"type": "object", "required": ["schemaVersion", "reader", "understood", "answer", "notices", "numbers", "sentences", "warnings", "options", "sources", "unanswered", "followUps", "articles", "disclaimer", "digest"], "properties": {
            "schemaVersion": {"const": 1}, "reader": {"$ref": "#/components/schemas/Reader"}, "understood": {"type": "object"}, "answer": {"type": "string"}, "notices": {"type": "array", "items": {"type": "string"}},
            "numbers": {"type": "array", "items": {"$ref": "#/components/schemas/Number"}}, "sentences": {"type": "array", "items": {"$ref": "#/components/schemas/Sentence"}},
            "warnings": {"type": "array", "items": {"type": "object", "required": ["severity", "text", "claims", "citations", "isVerified"], "properties": {"severity": {"enum": ["contraindicated", "major", "moderate", "minor", "information"]}, "text": {"type": "string"}, "claims": {"type": "array", "items": {"type": "string"}}, "citations": {"type": "array", "items": {"type": "integer"}}, "isVerified": {"type": "boolean"}}}},
            "options": {"type": "array", "items": {"type": "object"}}, "sources": {"type": "array", "items": {"$ref": "#/components/schemas/Citation"}},
            "unanswered": {"type": "array", "items": {"type": "object", "properties": {"question": {"type": "string"}, "reason": {"type": "string"}, "nearest": {"type": "array", "items": {"type": "string"}}}}},
            "refused": {"type": "object", "properties": {"kind": {"type": "string"}, "help": {"type": "array", "items": {"type": "string"}}}},
            "scenarios": {"type": "array", "items": {"type": "object"}}, "followUps": {"type": "array", "items": {"type": "string"}}, "articles": {"type": "array", "items": {"type": "string"}},
            "disclaimer": {"type": "string"}, "digest": {"type": "string"}}}
    """

  private static let outcome = """
          "Measure": {"type": "object", "required": ["value", "unit", "interval", "kind"], "properties": {"value": {"type": "number"}, "unit": {"type": "string"}, "interval": {"type": "array", "items": {"type": "number"}}, "personInterval": {"type": "array", "items": {"type": "number"}}, "molar": {"type": "number"}, "kind": {"$ref": "#/components/schemas/Kind"}, "dependsOn": {"type": "array", "items": {"type": "object", "properties": {"parameter": {"type": "string"}, "share": {"type": "number"}}}}}},
          "Outcome": {"type": "object", "required": ["schemaVersion", "title", "regimens", "patient", "levels", "occupancies", "system", "warnings", "disclaimer"], "properties": {
            "schemaVersion": {"const": 1}, "title": {"type": "string"}, "regimens": {"type": "array", "items": {"type": "string"}}, "patient": {"type": "string"}, "duration": {"type": "number", "description": "h"}, "draws": {"type": "integer"}, "seed": {"type": "integer"},
            "levels": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}, "trough": {"$ref": "#/components/schemas/Measure"}, "peak": {"$ref": "#/components/schemas/Measure"}, "average": {"$ref": "#/components/schemas/Measure"}}}},
            "occupancies": {"type": "array", "items": {"type": "object", "properties": {"target": {"type": "string"}, "average": {"$ref": "#/components/schemas/Measure"}}}},
            "system": {"type": "array", "items": {"type": "object"}}, "warnings": {"type": "array", "items": {"type": "object"}}, "disclaimer": {"type": "string"}}}
    """

  private static let knowledge = """
          "Citation": {"type": "object", "required": ["number", "id", "citation"], "properties": {"number": {"type": "integer"}, "id": {"type": "string"}, "citation": {"type": "string"}, "year": {"type": "integer"}, "type": {"type": "string"}, "doi": {"type": "string"}, "pmid": {"type": "string"}, "link": {"type": "string"}, "claims": {"type": "array", "items": {"type": "string"}}}},
          "Status": {"type": "object", "required": ["state", "hash", "approvedBy", "staleReasons"], "properties": {"state": {"enum": ["Submitted", "Under Review", "Approved"]}, "hash": {"type": "string"}, "approvedBy": {"type": "array", "items": {"type": "string"}}, "lastReviewed": {"type": "string"}, "staleReasons": {"type": "array", "items": {"type": "string"}}}},
          "ArticleSummary": {"type": "object", "required": ["slug", "title", "kind", "status"], "properties": {"slug": {"type": "string"}, "title": {"type": "string"}, "kind": {"enum": ["article", "medicine", "condition"]}, "status": {"$ref": "#/components/schemas/Status"}}},
          "ArticleDocument": {"type": "object", "required": ["article", "status", "version"], "properties": {"article": {"type": "object"}, "status": {"$ref": "#/components/schemas/Status"}, "version": {"type": "object"}, "updated": {"type": "string", "format": "date"}}},
          "Claim": {"type": "object", "required": ["id", "text", "plain", "kind", "scope", "sources", "grade", "gradeReason", "status", "isCitable", "date"], "properties": {"id": {"type": "string"}, "statement": {"type": "string"}, "text": {"type": "string"}, "plain": {"type": "string"}, "detail": {"type": "string"}, "kind": {"type": "string"}, "scope": {"type": "object"}, "sources": {"type": "array", "items": {"type": "object"}}, "grade": {"$ref": "#/components/schemas/Grade"}, "gradeMeaning": {"type": "string"}, "gradeReason": {"type": "string"}, "status": {"type": "string"}, "isCitable": {"type": "boolean"}, "date": {"type": "string", "format": "date"}, "contradicts": {"type": "array", "items": {"type": "string"}}, "tags": {"type": "object"}, "digest": {"type": "string"}}},
          "SearchResult": {"type": "object", "required": ["hits", "corrections"], "properties": {"corrections": {"type": "array", "items": {"type": "object", "properties": {"typed": {"type": "string"}, "readAs": {"type": "string"}}}}, "hits": {"type": "array", "items": {"type": "object", "properties": {"kind": {"enum": ["claim", "drug", "interaction", "article"]}, "id": {"type": "string"}, "title": {"type": "string"}, "text": {"type": "string"}, "grade": {"$ref": "#/components/schemas/Grade"}, "score": {"type": "number"}}}}}}
    """
}
