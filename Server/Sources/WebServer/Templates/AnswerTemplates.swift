/// The page of an answer.
enum AnswerTemplates {
  static let all = [
    "answer": answer, "refusal": refusal, "scenario-form": scenarioForm, "numbers": numbers, "number-rows": numberRows,
    "warnings": warnings,
    "options": options, "sentence": sentence, "follow-up": followUp,
  ]

  private static let answer = """
    <div class="answer-grid">
    <div class="answer-main">
    <section class="answer-head" aria-labelledby="question-title">
    {{#turns}}<p class="turn"><span class="visually-hidden">Earlier: </span>{{text}}</p>{{/turns}}
    <h1 id="question-title" class="question">{{question}}</h1>
    <p class="the-answer">{{#hasLead}}{{#notices}}{{text}} {{/notices}}{{#lead}}<span class="lead-sentence">{{text}} {{>refs}}</span> {{/lead}}{{/hasLead}}{{^hasLead}}{{answer}}{{/hasLead}}</p>
    <p class="reading">{{summary}}</p>
    {{#corrections}}<p class="correction">Read <q>{{typed}}</q> as <strong>{{readAs}}</strong>.</p>{{/corrections}}
    {{#assumptions}}<p class="assumption">Assumed: {{text}}</p>{{/assumptions}}
    {{#missing}}<p class="assumption">For a better answer, say: {{text}}</p>{{/missing}}
    </section>
    {{#unanswered}}
    <section class="gap" aria-label="Not answered{{#question}}: {{question}}{{/question}}"><h2>Not answered{{#question}}: <q>{{question}}</q>{{/question}}</h2><p>{{reason}}</p>{{#hasNearest}}<p class="eyebrow">What can be asked instead</p><ul class="links">{{#nearest}}<li><a href="{{address}}">{{text}}</a></li>{{/nearest}}</ul>{{/hasNearest}}</section>
    {{/unanswered}}
    {{#hasWarnings}}<section aria-labelledby="warnings-title"><h2 id="warnings-title">Warnings</h2>{{>warnings}}</section>{{/hasWarnings}}
    {{#hasNumbers}}<section aria-labelledby="numbers-title"><h2 id="numbers-title">Numbers</h2>{{>numbers}}</section>{{/hasNumbers}}
    {{#sections}}
    <section id="{{id}}" aria-labelledby="{{id}}-heading"><h2 id="{{id}}-heading">{{heading}}</h2>
    {{#isAllComputed}}<p class="fine"><span class="badge computed">computed</span> {{#scenario}}<a href="{{scenario}}">from this scenario</a>{{/scenario}}</p>{{/isAllComputed}}
    <ul class="sentences">{{#sentences}}<li class="{{class}}">{{>sentence}}</li>{{/sentences}}</ul></section>
    {{/sections}}
    {{#hasOptions}}<section aria-labelledby="options-title"><h2 id="options-title">Options side by side</h2>{{>options}}</section>{{/hasOptions}}
    <section aria-labelledby="next-title" class="next"><h2 id="next-title">Ask further</h2>{{>follow-up}}</section>
    {{#hasSources}}<section aria-labelledby="sources-title"><h2 id="sources-title">Sources</h2><ol class="sources">{{#sources}}{{>source}}{{/sources}}</ol></section>{{/hasSources}}
    <section class="cite-this" aria-labelledby="cite-title"><h2 id="cite-title">Cite this answer</h2>
    <p>Coeruleus. Answer to \u{201C}{{question}}\u{201D}, written for {{readerDescription}}. Content <code>{{shortDigest}}</code>.</p>
    <p class="inline"><a class="permalink" href="{{permalink}}">Address of this answer</a> <button type="button" class="quiet copy" data-copy="{{permalink}}" hidden>Copy</button></p>
    <p class="fine">The digest covers the answer, the claims and the model: the same question gives the same digest until one of them changes. Full digest <code>{{digest}}</code>. <a href="{{jsonAddress}}">As JSON</a>. <a href="{{reportAddress}}">Report an error in this answer</a>.</p></section>
    </div>
    <aside class="answer-side" aria-label="Change the scenario and read further">
    {{>scenario-form}}
    {{#hasArticles}}<div class="side-box"><h2>Articles on this</h2><ul class="links">{{#articles}}<li><a href="{{address}}">{{title}}</a></li>{{/articles}}</ul></div>{{/hasArticles}}
    <div class="side-box legend-box"><h2>How to read it</h2>
    {{#badges}}<p><span class="badge {{kind}}">{{kind}}</span> {{meaning}}</p>
    {{/badges}}{{#hasGrades}}<p>{{#grades}}<span class="grade grade-{{grade}}">{{grade}}</span> {{meaning}}<br>{{/grades}}</p>{{/hasGrades}}
    <p class="fine"><span class="cite-sample">[3]</span> opens the claim and its source.</p></div>
    </aside>
    </div>

    """

  private static let sentence = """
    {{#isCommon}}<span class="tag">Commonly said</span> {{/isCommon}}{{#isComputed}}<span class="badge computed">computed</span> {{/isComputed}}<span class="sentence-text">{{text}}</span> {{>refs}}{{#scenario}} <a class="from" href="{{scenario}}">from this scenario</a>{{/scenario}}
    """

  private static let warnings = """
    <ul class="warnings">
    {{#warnings}}<li class="warning {{class}}"><p class="severity"><span class="icon" aria-hidden="true">{{icon}}</span>{{severity}}</p><p class="warning-text">{{text}} {{>cite}}</p>{{#advice}}<p class="advice">{{advice}}</p>{{/advice}}{{#isUnverified}}<p class="fine">Not verified: its source was not read.</p>{{/isUnverified}}{{#claims}}<a class="fine" href="/claims/{{id}}" data-claim="{{id}}">{{id}}</a> {{/claims}}</li>{{/warnings}}
    </ul>

    """

  private static let numbers = """
    <div class="scroll" tabindex="0" role="group" aria-label="Numbers"><table class="numbers"><thead><tr><th scope="col">What</th><th scope="col">Value</th><th scope="col">90 % interval</th><th scope="col">Kind</th></tr></thead><tbody>
    {{#numbers}}{{>number-rows}}{{/numbers}}
    </tbody></table></div>
    {{#hasMore}}<details class="more"><summary>{{moreCount}} more numbers</summary><div class="scroll" tabindex="0" role="group" aria-label="More numbers"><table class="numbers"><thead><tr><th scope="col">What</th><th scope="col">Value</th><th scope="col">90 % interval</th><th scope="col">Kind</th></tr></thead><tbody>
    {{#moreNumbers}}{{>number-rows}}{{/moreNumbers}}
    </tbody></table></div></details>{{/hasMore}}
    <p class="fine">The interval is what is not known about a typical person; people differ more. Occupancy is not response.</p>

    """

  private static let numberRows = """
    <tr><th scope="row">{{quantity}}</th><td class="value">{{value}} <span class="unit">{{unit}}</span></td><td class="interval">{{interval}}</td><td class="kind"><span class="badge {{kind}}">{{kind}}</span>{{#scenario}} <a class="from" href="{{scenario}}" aria-label="The scenario behind {{quantity}}">scenario</a>{{/scenario}}</td></tr>
    """

  private static let options = """
    <div class="scroll" tabindex="0" role="group" aria-label="Options side by side"><table class="options"><thead><tr><th scope="col">For whom</th><th scope="col">What the guideline says</th><th scope="col">Medicines</th><th scope="col">What speaks against</th></tr></thead><tbody>
    {{#options}}<tr><th scope="row">{{profile}}</th><td>{{text}} {{>cite}}<span class="fine">{{guideline}}{{#year}}, {{year}}{{/year}}</span></td>
    <td><ul class="plain-list">{{#medicines}}<li><strong>{{name}}</strong>{{#numbers}}<span class="fine">{{quantity}}: {{value}} {{unit}}{{#interval}} <span class="interval">(90 % interval {{interval}})</span>{{/interval}} <span class="badge {{kind}}">{{kind}}</span></span>{{/numbers}}{{#interactions}}<span class="fine against">\u{26A0} {{text}}</span>{{/interactions}}</li>{{/medicines}}</ul></td>
    <td><ul class="plain-list">{{#against}}<li>{{>sentence}}</li>{{/against}}</ul>{{^against}}<span class="fine">nothing in the ledger</span>{{/against}}</td></tr>{{/options}}
    </tbody></table></div>

    """

  private static let followUp = """
    <form class="ask follow" action="/ask" method="get" data-busy="Computing the answer\u{2026}">
    {{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}}
    <label for="then">A further question; what was read above stays</label>
    <div class="inline"><input id="then" name="then" type="text" maxlength="2000" required placeholder="and if she smokes?"><button class="primary" type="submit">Ask</button></div>
    <p class="status" role="status" aria-live="polite"></p>
    </form>
    {{#hasFollowUps}}<ul class="chips">{{#followUps}}<li><a href="{{address}}">{{text}}</a></li>{{/followUps}}</ul>{{/hasFollowUps}}

    """

  private static let scenarioForm = """
    {{#form}}
    <details class="side-box scenario-form"{{#isOpen}} open{{/isOpen}}><summary>Change this scenario</summary>
    <form action="/ask" method="get" data-busy="Computing the answer\u{2026}">
    {{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}}
    <fieldset><legend>Medicines</legend>
    {{#regimens}}<label class="visually-hidden" for="{{id}}">Medicine {{number}}</label><input id="{{id}}" type="text" name="regimen" maxlength="200" value="{{value}}" placeholder="{{placeholder}}">{{/regimens}}
    </fieldset>
    <fieldset class="pairs"><legend>Person</legend>
    <label>Age, years<input type="number" name="age" min="0" max="120" step="any" value="{{age}}"></label>
    <label>Weight, kg<input type="number" name="weight" min="2" max="350" step="any" value="{{weight}}"></label>
    {{#selects}}<label>{{label}}<select name="{{name}}">{{#choices}}<option value="{{value}}"{{#isCurrent}} selected{{/isCurrent}}>{{text}}</option>{{/choices}}</select></label>{{/selects}}
    </fieldset>
    <button class="primary" type="submit">Compute again</button>
    <p class="status" role="status" aria-live="polite"></p>
    </form></details>
    {{/form}}

    """

  private static let refusal = """
    <section class="card narrow refusal" aria-labelledby="help-title">
    <h1 id="help-title">{{title}}</h1>
    <ul class="help">{{#help}}<li>{{text}}</li>{{/help}}</ul>
    <p>Nothing was computed. If the question was meant differently, it can be <a href="/">asked again in other words</a>.</p>
    </section>

    """
}
