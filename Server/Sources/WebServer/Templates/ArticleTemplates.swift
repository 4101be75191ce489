/// Articles, their versions and their panels.
enum ArticleTemplates {
  static let all = [
    "articles": list, "article": article, "banner": banner, "article-block": block, "panel": panel,
    "difference": difference,
    "article-sentence": sentence,
  ]

  private static let list = """
    <h1>Articles</h1>
    <p class="lead">Each is a view over claims, written for four kinds of readers.</p>
    {{#groups}}
    <section aria-labelledby="group-{{id}}"><h2 id="group-{{id}}">{{heading}}</h2>
    <ul class="{{class}}">
    {{#articles}}<li class="card-link"><a href="{{address}}">{{title}}</a>{{#lead}}<p>{{lead}}</p>{{/lead}}<p class="fine">{{state}}</p></li>{{/articles}}
    </ul></section>
    {{/groups}}

    """

  private static let article = """
    <div class="article-grid">
    <article class="article" aria-labelledby="article-title">
    <header class="article-head">
    <p class="eyebrow">{{kind}}</p>
    <h1 id="article-title">{{title}}</h1>
    {{>banner}}
    <p class="dates">{{#updated}}Last updated <time datetime="{{updated}}">{{updated}}</time>{{/updated}}{{#reviewed}} \u{00B7} Last reviewed <time datetime="{{reviewed}}">{{reviewed}}</time>{{/reviewed}} \u{00B7} written for {{readerDescription}}</p>
    {{#isOld}}<p class="notice">This is an earlier version. <a href="/articles/{{slug}}">Read the present one</a> or <a href="{{comparison}}">compare the two</a>.</p>{{/isOld}}
    <div class="article-lead">{{#lead}}<p>{{>article-sentence}}</p>{{/lead}}</div>
    </header>
    {{#sections}}
    <section id="{{id}}" aria-labelledby="{{id}}-title"><h2 id="{{id}}-title">{{heading}}</h2>
    {{#blocks}}{{>article-block}}{{/blocks}}
    </section>
    {{/sections}}
    <section id="sources" aria-labelledby="sources-title"><h2 id="sources-title">Sources</h2><ol class="sources">{{#sources}}{{>source}}{{/sources}}</ol></section>
    {{#hasReviews}}
    <section id="reviews" aria-labelledby="reviews-title"><h2 id="reviews-title">Reviews of this version</h2><ul class="log">
    {{#reviews}}<li><p class="eyebrow">{{date}} \u{00B7} {{name}} \u{00B7} {{decision}}</p>{{#remark}}<p>{{remark}}</p>{{/remark}}<p class="fine">Conflict of interest: {{interest}}</p></li>{{/reviews}}
    </ul></section>
    {{/hasReviews}}
    </article>
    <aside class="article-side">
    <nav class="side-box contents" aria-label="Contents"><h2>Contents</h2><ul>{{#sections}}<li><a href="#{{id}}">{{heading}}</a></li>{{/sections}}<li><a href="#sources">Sources</a></li></ul></nav>
    <div class="side-box"><h2>Version</h2>
    <p class="fine"><code>{{shortHash}}</code><br><a href="{{versionAddress}}">Address of this version</a></p>
    {{#hasVersions}}<ul class="versions fine">{{#versions}}<li><a href="{{address}}">{{date}}</a> <code>{{hash}}</code> {{#compare}}<a href="{{compare}}">compare</a>{{/compare}}{{#isCurrent}}shown{{/isCurrent}}</li>{{/versions}}</ul>{{/hasVersions}}
    </div>
    <div class="side-box"><h2>Take it along</h2><ul class="exports">{{#exports}}<li><a href="{{address}}">{{name}}</a></li>{{/exports}}</ul></div>
    <div class="side-box"><h2>Take part</h2><ul class="links"><li><a href="{{reportAddress}}">Report an error</a></li>{{#mayReview}}<li><a href="/desk/articles/{{slug}}/review">Review this version</a></li>{{/mayReview}}{{#mayEdit}}<li><a href="/desk/articles/{{slug}}/edit">Edit this view</a></li>{{/mayEdit}}</ul></div>
    </aside>
    </div>

    """

  private static let banner = """
    <div class="banner {{class}}" role="note"><p><span class="state {{class}}">{{state}}</span> {{text}}</p>{{#staleCount}}<details class="stale"><summary>Out of date: {{staleCount}}{{#staleSince}} since version {{staleSince}} was approved{{/staleSince}}</summary><ul>{{#reasons}}<li>{{text}}</li>{{/reasons}}</ul></details>{{/staleCount}}</div>

    """

  private static let sentence = """
    <span class="sentence {{class}}">{{#isCommon}}<span class="tag">Commonly said</span> {{/isCommon}}{{#isUnverified}}<span class="tag warn">Not verified</span> {{/isUnverified}}{{text}} {{>refs}}{{#comments}}<a class="comment-link" href="{{comments}}">comment{{#commentCount}} ({{commentCount}}){{/commentCount}}</a>{{/comments}}</span>
    """

  private static let block = """
    {{#subheading}}<h3>{{subheading}}</h3>{{/subheading}}
    {{#paragraph}}<p>{{#sentences}}{{>article-sentence}} {{/sentences}}</p>{{/paragraph}}
    {{#items}}<ul class="told">{{#entries}}<li>{{#sentences}}{{>article-sentence}} {{/sentences}}</li>{{/entries}}</ul>{{/items}}
    {{#options}}<div class="scroll" tabindex="0" role="group" aria-label="Options side by side"><table class="options"><thead><tr><th scope="col">For whom</th><th scope="col">Medicines</th><th scope="col">What is known</th></tr></thead><tbody>{{#rows}}<tr><th scope="row">{{profile}}</th><td>{{medicines}}</td><td>{{#sentences}}{{>article-sentence}} {{/sentences}}</td></tr>{{/rows}}</tbody></table></div>{{/options}}
    {{#panel}}{{>panel}}{{/panel}}

    """

  /// A panel in an article, or the place where it will stand.
  private static let panel = """
    <figure class="panel" id="panel-{{id}}" data-panel="{{id}}"{{#isComputing}} data-waiting="/panels/{{id}}?for={{reader}}"{{/isComputing}}{{#isReady}} data-chart="/panels/{{id}}/chart"{{/isReady}}>
    <figcaption>{{#badges}}<span class="badge {{text}}">{{text}}</span> {{/badges}}<strong>{{title}}</strong></figcaption>
    {{#isReady}}<div class="chart" tabindex="0" role="group" aria-label="Chart: {{title}}">{{{svg}}}</div>
    <p class="fine">{{note}}</p>
    <details><summary>Numbers and how to compute them again</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Numbers of the panel: {{title}}"><table class="numbers"><thead><tr><th scope="col">What</th><th scope="col">At</th><th scope="col">Value, {{unit}}</th><th scope="col">90 % interval</th><th scope="col">Kind</th></tr></thead><tbody>{{#points}}<tr><th scope="row">{{series}}</th><td>{{place}}</td><td class="value">{{value}}</td><td class="interval">{{interval}}</td><td><span class="badge {{kind}}">{{kind}}</span></td></tr>{{/points}}</tbody></table></div>
    <ul class="commands">{{#commands}}<li><code>{{text}}</code></li>{{/commands}}</ul>
    <p class="fine">{{#claims}}<a href="/claims/{{id}}" data-claim="{{id}}">{{id}}</a> {{/claims}}</p></details>{{/isReady}}
    {{#isComputing}}<p class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>This panel is being computed. <a href="#panel-{{id}}" data-reload hidden>Reload</a><noscript>Reload the page in a minute.</noscript></p>{{/isComputing}}
    {{#isFailed}}<p class="waiting">This panel could not be computed.</p>{{/isFailed}}
    </figure>

    """

  private static let difference = """
    <h1>{{title}}: what changed</h1>
    <p class="lead">From <code>{{from}}</code> to <code>{{to}}</code>, as told to {{readerDescription}}. <a href="/articles/{{slug}}">Back to the article</a></p>
    {{#isEmpty}}<p class="notice">Nothing changed for this reader.</p>{{/isEmpty}}
    <ol class="difference">
    {{#lines}}<li class="{{class}}"><span class="visually-hidden">{{word}}: </span><span class="sign" aria-hidden="true">{{sign}}</span>{{text}}</li>{{/lines}}
    </ol>

    """
}
