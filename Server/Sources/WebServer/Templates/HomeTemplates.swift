/// The first page, the ask box, and the policy page.
enum HomeTemplates {
  static let all = ["home": home, "ask-box": askBox, "policy": policy, "corrections": corrections, "search": search]

  private static let home = """
    <section class="hero">
    <h1>Ask about norepinephrine, and the medicines that act on it.</h1>
    <p class="lead">Every answer is computed by a model that can be checked, and cited claim by claim. Nothing else is said.</p>
    {{>ask-box}}
    <div class="examples" aria-labelledby="examples-title">
    <h2 id="examples-title" class="eyebrow">For example</h2>
    <ul>
    {{#examples}}<li><a href="{{address}}">{{text}}</a></li>{{/examples}}
    </ul>
    </div>
    </section>
    <section aria-labelledby="articles-title">
    <div class="section-head"><h2 id="articles-title">Articles</h2><a href="/articles">All {{articleCount}} articles</a></div>
    <ul class="cards">
    {{#articles}}<li class="card-link"><a href="{{address}}">{{title}}</a><p>{{lead}}</p><p class="fine">{{state}}</p></li>{{/articles}}
    </ul>
    </section>
    <section aria-labelledby="more-title" class="columns">
    <h2 id="more-title" class="visually-hidden">What stands behind the answers</h2>
    <div><h3>Computed</h3><p>From the swallowed dose to the level in blood, the transporters held, the messengers in the brain, pulse and pressure: {{medicineCount}} medicines, each number with its 90 % interval. <a href="/scenarios">Run a scenario</a>.</p></div>
    <div><h3>Cited</h3><p>{{claimCount}} claims, each with its source and a grade. A claim whose source was not read is never shown as a fact. <a href="/search">Search them</a>.</p></div>
    <div><h3>Reviewed by people, or not yet</h3><p>A page says Approved only when two or more named reviewers approved exactly this text. Machine checks are not review. <a href="/editorial-policy">How it works</a>.</p></div>
    </section>

    """

  private static let askBox = """
    <form class="ask" action="/ask" method="get" data-busy="Computing the answer\u{2026}">
    <label class="visually-hidden" for="q">Your question</label>
    <textarea id="q" name="q" rows="2" maxlength="2000" required placeholder="nortriptyline 75 mg daily, CYP2D6 poor metaboliser, on bupropion: what level, what must I watch?">{{question}}</textarea>
    <div class="ask-row">
    <fieldset class="choices"><legend>I am</legend>
    {{#readerChoices}}<label class="choice"><input type="radio" name="for" value="{{value}}"{{#isCurrent}} checked{{/isCurrent}}><span>{{name}}</span></label>{{/readerChoices}}
    </fieldset>
    <button class="primary" type="submit">Ask</button>
    </div>
    <p class="status" role="status" aria-live="polite"></p>
    </form>

    """

  private static let search = """
    <h1>Search</h1>
    <form class="search-form" action="/search" method="get" role="search">
    <label for="search-q">Words, medicines, claims</label>
    <div class="inline"><input id="search-q" type="search" name="q" maxlength="200" value="{{question}}"><button class="primary" type="submit">Search</button></div>
    </form>
    {{#corrections}}<p class="correction">Read <q>{{typed}}</q> as <strong>{{readAs}}</strong>.</p>{{/corrections}}
    {{#hasSearched}}
    <p class="fine" role="status">{{count}}</p>
    <ol class="hits">
    {{#hits}}<li><p class="eyebrow">{{kind}}</p><h2><a href="{{address}}">{{title}}</a> {{>grade}}</h2><p>{{text}}</p></li>{{/hits}}
    </ol>
    {{#isEmpty}}<p>Nothing was found. Try the name of a medicine, a transporter or a symptom, or <a href="/">ask a question</a>.</p>{{/isEmpty}}
    {{/hasSearched}}

    """

  private static let corrections = """
    <h1>Corrections</h1>
    <p class="lead">What was wrong and has been put right, the latest first.</p>
    <ul class="log">
    {{#entries}}<li><p class="eyebrow">{{date}}{{#slug}} \u{00B7} <a href="/articles/{{slug}}">{{slug}}</a>{{/slug}}</p><p>{{text}}</p></li>{{/entries}}
    </ul>
    {{^entries}}<p>Nothing has been corrected since this site was installed.</p>{{/entries}}
    <p><a class="button quiet" href="/report">Report an error</a></p>

    """

  static let policy = """
    <article class="prose">
    <h1>How pages are made and reviewed</h1>
    <p class="lead">A page is a view over claims. A claim is one statement with its source, the place in the source, and a grade. The words of a page are the words of its claims; a sentence without a claim cannot be written.</p>
    <h2 id="review">Review</h2>
    <p>The banner above an article is computed from the stored reviews of exactly the text below it. Nobody can set it by hand.</p>
    <dl class="states">
    <dt><span class="state submitted">Submitted</span></dt><dd>No person has reviewed this version.</dd>
    <dt><span class="state under-review">Under Review</span></dt><dd>Somebody has reviewed it, but it has not been approved by two reviewers, or a reviewer asks for changes.</dd>
    <dt><span class="state approved">Approved</span></dt><dd>Two or more different named people, none of them its author, have approved this version, and nobody\u{2019}s latest word asks for changes.</dd>
    </dl>
    <p>A change of a single claim, of the wording or of the model behind a panel makes a new version, and a new version starts as Submitted. Checks by machines, and texts by machines, are never called review. A new installation has no reviewers and shows Submitted everywhere.</p>
    <h2 id="interests">Conflicts of interest</h2>
    <p>Each reviewer declares, with each review, what could be seen to influence it: payments, shares, own studies, or none. The declaration is shown with the review.</p>
    <h2 id="grades">Grades</h2>
    <table class="grades"><caption class="visually-hidden">What the grades mean</caption><thead><tr><th scope="col">Grade</th><th scope="col">What stands behind the claim</th></tr></thead><tbody>
    {{#grades}}<tr><th scope="row"><span class="grade grade-{{grade}}">{{grade}}</span></th><td>{{meaning}}</td></tr>{{/grades}}
    </tbody></table>
    <p>A source that was seen only second-hand, or that supports the claim only in part, costs one step. A claim whose source was not read is shown as <em>not verified</em> and never as a citation.</p>
    <h2 id="numbers">Numbers</h2>
    <dl class="states">
    <dt><span class="badge measured">measured</span></dt><dd>Seen in a study, which is named.</dd>
    <dt><span class="badge computed">computed</span></dt><dd>Made by the model, with a 90 % interval that includes what is not known about its parameters.</dd>
    <dt><span class="badge extrapolated">extrapolated</span></dt><dd>Made by the model outside of what was ever measured: another age, species or dose.</dd>
    </dl>
    <p>Occupancy is not response: no page calls a dose effective because of an occupancy alone.</p>
    <h2 id="corrections">Corrections</h2>
    <p>Anybody can <a href="/report">report an error</a>. Editors answer each report; what is put right is listed under <a href="/corrections">Corrections</a>. Earlier versions stay readable and can be compared with the present one.</p>
    <h2 id="safety">What is not answered</h2>
    <p>Questions about harming oneself or others, about overdose for effect, and about getting round a contraindication are answered with help and without numbers, whoever asks. Patients are told what a medicine does and what to watch, and no doses: those belong to the talk with the one who prescribes.</p>
    <h2 id="privacy">Privacy</h2>
    <p>Questions are not stored and not logged. The address line holds the question, so that an answer can be cited; treat it as you would treat the question. One cookie remembers for whom pages are written. Signed-in editors and reviewers have a second one.</p>
    </article>

    """
}
