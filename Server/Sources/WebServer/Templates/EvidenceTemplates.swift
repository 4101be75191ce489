/// Claims and the report of an error.
enum EvidenceTemplates {
  static let all = ["claim": claim, "report": report, "thanks": thanks]

  private static let claim = """
    <div class="narrow">
    <h1>Claim {{id}}</h1>
    {{#claim}}{{>claim-card}}{{/claim}}
    <dl class="facts">
    <dt>Holds for</dt><dd>{{scope}}</dd>
    <dt>Checked</dt><dd>{{status}}, <time datetime="{{date}}">{{date}}</time></dd>
    {{#hasContradicts}}<dt>Speaks against or qualifies</dt><dd>{{#contradicts}}<a href="/claims/{{id}}" data-claim="{{id}}">{{id}}</a>{{comma}}{{/contradicts}}</dd>{{/hasContradicts}}
    {{#hasTags}}<dt>About</dt><dd>{{#tags}}<a href="{{address}}">{{text}}</a>{{comma}}{{/tags}}</dd>{{/hasTags}}
    {{#hasArticles}}<dt>Told in</dt><dd>{{#articles}}<a href="{{address}}">{{title}}</a>{{comma}}{{/articles}}</dd>{{/hasArticles}}
    <dt>For patients</dt><dd>{{plain}}</dd>
    <dt>Digest</dt><dd><code>{{digest}}</code></dd>
    </dl>
    <p><a href="{{reportAddress}}">Report an error in this claim</a> \u{00B7} <a href="/api/v1/claims/{{id}}">As JSON</a></p>
    </div>

    """

  private static let report = """
    <section class="card narrow">
    <h1>Report an error</h1>
    <p>Say what is wrong and, if you can, where it is said rightly. Editors read every report; what is put right is listed under <a href="/corrections">Corrections</a>.</p>
    {{#error}}<p class="notice error" role="alert">{{error}}</p>{{/error}}
    <form method="post" action="/report" class="stack">
    <input type="hidden" name="token" value="{{token}}">
    <label for="about">What it is about</label>
    <input id="about" name="about" required maxlength="200" value="{{about}}" placeholder="an article, or answer">
    <label for="claim">Claim, if it is about one</label>
    <input id="claim" name="claim" maxlength="100" value="{{claim}}" placeholder="C17">
    <label for="text">What is wrong</label>
    <textarea id="text" name="text" rows="6" required maxlength="4000">{{text}}</textarea>
    <label for="contact">How you can be reached, if you want an answer</label>
    <input id="contact" name="contact" maxlength="200" value="{{contact}}" autocomplete="email">
    <p class="fine">Please write nothing about a person\u{2019}s health that could tell who it is.</p>
    <button class="primary" type="submit">Send</button>
    </form>
    </section>

    """

  private static let thanks = """
    <section class="card narrow">
    <h1>Thank you</h1>
    <p class="lead">Your report has number {{number}}. An editor will read it.</p>
    <p><a class="button" href="/">Ask a question</a></p>
    </section>

    """
}
