/// The frame of the desk, signing in, the dashboard, accounts and the audit trail.
enum DeskTemplates {
  static let all = [
    "desk": desk, "sign-in": signIn, "dashboard": dashboard, "accounts": accounts, "audit": audit, "password": password,
  ]

  private static let desk = """
    <div class="desk-head"><nav aria-label="Desk"><ul>{{#links}}<li><a href="{{address}}">{{name}}</a></li>{{/links}}</ul></nav>
    <form method="post" action="/desk/sign-out" class="inline"><input type="hidden" name="token" value="{{token}}"><span class="fine">{{name}}, {{role}}</span> <button class="quiet" type="submit">Sign out</button></form></div>
    {{{inner}}}

    """

  private static let signIn = """
    <section class="card narrow">
    <h1>Editorial desk</h1>
    <p>For editors and reviewers. Reading needs no account.</p>
    {{#error}}<p class="notice error" role="alert">{{error}}</p>{{/error}}
    <form method="post" action="/desk/sign-in" class="stack">
    <input type="hidden" name="token" value="{{token}}">
    <label for="username">User name</label><input id="username" name="username" required maxlength="40" autocomplete="username" autocapitalize="none" spellcheck="false">
    <label for="password">Password</label><input id="password" name="password" type="password" required maxlength="200" autocomplete="current-password">
    <button class="primary" type="submit">Sign in</button>
    </form>
    </section>

    """

  private static let dashboard = """
    <h1>Editorial desk</h1>
    {{#openReports}}<p class="notice"><a href="/desk/reports">{{openReports}} open reports of errors</a></p>{{/openReports}}
    <section aria-labelledby="articles-title"><h2 id="articles-title">Articles</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Articles"><table class="words"><thead><tr><th scope="col">Article</th><th scope="col">Kind</th><th scope="col">State</th><th scope="col">Reviews</th><th scope="col">Version</th><th scope="col">Written by</th><th scope="col">Do</th></tr></thead><tbody>
    {{#articles}}<tr><th scope="row"><a href="/articles/{{slug}}">{{title}}</a></th><td>{{kind}}</td><td><span class="state {{class}}">{{state}}</span></td><td>{{reviews}}</td><td><code>{{hash}}</code></td><td>{{author}}{{^author}}shipped{{/author}}</td><td>{{#mayReview}}<a href="/desk/articles/{{slug}}/review">review</a> {{/mayReview}}{{#mayEdit}}<a href="/desk/articles/{{slug}}/edit">edit</a> {{/mayEdit}}{{#mayComment}}<a href="/desk/articles/{{slug}}/comments">comments</a>{{/mayComment}}</td></tr>{{/articles}}
    </tbody></table></div></section>
    {{#isReviewer}}<section aria-labelledby="mine-title"><h2 id="mine-title">My reviews</h2>
    <ul class="log">{{#mine}}<li><a href="/articles/{{slug}}">{{title}}</a>: {{decision}}, {{date}}{{^isPresent}} <span class="fine">(an earlier version)</span>{{/isPresent}}</li>{{/mine}}</ul>{{^mine}}<p class="fine">None yet.</p>{{/mine}}</section>{{/isReviewer}}

    """

  private static let accounts = """
    <h1>Accounts</h1>
    {{#error}}<p class="notice error" role="alert">{{error}}</p>{{/error}}
    <div class="scroll" tabindex="0" role="group" aria-label="Accounts"><table class="words accounts"><thead><tr><th scope="col">User name</th><th scope="col">Shown as</th><th scope="col">Affiliation</th><th scope="col">Since</th><th scope="col">Role</th><th scope="col">State</th><th scope="col">New password</th></tr></thead><tbody>
    {{#accounts}}<tr><th scope="row">{{username}}</th><td>{{name}}</td><td>{{affiliation}}</td><td><time datetime="{{created}}">{{created}}</time></td>
    <td><form method="post" action="/desk/accounts/{{username}}/role" class="inline"><input type="hidden" name="token" value="{{token}}"><select name="role" aria-label="Role of {{username}}">{{#roles}}<option{{#isCurrent}} selected{{/isCurrent}}>{{name}}</option>{{/roles}}</select><button class="quiet" type="submit">Set</button></form></td>
    <td><form method="post" action="/desk/accounts/{{username}}/state" class="inline"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="state" value="{{#isDisabled}}enabled{{/isDisabled}}{{^isDisabled}}disabled{{/isDisabled}}"><button class="quiet" type="submit">{{#isDisabled}}Enable{{/isDisabled}}{{^isDisabled}}Disable{{/isDisabled}}</button></form></td>
    <td><form method="post" action="/desk/accounts/{{username}}/password" class="inline"><input type="hidden" name="token" value="{{token}}"><input type="password" name="password" minlength="12" maxlength="200" required autocomplete="new-password" aria-label="New password of {{username}}"><button class="quiet" type="submit">Set</button></form></td></tr>{{/accounts}}
    </tbody></table></div>
    <section class="card narrow" aria-labelledby="new-title"><h2 id="new-title">New account</h2>
    <form method="post" action="/desk/accounts" class="stack"><input type="hidden" name="token" value="{{token}}">
    <label for="new-username">User name</label><input id="new-username" name="username" required maxlength="40" value="{{newName}}" autocomplete="off" autocapitalize="none">
    <label for="new-name">Name as it is shown beside reviews</label><input id="new-name" name="name" required maxlength="100" value="{{newDisplay}}" autocomplete="off">
    <label for="new-affiliation">Affiliation</label><input id="new-affiliation" name="affiliation" maxlength="200" value="{{newAffiliation}}" autocomplete="off">
    <label for="new-role">Role</label><select id="new-role" name="role">{{#newRoles}}<option{{#isCurrent}} selected{{/isCurrent}}>{{name}}</option>{{/newRoles}}</select>
    <label for="new-password">First password, at least 12 characters</label><input id="new-password" name="password" type="password" required minlength="12" maxlength="200" autocomplete="new-password">
    <button class="primary" type="submit">Make the account</button></form></section>

    """

  private static let audit = """
    <h1>Audit trail</h1>
    <p class="lead">What was done at the desk, the latest first. Entries are only ever added.</p>
    <div class="scroll" tabindex="0" role="group" aria-label="Audit trail"><table class="words"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Of what</th><th scope="col">Detail</th></tr></thead><tbody>
    {{#entries}}<tr><td><time datetime="{{date}}">{{date}}</time></td><td>{{who}}</td><td>{{action}}</td><td>{{subject}}</td><td>{{detail}}</td></tr>{{/entries}}
    </tbody></table></div>
    {{#older}}<p><a class="button quiet" href="{{older}}">Older entries</a></p>{{/older}}

    """

  private static let password = """
    <section class="card narrow"><h1>Password</h1>
    <p>A new password ends all your sessions.</p>
    {{#error}}<p class="notice error" role="alert">{{error}}</p>{{/error}}
    <form method="post" action="/desk/password" class="stack"><input type="hidden" name="token" value="{{token}}">
    <label for="old">Old password</label><input id="old" name="old" type="password" required maxlength="200" autocomplete="current-password">
    <label for="new">New password, at least 12 characters</label><input id="new" name="new" type="password" required minlength="12" maxlength="200" autocomplete="new-password">
    <label for="again">The new one again</label><input id="again" name="again" type="password" required maxlength="200" autocomplete="new-password">
    <button class="primary" type="submit">Set</button></form></section>

    """
}
