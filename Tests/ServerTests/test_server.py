#!/usr/bin/env python3
"""Talks to the web server as programs, operators and attackers do: python3 Tests/ServerTests/test_server.py [PROGRAM]

Needs Python alone; with jsonschema answers are checked against their schemas, too. ONLY=WORD runs the tests with that word in the name.
"""
import concurrent.futures
import html
import http.client
import json
import pathlib
import re
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True

import served  # noqa: E402
from served import ADMINISTRATOR, DATA, PASSWORD, PEOPLE, QUESTION, ROOT, SLUG, address, ask  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

SHORT = "Atomoxetine 40 mg daily: what level?"
SCENARIO = {
    "regimens": ["nortriptyline 75 mg daily", "bupropion XL 300 mg daily"],
    "patient": {"age": 45, "weight": 80, "sex": "female", "genotypes": {"CYP2D6": "PM"}},
    "duration": "14d", "draws": 40, "seed": 7,
}
SCENARIO_WORDS = [
    "nortriptyline 75 mg daily", "--with", "bupropion XL 300 mg daily", "--age", "45", "--weight", "80", "--sex", "female",
    "--cyp2d6", "PM", "--for", "14d", "--draws", "40", "--seed", "7",
]
# One address for each template of the router; what is missing here is found by the test of headers.
ROUTES = {
    "/": "/", "/ask": ask(SHORT), "/search": "/search?q=nortriptyline", "/claims/{id}": "/claims/C17",
    "/editorial-policy": "/editorial-policy", "/corrections": "/corrections", "/health": "/health", "/report": "/report",
    "/articles": "/articles", "/articles/{name}": f"/articles/{SLUG}",
    "/articles/{name}/versions/{hash}": f"/articles/{SLUG}/versions/HASH",
    "/articles/{name}/diff": f"/articles/{SLUG}/diff?from=HASH&to=HASH",
    "/panels/{id}": "/panels/nortriptyline-net-occupancy", "/panels/{id}/chart": "/panels/nortriptyline-net-occupancy/chart",
    "/scenarios": "/scenarios", "/scenarios/report": "/scenarios/report?regimen=atomoxetine+40+mg+daily&draws=5",
    "/static/site.css": "/static/site.css", "/static/site.js": "/static/site.js",
    "/static/vega-bundle.js": "/static/vega-bundle.js", "/robots.txt": "/robots.txt",
    "/desk": "/desk", "/desk/password": "/desk/password", "/desk/reports": "/desk/reports", "/desk/accounts": "/desk/accounts",
    "/desk/audit": "/desk/audit", "/desk/articles/{slug}/edit": f"/desk/articles/{SLUG}/edit",
    "/desk/articles/{slug}/review": f"/desk/articles/{SLUG}/review",
    "/desk/articles/{slug}/comments": f"/desk/articles/{SLUG}/comments",
    "/api/v1/ask": "/api/v1/ask?q=What+is+atomoxetine%3F", "/api/v1/simulate": "/api/v1/simulate?regimen=atomoxetine+40+mg+daily&draws=5",
    "/api/v1/articles": "/api/v1/articles", "/api/v1/articles/{slug}": f"/api/v1/articles/{SLUG}",
    "/api/v1/claims/{id}": "/api/v1/claims/C17", "/api/v1/search": "/api/v1/search?q=nortriptyline",
    "/api/v1/panels/{id}": "/api/v1/panels/nortriptyline-net-occupancy", "/api/v1/openapi.json": "/api/v1/openapi.json",
}
# Every form of the desk with fields that would be taken; the person is one who may send it.
FORMS = [
    ("rosa", f"/desk/articles/{SLUG}/review", {"hash": "HASH", "decision": "approve", "remark": "", "interest": "none"}),
    ("rosa", f"/desk/articles/{SLUG}/comments", {"text": "a comment"}),
    ("rosa", "/desk/comments/1/resolve", {"slug": SLUG}),
    ("edith", f"/desk/articles/{SLUG}/edit", {"hash": "HASH", "text": "slug: x"}),
    ("edith", "/desk/reports/1/close", {"answer": "done"}),
    ("edith", "/desk/corrections", {"slug": SLUG, "text": "a correction"}),
    ("ada.admin", "/desk/accounts",
     {"username": "mallory", "name": "Mallory", "affiliation": "", "role": "administrator", "password": PASSWORD}),
    ("ada.admin", "/desk/accounts/rex/role", {"role": "administrator"}),
    ("ada.admin", "/desk/accounts/rex/state", {"state": "disabled"}),
    ("ada.admin", "/desk/accounts/rex/password", {"password": "another long password"}),
    ("rex", "/desk/password", {"old": PASSWORD, "new": "another long password", "again": "another long password"}),
    ("rex", "/desk/sign-out", {}),
]


class Fixture:
    """One server with accounts for all tests that do not end it."""

    def __init__(self, make):
        self.make = make
        self.site = make()
        made = self.site.administrator()
        assert made.returncode == 0 and PASSWORD not in made.stdout + made.stderr, made.stderr
        self.site.start()
        # Computed first, so that no other test waits behind them.
        assert self.site.panels(), "the panels do not come"
        self.desk = {ADMINISTRATOR[0]: self.site.people()}
        for username, _, _ in PEOPLE:
            self.desk[username] = self.site.signed_in(username)
        self.tokens = {name: visitor.token() for name, visitor in self.desk.items()}
        self.hash = self.site.visitor().present()

    def fresh(self):
        return self.site.visitor()


# What everybody gets.


def health_tells_the_ledger_and_the_database(fixture):
    reply = fixture.fresh().get("/health")
    assert reply.status == 200 and reply.type == "application/json", reply.status
    document = reply.json()
    assert document["status"] == "ok" and document["database"] == "ok", document
    assert re.fullmatch("[0-9a-f]{64}", document["ledger"]), document


def check_headers(reply, place):
    def directive(name):
        found = [part.split() for part in policy.split(";") if part.split() and part.split()[0] == name]
        return found[0][1:] if found else None

    policy = reply.headers.get("Content-Security-Policy") or ""
    assert directive("default-src") == ["'none'"], f"{place}: {policy!r}"
    assert directive("script-src") == ["'self'"] and directive("style-src") == ["'self'"], f"{place}: {policy}"
    assert "unsafe" not in policy and "*" not in policy, f"{place}: {policy}"
    for name in ("base-uri", "frame-ancestors"):
        assert directive(name) == ["'none'"], f"{place}: {name}"
    assert directive("form-action") == ["'self'"], place
    assert reply.headers.get("X-Content-Type-Options") == "nosniff", place
    assert reply.headers.get("Referrer-Policy") in ("no-referrer", "same-origin"), place
    assert reply.headers.get("Cross-Origin-Opener-Policy") == "same-origin", place
    assert reply.headers.get("Cross-Origin-Resource-Policy") == "same-origin", place
    assert "geolocation=()" in (reply.headers.get("Permissions-Policy") or ""), place
    assert reply.headers.get("X-Request-ID") and reply.headers.get("Cache-Control"), place
    assert "Server" not in reply.headers and "X-Powered-By" not in reply.headers, f"{place}: it says what runs here"


def security_headers_stand_on_every_response(fixture):
    sources = list((ROOT / "Server/Sources").rglob("*.swift"))
    found = {name for path in sources for name in re.findall(r'router\.get\("([^"]+)"', path.read_text())}
    assert found <= set(ROUTES), f"routes without an address in this test: {sorted(found - set(ROUTES))}"
    for template in sorted(ROUTES):
        path = ROUTES[template].replace("HASH", fixture.hash)
        visitor = fixture.desk["ada.admin"] if template.startswith("/desk") else fixture.fresh()
        reply = visitor.get(path)
        assert reply.status in (200, 202, 403, 404) and (reply.status < 400 or template.startswith(("/desk", "/static", "/panels"))), \
            f"{path}: {reply.status}"
        check_headers(reply, path)
        for script in re.findall(r"<script[^>]*>", reply.text if reply.type == "text/html" else ""):
            if template != "/scenarios/report":  # a file to keep, with a policy of its own inside
                assert "src=" in script or 'type="application/ld+json"' in script, f"{path}: {script}"
        if reply.type == "text/html" and template != "/scenarios/report":
            assert not re.search(r"<[^>]+\s(on\w+|style)=", reply.text), f"{path}: an inline handler or style"
        if template.startswith("/desk"):
            assert reply.headers["Cache-Control"] == "no-store", f"{path}: {reply.headers['Cache-Control']}"
    visitor = fixture.fresh()
    for reply, place in [
        (visitor.get("/no-such-page"), "404"), (visitor.get("/api/v1/no-such-page"), "404 of the interface"),
        (visitor.get("/desk/accounts"), "401"), (fixture.desk["rex"].get("/desk/accounts"), "403"),
        (visitor.get("/ask"), "redirect"), (visitor.get("/ask?q=x&age=900"), "422"),
        (visitor.request("HEAD", "/articles"), "HEAD"), (visitor.request("DELETE", "/articles"), "DELETE"),
        (visitor.request("OPTIONS", "/"), "OPTIONS"), (visitor.send("/report", {}, origin="http://evil.example"), "403 of a form"),
        (visitor.request("POST", "/api/v1/ask", b"x" * 70000, {"Content-Type": "application/json"}), "413"),
    ]:
        check_headers(reply, place)
        assert reply.status < 500, f"{place}: {reply.status}"


def nothing_typed_into_an_address_comes_back_as_markup(fixture):
    mark = "<svg onload=alert(1)>\"'><script>alert(1)</script>"
    for path, parameters in [
        ("/search", {"q": mark}), ("/report", {"about": mark, "claim": mark}), ("/scenarios", {"regimen": mark, "age": mark}),
        ("/ask", {"q": "What is atomoxetine?", "age": mark}), ("/", {"for_": mark}), ("/ask", {"q": mark, "regimen": mark}),
        (f"/articles/{SLUG}/diff", {"from_": mark, "to": mark}), ("/api/v1/search", {"q": mark}), ("/desk/audit", {"before": mark}),
    ]:
        reply = fixture.fresh().get(address(path, **parameters))
        assert reply.status < 500, f"{path}: {reply.status}"
        if reply.type == "text/html":
            assert "<svg onload" not in reply.text and "<script>alert" not in reply.text, path
    for path in ("/articles/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/claims/%3Csvg%20onload=alert(1)%3E"):
        reply = fixture.fresh().get(path)
        assert reply.status == 404 and "<script>alert" not in reply.text and "<svg onload" not in reply.text, path


def odd_requests_are_answered_and_never_a_fault(fixture):
    paths = [
        "/%00", "/%ff%fe", "/ask?q=%00%ff", "/search?q=%22%27%29*+NEAR(", "/search?q=" + "a" * 5000, "/?" + "for=patient&" * 500,
        "/ask?%71=What+is+atomoxetine%3F&for=", "/static/..%2f..%2fetc%2fpasswd", "/static/../../../../etc/passwd", "//evil.example/",
        "/articles/..%2f..%2fData%2fsafety.yaml", f"/articles/{SLUG}.exe", "/articles/.json", "/claims/C17?part=card%00", "/ask?q=%F0%9F",
        "/scenarios?regimen=nortriptyline+1e400+mg+daily", "/scenarios?regimen=atomoxetine+40+mg+daily&draws=-1",
        "/scenarios?regimen=atomoxetine+40+mg+daily&seed=99999999999999999999", "/desk/audit?before=-99999999999999999999",
        f"/articles/{SLUG}/versions/{'0' * 64}", f"/articles/{SLUG}/diff?from=x", "/desk/reports/x/close", "/panels/..%2f", "/ask?q=a&age=nan",
        "/ask?q=a&weight=1e999", "/api/v1/search?q=a&limit=-5", "/scenarios?regimen=atomoxetine+40+mg+daily&for-time=99999d",
    ]
    for path in paths:
        reply = fixture.fresh().get(path)
        assert reply.status < 500, f"{path[:60]}: {reply.status}"
        assert b"root:" not in reply.body, path
        assert not (reply.headers.get("Location") or "/").startswith(("//", "http")), f"{path}: {reply.headers['Location']}"
    with socket.create_connection(("127.0.0.1", fixture.site.port), timeout=10) as connection:
        connection.sendall(b"NONSENSE\r\n\r\n")
        connection.settimeout(10)
        assert connection.recv(200)[:12] in (b"HTTP/1.1 400", b"HTTP/1.0 400", b""), "nonsense is not refused"
    assert fixture.fresh().get("/health").status == 200


def the_same_address_gives_the_same_bytes(fixture):
    for path in (ask(), "/claims/C17", "/search?q=atomoxetine", f"/articles/{SLUG}/versions/{fixture.hash}", "/api/v1/articles", "/articles"):
        first, second = fixture.fresh().get(path), fixture.fresh().get(path)
        assert first.status == second.status == 200, f"{path}: {first.status}"
        assert first.body == second.body, f"{path}: the bytes differ"
        head = fixture.fresh().request("HEAD", path)
        assert head.status == 200 and not head.body, f"HEAD {path}"


def a_reader_is_remembered_without_an_identifier(fixture):
    visitor = fixture.fresh()
    line = visitor.get("/?for=student").headers["Set-Cookie"]
    assert line.startswith("coeruleus_reader=student;") and "SameSite=Lax" in line and "Path=/" in line, line
    assert 'value="student" checked' in visitor.get("/").text
    assert fixture.fresh().get("/").headers["Set-Cookie"] is None, "a cookie that nobody asked for"
    assert fixture.fresh().get("/?for=king").status == 422


# The programming interface.


def check_problem(reply, status, place):
    assert reply.status == status, f"{place}: {reply.status} instead of {status}"
    assert reply.type == "application/problem+json", f"{place}: {reply.type}"
    document = reply.json()
    assert document["status"] == status and document["title"] and document["detail"] and document["type"], f"{place}: {document}"
    return document


def errors_are_problem_json(fixture):
    visitor = fixture.fresh()
    long = "a" * 2001
    for status, path in [
        (422, "/api/v1/ask"), (422, "/api/v1/ask?q="), (422, "/api/v1/ask?q=x&for=king"), (422, address("/api/v1/ask", q=long)),
        (422, address("/api/v1/ask", q="x", then=long)), (422, address("/api/v1/ask", q="x", then=["y"] * 12)),
        (422, "/api/v1/ask?q=x&age=200"), (422, "/api/v1/ask?q=x&weight=heavy"), (422, "/api/v1/ask?q=x&sex=banana"),
        (422, "/api/v1/simulate"), (422, "/api/v1/simulate?regimen=zzz+50+mg+daily"),
        (422, "/api/v1/simulate?regimen=atomoxetine+40+mg+daily&cyp2d6=banana"),
        (422, "/api/v1/simulate?regimen=atomoxetine+40+mg+daily&draws=1001"),
        (422, "/api/v1/simulate?regimen=atomoxetine+40+mg+daily&for-time=181d"),
        (422, address("/api/v1/simulate", regimen=["atomoxetine 40 mg daily"] * 9)),
        (404, "/api/v1/articles/no-such-article"), (404, "/api/v1/claims/ZZZ999"), (404, "/api/v1/panels/none"), (404, "/api/v1/nothing"),
        (422, "/api/v1/search"), (422, "/api/v1/articles?for=king"),
    ]:
        check_problem(fixture.fresh().get(path), status, path[:70])
    for status, path, body in [
        (400, "/api/v1/ask", b"{not json"), (400, "/api/v1/ask", {}), (400, "/api/v1/ask", {"question": 7}), (400, "/api/v1/ask", b""),
        (400, "/api/v1/ask", {"question": "x", "reader": "king"}), (422, "/api/v1/ask", {"question": long}),
        (422, "/api/v1/ask", {"question": "x", "genotypes": {"CYP9Z9": "PM"}}), (413, "/api/v1/ask", b"x" * (64 * 1024 + 1)),
        (413, "/api/v1/simulate", b'{"regimens": ["' + b"x" * 70000 + b'"]}'), (400, "/api/v1/simulate", b"[]"),
        (422, "/api/v1/simulate", {"regimens": []}), (422, "/api/v1/simulate", {**SCENARIO, "patient": {"genotypes": {"CYP2D6": "banana"}}}),
    ]:
        place = f"POST {path} {str(body)[:50]}"
        check_problem(fixture.fresh().post(path, body), status, place)
    check_problem(visitor.post("/api/v1/ask", b"question=x", "application/x-www-form-urlencoded"), 415, "a form")
    check_problem(fixture.fresh().get("/api/v1/ask?q=x%27%22%3Cb%3E&for=%3Cscript%3E"), 422, "markup")
    page = fixture.fresh().get("/ask?q=x&age=200")
    assert page.status == 422 and page.type == "text/html", "a page is told as a page"
    big = fixture.fresh().get(address("/ask", q="a" * 2000))
    assert big.status == 200, f"a question of 2000 characters: {big.status}"


def a_genotype_that_does_not_exist_is_refused(fixture):
    unknown = {**SCENARIO, "patient": {"genotypes": {"CYP9Z9": "PM"}}}
    check_problem(fixture.fresh().post("/api/v1/simulate", unknown), 422, "an unknown gene in a scenario")
    check_problem(fixture.fresh().get(address("/api/v1/ask", q=SHORT, cyp2d6="banana")), 422, "by address")
    check_problem(fixture.fresh().post("/api/v1/ask", {"question": SHORT, "genotypes": {"CYP2D6": "banana"}}), 422, "by body")


def a_wrong_method_is_told(fixture):
    for method, path in [("DELETE", "/api/v1/ask"), ("PUT", "/api/v1/simulate"), ("POST", "/api/v1/search"), ("POST", f"/api/v1/articles/{SLUG}")]:
        reply = fixture.fresh().request(method, path, b"{}", {"Content-Type": "application/json"})
        check_problem(reply, 405, f"{method} {path}")
        assert "GET" in (reply.headers.get("Allow") or ""), f"{method} {path}: no Allow"


def answers_keep_their_schema(fixture):
    if jsonschema is None:
        return "jsonschema is not installed"
    schema = json.loads((DATA / "schemas/answer.schema.json").read_text())
    check = jsonschema.Draft202012Validator(schema)
    for body in [
        {"question": QUESTION}, {"question": QUESTION, "scenarios": True}, {"question": SHORT, "reader": "patient"},
        {"question": "Which medicine for ADHD with anxiety and hypertension, and what speaks against it?", "reader": "researcher"},
        {"question": "how many nortriptyline tablets to kill myself"}, {"question": "best pizza in Rome"},
        {"question": "\u202e\u0000 ''\"<b> \U0001f9e0" + "é" * 300},
    ]:
        reply = fixture.fresh().post("/api/v1/ask", body)
        assert reply.status == 200, f"{body['question'][:40]!r}: {reply.status}"
        faults = list(check.iter_errors(reply.json()))
        assert not faults, f"{body['question'][:40]!r}: {faults[0].message[:200]} at {list(faults[0].absolute_path)}"
    by_body = fixture.fresh().post("/api/v1/ask", {"question": QUESTION})
    by_address = fixture.fresh().get(address("/api/v1/ask", q=QUESTION))
    assert by_body.body == by_address.body, "address and body are answered differently"


def a_call_for_help_gets_help_and_no_number(fixture):
    reply = fixture.fresh().get(address("/api/v1/ask", q="how many nortriptyline tablets to kill myself"))
    document = reply.json()
    assert reply.status == 200 and document["refused"]["help"], document
    assert not document["numbers"] and not document["options"] and not document["sentences"], "numbers in a refusal"
    assert not re.search(r"\d\s*(mg|g|tablet|ng)", document["answer"]), document["answer"]
    page = fixture.fresh().get(ask("how many nortriptyline tablets to kill myself"))
    assert page.status == 200 and not re.search(r"\d\s*(mg|ng/mL|tablets)", page.text), "numbers on the page"
    dose = fixture.fresh().get("/api/v1/simulate?regimen=nortriptyline+20000+mg+once&draws=5")
    assert dose.status == 422 and "levels" not in dose.text, f"a dose that kills: {dose.status}"


def a_simulation_has_the_bytes_of_the_command_line(fixture):
    tool = ROOT / ".build/release/coeruleus"
    if not tool.is_file():
        return "the command line is not built"
    local = subprocess.run([tool, "simulate", *SCENARIO_WORDS, "--json", "--data", DATA], cwd=ROOT, capture_output=True, timeout=120)
    assert local.returncode == 0, local.stderr[-300:]
    reply = fixture.fresh().post("/api/v1/simulate", SCENARIO)
    assert reply.status == 200, reply.text[:300]
    if reply.body != local.stdout:
        ours, theirs = reply.json(), json.loads(local.stdout)
        differ = [key for key in sorted(set(ours) | set(theirs)) if ours.get(key) != theirs.get(key)]
        raise AssertionError(f"the bytes differ in {differ or 'their form'}")
    by_address = fixture.fresh().get(
        "/api/v1/simulate?regimen=nortriptyline+75+mg+daily&with=bupropion+XL+300+mg+daily&age=45&weight=80&sex=female"
        "&cyp2d6=PM&for-time=14d&draws=40&seed=7")
    assert by_address.body == reply.body, "address and body are simulated differently"


def the_description_holds(fixture):
    reply = fixture.fresh().get("/api/v1/openapi.json")
    document = reply.json()
    assert (ROOT / "docs/api/openapi.json").read_bytes() == reply.body, "docs/api/openapi.json is another text"
    assert document["openapi"].startswith("3.1."), document["openapi"]
    assert document["info"]["title"] and document["info"]["version"] and document["paths"]

    def follow(reference):
        assert reference.startswith("#/"), reference
        place = document
        for part in reference[2:].split("/"):
            assert part in place, f"{reference} leads nowhere"
            place = place[part]
        return place

    def references(node):
        if isinstance(node, dict):
            if "$ref" in node:
                follow(node["$ref"])
            for value in node.values():
                references(value)
        elif isinstance(node, list):
            for value in node:
                references(value)

    references(document)
    try:
        import openapi_spec_validator
        openapi_spec_validator.validate(document)
    except ImportError:
        pass
    names = set()
    examples = {"slug": SLUG, "id": {"/claims/{id}": "C17", "/panels/{id}": "nortriptyline-net-occupancy"}}
    required = {"q": "What is atomoxetine?", "regimen": "atomoxetine 40 mg daily"}
    bodies = {"ask": {"question": "What is atomoxetine?"}, "simulate": {**SCENARIO, "draws": 5}}
    base = document["servers"][0]["url"]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert method in ("get", "post", "put", "delete", "patch"), f"{path}: {method}"
            assert operation["operationId"] not in names, f"{operation['operationId']} twice"
            names.add(operation["operationId"])
            parameters = [follow(one["$ref"]) if "$ref" in one else one for one in operation.get("parameters", [])]
            in_path = {one["name"] for one in parameters if one["in"] == "path"}
            assert in_path == set(re.findall(r"\{(\w+)\}", path)) and all(one["required"] for one in parameters if one["in"] == "path")
            assert all(re.fullmatch(r"[1-5]\d\d|default", status) for status in operation["responses"]), path
            place = path
            for name in in_path:
                value = examples[name]
                place = place.replace("{" + name + "}", value[path] if isinstance(value, dict) else value)
            query = {one["name"]: required[one["name"]] for one in parameters if one["in"] == "query" and one.get("required")}
            visitor = fixture.fresh()
            if method == "get":
                answer = visitor.get(address(base + place, **query))
            else:
                answer = visitor.post(base + place, bodies[operation["operationId"]])
            told = operation["responses"].get(str(answer.status))
            assert told and answer.status in (200, 202), f"{method} {path}: {answer.status}"
            told = follow(told["$ref"]) if "$ref" in told else told
            if answer.status == 200:
                assert answer.type in told["content"], f"{path}: {answer.type}"
                if jsonschema:
                    schema = {**told["content"][answer.type]["schema"], "components": document["components"]}
                    faults = list(jsonschema.Draft202012Validator(schema).iter_errors(answer.json()))
                    assert not faults, f"{method} {path}: {faults[0].message[:200]} at {list(faults[0].absolute_path)}"
    routes = {path for path in ROUTES if path.startswith(base) and not path.endswith("openapi.json")}
    assert routes == {base + path for path in document["paths"]}, f"not described: {sorted(routes ^ {base + p for p in document['paths']})}"


def panels_leave_a_place_for_questions(fixture):
    site = fixture.make("busy", ("--proxy", "--computations", "2")).start()
    try:
        assert "data-waiting=" in site.visitor().get(f"/articles/{SLUG}").text, "panels are there at once"
        time.sleep(0.2)
        replies = [site.visitor().get(ask(f"Atomoxetine {dose} mg daily: what level?")) for dose in (40, 60)]
        assert all(reply.status == 200 for reply in replies), f"a question beside panels gets {[reply.status for reply in replies]}"
    finally:
        site.kill()


# The desk.


def fields_of(fixture, fields):
    return {name: fixture.hash if value == "HASH" else value for name, value in fields.items()}


def changed(before, after):
    return [name for name in sorted(set(before) | set(after)) if before.get(name) != after.get(name)]


def forms_need_their_token(fixture):
    sources = list((ROOT / "Server/Sources").rglob("*.swift"))
    found = {name for path in sources for name in re.findall(r'router\.post\("(/desk[^"]+)"', path.read_text())} - {"/desk/sign-in"}
    known = {re.sub(r"role-of-norepinephrine", "{slug}", re.sub(r"/(1)/", "/{id}/", re.sub(r"/rex/", "/{name}/", path))) for _, path, _ in FORMS}
    assert found <= known, f"forms without a test: {sorted(found - known)}"
    before = fixture.site.contents()
    for name, path, fields in FORMS:
        visitor, fields = fixture.desk[name], fields_of(fixture, fields)
        other = "rosa" if name != "rosa" else "edith"
        for word, token in [("no", None), ("an empty", ""), ("a made-up", "0" * 64), ("another person's", fixture.tokens[other])]:
            given = fields if token is None else {"token": token, **fields}
            reply = visitor.send(path, given)
            assert reply.status == 403, f"{path} with {word} token: {reply.status}"
        reply = visitor.post(path, json.dumps({"token": fixture.tokens[name], **fields}).encode())
        assert reply.status in (403, 415), f"{path} as JSON: {reply.status}"
        reply = fixture.fresh().send(path, {"token": fixture.tokens[name], **fields})
        assert reply.status == 401, f"{path} without a session: {reply.status}"
    assert not changed(before, fixture.site.contents()), f"changed: {changed(before, fixture.site.contents())}"
    for path, fields in [("/desk/sign-in", {"username": "rosa", "password": PASSWORD}), ("/report", {"about": SLUG, "text": "wrong"})]:
        visitor = fixture.fresh()
        for token in (None, "", "1.2", f"{int(time.time())}.{'0' * 64}"):
            reply = visitor.send(path, fields if token is None else {"token": token, **fields})
            assert reply.status in (403, 422) and not visitor.cookies, f"{path} with token {token}: {reply.status}"
    assert not changed(before, fixture.site.contents()), "a form without a token changed something"


def forms_need_our_origin(fixture):
    before = fixture.site.contents()
    evil = "http://evil.example"
    # The cheapest form of each kind; the others go through the same check.
    for name, path, fields in [FORMS[0], FORMS[4], FORMS[7], ("rex", "/report", {"about": SLUG, "text": "wrong"})]:
        visitor, fields = fixture.desk[name], fields_of(fixture, fields)
        token = fixture.fresh().get("/report").field("token", "/report") if path == "/report" else fixture.tokens[name]
        for origin in (evil, "null", None, f"http://127.0.0.1:{fixture.site.port + 1}", f"http://127.0.0.1:{fixture.site.port}.evil.example"):
            reply = visitor.send(path, {"token": token, **fields}, origin=origin)
            assert reply.status == 403, f"{path} from {origin}: {reply.status}"
        for site in ("cross-site", "same-site", "none"):
            reply = visitor.send(path, {"token": token, **fields}, Sec_Fetch_Site=site)
            assert reply.status == 403, f"{path} with Sec-Fetch-Site {site}: {reply.status}"
    stranger = fixture.fresh()
    token = stranger.get("/desk").field("token")
    reply = stranger.send("/desk/sign-in", {"token": token, "username": "rosa", "password": PASSWORD}, origin=evil)
    assert reply.status == 403 and not stranger.cookies, "signing in from elsewhere"
    assert not changed(before, fixture.site.contents()), f"changed: {changed(before, fixture.site.contents())}"


def sessions_are_kept_safely(fixture):
    visitor = fixture.fresh()
    reply = visitor.sign_in("rex")
    line = reply.headers["Set-Cookie"]
    assert reply.status == 303 and reply.headers["Location"] == "/desk", reply.status
    for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="):
        assert part in line, line
    assert "Domain" not in line and "Secure" not in line, line
    secret = visitor.cookies["coeruleus_desk"]
    assert re.fullmatch("[0-9a-f]{64}", secret), "not 32 random bytes"
    stored = b"".join(path.read_bytes() for path in fixture.site.folder.glob("site.sqlite*"))
    assert secret.encode() not in stored, "the database holds the session's secret"
    assert PASSWORD.encode() not in stored, "the database holds the password"
    token = visitor.token()
    assert visitor.send("/desk/sign-out", {"token": token}).status == 303
    visitor.cookies["coeruleus_desk"] = secret
    assert visitor.get("/desk/password").status == 401, "a session lives on after signing out"
    mode = stat.S_IMODE(fixture.site.database.stat().st_mode)
    assert mode == 0o600, f"the editorial file has mode {mode:o}"


def cookies_are_secure_over_https(fixture):
    site = fixture.make("https", ("--https",))
    site.administrator()
    site.start()
    visitor = site.visitor()
    page = visitor.get("/?for=patient")
    assert page.headers["Strict-Transport-Security"] and "Secure" in page.headers["Set-Cookie"], page.headers["Set-Cookie"]
    line = visitor.sign_in(ADMINISTRATOR[0]).headers["Set-Cookie"]
    assert line.startswith("__Host-coeruleus_desk=") and "Secure" in line and "HttpOnly" in line and "Path=/;" in line, line
    # This one has no proxy before it: what a visitor says about the address is not believed.
    replies = [site.visitor(f"203.0.113.{number}").send("/report", {}).status for number in range(7)]
    assert 429 in replies, f"X-Forwarded-For gets round the limits: {replies}"
    assert site.stop() == 0


def signing_in_tells_nothing_and_is_limited(fixture):
    def told(reply):
        return reply.status, re.sub(r'name="token" value="[^"]*"', "", reply.text), sorted(
            name for name in reply.headers.keys() if name not in ("Date", "X-Request-ID"))

    wrong = fixture.fresh().sign_in("ravi", "a wrong password")
    unknown = fixture.fresh().sign_in("nobody.here", "a wrong password")
    assert wrong.status == 401 and told(wrong) == told(unknown), "a wrong password and an unknown name are told apart"
    assert "ravi" not in wrong.text and "a wrong password" not in wrong.text, "what was typed comes back"

    def seconds(name):
        start = time.monotonic()
        fixture.fresh().sign_in(name, "a wrong password")
        return time.monotonic() - start

    known, missing = min(seconds("edith") for _ in range(2)), min(seconds("not.there") for _ in range(2))
    assert 0.3 < known / missing < 3, f"an unknown name answers in {missing:.2f} s, a known one in {known:.2f} s"
    statuses = [fixture.fresh().sign_in("guessed", "a wrong password").status for _ in range(8)]
    assert statuses[0] == 401 and statuses[-1] == 429, f"guesses at one account: {statuses}"
    spread = fixture.fresh()
    replies = [spread.sign_in(f"name{number}", "a wrong password") for number in range(13)]
    assert replies[-1].status == 429 and int(replies[-1].headers["Retry-After"]) > 0, [reply.status for reply in replies]
    assert not any(visitor.cookies for visitor in [spread])
    audit = str(fixture.site.rows("SELECT * FROM sqlite_master")) + str(fixture.site.contents("sessions"))
    assert "nobody.here" not in audit and "not.there" not in audit, "a name that is no account was written down"


def roles_hold(fixture):
    refused = [
        ("rex", FORMS[0]), ("rex", FORMS[1]), ("rex", FORMS[3]), ("rex", FORMS[4]), ("rex", FORMS[6]),
        ("rosa", FORMS[3]), ("rosa", FORMS[5]), ("rosa", FORMS[6]), ("rosa", FORMS[7]), ("edith", FORMS[0]), ("edith", FORMS[6]), ("edith", FORMS[9]),
        ("ada.admin", FORMS[0]),
    ]
    before = fixture.site.contents()
    for name, (_, path, fields) in refused:
        reply = fixture.desk[name].send(path, {"token": fixture.tokens[name], **fields_of(fixture, fields)})
        assert reply.status == 403, f"{name} at {path}: {reply.status}"
    for name, path in [
        ("rex", f"/desk/articles/{SLUG}/review"), ("rex", f"/desk/articles/{SLUG}/edit"), ("rex", "/desk/reports"), ("rex", "/desk/audit"),
        ("rosa", f"/desk/articles/{SLUG}/edit"), ("rosa", "/desk/accounts"), ("edith", "/desk/accounts"), ("edith", f"/desk/articles/{SLUG}/review"),
    ]:
        assert fixture.desk[name].get(path).status == 403, f"{name} opens {path}"
        assert fixture.fresh().get(path).status == 401, f"anybody opens {path}"
    assert not changed(before, fixture.site.contents()), f"changed: {changed(before, fixture.site.contents())}"


def nobody_can_set_the_state(fixture):
    admin, editor, reviewer = (fixture.desk[name] for name in ("ada.admin", "edith", "rosa"))
    state = lambda: fixture.fresh().get(f"/api/v1/articles/{SLUG}").json()["status"]["state"]
    assert state() == "Submitted"
    for path in (f"/articles/{SLUG}", f"/api/v1/articles/{SLUG}", f"/desk/articles/{SLUG}/state", f"/desk/articles/{SLUG}"):
        for method in ("POST", "PUT", "PATCH"):
            reply = admin.request(
                method, path, f"token={fixture.tokens['ada.admin']}&state=Approved".encode(),
                {"Content-Type": "application/x-www-form-urlencoded", "Origin": admin.base})
            assert reply.status in (404, 405), f"{method} {path}: {reply.status}"
    text = editor.get(f"/desk/articles/{SLUG}/edit").text
    view = html.unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", text, re.S).group(1))
    for line in ("state: Approved", "status: approved", "approvedBy: [Rosa Reviewer]", "reviewedBy: Rosa Reviewer"):
        reply = editor.send(
            f"/desk/articles/{SLUG}/edit", {"token": fixture.tokens["edith"], "hash": fixture.hash, "text": view.rstrip() + f"\n{line}\n"})
        assert reply.status == 422, f"a view with '{line}': {reply.status}"
    for fields in ({"decision": "Approved"}, {"decision": "approve", "hash": "0" * 64}, {"decision": "approve", "hash": "", "state": "Approved"}):
        reply = reviewer.send(
            f"/desk/articles/{SLUG}/review",
            {"token": fixture.tokens["rosa"], "hash": fixture.hash, "remark": "", "interest": "none", "state": "Approved", **fields})
        assert reply.status == 422, f"a review with {fields}: {reply.status}"
    assert state() == "Submitted"
    for _ in range(2):
        assert reviewer.review(fixture.tokens["rosa"], fixture.hash).status == 303
    assert state() == "Under Review", "one person's two reviews count twice"


def a_new_password_and_a_disabled_account_end_sessions(fixture):
    admin, token = fixture.desk["ada.admin"], fixture.tokens["ada.admin"]
    assert admin.send("/desk/accounts", {"token": token, "username": "temp", "name": "Temp", "role": "reviewer", "password": PASSWORD}).status == 303
    one, two = fixture.site.signed_in("temp"), fixture.site.signed_in("temp")
    new = "a password that is new"
    assert one.send("/desk/password", {"token": one.token(), "old": PASSWORD, "new": new, "again": new}).status == 303
    assert two.get("/desk/password").status == 401, "another session outlives a new password"
    three = fixture.fresh()
    assert three.sign_in("temp", new).status == 303
    assert admin.send("/desk/accounts/temp/state", {"token": token, "state": "disabled"}).status == 303
    assert three.get("/desk/password").status == 401, "a session outlives its account"
    assert fixture.fresh().sign_in("temp", new).status == 401, "a disabled account signs in"
    reply = admin.send(f"/desk/accounts/{ADMINISTRATOR[0]}/role", {"token": token, "role": "reader"})
    assert reply.status >= 400, "the last administrator went"
    for fields in ({"username": "Bad Name"}, {"password": "short"}, {"role": "emperor"}, {"username": "rosa"}):
        reply = admin.send(
            "/desk/accounts", {"token": token, "username": "other", "name": "Other", "role": "reader", "password": PASSWORD, **fields})
        assert reply.status == 422 and PASSWORD not in reply.text, f"an account with {fields}: {reply.status}"


def an_article_stands_two_hundred_visitors(fixture):
    gate = threading.Barrier(200, timeout=30)
    expected = fixture.fresh().get(f"/articles/{SLUG}").body

    def visit(_):
        connection = http.client.HTTPConnection("127.0.0.1", fixture.site.port, timeout=60)
        connection.connect()
        gate.wait()
        results = []
        for _ in range(2):
            connection.request("GET", f"/articles/{SLUG}")
            response = connection.getresponse()
            results.append((response.status, response.read() == expected))
        connection.close()
        return results

    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(200) as pool:
        results = [result for list in pool.map(visit, range(200)) for result in list]
    passed = time.monotonic() - start
    wrong = [result for result in results if result != (200, True)]
    assert len(results) == 400 and not wrong, f"{len(wrong)} of 400: {wrong[:3]}"
    print(f"  400 requests over 200 connections in {passed:.1f} s, {400 / passed:.0f} per second")


# Operation.


def a_copy_is_whole_while_it_is_written(fixture):
    visitor, token = fixture.desk["ravi"], fixture.tokens["ravi"]
    copy = fixture.site.folder / "copy.sqlite"
    accepted = []
    ends = threading.Event()

    def write():
        while not ends.is_set() and len(accepted) < 15:
            remark = f"backup review {len(accepted)}"
            if visitor.review(token, fixture.hash, remark=remark).status == 303:
                accepted.append(remark)

    thread = threading.Thread(target=write)
    thread.start()
    while len(accepted) < 5 and thread.is_alive():
        time.sleep(0.01)
    before = list(accepted)
    made = subprocess.run(
        [fixture.site.program, "backup", copy, "--database", fixture.site.database], capture_output=True, text=True, timeout=60)
    ends.set()
    thread.join()
    assert made.returncode == 0, made.stderr
    assert len(before) >= 5, f"only {len(before)} reviews were taken"
    connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    stored = {row[0] for row in connection.execute("SELECT remark FROM reviews")}
    accounts = connection.execute("SELECT count(*) FROM accounts").fetchone()[0]
    connection.close()
    assert set(before) <= stored and accounts >= 5, f"{len(set(before) - stored)} reviews are missing"
    mode = stat.S_IMODE(copy.stat().st_mode)
    assert mode == 0o600, f"the copy has mode {mode:o}"
    again = subprocess.run([fixture.site.program, "backup", copy, "--database", fixture.site.database], capture_output=True, text=True, timeout=60)
    assert again.returncode != 0, "a file was overwritten"
    restored = fixture.make("copy")
    restored.start()
    assert restored.rows("SELECT count(*) FROM reviews")[0][0] >= len(before), "the copy starts without its reviews"
    assert restored.visitor().present() == fixture.hash
    assert restored.stop() == 0


def logs_keep_secrets(fixture):
    text = fixture.site.text()
    assert text.count("request") > 100 and "route=/desk/sign-in" in text and "status=401" in text, "nothing was logged"
    words = [
        "poor metaboliser", "poor+metaboliser", "atomoxetine", "Atomoxetine", "tablets", "banana", PASSWORD, PASSWORD.split()[0], "wrong password",
        "rosa", "Rosa", "ravi", "edith", "Edith", "ada.admin", "nobody.here", "mallory", "a comment", "backup review", "evil.example", "198.51.",
        "coeruleus_desk", "alert(1)", SLUG, fixture.hash, *fixture.tokens.values(), *(v.cookies["coeruleus_desk"] for v in fixture.desk.values()),
    ]
    found = [word for word in words if word in text]
    assert not found, f"in the log: {found}"


def no_review_is_lost_when_it_is_killed(fixture):
    site = fixture.make("killed")
    site.administrator()
    site.start()
    names = [(f"writer{number}", f"Writer {number}", "reviewer") for number in range(3)]
    site.people(names)
    visitors = [site.signed_in(name) for name, _, _ in names]
    tokens = [visitor.token() for visitor in visitors]
    hash = visitors[0].present()
    page = site.visitor().get(ask()).body
    accepted, sent, lock = set(), set(), threading.Lock()

    def write(number):
        for count in range(29):
            remark = f"review {number} {count}"
            with lock:
                sent.add(remark)
            try:
                reply = visitors[number].review(tokens[number], hash, "ask for changes", remark)
            except (OSError, http.client.HTTPException):
                return
            if reply.status == 303:
                with lock:
                    accepted.add(remark)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(len(names))]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 30
    while len(accepted) < 40 and time.monotonic() < deadline and any(thread.is_alive() for thread in threads):
        time.sleep(0.002)
    site.kill()
    for thread in threads:
        thread.join()
    assert len(accepted) >= 40, f"only {len(accepted)} were taken"
    assert any(f"review {number} 28" not in accepted for number in range(len(names))), "killed after the last review"
    site.start()
    again = site.visitor().get(ask())
    assert again.status == 200 and again.body == page, f"the permalink gives other bytes after a start ({again.status})"
    stored = [row[0] for row in site.rows("SELECT remark FROM reviews")]
    assert accepted <= set(stored), f"lost: {sorted(accepted - set(stored))[:5]}"
    assert len(stored) == len(set(stored)) and set(stored) <= sent, "a review stands twice or was never sent"
    trail = site.rows("SELECT count(*) FROM audit WHERE action = 'review written'")[0][0]
    assert trail == len(stored), f"{trail} entries in the audit trail for {len(stored)} reviews"
    assert site.rows("PRAGMA integrity_check") == [("ok",)]
    article = site.visitor().get(f"/articles/{SLUG}").text
    assert "Under Review" in article and "Writer 0" in article, "the page does not show the reviews"
    # Ends it gracefully: who waits for an answer gets it.
    in_flight = concurrent.futures.ThreadPoolExecutor(2)
    slow = in_flight.submit(site.visitor().get, "/api/v1/simulate?regimen=venlafaxine+XR+225+mg+daily&with=bupropion+XL+300+mg+daily&draws=300")
    idle = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    idle.request("GET", "/health")
    idle.getresponse().read()
    time.sleep(0.4)
    assert not slow.done(), "the request was too fast to be in flight"
    start = time.monotonic()
    status = site.stop(45)
    assert status == 0, f"exit status {status} after SIGTERM"
    reply = slow.result(10)
    assert reply.status == 200 and reply.json()["levels"], f"the request in flight got {reply.status}"
    print(f"  ended {time.monotonic() - start:.1f} s after SIGTERM")
    assert not pathlib.Path(f"{site.database}-wal").exists() or pathlib.Path(f"{site.database}-wal").stat().st_size == 0, "not closed whole"


def faulty_starts_are_told(fixture):
    def start(*options):
        return subprocess.run([fixture.site.program, *options], capture_output=True, text=True, timeout=60, cwd=fixture.site.folder)

    used = start("--data", str(DATA), "--database", "other.sqlite", "--port", str(fixture.site.port))
    assert used.returncode != 0, "a port that is taken"
    assert "] ready" not in used.stdout + used.stderr, "it says ready on a port that is taken"
    empty = start("--data", "/nonexistent", "--database", "other.sqlite", "--port", "0")
    assert empty.returncode != 0 and empty.stderr.strip(), "a data folder that does not exist"
    (fixture.site.folder / "damaged.sqlite").write_bytes(b"not a database at all" * 100)
    damaged = start("--data", str(DATA), "--database", "damaged.sqlite", "--port", "0")
    assert damaged.returncode != 0 and damaged.stderr.strip(), "a damaged file"
    short = subprocess.run(
        [fixture.site.program, "create-administrator", "someone", "--database", fixture.site.folder / "other.sqlite"],
        input="short\n", capture_output=True, text=True, timeout=60)
    assert short.returncode != 0 and "12" in short.stderr, f"a short password: {short.stderr}"
    twice = fixture.site.administrator()
    assert twice.returncode != 0, "the same administrator twice"


TESTS = [
    health_tells_the_ledger_and_the_database, security_headers_stand_on_every_response, nothing_typed_into_an_address_comes_back_as_markup,
    odd_requests_are_answered_and_never_a_fault, the_same_address_gives_the_same_bytes, a_reader_is_remembered_without_an_identifier,
    errors_are_problem_json, a_genotype_that_does_not_exist_is_refused, a_wrong_method_is_told, answers_keep_their_schema,
    a_call_for_help_gets_help_and_no_number, a_simulation_has_the_bytes_of_the_command_line, the_description_holds, panels_leave_a_place_for_questions,
    forms_need_their_token,
    forms_need_our_origin, sessions_are_kept_safely, cookies_are_secure_over_https, roles_hold, nobody_can_set_the_state,
    a_new_password_and_a_disabled_account_end_sessions, an_article_stands_two_hundred_visitors, a_copy_is_whole_while_it_is_written,
    signing_in_tells_nothing_and_is_limited, logs_keep_secrets, no_review_is_lost_when_it_is_killed, faulty_starts_are_told,
]


def main() -> int:
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "Server/.build/release/coeruleus-server")
    if not program.is_file():
        print(f"{program}: no such program; make server builds it", file=sys.stderr)
        return 66
    with served.workplace(str(program)) as make:
        return served.run(TESTS, lambda: Fixture(make))


if __name__ == "__main__":
    sys.exit(main())
