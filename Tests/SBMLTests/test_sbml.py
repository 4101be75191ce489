#!/usr/bin/env python3
"""Runs the exported SBML in another simulator: python3 Tests/SBMLTests/test_sbml.py TOOL [MODEL ...]

Compares every state that `coeruleus equations --trajectory` computes with libRoadRunner's solution of what
`coeruleus equations --sbml` writes, and one by one the numbers at the start. Needs libRoadRunner, which `make bench`
installs; without it the test says so and passes.
"""
import csv
import importlib.util
import io
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

MODELS = ("central", "circulation", "whole")
LARGEST_DIFFERENCE = 1e-6
# Differences below this share of a state's largest value are rounding of what has died away.
SMALLEST_SHARE = 1e-6
BENCH_PYTHON = pathlib.Path(__file__).resolve().parents[2] / "build" / "bench-venv" / "bin" / "python"
CORE = "{http://www.sbml.org/sbml/level3/version2/core}"


def skip(reason: str) -> None:
    print(f"SBML test skipped: {reason}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)


def require_simulator():
    """Imports libRoadRunner, from the benchmark's environment if this Python has none."""
    if importlib.util.find_spec("roadrunner") is None:
        if BENCH_PYTHON.exists() and os.environ.get("SBML_TEST_STARTED") is None:
            environment = os.environ | {"SBML_TEST_STARTED": "1"}
            os.execve(BENCH_PYTHON, [str(BENCH_PYTHON), *sys.argv], environment)
        skip("libRoadRunner is not installed; `make bench` installs it")
    try:
        import roadrunner
    except ImportError as problem:
        skip(f"libRoadRunner cannot be loaded: {problem}")
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    return roadrunner


def written(tool: str, form: str, model: str) -> str:
    command = [tool, "equations", form, "--model", model]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(command)} ended with {result.returncode}: {result.stderr.strip()}")
    return result.stdout


def state_identifiers(sbml: str) -> dict:
    """The identifier of each quantity that has a rate, by its name."""
    model = xml.etree.ElementTree.fromstring(sbml.encode()).find(f"{CORE}model")
    rates = {rule.get("variable") for rule in model.iter(f"{CORE}rateRule")}
    parameters = model.iter(f"{CORE}parameter")
    return {item.get("name"): item.get("id") for item in parameters if item.get("id") in rates}


def solve(roadrunner, sbml: str, identifiers: list, times: list):
    runner = roadrunner.RoadRunner(sbml)
    runner.integrator = "cvode"
    runner.integrator.relative_tolerance = 1e-10
    runner.integrator.absolute_tolerance = 1e-14
    runner.integrator.maximum_num_steps = 1_000_000
    start = [runner.getValue(identifier) for identifier in identifiers]
    return start, runner.simulate(times=times, selections=["time", *identifiers])


def check(roadrunner, tool: str, model: str) -> str:
    """Raises AssertionError where the solutions differ; returns what was compared."""
    sbml = written(tool, "--sbml", model)
    header, *lines = csv.reader(io.StringIO(written(tool, "--trajectory", model)))
    rows = [[float(cell) for cell in line] for line in lines]
    names = header[1:]
    assert header[0] == "time" and names and len(rows) > 1, "the trajectory has a time and states"
    identifiers = state_identifiers(sbml)
    assert sorted(identifiers) == sorted(names), f"states differ: {sorted(set(identifiers) ^ set(names))}"
    start, found = solve(roadrunner, sbml, [identifiers[name] for name in names], [row[0] for row in rows])
    assert len(found) == len(rows), f"{len(found)} rows instead of {len(rows)}"
    worst, place = 0.0, ""
    for column, name in enumerate(names, start=1):
        assert start[column - 1] == rows[0][column], f"{name} starts at {start[column - 1]!r}, not {rows[0][column]!r}"
        floor = SMALLEST_SHARE * max(abs(row[column]) for row in rows)
        for number, row in enumerate(rows):
            expected, value = row[column], float(found[number][column])
            size = max(abs(expected), floor)
            difference = abs(value - expected) / size if size > 0 else abs(value)
            # A value that is not a number fails, too.
            assert difference <= LARGEST_DIFFERENCE, (
                f"{name} at {row[0]} h is {value!r} in libRoadRunner and {expected!r} here: {difference:.1e} relative"
            )
            if difference > worst:
                worst, place = difference, f", {name} at {row[0]} h"
    return f"{len(names)} states, {len(rows)} times, largest relative difference {worst:.1e}{place}"


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 64
    roadrunner = require_simulator()
    passed = failed = 0
    for model in sys.argv[2:] or MODELS:
        try:
            print(f"SBML of {model} in libRoadRunner {roadrunner.__version__}: {check(roadrunner, sys.argv[1], model)}")
            passed += 1
        except Exception as problem:  # libRoadRunner raises its own kinds for a document that it cannot load.
            print(f"FAILED: SBML of {model}: {problem}")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
