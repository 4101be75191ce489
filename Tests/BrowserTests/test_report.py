#!/usr/bin/env python3
"""Opens a report in a real browser: python3 Tests/BrowserTests/test_report.py REPORT.html

Needs Chromium, playwright and axe-playwright-python; without them it says so and passes. CHROMIUM names the browser.
"""
import os
import pathlib
import re
import shutil
import sys
import traceback

CONTROLS = ("Whole course", "Last interval", "Zoom in", "Zoom out", "Earlier", "Later")


def skip(reason: str) -> None:
    print(f"browser test skipped: {reason}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)


class Report:
    """A report in a browser."""

    def __init__(self, browser, path: pathlib.Path):
        self.browser = browser
        self.address = path.resolve().as_uri()
        self.text = path.read_text(encoding="utf-8")
        self.is_interactive = 'id="chart-data"' in self.text
        self.requests = []
        self.messages = []

    def open(self, **options):
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options)
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.messages.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.messages.append("a dialog opened"), dialog.dismiss()))

        def note(message):
            if message.type in ("error", "warning"):
                self.messages.append(f"{message.type}: {message.text}")

        page.on("console", note)
        page.goto(self.address)
        if self.is_interactive and options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-charts='ready']", timeout=20000)
        return page


def no_network_no_errors(report):
    page = report.open()
    page.wait_for_timeout(300)
    foreign = [url for url in report.requests if url != report.address]
    assert not foreign, f"requests: {foreign[:3]}"
    assert not report.messages, f"messages: {report.messages[:3]}"


def policy_forbids_the_network(report):
    page = report.open()
    policy = page.get_attribute("meta[http-equiv='Content-Security-Policy']", "content")
    assert "default-src 'none'" in policy and "connect-src" not in policy, policy
    assert "unsafe-eval" not in policy and "script-src 'unsafe-inline'" not in policy, policy
    before = len(report.messages)
    refused = page.evaluate("() => fetch('https://example.org/').then(() => false, () => true)")
    del report.messages[before:]
    assert refused, "fetch was not refused"


def structure(report):
    page = report.open()
    assert page.locator("html").get_attribute("lang") == "en"
    for selector in ("h1", "header.page-head", "main", "footer.page-foot", "nav"):
        assert page.locator(selector).count() == 1, selector
    assert page.locator("#answer .lead").inner_text().strip(), "no answer"
    words = len(page.locator("#answer .lead").inner_text().split())
    assert words <= 60, f"the answer has {words} words"
    order = page.eval_on_selector_all("main > section", "list => list.map(e => e.id)")
    assert order[:2] == ["answer", "warnings"], order
    assert page.locator(".disclaimer").count() == 2
    bare = page.eval_on_selector_all(
        "table", "list => list.filter(t => !t.caption || [...t.querySelectorAll('th')].some(h => !h.scope)).length")
    assert bare == 0, f"{bare} tables without caption or scope"
    assert not page.evaluate("() => [...document.images].length || document.querySelectorAll('main script').length")


def severities_in_order(report):
    page = report.open()
    known = ["contraindicated", "major", "moderate", "minor", "information"]
    shown = [known.index(text.lower()) for text in page.locator(".severity").all_text_contents() if text in known]
    assert shown == sorted(shown), shown


def charts_have_marks(report):
    if not report.is_interactive:
        page = report.open()
        assert page.locator("svg.plain-chart path.typical").count() > 0
        return
    page = report.open()
    charts = page.locator(".chart")
    seen = 0
    for number in range(charts.count()):
        chart = charts.nth(number)
        assert chart.get_attribute("role") == "img" and len(chart.get_attribute("aria-label") or "") > 20
        if not chart.is_visible():
            continue
        seen += 1
        lengths = chart.evaluate(
            "e => [...e.querySelectorAll('svg .mark-line path, svg .mark-area path')].map(p => p.getTotalLength())")
        assert lengths and max(lengths) > 100, f"chart {number} draws {lengths}"
        assert chart.bounding_box()["width"] > 300
    assert seen >= 1, "no chart is visible"


def choices_change_the_chart(report):
    if not report.is_interactive:
        return
    page = report.open()
    boxes = page.locator("#levels input[data-series]")
    count = "() => document.querySelectorAll('#live-levels svg .mark-line path').length"
    free = [k for k in range(boxes.count()) if not boxes.nth(k).is_checked()]
    if not free:
        return
    before = page.evaluate(count)
    boxes.nth(free[0]).check()
    page.wait_for_function(f"({count})() > {before}", timeout=5000)
    label = page.get_attribute("#live-levels", "aria-label")
    page.check("#log-axis")
    page.wait_for_timeout(400)
    assert page.evaluate(count) > before and len(label) > 20


def pointer_reads_zooms_and_pans(report):
    if not report.is_interactive:
        return
    page = report.open()
    chart = page.locator("#live-levels")
    chart.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    box = chart.bounding_box()
    middle = (box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    page.mouse.move(middle[0] - 5, middle[1])
    page.mouse.move(*middle)
    page.wait_for_timeout(200)
    assert page.locator(".chart-tip").evaluate("e => getComputedStyle(e).visibility") == "visible", "no tooltip"
    ticks = "() => [...document.querySelectorAll('#live-levels svg .role-axis-label text')].map(t => t.textContent).join()"
    first = page.evaluate(ticks)
    page.keyboard.down("Control")
    for _ in range(4):
        page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_timeout(300)
    second = page.evaluate(ticks)
    assert second != first, "ctrl and wheel do not zoom"
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 220, middle[1], steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.evaluate(ticks) != second, "dragging does not pan"


def panels_show_the_system(report):
    # A report on some readouts that were asked for by name has only some panels.
    if 'id="function"' not in report.text:
        return
    page = report.open()
    order = page.eval_on_selector_all("main > section", "list => list.map(e => e.id)")
    assert order.index("occupancy") < order.index("transmitters") < order.index("circulation"), order
    assert order.index("function") > order.index("tables"), f"function must stand after all numbers: {order}"
    for name in ("transmitters", "firing", "heart-rate", "pressure-lying", "pressure-standing", "norepinephrine"):
        assert page.locator(f"#panel-{name}").count() == 1, f"no panel {name}"
    assert "Extrapolated from animals" in page.inner_text("#transmitters")
    for table in ("#transmitters", "#circulation", "#circulation .thresholds"):
        assert page.locator(f"{table} tbody tr").count() >= 5, f"{table} has no rows"
    limits = page.locator(".thresholds tbody th").all_text_contents()
    assert any("up by 20 beats/min" in text for text in limits) and any("down by 20 mmHg" in text for text in limits)
    text = " ".join(page.inner_text(f"#{name}").lower() for name in ("transmitters", "circulation", "function"))
    for word in ("efficacy", "improve", "therapeutic", "clinical response", "antidepressant"):
        assert word not in text, f"a sentence about {word}"


def panels_follow_choices(report):
    if not report.is_interactive or 'id="function"' not in report.text:
        return
    page = report.open()
    chart = "#live-transmitters"
    count = f"() => document.querySelectorAll('{chart} svg .mark-line path').length"
    axis = f"() => [...document.querySelectorAll('{chart} svg .role-axis-label text')].map(t => t.textContent).join()"
    before, label = page.evaluate(count), page.get_attribute(chart, "aria-label")
    boxes = page.locator("#panel-transmitters input[data-series]")
    assert boxes.count() >= 8, "regions are missing"
    free = [k for k in range(boxes.count()) if not boxes.nth(k).is_checked()]
    boxes.nth(free[0]).check()
    page.wait_for_function(f"({count})() > {before}", timeout=5000)
    assert page.get_attribute(chart, "aria-label") != label, "the description does not follow"
    logarithmic = page.evaluate(axis)
    page.uncheck("#panel-transmitters input[data-log]")
    page.wait_for_function(f"({axis})() !== {logarithmic!r}", timeout=5000)
    reading = page.inner_text("#panel-heart-rate .panel-reading")
    assert "beats/min" in reading, reading
    page.focus("#cursor")
    page.keyboard.press("Home")
    page.wait_for_timeout(200)
    assert page.inner_text("#panel-heart-rate .panel-reading") != reading, "the cursor does not read the panels"
    page.locator("#live-heart-rate").scroll_into_view_if_needed()
    box = page.locator("#live-heart-rate").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4)
    page.wait_for_timeout(200)
    assert "beats/min" in page.locator(".chart-tip").inner_text(), "no tooltip on the heart rate"
    assert not report.messages, f"messages: {report.messages[:3]}"


def function_is_marked_and_closed(report):
    if 'id="function"' not in report.text:
        return
    page = report.open()
    section = page.locator("#function")
    shown = section.inner_text()
    assert section.locator(".badge.exploratory").first.is_visible(), "no badge"
    for words in ("never compared with the effect sizes of trials", "not a prediction of benefit", "evidence against"):
        assert words in shown, words
    details = section.locator("details.exploratory-function")
    assert not details.evaluate("e => e.open"), "function is open from the start"
    assert not section.locator("table").first.is_visible()
    details.locator("summary").first.click()
    assert section.locator("table").first.is_visible(), "function does not open"
    if report.is_interactive:
        page.wait_for_selector("#live-function svg .mark-line path", timeout=5000)
    assert "working memory" not in page.inner_text("#answer").lower(), "function stands in the answer"


def panels_have_drawings_without_scripts(report):
    page = report.open(java_script_enabled=False)
    assert len(report.text) < 4_000_000, f"{len(report.text)} characters"
    for panel in page.locator("figure.panel").all():
        if panel.evaluate("e => e.closest('details') !== null"):
            continue
        drawing = panel.locator("svg.plain-chart path.typical").first
        assert drawing.is_visible() and drawing.bounding_box()["width"] > 100, panel.get_attribute("id")
        assert not panel.locator("input").first.is_visible() if panel.locator("input").count() else True


def keyboard_reaches_controls(report):
    page = report.open()
    reached = []
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.tagName, (e.textContent || '').trim().slice(0, 40), e.id, s.outlineStyle]; }"))
    assert reached[0][1].startswith("Skip"), reached[0]
    texts = {entry[1] for entry in reached}
    assert any(entry[0] == "SUMMARY" for entry in reached), "no summary is reached"
    unseen = [entry for entry in reached if entry[0] in ("A", "BUTTON", "SUMMARY") and entry[3] == "none"]
    assert not unseen, f"no visible focus: {unseen[:2]}"
    if not report.is_interactive:
        return
    assert set(CONTROLS) <= texts, set(CONTROLS) - texts
    assert any(entry[2] == "cursor" for entry in reached), "the time cursor is not reached"
    page.focus("#cursor")
    before = page.inner_text("#cursor-time")
    page.keyboard.press("Home")
    page.wait_for_timeout(200)
    assert page.inner_text("#cursor-time") != before, "the cursor does not read"
    page.focus("button[data-move=last]")
    page.keyboard.press("Enter")


def axe_finds_nothing(report, axe, **options):
    page = report.open(**options)
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.wait_for_timeout(800)
    found = axe.run(page).response["violations"]
    text = [f"{v['id']} ({len(v['nodes'])}): {v['nodes'][0]['html'][:120]}" for v in found]
    assert not found, "; ".join(text)


def narrow_page_does_not_overflow(report):
    page = report.open()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(800)
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390, f"{width} pixels wide"


def works_without_scripts(report):
    page = report.open(java_script_enabled=False)
    assert page.locator("svg.plain-chart").first.is_visible(), "no plain chart"
    assert page.locator("svg.plain-chart path.typical").first.bounding_box()["width"] > 100
    assert not page.locator(".live").first.is_visible() if page.locator(".live").count() else True
    assert page.locator("#tables table").first.is_visible(), "no table"


def prints(report):
    for options in ({"java_script_enabled": False}, {}):
        page = report.open(**options)
        page.emulate_media(media="print")
        assert page.locator("svg.plain-chart").first.is_visible(), "no chart on paper"
        assert not page.locator(".toolbar").first.is_visible() if page.locator(".toolbar").count() else True
        paper = page.pdf(prefer_css_page_size=True, print_background=True)
        assert paper.startswith(b"%PDF") and len(paper) > 20000, f"{len(paper)} bytes"
        pages = len(re.findall(rb"/Type\s*/Page\b", paper))
        assert pages == 0 or 1 < pages < 40, f"{pages} pages"


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 64
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
    path = pathlib.Path(sys.argv[1])
    if not path.is_file():
        print(f"{path}: no such report", file=sys.stderr)
        return 66
    tests = [
        no_network_no_errors, policy_forbids_the_network, structure, severities_in_order, charts_have_marks,
        choices_change_the_chart, pointer_reads_zooms_and_pans, panels_show_the_system, panels_follow_choices,
        function_is_marked_and_closed, panels_have_drawings_without_scripts, keyboard_reaches_controls,
        narrow_page_does_not_overflow, works_without_scripts, prints,
    ]
    skipped = 0
    if axe:
        def axe_light(report): axe_finds_nothing(report, axe)
        def axe_dark(report): axe_finds_nothing(report, axe, color_scheme="dark")
        tests += [axe_light, axe_dark]
    else:
        print("skipped: axe, as axe-playwright-python is not installed")
        skipped = 1
    passed = failed = 0
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        except Exception as error:  # a browser that cannot start here is no fault of the page
            skip(f"chromium does not start: {str(error).splitlines()[0]}")
        for test in tests:
            report = Report(browser, path)
            try:
                test(report)
                passed += 1
                print(f"passed: {test.__name__}")
            except Exception as error:
                failed += 1
                print(f"FAILED: {test.__name__}: {error}")
                if not isinstance(error, AssertionError):
                    traceback.print_exc()
            for context in browser.contexts:
                context.close()
        browser.close()
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
