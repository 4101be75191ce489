"""The reference benchmark for libRoadRunner and SciPy: nine states, 28 daily doses of 100 mg, hourly output over 672 h.

Amounts in mg, concentrations in mg/L, time in hours. The Swift form is Sources/ReferenceBenchmark/ReferenceModel.swift.
"""
import antimony
import numpy as np
import roadrunner

from make_parameters import NAMES

STATES = ["A1", "A2", "A3", "A4", "Ce", "Cm", "NE", "DA", "R"]
DAYS = 28
HOURS = 24 * DAYS

MODEL = """model reference
 Km=1.5; Q=40; Vp=700; CLm=15; Vm=400; ke0=0.2; fm=0.4
 Vmax=45; CLo=8; Vc=300; ka=0.5; EC50p=0.03; EC50m=0.09
 A1=100; A2=0; A3=0; A4=0; Ce=0; Cm=0; NE=%.17g; DA=%.17g; R=%.17g
 C := A2/Vc; vel := Vmax*C/(Km+C)+CLo*C; x := Ce/EC50p+Cm/EC50m; O := x/(1+x)
 A1' = -ka*A1
 A2' = ka*A1 - vel - Q*C + Q*A3/Vp
 A3' = Q*C - Q*A3/Vp
 A4' = fm*vel - CLm*A4/Vm
 Ce' = ke0*(C-Ce)
 Cm' = ke0*(A4/Vm-Cm)
 NE' = 60*(1-0.6*R*NE/(NE+2)) - 40*(1-O)*NE/(NE+0.7) - 8*NE
 DA' = 30*(1-0.3*R) - 25*(1-0.8*O)*DA/(DA+0.5) - 4*DA
 R' = 0.003*(1/(1+NE/5)-R)
"""
DOSES = " tdose=24\n at (time >= tdose && tdose < 660): A1 = A1+100, tdose = tdose+24;\n"


def sbml(start, dose_events):
    antimony.clearPreviousLoads()
    if antimony.loadAntimonyString(MODEL % tuple(start) + (DOSES if dose_events else "") + "end\n") < 0:
        raise SystemExit(antimony.getLastError())
    return antimony.getSBMLString("reference")


def derivative(_, y, vmax, clo, vc, ka, ec50p, ec50m):
    """The same equations in Python, written independently of the text above."""
    a1, a2, a3, a4, ce, cm, ne, da, r = y
    c = a2 / vc
    elimination = vmax * c / (1.5 + c) + clo * c
    exchange = 40 * c - 40 / 700 * a3
    x = ce / ec50p + cm / ec50m
    free = 1 / (1 + x)
    return [
        -ka * a1,
        ka * a1 - elimination - exchange,
        exchange,
        0.4 * elimination - 15 / 400 * a4,
        0.2 * (c - ce),
        0.2 * (a4 / 400 - cm),
        60 * (1 - 0.6 * r * ne / (ne + 2)) - 40 * free * ne / (ne + 0.7) - 8 * ne,
        30 * (1 - 0.3 * r) - 25 * (1 - 0.8 * (1 - free)) * da / (da + 0.5) - 4 * da,
        0.003 * (1 / (1 + ne / 5) - r),
    ]


class RoadRunnerModel:
    """libRoadRunner with CVODE (BDF); doses as an SBML event, or from outside with a restart."""

    def __init__(self, start, relative, absolute, dose_events=True):
        self.dose_events = dose_events
        self.runner = roadrunner.RoadRunner(sbml(start, dose_events))
        integrator = self.runner.integrator
        integrator.setValue("relative_tolerance", relative)
        integrator.setValue("absolute_tolerance", absolute)
        integrator.setValue("stiff", True)
        integrator.setValue("maximum_num_steps", 1_000_000)
        self.runner.timeCourseSelections = STATES

    def prepare(self, subject):
        self.runner.reset()
        if self.dose_events:
            self.runner["tdose"] = 24
        for name, value in zip(NAMES, subject):
            self.runner[name] = value

    def trajectory(self, subject):
        """All hours, [673, 9]."""
        self.prepare(subject)
        if self.dose_events:
            return np.array(self.runner.simulate(0, HOURS, HOURS + 1))
        rows = np.empty((HOURS + 1, len(STATES)))
        for day in range(DAYS):
            if day > 0:
                self.runner["A1"] = self.runner["A1"] + 100
            rows[24 * day : 24 * day + 25] = self.runner.simulate(24 * day, 24 * day + 24, 25)
        return rows

    def last_day(self, subject):
        """The hours 648...672, [25, 9]; nothing is recorded before."""
        self.prepare(subject)
        self.runner.simulate(0, HOURS - 24, 2)
        return np.array(self.runner.simulate(HOURS - 24, HOURS, 25))


def summary(last_day, central_volume):
    """Cmax, mean C, trough C, mean NE and R at the end, from hourly values of the last day [25, 9]."""
    c, ne = last_day[:, 1] / central_volume, last_day[:, 6]
    mean = lambda v: (v.sum() - 0.5 * (v[0] + v[-1])) / 24
    return np.array([c.max(), mean(c), c[-1], mean(ne), last_day[-1, 8]])


def summary_error(values, reference):
    """Largest relative error of any summary of any subject."""
    return float(np.abs(values / reference - 1).max())


def trajectory_error(values, reference):
    """Largest |y - ref| / (|ref| + 0.001 max|ref|) over states 2 to 9, hours 1 to 672 and subjects; [n, 673, 9]."""
    scale = np.abs(reference) + 1e-3 * np.abs(reference).max(axis=1, keepdims=True)
    return float((np.abs(values - reference) / scale)[:, 1:, 1:].max())
