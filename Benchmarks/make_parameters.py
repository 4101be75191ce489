"""Writes params.csv (2000 subjects) and ss.txt (drug-free steady state) of the reference benchmark.

Log-normal spread between subjects, numpy PCG64 with a fixed seed; subject 0 is the typical one. Usage: make_parameters.py FOLDER
"""
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import brentq

SEED = 20240607
SUBJECTS = 2000
NAMES = ["Vmax", "CLo", "Vc", "ka", "EC50p", "EC50m"]
TYPICAL = np.array([45.0, 8.0, 300.0, 0.5, 0.03, 0.09])
LOG_DEVIATION = np.array([0.40, 0.30, 0.30, 0.40, 0.35, 0.35])


def parameters():
    normal = np.random.default_rng(SEED).standard_normal((SUBJECTS, len(NAMES)))
    values = TYPICAL * np.exp(normal * LOG_DEVIATION)
    values[0] = TYPICAL
    return values


def steady_state():
    """NE, DA, R where the derivatives without drug are zero."""
    def noradrenaline(ne):
        return 60 * (1 - 0.6 / (1 + ne / 5) * ne / (ne + 2)) - 40 * ne / (ne + 0.7) - 8 * ne

    ne = brentq(noradrenaline, 0.01, 20, xtol=1e-15, rtol=1e-15)
    r = 1 / (1 + ne / 5)

    def dopamine(da):
        return 30 * (1 - 0.3 * r) - 25 * da / (da + 0.5) - 4 * da

    return ne, brentq(dopamine, 0.001, 20, xtol=1e-15, rtol=1e-15), r


def write_table(path, values):
    np.savetxt(path, values, delimiter=",", header=",".join(NAMES), comments="", fmt="%.17g")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "params.csv", parameters())
    (folder / "ss.txt").write_text("%.17g %.17g %.17g\n" % steady_state())
