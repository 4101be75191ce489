/// The page that runs a scenario.
enum ScenarioTemplates {
  static let all = ["scenario": page, "outcome": outcome, "measures": measures]

  private static let page = """
    <h1>Run a scenario</h1>
    <p class="lead">A regimen and a person in; levels, occupancies, messengers, pulse and pressure out. The address line holds the whole scenario.</p>
    {{#error}}<p class="notice error" role="alert">{{error}}</p>{{/error}}
    <div class="scenario-grid">
    <form class="side-box stack" action="/scenarios" method="get" data-busy="Computing\u{2026}">
    <label for="regimen">Medicine</label>
    <input id="regimen" name="regimen" required maxlength="200" value="{{regimen}}" placeholder="nortriptyline 75 mg daily">
    {{#with}}<label for="{{id}}">{{label}}</label><input id="{{id}}" name="with" maxlength="200" value="{{value}}" placeholder="bupropion XL 300 mg daily">{{/with}}
    <fieldset class="pairs"><legend>Person</legend>
    <label>Age, years<input name="age" type="number" min="0" max="120" step="any" value="{{age}}"></label>
    <label>Weight, kg<input name="weight" type="number" min="2" max="350" step="any" value="{{weight}}"></label>
    <label>Creatinine clearance, mL/min<input name="clearance" type="number" min="1" max="250" step="any" value="{{clearance}}"></label>
    {{#selects}}<label>{{label}}<select name="{{name}}">{{#choices}}<option value="{{value}}"{{#isCurrent}} selected{{/isCurrent}}>{{text}}</option>{{/choices}}</select></label>{{/selects}}
    <label>Condition<input name="condition" maxlength="100" value="{{condition}}" list="conditions" placeholder="glaucoma"></label>
    <datalist id="conditions">{{#conditions}}<option value="{{text}}"></option>{{/conditions}}</datalist>
    </fieldset>
    <fieldset class="pairs"><legend>Run</legend>
    <label>Time simulated<input name="for-time" maxlength="20" value="{{duration}}" placeholder="28 d"></label>
    <label>Draws<input name="draws" type="number" min="1" max="1000" value="{{draws}}"></label>
    <label>Seed<input name="seed" inputmode="numeric" maxlength="20" value="{{seed}}" placeholder="usual"></label>
    </fieldset>
    <button class="primary" type="submit">Compute</button>
    <p class="status" role="status" aria-live="polite"></p>
    </form>
    <div class="scenario-result" aria-live="polite">
    {{#outcome}}{{>outcome}}{{/outcome}}
    {{^outcome}}<div class="empty"><p>For example</p><ul class="links">{{#examples}}<li><a href="{{address}}">{{text}}</a></li>{{/examples}}</ul></div>{{/outcome}}
    </div>
    </div>

    """

  private static let outcome = """
    <section aria-labelledby="outcome-title"><h2 id="outcome-title">{{title}}</h2>
    <dl class="facts"><dt>Regimen</dt><dd>{{#regimens}}{{text}}<br>{{/regimens}}</dd><dt>Person</dt><dd>{{patient}}</dd>{{#comparison}}<dt>Compared with</dt><dd>{{comparison}}</dd>{{/comparison}}<dt>Numbers for</dt><dd>{{window}}</dd></dl>
    <p class="inline"><a class="button quiet" href="{{report}}">Interactive report with curves</a> <a class="button quiet" href="{{json}}">JSON</a></p></section>
    {{#hasWarnings}}<section aria-labelledby="warnings-title"><h2 id="warnings-title">Warnings</h2>{{>warnings}}</section>{{/hasWarnings}}
    {{#groups}}<section aria-labelledby="{{id}}"><h2 id="{{id}}">{{heading}}</h2>{{>measures}}{{#note}}<p class="fine">{{note}}</p>{{/note}}</section>{{/groups}}
    {{#hasNotes}}<section aria-labelledby="notes-title"><h2 id="notes-title">Notes</h2><ul class="told">{{#notes}}<li>{{text}}</li>{{/notes}}</ul></section>{{/hasNotes}}
    <section aria-labelledby="sources-title"><h2 id="sources-title">Sources</h2><ol class="sources">{{#sources}}<li>{{#link}}<a href="{{link}}" rel="noopener noreferrer">{{citation}}</a>{{/link}}{{^link}}{{citation}}{{/link}}</li>{{/sources}}</ol>
    <p class="fine">{{run}}</p></section>

    """

  private static let measures = """
    <div class="scroll" tabindex="0" role="group" aria-label="{{heading}}"><table class="numbers"><thead><tr><th scope="col">What</th><th scope="col">Value</th><th scope="col">90 % interval</th><th scope="col">Persons, 90 %</th><th scope="col">Kind</th></tr></thead><tbody>
    {{#measures}}<tr><th scope="row">{{quantity}}{{#remark}}<span class="fine">{{remark}}</span>{{/remark}}</th><td class="value">{{value}} <span class="unit">{{unit}}</span></td><td class="interval">{{interval}}</td><td class="interval">{{persons}}</td><td><span class="badge {{kind}}">{{kind}}</span></td></tr>{{/measures}}
    </tbody></table></div>
    <details><summary>What these numbers depend on most</summary><dl class="influences">{{#measures}}{{#influences}}<dt>{{quantity}}</dt><dd>{{influences}}</dd>{{/influences}}{{/measures}}</dl></details>

    """
}
