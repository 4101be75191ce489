#!/usr/bin/env python3
"""The web server under 200 concurrent readers on the loopback: python3 Benchmarks/load.py SERVER [--seconds 8] [--folder build/bench]

Starts the server on a free port with an empty database, sends bounded requests with wrk, and prints requests per second, median and 99th percentile and errors
for each page. Fails only when a request fails. Nothing but 127.0.0.1 is ever addressed.
"""
import argparse
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

PAGES = [
    ("health", "/health"),
    ("start page", "/"),
    ("article", "/articles/role-of-norepinephrine?for=patient"),
    ("claim", "/claims/C17"),
    ("answer without simulation", "/ask?q=What%20does%20guanfacine%20do%3F&for=student"),
    ("search", "/search?q=nortriptyline%20occupancy"),
]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def milliseconds(text: str) -> float:
    number, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def measure(address: str, seconds: int, readers: int) -> dict:
    output = subprocess.run(
        ["wrk", "-t1", f"-c{readers}", f"-d{seconds}s", "--timeout", "20s", "--latency", address],
        capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    half = milliseconds(re.search(r"50%\s+(\S+)", output).group(1))
    high = milliseconds(re.search(r"99%\s+(\S+)", output).group(1))
    refused = sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout) (\d+)", output))
    other = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    return {"perSecond": rate, "median": half, "p99": high, "errors": refused + (int(other.group(1)) if other else 0)}


def answer_times(address: str) -> dict:
    """Median time of answers with and without simulation, one after another."""
    def times(paths):
        result = []
        for path in paths:
            start = time.perf_counter()
            with urllib.request.urlopen(address + path, timeout=30) as reply:
                reply.read()
            result.append((time.perf_counter() - start) * 1000)
        return sorted(result)[len(result) // 2]

    def ask(text, reader):
        return "/api/v1/ask?" + urllib.parse.urlencode({"q": text, "for": reader})


    plain = [ask(f"What does {name} do?", reader) for name in
             ("guanfacine", "atomoxetine", "duloxetine", "clonidine", "viloxazine", "bupropion", "reboxetine")
             for reader in ("patient", "student")]
    computed = [ask(f"{name} {dose} mg daily in a CYP2D6 {gene}, what level?", "clinician") for name, dose in
                (("nortriptyline", 75), ("atomoxetine", 60), ("venlafaxine", 150), ("desipramine", 100)) for gene in ("PM", "IM")]
    return {"withoutSimulation": times(plain), "withSimulation": times(computed)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--folder", default="build/bench")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        print("load run skipped: wrk is missing (apt-get install wrk)")
        return 0
    folder = pathlib.Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as work:
        log = open(folder / "server.log", "w")
        server = subprocess.Popen(
            [options.server, "--data", "Data", "--database", f"{work}/load.sqlite", "--host", "127.0.0.1", "--port", str(port),
             "--unlimited-reading", "--log-level", "warning"],
            stdout=log, stderr=log)
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(address + "/health", timeout=2).read()
                    break
                except OSError:
                    time.sleep(0.25)
            else:
                print("the server did not start; see", folder / "server.log")
                return 1
            time.sleep(12)  # the panels are computed once at the start
            answers = answer_times(address)
            rows = {}
            print(f"{options.readers} readers at once, {options.seconds} s a page, server and load on the same machine")
            print(f"{'page':28}{'requests/s':>12}{'median ms':>12}{'p99 ms':>12}{'errors':>8}")
            for name, path in PAGES:
                rows[name] = measure(address + path, options.seconds, options.readers)
                row = rows[name]
                print(f"{name:28}{row['perSecond']:12.0f}{row['median']:12.1f}{row['p99']:12.1f}{row['errors']:8}")
            print(f"median answer without simulation {answers['withoutSimulation']:.0f} ms, with simulation {answers['withSimulation']:.0f} ms")
            (folder / "load.json").write_text(json.dumps({"readers": options.readers, "pages": rows, "answers": answers}, indent=2) + "\n")
            return 1 if any(row["errors"] for row in rows.values()) else 0
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
            log.close()


if __name__ == "__main__":
    sys.exit(main())
