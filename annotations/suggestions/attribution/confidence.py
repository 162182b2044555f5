"""How likely a proposal is right: a logistic regression over the answers to `FEATURES`.

The weights are in `coefficients.json`, with how they were fitted. On articles they were not fitted
to, proposals of confidence c are right in about c of the cases (`bench_suggest.py` prints the table).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from annotations.suggestions.attribution.features import FEATURES
from annotations.suggestions.logistic import logistic


class Weights(NamedTuple):
    """The model: a bias, and a weight for each of `FEATURES`, in log-odds."""

    bias: float
    weights: tuple[float, ...]


@cache
def weights() -> Weights:
    """Read the weights that were fitted."""
    found = json.loads(files(__package__).joinpath("coefficients.json").read_text("utf-8"))
    return Weights(found["bias"], tuple(found["weights"][name] for name in FEATURES))


def confidence(answers: tuple[bool, ...]) -> float:
    """Give the chance, between 0 and 1, that a proposal with these answers is right."""
    model = weights()
    return round(logistic(model.bias, model.weights, answers), 3)
