"""Coeruleus against libRoadRunner on the reference benchmark, and the time of `coeruleus simulate`. Called by Scripts/bench.

Both programs run on one core and take turns in chunks of subjects, so that noise of the machine hits both. Time is CPU time of the
process. Prints a table and writes results.json; the exit status is 1 if an answer of Coeruleus is wrong, whatever the speed.
"""
import argparse
import datetime
import json
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import roadrunner

import make_parameters
import reference_model as model
from reference_solution import reference

MODES = ["summary", "full"]
COERULEUS_RELATIVE, ROADRUNNER_RELATIVE, ABSOLUTE = 1e-5, 1e-6, 1e-9
LARGEST_ERROR = 1e-5
LARGEST_DIFFERENCE = 1e-4  # of the summaries of the two programs, all subjects
TARGET_RATIO = 15
ROUNDS_OF_SIMULATE = 5
EXAMPLE = "Examples/nortriptyline-bupropion.yaml"


def use_one_core():
    """Children inherit the choice. macOS has no such call."""
    if hasattr(os, "sched_setaffinity"):
        core = min(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {core})
        return f"core {core}"
    return "any core"


def processor():
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
        return platform.machine()
    except OSError:
        return subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True).stdout.strip()


class Coeruleus:
    def __init__(self, program, folder, chunks):
        self.program, self.folder = program, folder
        for k, chunk in enumerate(chunks):
            place = folder / "chunks" / str(k)
            place.mkdir(parents=True, exist_ok=True)
            make_parameters.write_table(place / "params.csv", chunk)
            shutil.copy(folder / "ss.txt", place / "ss.txt")

    def run(self, k, chunk, mode):
        """Seconds, summaries, trajectories or None, and what the program says about itself."""
        place = self.folder / "chunks" / str(k)
        words = [self.program, place, mode, len(chunk), 1, COERULEUS_RELATIVE, ABSOLUTE, place / mode]
        said = json.loads(subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True).stdout)
        summaries = np.loadtxt(place / mode, delimiter=",", ndmin=2)
        if summaries.shape != (len(chunk), 5):
            raise SystemExit(f"ReferenceBenchmark wrote summaries of shape {summaries.shape}")
        rows = None
        if mode == "full":
            rows = np.fromfile(place / "full.bin").reshape(len(chunk), model.HOURS + 1, len(model.STATES))
            rows[:, :, 1] *= chunk[:, 2, None]  # the program writes the concentration A2 / Vc
        return said["cpu_median"], summaries, rows, said


class RoadRunner:
    def __init__(self, start):
        self.start = start
        begin = time.process_time()
        self.model = model.RoadRunnerModel(start, ROADRUNNER_RELATIVE, ABSOLUTE)
        self.compile_seconds = time.process_time() - begin

    def run(self, chunk, mode):
        begin = time.process_time()
        rows, summaries = None, np.empty((len(chunk), 5))
        if mode == "full":
            rows = np.empty((len(chunk), model.HOURS + 1, len(model.STATES)))
        for i, subject in enumerate(chunk):
            if mode == "full":
                rows[i] = self.model.trajectory(subject)
            last_day = rows[i, -25:] if mode == "full" else self.model.last_day(subject)
            summaries[i] = model.summary(last_day, subject[2])
        return time.process_time() - begin, summaries, rows


class Record:
    """What one program did in one mode: CPU seconds per round, and the largest errors of all rounds."""

    def __init__(self):
        self.seconds, self.summaries, self.errors = [], None, {"summary": 0.0, "trajectory": None}

    def check(self, summaries, rows, exact_summaries, exact_rows):
        worst = lambda a, b: b if a is None else float(np.maximum(a, b))  # keeps a not-a-number
        n = len(exact_summaries)
        self.errors["summary"] = worst(self.errors["summary"], model.summary_error(summaries[:n], exact_summaries))
        if rows is not None:
            self.errors["trajectory"] = worst(self.errors["trajectory"], model.trajectory_error(rows[:n], exact_rows))


def compare(options, subjects, start):
    exact_rows, exact_summaries, agreement = reference(options.folder, subjects[: options.reference], start)
    chunks = [subjects[i : i + options.chunk] for i in range(0, len(subjects), options.chunk)]
    ours, theirs = Coeruleus(options.program, options.folder, chunks), RoadRunner(start)
    theirs.run(subjects[:2], "full")
    records = {(tool, mode): Record() for tool in ("coeruleus", "libroadrunner") for mode in MODES}
    steps, compile_seconds = [], []
    for round in range(options.rounds):
        print(f"\rround {round + 1} of {options.rounds}", end="", file=sys.stderr, flush=True)
        seconds = dict.fromkeys(records, 0.0)
        collected = {key: [] for key in records}
        for k, chunk in enumerate(chunks):
            first = k * options.chunk
            exact = slice(first, first + len(chunk))
            for mode in MODES:
                for tool in ("coeruleus", "libroadrunner") if (round + k) % 2 == 0 else ("libroadrunner", "coeruleus"):
                    if tool == "coeruleus":
                        used, summaries, rows, said = ours.run(k, chunk, mode)
                        compile_seconds.append(said["compile_seconds"])
                        steps.append(said["steps_per_subject"] * len(chunk))
                    else:
                        used, summaries, rows = theirs.run(chunk, mode)
                    seconds[tool, mode] += used
                    collected[tool, mode].append(summaries)
                    if len(exact_summaries[exact]) > 0:
                        records[tool, mode].check(summaries, rows, exact_summaries[exact], exact_rows[exact])
        for key, record in records.items():
            record.seconds.append(seconds[key])
            record.summaries = np.concatenate(collected[key])
    print(file=sys.stderr)
    return records, {
        "agreement": agreement,
        "steps": sum(steps) / (options.rounds * len(MODES) * len(subjects)),
        "compile_seconds": {"coeruleus": statistics.median(compile_seconds), "libroadrunner": theirs.compile_seconds},
    }


# What a person asks: the shipped example by levels only and with the whole system, and six weeks with all panels.
QUESTIONS = {
    "levels": ["simulate", EXAMPLE, "--draws", "1000", "--readout", "none"],
    "system": ["simulate", EXAMPLE, "--draws", "1000"],
    "six weeks": ["simulate", "atomoxetine", "80mg", "daily", "--for", "6w", "--draws", "1000"],
}


def simulate_seconds(tool, words):
    """CPU seconds (user, system) of each run of a command."""
    times = []
    for _ in range(ROUNDS_OF_SIMULATE):
        child = subprocess.Popen([tool, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"coeruleus {shlex.join(words)} failed")
        times.append((usage.ru_utime, usage.ru_stime))
    return times


def profile(words, folder, count=5):
    """The functions with the largest share of the time as (percent, name); empty where `perf` is missing or not allowed."""
    if shutil.which("perf") is None:
        return []
    data = str(folder / "perf.data")
    try:
        Path(data).unlink(missing_ok=True)
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["perf", "record", "-q", "-F", "997", "-o", data, "--", *map(str, words)], check=True, timeout=120, **silent)
        command = ["perf", "report", "-i", data, "--stdio", "--no-inline", "-F", "overhead,sym", "-w", "0,400", "-t", "\t"]
        text = subprocess.run(command, check=True, timeout=120, capture_output=True, text=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    rows = [line.split("\t", 1) for line in text.splitlines() if line.strip() and not line.startswith("#") and "\t" in line]
    rows = [(float(share.strip().rstrip("%")), name.strip()) for share, name in rows[:count]]
    swift = shutil.which("swift")
    shorten = lambda name: name
    if swift is not None:
        shorten = lambda name: subprocess.run([swift, "demangle", "--simplified", "--compact", name], capture_output=True, text=True).stdout.strip()
    return [(share, shorten(name.removeprefix("[.] ").removeprefix("[k] ")) or name) for share, name in rows]


def aligned(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths))).rstrip() for row in rows]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, help="the built ReferenceBenchmark")
    parser.add_argument("--tool", required=True, help="the built coeruleus")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--command", required=True, help="the command of the builds, for the record")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chunk", type=int, default=200)
    parser.add_argument("--reference", type=int, default=200, help="subjects of the error columns, at most 2000")
    options = parser.parse_args()

    core = use_one_core()
    subjects = np.loadtxt(options.folder / "params.csv", delimiter=",", skiprows=1)
    start = np.loadtxt(options.folder / "ss.txt")
    options.reference = min(options.reference, len(subjects))
    records, facts = compare(options, subjects, start)
    simulate = {name: simulate_seconds(options.tool, words) for name, words in QUESTIONS.items()}
    profiles = {
        "coeruleus simulate": profile([options.tool, "simulate", EXAMPLE, "--draws", "1000"], options.folder),
        "ReferenceBenchmark summary": profile(
            [options.program, options.folder, "summary", 2000, 5, COERULEUS_RELATIVE, ABSOLUTE], options.folder),
    }

    per_subject = {key: statistics.median(r.seconds) / len(subjects) for key, r in records.items()}
    ratios = {m: [b / a for a, b in zip(records["coeruleus", m].seconds, records["libroadrunner", m].seconds)] for m in MODES}
    mistakes = []
    for mode in MODES:
        for kind, error in records["coeruleus", mode].errors.items():
            if error is not None and not error <= LARGEST_ERROR:
                mistakes.append(f"Coeruleus, {mode} mode: {kind} error {error:.2e} is above {LARGEST_ERROR:g}")
    difference = max(model.summary_error(records["coeruleus", m].summaries, records["libroadrunner", m].summaries) for m in MODES)
    if not difference <= LARGEST_DIFFERENCE:
        mistakes.append(f"summaries of the two programs differ by {difference:.2e} over all subjects")

    swift = subprocess.run([shutil.which("swift") or "swift", "--version"], capture_output=True, text=True).stdout.splitlines()
    versions = {
        "swift": next((line for line in swift if "Swift version" in line), "unknown"),
        "libroadrunner": roadrunner.__version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
    }
    lines = [
        f"Reference benchmark: 9 states, 28 doses, 672 h, {len(subjects)} subjects, {options.rounds} rounds, chunks of {options.chunk}",
        f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC, {processor()}, {core}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
        f"{versions['swift']}; libRoadRunner {versions['libroadrunner']}; Python {versions['python']}",
        f"Build: {options.command}",
        "",
    ]
    table = [["program", "rtol", "atol", "output", "ms/subject", "subjects/s", "steps", "summary error", "trajectory error", "compile ms"]]
    for mode in MODES:
        for tool, relative in (("coeruleus", COERULEUS_RELATIVE), ("libroadrunner", ROADRUNNER_RELATIVE)):
            error = records[tool, mode].errors
            table.append([
                {"coeruleus": "Coeruleus", "libroadrunner": "libRoadRunner"}[tool], f"{relative:g}", f"{ABSOLUTE:g}",
                {"summary": "summaries", "full": "every hour"}[mode], f"{1e3 * per_subject[tool, mode]:.3f}", f"{1 / per_subject[tool, mode]:.0f}",
                f"{facts['steps']:.0f}" if tool == "coeruleus" else "-", f"{error['summary']:.1e}",
                "-" if error["trajectory"] is None else f"{error['trajectory']:.1e}", f"{1e3 * facts['compile_seconds'][tool]:.1f}"])
    lines += aligned(table) + [""]
    table = [["times faster than libRoadRunner", "median", "worst round", "best round"]]
    for mode in MODES:
        name = {"summary": "summaries", "full": "every hour"}[mode]
        table.append([name, f"{statistics.median(ratios[mode]):.1f}", f"{min(ratios[mode]):.1f}", f"{max(ratios[mode]):.1f}"])
    lines += aligned(table) + [""]
    lines.append(
        f"Errors: largest over {options.reference} subjects against CVODE at rtol 1e-12 (SciPy's LSODA differs from it by {facts['agreement']:.0e}).")
    lines.append(f"Over all {len(subjects)} subjects the summaries of the two programs differ by at most {difference:.1e}.")
    for name, words in QUESTIONS.items():
        user = [t[0] for t in simulate[name]]
        lines.append(
            f"coeruleus {shlex.join(words)}: user CPU {statistics.median(user):.2f} s"
            f" ({min(user):.2f} to {max(user):.2f}, {len(user)} runs)")
    for name, rows in profiles.items():
        if rows:
            lines.append(f"Profile, {name}:")
            lines += [f"  {share:5.1f} %  {symbol[:110]}" for share, symbol in rows]
    verdict = "PASS" if statistics.median(ratios["summary"]) >= TARGET_RATIO else "FAIL"
    lines += ["", f"{verdict}: at least {TARGET_RATIO} times libRoadRunner with summaries (median {statistics.median(ratios['summary']):.1f})"]
    lines.append(f"{'FAIL' if mistakes else 'PASS'}: errors of Coeruleus at most {LARGEST_ERROR:g}")
    lines += ["  " + mistake for mistake in mistakes]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    (options.folder / "table.txt").write_text(text)
    results = {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "command": options.command,
        "processor": processor(),
        "versions": versions,
        "settings": {
            "subjects": len(subjects), "rounds": options.rounds, "chunk": options.chunk, "referenceSubjects": options.reference,
            "relativeTolerance": {"coeruleus": COERULEUS_RELATIVE, "libroadrunner": ROADRUNNER_RELATIVE}, "absoluteTolerance": ABSOLUTE},
        "programs": [
            {"program": tool, "output": mode, "cpuSecondsPerRound": r.seconds, "errors": r.errors} for (tool, mode), r in records.items()],
        "ratios": ratios,
        "stepsPerSubject": facts["steps"],
        "compileSeconds": facts["compile_seconds"],
        "referenceAgreement": facts["agreement"],
        "summaryDifferenceAllSubjects": difference,
        "simulate": [
            {"command": shlex.join(["coeruleus", *words]), "userSeconds": [t[0] for t in simulate[name]],
             "systemSeconds": [t[1] for t in simulate[name]]} for name, words in QUESTIONS.items()],
        "profiles": profiles,
        "targetReached": verdict == "PASS",
        "mistakes": mistakes,
    }
    (options.folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    sys.exit(1 if mistakes else 0)


if __name__ == "__main__":
    main()
