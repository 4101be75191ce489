"""The exact answer for the error columns: CVODE at rtol 1e-12 with a restart at every dose, checked against another method.

Cached in FOLDER/reference-N.npz; the cache is computed again when an input or this code has changed.
"""
import hashlib
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

import reference_model as model

RELATIVE, ABSOLUTE = 1e-12, 1e-15
CHECKED = 2  # subjects solved a second time by SciPy
AGREEMENT = 1e-8


def second_solution(subject, start):
    """The same subject by LSODA in SciPy with the equations in Python."""
    y = np.concatenate([np.zeros(6), start])
    rows = np.empty((model.HOURS + 1, len(y)))
    for day in range(model.DAYS):
        y[0] += 100
        hours = 24.0 * day + np.arange(25)
        answer = solve_ivp(
            model.derivative, (hours[0], hours[-1]), y, "LSODA", hours, args=tuple(subject), rtol=1e-12, atol=1e-15)
        rows[24 * day : 24 * day + 25] = answer.y.T
        y = answer.y[:, -1].copy()
    return rows


def reference(folder, subjects, start):
    """Trajectories [n, 673, 9], summaries [n, 5], and the largest difference to the second method."""
    code = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("reference_model.py", "reference_solution.py"))
    key = hashlib.sha256(code + subjects.tobytes() + np.asarray(start).tobytes()).hexdigest()
    path = Path(folder) / f"reference-{len(subjects)}.npz"
    if path.exists():
        stored = np.load(path)
        if str(stored["key"]) == key:
            return stored["trajectories"], stored["summaries"], float(stored["agreement"])
    print(f"reference solution of {len(subjects)} subjects (once)", flush=True)
    runner = model.RoadRunnerModel(start, RELATIVE, ABSOLUTE, dose_events=False)
    trajectories = np.array([runner.trajectory(subject) for subject in subjects])
    chosen = np.linspace(0, len(subjects) - 1, CHECKED).astype(int)
    second = np.array([second_solution(subjects[i], start) for i in chosen])
    agreement = model.trajectory_error(second, trajectories[chosen])
    if not agreement < AGREEMENT:
        raise SystemExit(f"the reference solution is in doubt: CVODE and LSODA differ by {agreement:.1e}")
    summaries = np.array([model.summary(y[-25:], p[2]) for y, p in zip(trajectories, subjects)])
    np.savez(path, key=key, trajectories=trajectories, summaries=summaries, agreement=agreement)
    return trajectories, summaries, agreement
