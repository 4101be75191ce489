/// What stands around every page.
enum FrameTemplates {
  static let all = [
    "frame": frame, "problem": problem, "claim-card": claimCard, "grade": grade, "cite": cite, "refs": refs,
    "source": source,
  ]

  private static let frame = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="Coeruleus">
    {{#description}}<meta name="description" content="{{description}}">{{/description}}
    {{#isPrivate}}<meta name="robots" content="noindex">{{/isPrivate}}
    <title>{{title}} \u{2013} Coeruleus</title>
    <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%230b5c96'/%3E%3Ccircle cx='5.6' cy='5.2' r='2.2' fill='%237cc0ee'/%3E%3C/svg%3E">
    <link rel="stylesheet" href="/static/site.css?v={{styleVersion}}">
    <script src="/static/site.js?v={{scriptVersion}}" defer></script>
    {{{head}}}
    </head>
    <body{{#bundle}} data-charts="{{bundle}}"{{/bundle}}>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="site-head">
    <div class="site-row">
    <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Coeruleus</a>
    <nav class="site-nav" aria-label="Site">
    <ul>
    {{#navigation}}<li><a href="{{address}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{name}}</a></li>{{/navigation}}
    </ul>
    </nav>
    </div>
    {{#hasReaders}}
    <nav class="readers" aria-label="Written for">
    <span class="readers-label" aria-hidden="true">Written for</span>
    <ul>
    {{#readers}}<li><a href="{{address}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>{{/readers}}
    </ul>
    </nav>
    {{/hasReaders}}
    </header>
    <main id="main" tabindex="-1"{{#kind}} class="page-{{kind}}"{{/kind}}>
    {{{content}}}
    </main>
    <footer class="site-foot">
    <p class="disclaimer"><strong>{{disclaimer}}</strong></p>
    <ul class="foot-links">
    <li><a href="/editorial-policy">How pages are made and reviewed</a></li>
    <li><a href="/corrections">Corrections</a></li>
    <li><a href="/report">Report an error</a></li>
    <li><a href="/api/v1/openapi.json">Programming interface</a></li>
    <li><a href="/desk">Editorial desk</a></li>
    </ul>
    <p class="fine">Knowledge <code>{{digest}}</code>. This site sets one cookie, which remembers for whom pages are written, and loads nothing from elsewhere.</p>
    </footer>
    <dialog id="claim-dialog" aria-label="What this rests on"><form method="dialog"><button class="quiet close">Close</button></form><div id="claim-place" aria-live="polite"></div></dialog>
    </body>
    </html>

    """

  private static let problem = """
    <section class="card narrow">
    <p class="eyebrow">{{status}}</p>
    <h1>{{title}}</h1>
    <p class="lead">{{detail}}</p>
    <p>{{#isSignIn}}<a class="button" href="/desk">Sign in at the desk</a> {{/isSignIn}}<a class="button" href="/">Ask a question</a> <a class="button quiet" href="/articles">Read the articles</a></p>
    <p class="fine">Request <code>{{id}}</code></p>
    </section>

    """

  /// A claim in a box: what it says, how sure it is, where it stands.
  private static let claimCard = """
    <article class="claim-card">
    <p class="eyebrow"><a href="/claims/{{id}}">Claim {{id}}</a> \u{00B7} {{kind}}</p>
    {{#statement}}<p class="commonly"><span class="tag">Commonly said</span> \u{201C}{{statement}}\u{201D}</p>{{/statement}}
    {{#isUnverified}}<p class="tag warn">Not verified: its source was not read</p>{{/isUnverified}}
    <p class="claim-text">{{text}}</p>
    {{#detail}}<p class="fine-print">{{detail}}</p>{{/detail}}
    <p class="claim-grade">{{>grade}} <span>{{gradeMeaning}}. {{gradeReason}}</span></p>
    <ol class="claim-sources">
    {{#sources}}<li>{{#link}}<a href="{{link}}" rel="noopener noreferrer">{{citation}}</a>{{/link}}{{^link}}{{citation}}{{/link}} <span class="fine">{{locator}}{{#partly}}; supports it in part{{/partly}}</span></li>{{/sources}}
    </ol>
    </article>

    """

  private static let grade = """
    {{#grade}}<a class="grade grade-{{grade}}" href="/editorial-policy#grades" title="Grade {{grade}}: {{gradeMeaning}}"><span class="visually-hidden">Evidence grade </span>{{grade}}</a>{{/grade}}
    """

  /// The numbers behind a sentence; each opens the claim that rests on that source.
  private static let cite = """
    {{#citations}}<a class="cite" href="/claims/{{claim}}" data-claim="{{claim}}" aria-label="Source {{number}}, claim {{claim}}">[{{number}}]</a>{{/citations}}
    """

  /// The numbers and the grade, on one line.
  private static let refs = """
    <span class="refs">{{>cite}}{{>grade}}</span>
    """

  private static let source = """
    <li id="source-{{number}}" value="{{number}}">{{citation}}
    <span class="source-links">{{#doi}}<a href="https://doi.org/{{doi}}" rel="noopener noreferrer">doi:{{doi}}</a> {{/doi}}{{#pmid}}<a href="https://pubmed.ncbi.nlm.nih.gov/{{pmid}}/" rel="noopener noreferrer">PMID {{pmid}}</a> {{/pmid}}{{#other}}<a href="{{other}}" rel="noopener noreferrer">open</a>{{/other}}</span>
    <span class="fine">{{#type}}{{type}}. {{/type}}Claims: {{#claims}}<a href="/claims/{{id}}" data-claim="{{id}}">{{id}}</a> {{/claims}}</span></li>

    """
}
