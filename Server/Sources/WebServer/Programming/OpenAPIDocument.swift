/// The description of the programming interface, OpenAPI 3.1; the file docs/api/openapi.json is the same text.
enum OpenAPIDocument {
  static let text = """
    {
      "openapi": "3.1.0",
      "info": {
        "title": "Coeruleus",
        "version": "1.0.0",
        "summary": "Answers about the noradrenergic system and its medicines, computed and cited.",
        "description": "Research and education; not a medical device; not a substitute for clinical judgement. Errors are application/problem+json (RFC 9457). Requests are limited per address: ask 20 at once and 30 per minute, simulate 12 and 12, search 60 and 120; beyond that 429 with Retry-After. When all computing places are taken: 503 with Retry-After. Bodies have at most 64 KiB; a field that is not described is refused with 422. A wrong method is answered 405 with Allow.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
      },
      "servers": [{"url": "/api/v1"}],
      "paths": {
    \(askPaths),
    \(simulatePaths),
    \(knowledgePaths)
      },
      "components": {
        "parameters": {
          "for": {"name": "for", "in": "query", "description": "For whom it is told.", "schema": {"$ref": "#/components/schemas/Reader"}},
          "q": {"name": "q", "in": "query", "required": true, "description": "The question or the words, at most 2000 characters.", "schema": {"type": "string", "maxLength": 2000}}
        },
        "responses": {
          "Problem": {"description": "Why it is not answered.", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        },
        "schemas": {
    \(OpenAPISchemas.text)
        }
      }
    }

    """

  private static let errors = """
    "404": {"$ref": "#/components/responses/Problem"}, "422": {"$ref": "#/components/responses/Problem"}, "429": {"$ref": "#/components/responses/Problem"}, "503": {"$ref": "#/components/responses/Problem"}
    """

  private static let askPaths = """
        "/ask": {
          "get": {
            "operationId": "askByAddress",
            "summary": "Answers a question; the address is the permalink of the answer.",
            "parameters": [
              {"$ref": "#/components/parameters/q"}, {"$ref": "#/components/parameters/for"},
              {"name": "then", "in": "query", "description": "A further question; may be repeated.", "schema": {"type": "array", "items": {"type": "string"}}, "explode": true},
              {"name": "regimen", "in": "query", "description": "A medicine in the place of those that were read; may be repeated.", "schema": {"type": "array", "items": {"type": "string"}}, "explode": true},
              {"name": "cyp2d6", "in": "query", "description": "Phenotype, alleles or score; 'unknown' takes away what was read. The same for cyp2c19, cyp2b6 and ces1.", "schema": {"type": "string"}},
              {"name": "age", "in": "query", "description": "years", "schema": {"type": "number", "minimum": 0, "maximum": 120}},
              {"name": "weight", "in": "query", "description": "kg", "schema": {"type": "number", "minimum": 2, "maximum": 350}},
              {"name": "sex", "in": "query", "schema": {"enum": ["female", "male"]}},
              {"name": "smoker", "in": "query", "schema": {"enum": ["yes", "no"]}},
              {"name": "pregnant", "in": "query", "schema": {"enum": ["yes", "no"]}},
              {"name": "condition", "in": "query", "description": "A condition that warnings know; may be repeated.", "schema": {"type": "array", "items": {"type": "string"}}, "explode": true},
              {"name": "scenarios", "in": "query", "description": "Whether the outcomes behind the numbers are told.", "schema": {"type": "boolean", "default": false}}
            ],
            "responses": {"200": {"description": "The answer, or help where the question calls for help (refused).", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}}, \(errors)}
          },
          "post": {
            "operationId": "ask",
            "summary": "Answers a question.",
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Question"}}}},
            "responses": {"200": {"description": "The answer, or help where the question calls for help (refused).", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}}, "400": {"$ref": "#/components/responses/Problem"}, "413": {"$ref": "#/components/responses/Problem"}, "415": {"$ref": "#/components/responses/Problem"}, \(errors)}
          }
        }
    """

  private static let simulatePaths = """
        "/simulate": {
          "get": {
            "operationId": "simulateByAddress",
            "summary": "Runs a scenario that stands in the address.",
            "parameters": [
              {"name": "regimen", "in": "query", "required": true, "description": "Such as: nortriptyline 75 mg daily.", "schema": {"type": "string"}},
              {"name": "with", "in": "query", "description": "A further medicine; may be repeated.", "schema": {"type": "array", "items": {"type": "string"}}, "explode": true},
              {"name": "for-time", "in": "query", "description": "How long, such as 28 d; at most 180 d.", "schema": {"type": "string"}},
              {"name": "draws", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 500}},
              {"name": "seed", "in": "query", "schema": {"type": "integer", "minimum": 0}},
              {"name": "age", "in": "query", "description": "years", "schema": {"type": "number"}},
              {"name": "weight", "in": "query", "description": "kg", "schema": {"type": "number"}},
              {"name": "clearance", "in": "query", "description": "creatinine clearance, mL/min", "schema": {"type": "number"}},
              {"name": "cyp2d6", "in": "query", "description": "The same for cyp2c19, cyp2b6 and ces1.", "schema": {"type": "string"}}
            ],
            "responses": {"200": {"description": "The outcome.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}}}}, \(errors)}
          },
          "post": {
            "operationId": "simulate",
            "summary": "Runs a scenario; the bytes are those that the command line writes with --json.",
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Scenario"}}}},
            "responses": {"200": {"description": "The outcome.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}}}}, "400": {"$ref": "#/components/responses/Problem"}, "413": {"$ref": "#/components/responses/Problem"}, "415": {"$ref": "#/components/responses/Problem"}, \(errors)}
          }
        }
    """

  private static let knowledgePaths = """
        "/articles": {
          "get": {"operationId": "articles", "summary": "Every article with its state.", "parameters": [{"$ref": "#/components/parameters/for"}], "responses": {"200": {"description": "The list.", "content": {"application/json": {"schema": {"type": "object", "required": ["articles"], "properties": {"articles": {"type": "array", "items": {"$ref": "#/components/schemas/ArticleSummary"}}, "disclaimer": {"type": "string"}}}}}}}}
        },
        "/articles/{slug}": {
          "get": {"operationId": "article", "summary": "An article as a reader sees it, with its state and version.", "parameters": [{"name": "slug", "in": "path", "required": true, "schema": {"type": "string"}}, {"$ref": "#/components/parameters/for"}], "responses": {"200": {"description": "The article.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ArticleDocument"}}}}, "404": {"$ref": "#/components/responses/Problem"}}}
        },
        "/claims/{id}": {
          "get": {"operationId": "claim", "summary": "A claim with its sources and grade.", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}], "responses": {"200": {"description": "The claim.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Claim"}}}}, "404": {"$ref": "#/components/responses/Problem"}}}
        },
        "/search": {
          "get": {"operationId": "search", "summary": "Claims, medicines, warnings and articles for words.", "parameters": [{"$ref": "#/components/parameters/q"}, {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20}}], "responses": {"200": {"description": "What was found, best first.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SearchResult"}}}}, "422": {"$ref": "#/components/responses/Problem"}, "429": {"$ref": "#/components/responses/Problem"}}}
        },
        "/panels/{id}": {
          "get": {"operationId": "panel", "summary": "A computed panel of an article.", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}], "responses": {"200": {"description": "The panel.", "content": {"application/json": {"schema": {"type": "object"}}}}, "202": {"description": "It is being computed; ask again after Retry-After."}, "404": {"$ref": "#/components/responses/Problem"}, "503": {"$ref": "#/components/responses/Problem"}}}
        }
    """
}
