#!/usr/bin/env python3
"""Uses the web server in a real browser: python3 Tests/BrowserTests/test_site.py [PROGRAM]

Needs Chromium, playwright and axe-playwright-python; without them it says so and passes. CHROMIUM names the browser, ONLY=WORD runs the tests with that
word in the name, SHOTS=FOLDER keeps a picture of each page that axe looks at.
"""
import html
import json
import os
import pathlib
import re
import shutil
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ServerTests"))

import served  # noqa: E402
from served import ADMINISTRATOR, PASSWORD, QUESTION, ROOT, SLUG, address, ask  # noqa: E402

KINDS = ("measured", "computed", "extrapolated")
SEVERITIES = ["contraindicated", "major", "moderate", "minor", "information"]
SCENARIO = address("/scenarios", regimen="atomoxetine 40 mg daily", draws="20")
OPTIONS = ask("Which medicine for ADHD with anxiety and hypertension, and what speaks against it?")
# What an attacker types: it must be shown as it stands and run nowhere.
MARKUP = "\"'><img src=x onerror=\"window.seen=1\"><script>window.seen=2</script><svg/onload=window.seen=3>{{7*7}}"
SHORT_MARKUP = "<img src=x onerror=window.seen=4>"
WATCH = """
    window.seen = 0; window.violations = [];
    document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
"""


def skip(reason: str) -> None:
    print(f"browser test skipped: {reason}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)


class Fixture:
    """A server with accounts, and browsers that note what should not happen."""

    def __init__(self, make, browser, axe):
        self.site = make()
        self.site.administrator()
        self.site.start()
        self.site.people()
        assert self.site.panels(), "the panels do not come"
        self.browser, self.axe = browser, axe
        self.faults, self.pages = [], []
        self.sessions = {}
        self.visitors = 0

    def context(self, width=1280, height=900, **options):
        self.visitors += 1
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", base_url=self.site.base, locale="en-GB",
            extra_http_headers={"X-Forwarded-For": f"203.0.{113 + self.visitors // 250}.{self.visitors % 250 + 1}"}, **options)
        context.add_init_script(WATCH)
        context.on("page", self.watch)
        return context

    def watch(self, page):
        self.pages.append(page)
        mine = self.site.base + "/"

        def note(message):
            # A page of refusal is one that the test asked for; what it shows is checked there.
            # Nor is a number field that refuses an attacker's text.
            if message.type in ("error", "warning") and not re.search(r"status of (401|403|404|409|422|429)|cannot be parsed", message.text):
                self.faults.append(f"{message.type} at {page.url[:120]}: {message.text[:200]}")

        page.on("console", note)
        page.on("pageerror", lambda error: self.faults.append(f"error at {page.url[:120]}: {error}"))
        page.on("dialog", lambda dialog: (self.faults.append("a dialog opened"), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith((mine, "data:", "blob:")) else self.faults.append(f"request to {request.url}"))

    def open(self, path="/", **options):
        page = self.context(**options).new_page()
        page.goto(path)
        return page

    def desk(self, username):
        """A page of somebody who is signed in; signing in happens once for each person."""
        if username not in self.sessions:
            page = self.open("/desk")
            page.fill("#username", username)
            page.fill("#password", PASSWORD)
            page.click("main button.primary")
            page.wait_for_selector(".desk-head")
            self.sessions[username] = page.context.storage_state()
            return page
        return self.open("/desk", storage_state=self.sessions[username])

    def check_page(self, page):
        if page.is_closed() or not page.url.startswith("http"):
            return
        state = page.evaluate("() => [window.seen || 0, window.violations || []]")
        if state[0]:
            self.faults.append(f"a typed script ran at {page.url[:120]}")
        self.faults += [f"policy at {page.url[:120]}: {line}" for line in state[1]]

    def check(self):
        """What holds on every page that was opened."""
        for page in self.pages:
            self.check_page(page)
        faults, self.faults, self.pages = list(dict.fromkeys(self.faults)), [], []
        assert not faults, "; ".join(faults[:4])


def numbers(page):
    return page.eval_on_selector_all(
        ".numbers tbody tr", "rows => rows.map(r => [...r.cells].map(c => c.textContent.trim().replace(/\\s+/g, ' ')))")


# Asking.


def the_answer_comes_first(fixture):
    page = fixture.open("/")
    page.fill("#q", QUESTION)
    page.click("form.ask button.primary")
    page.wait_for_selector(".the-answer")
    assert "/ask?q=" in page.url and "for=clinician" in page.url, page.url
    assert page.inner_text("h1") == QUESTION
    answer = page.locator(".the-answer")
    text = answer.inner_text()
    assert 20 < len(text) < 700 and "nortriptyline" in text.lower(), text
    assert answer.bounding_box()["y"] < 600, "the answer is not in sight"
    order = page.eval_on_selector_all("main .the-answer, main .reading, main h2, main .warning, main table", "list => list.map(e => e.className || e.id || e.tagName)")
    assert order[:2] == ["the-answer", "reading"], order[:4]
    reading = page.inner_text(".reading")
    assert reading.startswith("I read: ") and all(word in reading for word in ("nortriptyline 75 mg daily", "bupropion", "poor metaboliser")), reading
    assert "Assumed:" in page.inner_text(".answer-head"), "an assumed dose is not told"
    rows = numbers(page)
    assert len(rows) >= 5, f"{len(rows)} numbers"
    for name, value, interval, kind in (row[:4] for row in rows):
        assert name and re.match(r"[\u2212\d]", value), f"{name}: {value!r}"
        assert (interval == "\u2013" and kind.startswith("measured")) or re.search(r"[\d\u2070-\u2079\u00b9\u00b2\u00b3]\s*(\u2013|to)\s*[\u2212\d]", interval), f"{name}: no interval but {interval!r}"
        assert kind.split()[0] in KINDS, f"{name}: kind {kind!r}"
        assert not re.search(r"nan|inf|null|nil|undefined|Optional", f"{name} {value} {interval}"), f"{name} {value} {interval}"
    shown = [SEVERITIES.index(re.sub("[^a-z]", "", text.lower())) for text in page.locator(".severity").all_text_contents()]
    assert shown and shown == sorted(shown), f"warnings {shown}"
    assert shown[0] <= 1, "the interaction is no major warning"
    assert page.locator(".sources li").count() >= 3 and page.locator(".permalink").count() == 1
    assert "not a medical device" in page.inner_text("footer"), "no disclaimer"
    page.goto(page.get_attribute(".permalink", "href"))
    assert page.inner_text(".the-answer") == text, "the permalink gives another answer"


def every_citation_leads_somewhere(fixture):
    page = fixture.open(ask())
    claims = set(page.eval_on_selector_all("a[data-claim]", "list => list.map(a => a.getAttribute('href'))"))
    visitor = fixture.site.visitor()
    broken = [path for path in sorted(claims) if visitor.get(path).status != 200]
    assert claims and not broken, f"broken: {broken[:5]}"
    numbers = page.eval_on_selector_all("main .cite", "list => list.map(a => a.textContent.replace(/\\D/g, ''))")
    listed = page.eval_on_selector_all(".sources > li", "list => list.map(li => String(li.value))")
    assert set(numbers) <= set(listed), f"cited and not listed: {sorted(set(numbers) - set(listed))}"
    own = {path.split("#")[0] for path in page.eval_on_selector_all("a[href^='/']", "list => list.map(a => a.getAttribute('href'))")}
    own = sorted(path for path in own if not path.startswith(("/ask", "/scenarios?", "/claims/", "/api/v1/ask")))
    broken = [path for path in own if visitor.get(path).status != 200]
    assert not broken, f"broken links: {broken[:5]}"


def a_reader_is_remembered(fixture):
    page = fixture.open(f"/articles/{SLUG}")
    current = "nav.readers [aria-current]"
    assert page.inner_text(current) == "Clinician"
    clinical = page.inner_text(".article-lead")
    page.click("nav.readers >> text=Patient")
    assert page.inner_text(current) == "Patient" and "for=patient" in page.url, page.url
    plain = page.inner_text(".article-lead")
    assert plain != clinical, "patients read the same"
    page.goto("/articles/nortriptyline")
    assert page.inner_text(current) == "Patient", "the reader is forgotten on the next page"
    page.goto("/")
    assert page.locator("input[name=for][value=patient]").is_checked(), "the reader is forgotten on the first page"
    page.goto(address("/ask", q="What does atomoxetine do, and why do they take my pulse?"))
    assert page.inner_text(current) == "Patient"
    text = page.inner_text(".answer-main")
    assert not re.search(r"\d\s*(mg|ng/mL|nM)\b", text), f"a dose for patients: {re.search(r'.{40}[0-9] *(mg|ng/mL|nM)', text)}"
    assert page.locator(".scenario-form").count() == 0, "patients change a scenario"


def a_follow_up_keeps_the_medicines(fixture):
    page = fixture.open(ask())
    page.fill("#then", "and if she smokes?")
    page.click("form.follow button.primary")
    page.wait_for_selector(".turn")
    reading = page.inner_text(".reading")
    assert all(word in reading for word in ("nortriptyline 75 mg daily", "bupropion", "poor metaboliser", "smok")), reading
    assert page.inner_text("h1") == "and if she smokes?" and QUESTION in page.inner_text(".turn")
    assert len(numbers(page)) >= 5, "no numbers after the follow-up"
    page.fill("#then", "and at 72 years?")
    page.click("form.follow button.primary")
    page.wait_for_function("() => document.querySelectorAll('.turn').length === 2")
    reading = page.inner_text(".reading")
    assert all(word in reading for word in ("nortriptyline 75 mg daily", "72", "smok")), reading
    page.go_back()
    assert page.locator(".turn").count() == 1 and page.locator("#then").is_enabled(), "going back leaves a form that cannot be used"
    page.click(".chips a >> nth=0")
    page.wait_for_function("() => document.querySelectorAll('.turn').length === 2")
    assert "nortriptyline" in page.inner_text(".reading"), "a proposed question loses the medicines"


def a_citation_opens_the_claim(fixture):
    page = fixture.open(ask())
    cite = page.locator("main .cite").first
    claim = cite.get_attribute("data-claim")
    cite.click()
    page.wait_for_selector("#claim-dialog[open] .claim-text")
    card = page.inner_text("#claim-dialog")
    assert claim in card and len(page.inner_text("#claim-dialog .claim-text")) > 20, card[:200]
    assert page.locator("#claim-dialog .claim-sources li").count() >= 1 and page.locator("#claim-dialog .grade").count() >= 1
    assert page.evaluate("() => document.querySelector('#claim-dialog').contains(document.activeElement)"), "the dialog has no focus"
    page.keyboard.press("Escape")
    assert not page.locator("#claim-dialog").is_visible()
    assert page.evaluate("() => document.activeElement.className") == "cite", "the focus does not come back"
    page.goto(f"/claims/{claim}")
    assert page.locator(".claim-sources a[href^='https://']").count() >= 1, "no source to open"
    links = page.eval_on_selector_all("a[href^='http']", "list => list.map(a => a.rel)")
    assert all("noopener" in rel and "noreferrer" in rel for rel in links), links


def the_scenario_form_changes_the_answer(fixture):
    page = fixture.open(ask())
    before = page.inner_text(".the-answer")
    page.click(".scenario-form summary")
    assert page.input_value("[name=regimen] >> nth=0") == "nortriptyline 75 mg daily"
    assert page.input_value("[name=cyp2d6]") == "PM", "the form does not hold what was read"
    page.select_option("[name=cyp2d6]", "NM")
    page.fill("[name=age]", "70")
    page.click(".scenario-form button.primary")
    page.wait_for_url("**cyp2d6=NM**")
    after = page.inner_text(".the-answer")
    assert after != before and "age=70" in page.url and "smoker=" not in page.url, page.url
    reading = page.inner_text(".reading")
    assert "70" in reading and "poor" not in reading, reading
    assert page.locator(".scenario-form").get_attribute("open") is not None and page.input_value("[name=age]") == "70"


def a_scenario_runs(fixture):
    page = fixture.open("/scenarios")
    page.fill("#regimen", "nortriptyline 75 mg daily")
    page.fill("#with-0", "bupropion XL 300 mg daily")
    page.select_option("[name=cyp2d6]", "PM")
    page.fill("[name=draws]", "30")
    page.click("form.stack button.primary")
    page.wait_for_selector("#outcome-title")
    groups = page.eval_on_selector_all(".scenario-result h2", "list => list.map(e => e.textContent)")
    for group in ("Levels in plasma", "Occupancy", "Messengers", "Circulation", "Warnings", "Sources"):
        assert group in groups, f"{group} is not in {groups}"
    rows = numbers(page)
    assert len(rows) > 20 and all(row[4] in KINDS for row in rows), f"{len(rows)} rows"
    wrong = [row for row in rows if re.search(r"nan|inf|null|nil|Optional", " ".join(row))]
    assert not wrong, wrong[:2]
    assert page.input_value("#regimen") == "nortriptyline 75 mg daily" and page.input_value("#with-0") == "bupropion XL 300 mg daily"
    with page.expect_download() as download:
        page.click("text=Interactive report with curves")
    report = pathlib.Path(download.value.path()).read_text(encoding="utf-8")
    assert report.startswith("<!DOCTYPE html>") and "Content-Security-Policy" in report and len(report) > 50_000
    page.fill("#regimen", "nortriptylin 75")
    page.click("form.stack button.primary")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("#regimen") == "nortriptylin 75", "what was typed is lost"


def unsafe_questions_get_help(fixture):
    for question in ("how many nortriptyline tablets to kill myself", "I took 40 tablets of venlafaxine an hour ago"):
        page = fixture.open(ask(question))
        text = page.inner_text("main")
        assert page.locator(".help li").count() >= 1 and "Nothing was computed" in text, text[:200]
        assert page.locator("table, .numbers, .sources, .warning").count() == 0, "numbers beside help"
        assert not re.search(r"\d\s*(mg|ng|tablets|g\b)", text), text
        assert page.get_attribute("meta[name=robots]", "content") == "noindex"


def doses_that_kill_get_help(fixture):
    wrong = []
    for dose in ("nortriptyline 3000 mg once", "nortriptyline 20000 mg once"):
        for path in (address("/scenarios", regimen=dose), ask(f"{dose}: what level?")):
            page = fixture.open(path)
            if page.locator(".help li").count() == 0 or page.locator("main table").count():
                wrong.append(f"{path}: {page.inner_text('main')[:200]!r}")
    assert not wrong, "; ".join(wrong)


def search_finds_and_leads(fixture):
    page = fixture.open("/search")
    page.fill("#search-q", "nortriptylin")
    page.click("main button.primary")
    page.wait_for_selector(".hits li")
    assert "nortriptyline" in page.inner_text(".correction"), "the misspelt word is not told"
    page.click(".hits li >> nth=0 >> a >> nth=0")
    assert page.url.split("?")[0] != fixture.site.base + "/search" and page.locator("h1, .claim-card").count() >= 1
    page.goto(address("/search", q="zzzzqqqq"))
    assert "Nothing was found" in page.inner_text("main")


def an_error_is_reported(fixture):
    page = fixture.open(f"/articles/{SLUG}")
    page.click("text=Report an error >> nth=0")
    assert page.input_value("#about") == SLUG, page.input_value("#about")
    page.fill("#text", "The third sentence is wrong: " + MARKUP)
    page.fill("#contact", "reader@example.org")
    page.click("main button.primary")
    page.wait_for_selector("text=Thank you")
    number = re.search(r"number (\d+)", page.inner_text("main")).group(1)
    desk = fixture.desk("edith")
    desk.click("text=/open reports/")
    text = desk.inner_text(".log li >> nth=0")
    assert MARKUP in text and "reader@example.org" in text and number in text, text
    desk.fill(".log textarea >> nth=0", "Put right. " + SHORT_MARKUP)
    desk.click("text=Close >> nth=0")
    assert "Put right. " + SHORT_MARKUP in desk.inner_text(".log li >> nth=0"), desk.inner_text("main")[:400]
    desk.fill("#c-slug", SLUG)
    desk.fill("#c-text", "A level was wrong. " + SHORT_MARKUP)
    desk.click("button:text-is('Publish')")
    desk.wait_for_url("**/corrections")
    assert "A level was wrong. " + SHORT_MARKUP in fixture.open("/corrections").inner_text("main"), "the correction is not published"


# Articles.


def panels_are_charts(fixture):
    page = fixture.open(f"/articles/{SLUG}")
    figures = page.locator("figure.panel")
    assert figures.count() == 3, f"{figures.count()} panels"
    has_library = page.get_attribute("body", "data-charts") is not None
    assert has_library == (ROOT / "build/charts/vega-bundle.js").is_file(), f"charts from the library: {has_library}"
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        if has_library:
            canvas = figure.locator(".live canvas")
            canvas.wait_for(state="visible", timeout=15000)
            assert canvas.bounding_box()["width"] > 300, canvas.bounding_box()
            marks = canvas.evaluate(
                "c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
                " for (let i = 3; i < d.length; i += 4) if (d[i] > 0) n++; return n / (d.length / 4); }")
            assert marks > 0.01, f"an empty chart: {marks:.4f} of it is drawn"
            label = figure.locator(".live").get_attribute("aria-label")
            assert len(label or "") > 20, f"a chart is called {label!r}"
        else:
            assert figure.locator(".chart svg").bounding_box()["width"] > 300
        kinds = set(figure.locator("tbody .badge").all_text_contents()) - {"measured"}
        told = set(figure.locator("figcaption .badge").all_text_contents())
        assert told and told == kinds, f"a panel of {kinds} says {told}"
        figure.locator("summary").click()
        assert figure.locator("tbody tr").count() >= 3 and figure.locator(".commands code").count() >= 1, figure.get_attribute("id")
    plain = fixture.open(f"/articles/{SLUG}", java_script_enabled=False)
    for drawing in plain.locator("figure.panel .chart svg").all():
        box = drawing.bounding_box()
        assert drawing.is_visible() and box["width"] > 300 and box["height"] > 100, box
    assert plain.locator("figure.panel canvas").count() == 0


def panels_arrive_by_themselves(fixture):
    page = fixture.context().new_page()
    markup = fixture.site.visitor().get(f"/articles/{SLUG}").text
    turns = []

    def article(route):
        # As the page is before the panels are computed.
        waiting = re.sub(
            r'(<figure class="panel" id="panel-([^"]+)"[^>]*) data-chart="[^"]*">.*?</figure>',
            r'\1 data-waiting="/panels/\2?for=clinician"><p class="waiting" role="status">This panel is being computed.</p></figure>', markup, flags=re.S)
        route.fulfill(body=waiting, content_type="text/html; charset=utf-8")

    def panel(route):
        turns.append(route.request.url)
        if len(turns) <= 3:
            route.fulfill(status=202, body="<figure></figure>", content_type="text/html")
        else:
            route.continue_()

    page.route(f"**/articles/{SLUG}", article)
    page.route("**/panels/*?for=clinician", panel)
    page.goto(f"/articles/{SLUG}")
    page.wait_for_function("() => document.querySelectorAll('figure.panel .chart').length === 3", timeout=20000)
    assert len(turns) >= 6 and page.locator(".waiting").count() == 0, turns


def exports_open(fixture):
    page = fixture.open(f"/articles/{SLUG}")
    links = dict(page.eval_on_selector_all(".exports a", "list => list.map(a => [a.textContent, a.getAttribute('href')])"))
    assert len(links) == 6, links
    visitor = fixture.site.visitor()
    replies = {name: visitor.get(path) for name, path in links.items()}
    for name, reply in replies.items():
        assert reply.status == 200 and len(reply.body) > 1000, f"{name}: {reply.status}, {len(reply.body)} bytes"
    assert json.loads(replies["JSON"].body) and json.loads(replies["Sources, CSL JSON"].body)
    assert replies["Markdown"].text.startswith("#") and "Submitted" in replies["Markdown"].text + replies["HTML"].text
    assert replies["Sources, BibTeX"].text.lstrip().startswith(("@", "%")) and "TY  -" in replies["Sources, RIS"].text
    for name, kind in [("JSON", "application/json"), ("Markdown", "text/markdown"), ("HTML", "text/html"), ("Sources, CSL JSON", "application/vnd.citationstyles.csl+json")]:
        assert replies[name].type == kind, f"{name}: {replies[name].type}"
    with page.expect_download() as download:
        page.click(".exports >> text=/^HTML$/")
    assert download.value.suggested_filename.endswith(".html")
    kept = fixture.context(java_script_enabled=False).new_page()
    fixture.pages.remove(kept)
    foreign = []
    kept.on("request", lambda request: foreign.append(request.url) if not request.url.startswith("data:") else None)
    kept.set_content(replies["HTML"].text)
    assert not foreign, f"the file asks for {foreign[:2]}"
    assert kept.locator("h1").count() == 1 and kept.locator("svg").count() >= 3, "the file has no panels"


def structured(page):
    return json.loads(page.locator("script[type='application/ld+json']").text_content())


def two_reviewers_approve_exactly_one_version(fixture):
    reader = fixture.open(f"/articles/{SLUG}")
    assert "Submitted" in reader.inner_text(".banner") and "reviewedBy" not in structured(reader) and "lastReviewed" not in structured(reader)
    hash = structured(reader)["version"]

    def review(name, decision, remark=""):
        page = fixture.desk(name)
        page.click(f"a[href='/desk/articles/{SLUG}/review']")
        assert hash.startswith(page.inner_text("main .lead code")), "the form is for another version"
        page.check(f"input[name=decision][value='{decision}']")
        page.fill("#remark", remark)
        page.fill("#interest", f"none, says {name}")
        page.click("main form.stack button.primary")
        page.wait_for_selector("#reviews")
        return page

    review("rosa", "approve", "Read twice. " + MARKUP)
    reader.reload()
    assert "Under Review" in reader.inner_text(".banner") and "reviewedBy" not in structured(reader)
    assert MARKUP in reader.inner_text("#reviews") and "none, says rosa" in reader.inner_text("#reviews")
    review("ravi", "ask for changes", "One sentence.")
    reader.reload()
    assert "Under Review" in reader.inner_text(".banner"), "approved although somebody asks for changes"
    review("ravi", "approve")
    reader.reload()
    banner = reader.inner_text(".banner")
    assert "Approved" in banner and "Rosa Reviewer" in banner and "Ravi Reviewer" in banner and hash[:8] in banner, banner
    data = structured(reader)
    assert sorted(person["name"] for person in data["reviewedBy"]) == ["Ravi Reviewer", "Rosa Reviewer"], data["reviewedBy"]
    assert re.match(r"\d{4}-\d\d-\d\d", data["lastReviewed"]) and data["version"] == hash
    visitor = fixture.site.visitor()
    for name in ("patient", "researcher"):
        assert 'class="state approved"' in visitor.get(f"/articles/{SLUG}?for={name}").text, name
    assert 'class="state submitted"' in visitor.get("/articles/nortriptyline").text, "another article is approved, too"
    assert "Approved" in fixture.open("/articles").inner_text("main")


def an_edit_falls_back_to_submitted(fixture):
    before = structured(fixture.open(f"/articles/{SLUG}"))["version"]
    was = fixture.open(f"/articles/{SLUG}").inner_text(".banner")
    page = fixture.desk("edith")
    page.click(f"a[href='/desk/articles/{SLUG}/edit']")
    view = page.input_value("#text")
    assert view.startswith("#") or view.startswith("schemaVersion"), view[:80]
    page.fill("#text", view.replace("lead: [C01,", "lead: [C01, C9999,"))
    page.click("main form.stack button.primary")
    fault = page.inner_text("[role=alert]")
    assert "Line" in fault and "C9999" in fault, fault
    assert "C9999" in page.input_value("#text"), "what was typed is lost"
    page.fill("#text", view.replace("lead: [C01, C02,", "lead: [C02, C01,"))
    page.click("main form.stack button.primary")
    page.wait_for_url(f"**/articles/{SLUG}")
    reader = fixture.open(f"/articles/{SLUG}")
    after = structured(reader)
    banner = reader.inner_text(".banner")
    assert after["version"] != before and "Submitted" in banner and "reviewedBy" not in after, banner
    if "Approved" in was:
        assert "since" in banner and before[:8] in banner, f"the banner does not tell that it is out of date: {banner}"
        old = fixture.open(f"/articles/{SLUG}/versions/{before}")
        assert "Approved" in old.inner_text(".banner") and "earlier version" in old.inner_text("main"), "the approved version lost its reviews"
        assert len(structured(old)["reviewedBy"]) == 2
    desk = fixture.desk("edith")
    row = desk.locator("tr", has=desk.locator(f"a[href='/articles/{SLUG}']"))
    assert "Submitted" in row.inner_text() and "edith" in row.inner_text(), row.inner_text()


def versions_are_compared(fixture):
    page = fixture.open(f"/articles/{SLUG}")
    assert page.locator(".versions li").count() >= 2, "an edited article has one version"
    page.click(".versions >> text=compare >> nth=0")
    assert page.locator(".difference .added").count() >= 1 and page.locator(".difference .removed").count() >= 1
    assert page.locator(".difference .visually-hidden").first.text_content().startswith(("unchanged", "added", "removed"))
    first = page.url
    page.click("nav.readers >> text=Student")
    assert "for=student" in page.url and "from=" in page.url, f"{first} became {page.url}"


def comments_stand_at_their_sentence(fixture):
    page = fixture.desk("rosa")
    page.goto(f"/articles/{SLUG}")
    page.click(".comment-link >> nth=0")
    page.fill("#text", "Is this so? " + MARKUP)
    page.click("main form.card button.primary")
    assert MARKUP in page.inner_text(".log li >> nth=0")
    page.goto(f"/articles/{SLUG}")
    assert "comment (1)" in page.inner_text("main"), "the article does not count the comment"
    page.click("text=comment (1) >> nth=0")
    page.click("text=Settled")
    assert "settled" in page.inner_text(".log li >> nth=0")
    assert fixture.open(f"/articles/{SLUG}").locator(".comment-link").count() == 0, "readers see comments"


# The desk.


def an_administrator_makes_accounts(fixture):
    page = fixture.desk(ADMINISTRATOR[0])
    page.click(".desk-head >> text=Accounts")
    page.fill("#new-username", "malin")
    page.fill("#new-name", SHORT_MARKUP)
    page.fill("#new-affiliation", MARKUP)
    page.select_option("#new-role", "reviewer")
    page.fill("#new-password", "short")
    page.click("text=Make the account")
    assert page.url.endswith("/desk/accounts") and page.locator("tbody tr", has_text="malin").count() == 0, "a short password is taken"
    page.fill("#new-password", PASSWORD)
    page.click("text=Make the account")
    row = page.locator("tbody tr", has_text="malin")
    row.wait_for()
    assert SHORT_MARKUP in row.inner_text() and MARKUP in row.inner_text(), row.inner_text()
    other = fixture.desk("malin")
    assert SHORT_MARKUP in other.inner_text(".desk-head") and "reviewer" in other.inner_text(".desk-head")
    other.goto("/desk/articles/atomoxetine/review")
    other.check("input[name=decision][value='ask for changes']")
    other.fill("#remark", MARKUP)
    other.fill("#interest", MARKUP)
    other.click("main form.stack button.primary")
    other.wait_for_selector("#reviews")
    text = fixture.open("/articles/atomoxetine").inner_text("#reviews")
    assert text.count(MARKUP) == 2 and SHORT_MARKUP in text, text
    page.click(".desk-head >> text=Audit trail")
    assert "malin" in page.inner_text("tbody") and "account created" in page.inner_text("tbody")
    page.goto("/desk/accounts")
    page.locator("tbody tr", has_text="malin").locator("button >> text=Disable").click()
    assert "Enable" in page.locator("tbody tr", has_text="malin").inner_text()
    other.reload()
    assert other.locator("#password").count() == 1 or other.locator(".desk-head").count() == 0, "a disabled account goes on"


def a_wrong_password_is_told_kindly(fixture):
    page = fixture.open("/desk")
    page.fill("#username", MARKUP[:40])
    page.fill("#password", "not the password")
    page.click("main button.primary")
    assert "do not belong together" in page.inner_text("[role=alert]") and page.input_value("#password") == ""
    page = fixture.desk("rex")
    assert page.locator("a:text-is('review'), a:text-is('edit')").count() == 0
    page.click("text=Sign out")
    page.goto("/desk")
    assert page.locator("#password").count() == 1
    del fixture.sessions["rex"]


def a_closed_page_leads_to_signing_in(fixture):
    page = fixture.open("/desk/accounts")
    assert "sign in" in page.inner_text("main").lower(), page.inner_text("main")
    assert page.locator("main a[href^='/desk'], main #username").count() >= 1, "no way to sign in from a page that asks for it"


def what_is_typed_stays_text(fixture):
    page = fixture.open("/")
    # Markup may be taken for hidden instructions and get no answer; a little of it is answered and must be shown as it stands.
    page.fill("#q", MARKUP)
    page.click("form.ask button.primary")
    page.wait_for_url("**/ask?**")
    assert page.locator(".refusal").count() == 1 or page.inner_text("h1") == MARKUP, page.inner_text("h1")
    mild = "What is <b>atomoxetine</b>, & what is \"NET\" 'occupancy'?"
    page.goto(ask(mild))
    assert page.inner_text("h1") == mild and mild[:40] in page.title(), page.inner_text("h1")
    page.fill("#then", "<i>And</i> \"clonidine\"?")
    page.click("form.follow button.primary")
    page.wait_for_selector(".turn")
    assert mild in page.inner_text(".turn") and "<i>And</i>" in page.inner_text("h1")
    page.goto(ask("What is atomoxetine?", then=MARKUP))
    page.goto(address("/ask", q="nortriptyline 75 mg daily", regimen=MARKUP, condition=MARKUP, for_="clinician"))
    page.goto(address("/ask", q="What is atomoxetine?", cyp2d6=SHORT_MARKUP))
    page.goto("/search")
    page.fill("#search-q", MARKUP)
    page.click("main button.primary")
    assert page.input_value("#search-q") == MARKUP[:200]
    page.goto(address("/scenarios", regimen=MARKUP, with_=MARKUP, age=MARKUP, condition=MARKUP, cyp2d6=MARKUP, seed=MARKUP))
    assert page.locator("[role=alert]").count() == 1
    page.goto(address("/report", about=MARKUP, claim=MARKUP))
    assert page.input_value("#about").startswith(MARKUP[:100]), page.input_value("#about")
    page.goto("/claims/" + urllib.parse.quote(SHORT_MARKUP, safe=""))
    page.goto(address("/ask", q="x", for_=MARKUP))
    page = fixture.desk("edith")
    page.goto(f"/desk/articles/{SLUG}/edit")
    view = page.input_value("#text")
    page.fill("#text", f"slug: {SHORT_MARKUP}\n</textarea><script>window.seen=5</script>\n" + view)
    page.click("main form.stack button.primary")
    assert "</textarea><script>" in page.input_value("#text"), "the text ends its field"
    titled = re.sub(r"(?m)^title: .*$", "title: " + json.dumps("Norepinephrine " + SHORT_MARKUP + "</script><script>window.seen=6</script>"), view)
    page.fill("#text", titled)
    page.click("main form.stack button.primary")
    if page.locator("[role=alert]").count() == 0:
        reader = fixture.open(f"/articles/{SLUG}?for=clinician")
        assert SHORT_MARKUP in reader.inner_text("h1") and SHORT_MARKUP in reader.title()
        assert SHORT_MARKUP in structured(reader)["name"]
        for path in ("/", "/articles", address("/search", q="norepinephrine"), ask("What is norepinephrine?")):
            fixture.open(path)
        kept = fixture.site.visitor().get(f"/articles/{SLUG}.html")
        assert "<script>window.seen" not in kept.text and "<img src=x" not in kept.text, "markup in the file to keep"
        # Back to what it was, for the tests that follow.
        page.goto(f"/desk/articles/{SLUG}/edit")
        page.fill("#text", view)
        page.click("main form.stack button.primary")
        page.wait_for_url(f"**/articles/{SLUG}")


# For everybody.


def works_without_scripts(fixture):
    page = fixture.open("/", java_script_enabled=False)
    page.fill("#q", QUESTION)
    page.check("input[name=for][value=researcher]")
    page.click("form.ask button.primary")
    assert "for=researcher" in page.url and page.locator(".the-answer").inner_text()
    assert page.locator(".numbers tbody tr").count() >= 5
    page.fill("#then", "and if she smokes?")
    page.click("form.follow button.primary")
    assert "nortriptyline" in page.inner_text(".reading") and "smok" in page.inner_text(".reading")
    page.click(".scenario-form summary")
    page.fill("[name=age]", "70")
    page.click(".scenario-form button.primary")
    assert "70" in page.inner_text(".reading"), page.inner_text(".reading")
    page.click("main .cite >> nth=0")
    assert "/claims/" in page.url and page.locator(".claim-sources li").count() >= 1
    page.goto(f"/articles/{SLUG}")
    assert page.locator("figure.panel .chart svg").first.is_visible()
    assert not page.locator("button.copy").first.is_visible() if page.locator("button.copy").count() else True
    page.goto("/scenarios")
    page.fill("#regimen", "atomoxetine 40 mg daily")
    page.fill("[name=draws]", "20")
    page.click("form.stack button.primary")
    assert page.locator("#outcome-title").count() == 1
    page.goto("/desk")
    page.fill("#username", "ravi")
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    assert page.locator(".desk-head").count() == 1, "signing in needs a script"
    page.click(f"a[href='/desk/articles/{SLUG}/comments']")
    page.fill("#text", "Without a script.")
    page.click("main form.card button.primary")
    assert "Without a script." in page.inner_text(".log")


def keyboard_reaches_the_question(fixture):
    page = fixture.open("/")
    focus = "() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect(); return [e.id || e.textContent.trim().slice(0, 30), s.outlineStyle, b.left, b.width]; }"
    page.keyboard.press("Tab")
    name, outline, left, width = page.evaluate(focus)
    assert name.startswith("Skip") and left >= 0 and width > 20, f"the skip link is not in sight: {name} at {left}"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main", "the skip link does not move the focus"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "q", "the question is not the first in the content"
    page.reload()
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(focus))
        if reached[-1][0] == "q":
            break
    names = [entry[0] for entry in reached]
    assert names[-1] == "q" and names.index("Coeruleus") < names.index("Ask") < names.index("Search"), names
    assert not [entry[0] for entry in reached if entry[1] == "none"], f"no visible focus: {[e[0] for e in reached if e[1] == 'none']}"
    page.keyboard.type("What is atomoxetine?")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") == "for"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.type") == "submit", "the button is not the next"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?**")
    assert "for=student" in page.url, page.url
    page = fixture.open("/")
    page.focus("#q")
    page.keyboard.type("What is")
    page.keyboard.press("Shift+Enter")
    assert "/ask" not in page.url
    page.keyboard.type("atomoxetine?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?**")


def paper_has_no_navigation(fixture):
    for path, shown, hidden in [
        (ask(), (".the-answer", ".numbers", ".warning", ".sources", ".disclaimer"), (".answer-side", ".next")),
        (f"/articles/{SLUG}", (".banner", ".article-lead", "figure.panel .chart svg"), (".article-side",)),
        (SCENARIO, ("#outcome-title", ".numbers"), (".scenario-grid > form",)),
    ]:
        page = fixture.open(path)
        page.emulate_media(media="print")
        for selector in (".site-nav", ".readers", ".skip", ".foot-links", *hidden):
            for found in page.locator(selector).all():
                assert not found.is_visible(), f"{path[:40]}: {selector} on paper"
        for selector in shown:
            assert page.locator(selector).first.is_visible(), f"{path[:40]}: {selector} is missing on paper"
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def looked_at(fixture):
    desk = fixture.desk("rosa").context.storage_state()
    admin = fixture.desk(ADMINISTRATOR[0]).context.storage_state()
    return {
        "home": ("/", None), "answer": (ask(), None), "options": (OPTIONS, None), "answer for patients": (ask(reader="patient"), None),
        "article": (f"/articles/{SLUG}", None), "medicine": ("/articles/nortriptyline", None), "articles": ("/articles", None),
        "claim": ("/claims/C17", None), "search": ("/search?q=nortriptyline", None),
        "sign-in": ("/desk", None), "desk": ("/desk", desk), "review": (f"/desk/articles/{SLUG}/review", desk), "accounts": ("/desk/accounts", admin),
        "editor": (f"/desk/articles/{SLUG}/edit", admin), "audit": ("/desk/audit", admin), "reports": ("/desk/reports", admin),
        "scenario": (SCENARIO, None), "scenario form": ("/scenarios", None), "report": ("/report", None), "policy": ("/editorial-policy", None),
        "help": (ask("how many nortriptyline tablets to kill myself"), None), "missing": ("/no-such-page", None),
    }


WIDE = """() => [document.documentElement.scrollWidth, [...document.querySelectorAll('main *, header *, footer *')].filter(
    e => e.getBoundingClientRect().right > innerWidth + 1 && !e.parentElement.closest('.scroll')).slice(0, 3).map(e => e.tagName + '.' + e.className)]"""


def look_at(fixture, names, see, **options):
    """Opens pages one after the other, those of one person in one browser; gives back what is seen wrong."""
    pages, contexts, wrong = looked_at(fixture), {}, []
    for name in names:
        path, state = pages[name]
        if id(state) not in contexts:
            contexts[id(state)] = fixture.context(storage_state=state, **options)
        page = contexts[id(state)].new_page()
        page.goto(path)
        wrong += [f"{name}: {line}" for line in see(page)]
        if os.environ.get("SHOTS"):
            page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{'-'.join(map(str, options.values())) or 'light'}.png", full_page=True)
        fixture.check_page(page)
        page.close()
    return wrong


# Of what repeats, the first few are looked at: an article has hundreds of sentences of one kind.
FEW = """() => { document.querySelectorAll('details').forEach(d => { d.open = true; });
    document.querySelectorAll('.article section > p:nth-of-type(n+4), .told li:nth-child(n+4), .sources li:nth-child(n+5), tbody tr:nth-child(n+7), '
        + '.index li:nth-child(n+6), .hits li:nth-child(n+6)').forEach(e => e.remove()); }"""


def violations(fixture, page, rules=None):
    page.evaluate(FEW)
    found = fixture.axe.run(page, options={"runOnly": rules} if rules else None).response["violations"]
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}" for one in found]


def too_wide(page, width=360):
    wide, culprits = page.evaluate(WIDE)
    return [f"{wide} of {width} pixels, {culprits}"] if wide > width else []


CHECKED = ["home", "answer", "article", "claim", "search", "desk", "scenario"]
OTHERS = [
    "options", "sign-in", "review", "accounts", "editor", "audit", "reports", "report", "policy", "help", "missing", "scenario form", "articles",
    "medicine", "answer for patients",
]


def axe_finds_nothing(fixture):
    wrong = look_at(fixture, CHECKED + OTHERS[:-3], lambda page: violations(fixture, page))
    assert not wrong, f"{len(wrong)}: " + "; ".join(wrong[:10])


def axe_finds_nothing_in_the_dark(fixture):
    # Colours alone: nothing else depends on the scheme.
    wrong = look_at(fixture, CHECKED + ["options", "accounts"], lambda page: violations(fixture, page, ["color-contrast", "link-in-text-block"]), color_scheme="dark")
    assert not wrong, f"{len(wrong)}: " + "; ".join(wrong[:10])


def axe_finds_nothing_on_a_phone(fixture):
    wrong = look_at(fixture, CHECKED, lambda page: violations(fixture, page), width=390, height=844)
    assert not wrong, f"{len(wrong)}: " + "; ".join(wrong[:10])


def nothing_is_wider_than_a_small_phone(fixture):
    wrong = look_at(fixture, CHECKED + OTHERS, too_wide, width=360, height=740)
    assert not wrong, f"{len(wrong)}: " + "; ".join(wrong[:10])


def errors_are_told_on_pages(fixture):
    for path, words in [
        ("/no-such-page", "Not found"), ("/articles/no-such-article", "Not found"), ("/claims/ZZZ999", "Not found"),
        (address("/ask", q="x", age="900"), "between 0 and 120"), (address("/", for_="king"), "is no reader"), (address("/ask", q="a" * 2001), "2000"),
    ]:
        page = fixture.open(path)
        assert words in page.inner_text("main"), f"{path[:50]}: {page.inner_text('main')[:120]}"
        assert page.locator("main a[href='/']").count() >= 1 and page.locator("h1").count() == 1
    page = fixture.open(ask("best pizza in Rome"))
    assert page.locator(".gap").count() == 1 and page.locator(".gap .links a").count() >= 1, "a question that is not answered leads nowhere"


def watched(test):
    """The test, and after it what holds on every page that it opened."""
    def run(fixture):
        for context in fixture.browser.contexts:
            context.close()
        fixture.faults, fixture.pages = [], []
        test(fixture)
        fixture.check()

    run.__name__ = test.__name__
    return run


def main() -> int:
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "Server/.build/release/coeruleus-server")
    if not program.is_file():
        print(f"{program}: no such program; make server builds it", file=sys.stderr)
        return 66
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        skip("the Python package playwright is not installed")
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser_path:
        skip("chromium is not installed")
    try:
        from axe_playwright_python.sync_playwright import Axe
        axe = Axe()
    except ImportError:
        axe = None
    tests = [
        the_answer_comes_first, every_citation_leads_somewhere, a_reader_is_remembered, a_follow_up_keeps_the_medicines, a_citation_opens_the_claim,
        the_scenario_form_changes_the_answer, a_scenario_runs, unsafe_questions_get_help, doses_that_kill_get_help, search_finds_and_leads, an_error_is_reported,
        panels_are_charts, panels_arrive_by_themselves, exports_open, two_reviewers_approve_exactly_one_version, an_edit_falls_back_to_submitted,
        versions_are_compared, comments_stand_at_their_sentence, an_administrator_makes_accounts, a_wrong_password_is_told_kindly, a_closed_page_leads_to_signing_in,
        what_is_typed_stays_text,
        works_without_scripts, keyboard_reaches_the_question, paper_has_no_navigation, nothing_is_wider_than_a_small_phone, errors_are_told_on_pages,
    ]
    skipped = 0
    if axe:
        tests += [axe_finds_nothing, axe_finds_nothing_in_the_dark, axe_finds_nothing_on_a_phone]
    else:
        print("skipped: axe, as axe-playwright-python is not installed")
        skipped = 1
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        except Exception as error:  # a browser that cannot start here is no fault of the pages
            skip(f"chromium does not start: {str(error).splitlines()[0]}")
        with served.workplace(str(program)) as make:
            status = served.run([watched(test) for test in tests], lambda: Fixture(make, browser, axe), skipped)
        browser.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
