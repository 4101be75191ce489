"""A server of one's own for tests: a free port on the loopback address, an editorial file in a temporary folder, visitors with cookies.

Every visitor has an address of its own in X-Forwarded-For (the server runs with --proxy), so that limits of one test do not reach another.
"""
import contextlib
import html
import http.client
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("DATA") or ROOT / "Data")
PASSWORD = "eleven grey cranes over Uppsala"
SLUG = "role-of-norepinephrine"
QUESTION = "Nortriptyline 75 mg daily in a CYP2D6 poor metaboliser on bupropion: what level, what must I watch?"
# (user name, shown name, role); the administrator is made at the command line, the others on the accounts page.
ADMINISTRATOR = ("ada.admin", "Ada Administrator")
PEOPLE = [
    ("edith", "Edith Editor", "editor"), ("rosa", "Rosa Reviewer", "reviewer"), ("ravi", "Ravi Reviewer", "reviewer"),
    ("rex", "Rex Reader", "reader"),
]


def address(path: str, **parameters) -> str:
    """An address; underscores stand for hyphens, lists repeat a name."""
    pairs = []
    for name, value in parameters.items():
        name = name.rstrip("_").replace("_", "-")
        pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return path + ("?" + urllib.parse.urlencode(pairs) if pairs else "")


def ask(question: str = QUESTION, reader: str = "clinician", **more) -> str:
    return address("/ask", q=question, for_=reader, **more)


class Reply:
    """What came back."""

    def __init__(self, status: int, headers, body: bytes):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def type(self) -> str:
        return (self.headers.get("Content-Type") or "").split(";")[0]

    def json(self):
        return json.loads(self.body)

    def field(self, name: str, form: str = "") -> str:
        """The value of a hidden field, of the form with this action if one is named."""
        text = self.text
        if form:
            text = next(part for part in text.split("<form")[1:] if f'action="{form}"' in part)
        found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', text)
        assert found, f"no field {name}"
        return html.unescape(found.group(1))


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Visitor:
    """Somebody with a browser that keeps cookies and has an address of its own."""
    numbers = itertools.count(1)

    def __init__(self, base: str, forwarded: str | None = None):
        number = next(self.numbers)
        self.base = base
        self.forwarded = forwarded or f"198.51.{100 + number // 250}.{number % 250 + 1}"
        self.cookies = {}
        self.opener = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}))

    def request(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None) -> Reply:
        fields = {"X-Forwarded-For": self.forwarded}
        if self.cookies:
            fields["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        fields.update(headers or {})
        fields = {name: value for name, value in fields.items() if value is not None}
        request = urllib.request.Request(self.base + path, data=body, method=method, headers=fields)
        try:
            with self.opener.open(request, timeout=60) as response:
                reply = Reply(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                reply = Reply(error.code, error.headers, error.read())
        for line in reply.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return reply

    def get(self, path: str, **headers) -> Reply:
        return self.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def send(self, path: str, fields: dict, origin: str | None = "", **headers) -> Reply:
        """Sends a form as a browser does; an origin of None leaves the header out."""
        given = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.base if origin == "" else origin}
        given.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.request("POST", path, urllib.parse.urlencode(fields).encode(), given)

    def post(self, path: str, document, type: str = "application/json") -> Reply:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        return self.request("POST", path, body, {"Content-Type": type})

    # The desk.

    def sign_in(self, username: str, password: str = PASSWORD) -> Reply:
        return self.send(
            "/desk/sign-in",
            {"token": self.get("/desk").field("token"), "username": username, "password": password})

    def token(self) -> str:
        return self.get("/desk/password").field("token", "/desk/password")

    def present(self, slug: str = SLUG) -> str:
        """The hash of the present version, as the programming interface tells it."""
        return self.get(f"/api/v1/articles/{slug}").json()["status"]["hash"]

    def review(self, token: str, hash: str, decision: str = "approve", remark: str = "", slug: str = SLUG) -> Reply:
        return self.send(
            f"/desk/articles/{slug}/review",
            {"token": token, "hash": hash, "decision": decision, "remark": remark, "interest": "none"})


class Served:
    """The program, running."""

    def __init__(self, program: pathlib.Path, folder: pathlib.Path, name: str = "site", options=("--proxy",)):
        self.program, self.folder, self.options = program, folder, list(options)
        self.database = folder / f"{name}.sqlite"
        self.log = folder / f"{name}.log"
        self.process = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def administrator(self, username: str = ADMINISTRATOR[0], shown: str = ADMINISTRATOR[1]):
        return subprocess.run(
            [self.program, "create-administrator", username, "--shown-as", shown, "--database", self.database],
            input=PASSWORD + "\n", text=True, capture_output=True, timeout=60)

    def start(self) -> "Served":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.output = open(self.log, "ab")
        self.process = subprocess.Popen(
            [self.program, "--data", DATA, "--charts", ROOT / "build/charts", "--database", self.database,
             "--host", "127.0.0.1", "--port", str(self.port), *self.options],
            stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output, cwd=self.folder)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.visitor().get("/health").status == 200:
                    return self
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"the server does not start: {self.text()[-400:]}")

    def visitor(self, forwarded: str | None = None) -> Visitor:
        return Visitor(self.base, forwarded)

    def signed_in(self, username: str) -> Visitor:
        visitor = self.visitor()
        reply = visitor.sign_in(username)
        assert reply.status == 303, f"{username} cannot sign in: {reply.status}"
        return visitor

    def people(self, people=PEOPLE) -> Visitor:
        """Makes the accounts as a person does, on the accounts page; gives back the administrator."""
        admin = self.signed_in(ADMINISTRATOR[0])
        for username, shown, role in people:
            reply = admin.send(
                "/desk/accounts",
                {"token": admin.token(), "username": username, "name": shown, "affiliation": "Test Hospital",
                 "role": role, "password": PASSWORD})
            assert reply.status == 303, f"no account for {username}: {reply.status}"
        return admin

    def panels(self, slug: str = SLUG, patience: float = 60) -> bool:
        """Opens an article and waits until its panels are computed."""
        visitor = self.visitor()
        deadline = time.monotonic() + patience
        while "data-waiting=" in visitor.get(f"/articles/{slug}").text:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.5)
        return True

    def rows(self, query: str, *values) -> list:
        """Reads the editorial file beside the running server."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def contents(self, *without: str) -> dict:
        """Every row of every table: what must be equal when nothing changed."""
        names = [row[0] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: self.rows(f'SELECT * FROM "{name}"') for name in names if name not in without}

    def text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self, patience: float = 30) -> int:
        """Ends it as an operator does and gives back its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            return -1

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(20)


@contextlib.contextmanager
def workplace(argument: str | None):
    """The program as a copy, so that a build beside the tests does not change it, and a temporary folder."""
    program = pathlib.Path(argument) if argument else ROOT / "Server/.build/release/coeruleus-server"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="coeruleus-"))
    servers = []

    def make(name: str = "site", options=("--proxy",)) -> Served:
        servers.append(Served(folder / "coeruleus-server", folder, name, options))
        return servers[-1]

    try:
        shutil.copy(program, folder / "coeruleus-server")
        yield make
    finally:
        for server in servers:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def run(tests, prepare, skipped: int = 0) -> int:
    """Makes what the tests share, runs them one after the other, and writes the closing line."""
    wanted = os.environ.get("ONLY", "")
    passed = failed = 0
    try:
        fixture = prepare()
    except Exception as error:
        print(f"FAILED: starting: {error}")
        print("0 passed, 1 failed")
        return 1
    for test in tests:
        if wanted and wanted not in test.__name__:
            continue
        start = time.monotonic()
        try:
            reason = test(fixture)
            if isinstance(reason, str):
                skipped += 1
                print(f"skipped: {test.__name__}: {reason}", flush=True)
                continue
            passed += 1
            print(f"passed: {test.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception as error:
            failed += 1
            print(f"FAILED: {test.__name__}: {error}", flush=True)
            if not isinstance(error, AssertionError):
                traceback.print_exc()
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0
