/// Reviews, comments, the editor and the reports of errors.
enum DeskFormTemplates {
  static let all = ["review": review, "comments": comments, "editor": editor, "reports": reports]

  private static let review = """
    <h1>Review: {{title}}</h1>
    <p class="lead">Your word counts for exactly version <code>{{shortHash}}</code>. Read it as each reader sees it:
    {{#readers}}<a href="/articles/{{slug}}/versions/{{hash}}?for={{name}}">{{name}}</a> {{/readers}}</p>
    {{#error}}<p class="notice error" role="alert">{{error}}</p>{{/error}}
    {{#isOwn}}<p class="notice">You wrote this version; others review it.</p>{{/isOwn}}
    <form method="post" action="/desk/articles/{{slug}}/review" class="stack card narrow">
    <input type="hidden" name="token" value="{{token}}"><input type="hidden" name="hash" value="{{hash}}">
    <fieldset class="choices"><legend>Your decision</legend>
    <label class="choice"><input type="radio" name="decision" value="approve" required><span>Approve</span></label>
    <label class="choice"><input type="radio" name="decision" value="ask for changes"><span>Ask for changes</span></label></fieldset>
    <label for="remark">Remark; needed when you ask for changes</label><textarea id="remark" name="remark" rows="6" maxlength="4000">{{remark}}</textarea>
    <label for="interest">Conflicts of interest, shown with your review</label><input id="interest" name="interest" required maxlength="400" value="{{interest}}" placeholder="none">
    <button class="primary" type="submit">Write the review</button></form>
    <h2>Reviews of this version</h2><ul class="log">{{#reviews}}<li><p class="eyebrow">{{date}} \u{00B7} {{name}} \u{00B7} {{decision}}</p><p>{{remark}}</p><p class="fine">Conflict of interest: {{interest}}</p></li>{{/reviews}}</ul>{{^reviews}}<p class="fine">None yet.</p>{{/reviews}}

    """

  private static let comments = """
    <h1>Comments: {{title}}</h1>
    {{#claimText}}<blockquote class="claim-quote"><p>{{claimText}}</p><p class="fine"><a href="/claims/{{claim}}">Claim {{claim}}</a></p></blockquote>{{/claimText}}
    <ul class="log">{{#comments}}<li><p class="eyebrow">{{date}} \u{00B7} {{name}}{{#claim}} \u{00B7} <a href="/claims/{{claim}}">{{claim}}</a>{{/claim}}{{#version}} \u{00B7} on version {{version}}{{/version}}{{^isOpen}} \u{00B7} settled{{/isOpen}}</p><p>{{text}}</p>{{#isOpen}}<form method="post" action="/desk/comments/{{id}}/resolve"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="slug" value="{{slug}}">{{#claim}}<input type="hidden" name="claim" value="{{claim}}">{{/claim}}<button class="quiet" type="submit">Settled</button></form>{{/isOpen}}</li>{{/comments}}</ul>
    {{^comments}}<p class="fine">No comments yet.</p>{{/comments}}
    <form method="post" action="/desk/articles/{{slug}}/comments" class="stack card narrow"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="claim" value="{{claim}}">
    <label for="text">Your comment on {{#claim}}claim {{claim}}{{/claim}}{{^claim}}the article{{/claim}}, version {{shortHash}}</label><textarea id="text" name="text" rows="5" required maxlength="4000"></textarea>
    <button class="primary" type="submit">Write</button></form>
    <p><a href="/articles/{{slug}}">Back to the article</a></p>

    """

  private static let editor = """
    <h1>Edit: {{title}}</h1>
    <p class="lead">A view names claims and panels under headings; its words are the words of the claims. What is saved becomes a new version by you and starts as Submitted.</p>
    {{#error}}<p class="notice error" role="alert"><strong>{{errorPlace}}.</strong> {{error}}</p>{{/error}}
    <form method="post" action="/desk/articles/{{slug}}/edit" class="stack"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="hash" value="{{hash}}">
    <label for="text">The view, from version <code>{{shortHash}}</code></label><textarea id="text" name="text" class="code" rows="36" spellcheck="false" required>
    {{text}}</textarea>
    <button class="primary" type="submit">Check and save</button></form>
    <p class="fine">Panels: {{#panels}}<code>{{text}}</code> {{/panels}}. Claims: <a href="/search">search</a>.</p>

    """

  private static let reports = """
    <h1>Reports of errors</h1>
    <ul class="log">{{#reports}}<li><p class="eyebrow">{{id}} \u{00B7} {{date}} \u{00B7} {{slug}}{{#claim}} \u{00B7} <a href="/claims/{{claim}}">{{claim}}</a>{{/claim}} \u{00B7} {{#isOpen}}open{{/isOpen}}{{^isOpen}}closed{{/isOpen}}</p><p class="pre">{{text}}</p>{{#contact}}<p class="fine">Contact: {{contact}}</p>{{/contact}}{{#answer}}<p><strong>Answer:</strong> {{answer}}</p>{{/answer}}
    {{#isOpen}}<form method="post" action="/desk/reports/{{id}}/close" class="stack"><input type="hidden" name="token" value="{{token}}"><label for="answer-{{id}}">What was done</label><textarea id="answer-{{id}}" name="answer" rows="2" required maxlength="4000"></textarea><button class="quiet" type="submit">Close</button></form>{{/isOpen}}</li>{{/reports}}</ul>
    {{^reports}}<p class="fine">None.</p>{{/reports}}
    {{#mayCorrect}}<section class="card narrow" aria-labelledby="correct-title"><h2 id="correct-title">Publish a correction</h2>
    <form method="post" action="/desk/corrections" class="stack"><input type="hidden" name="token" value="{{token}}"><label for="c-slug">Article</label><input id="c-slug" name="slug" required maxlength="200"><label for="c-text">What was wrong, and what stands there now</label><textarea id="c-text" name="text" rows="4" required maxlength="4000"></textarea><button class="primary" type="submit">Publish</button></form></section>{{/mayCorrect}}

    """
}
