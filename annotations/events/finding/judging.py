"""How likely two articles report one event, from what they share: a logistic model.

Its coefficients are in `coefficients.json`, fitted by `tests/benchmarks/events/fit_events.py`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.likeness import FEATURES, features, products
from annotations.events.finding.weighing import Floats, Ints, Weights

LEAST, MOST = -6.0, 8.0
"""Bounds of a judgement in log odds: one pair that is quite unlike does not outweigh ten alike."""

ENOUGH = 7.0
"""Log odds that texts alone can give; ten days between them outweigh that."""

TIME = [FEATURES.index("days apart"), FEATURES.index("both dated")]


@cache
def coefficients() -> tuple[NDArray[np.float64], float]:
    """The weights of the features, in the order of `FEATURES`, and the constant."""
    told = json.loads(files(__package__).joinpath("coefficients.json").read_text("utf-8"))
    return np.array([told["weights"][name] for name in FEATURES]), float(told["constant"])


def judged(matrix: Weights, days: Ints, one: Ints, other: Ints) -> Floats:
    """Log odds that the articles of each pair report one event; `one` is in ascending runs."""
    weights, constant = coefficients()
    dots = products(matrix, one, other)
    found = features(dots, matrix.norms[one], matrix.norms[other], days[one], days[other])
    said = found @ weights + constant
    # However much two texts share, months apart they are of two events: an anniversary, a trial.
    time = found[:, TIME] @ weights[TIME]
    return np.asarray((np.minimum(said - time, ENOUGH) + time).clip(LEAST, MOST), np.float32)


def chance(odds: float) -> float:
    """The probability that log odds say."""
    return float(1 / (1 + np.exp(-odds)))
