"""The logistic model by which what is proposed is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp


def logistic(bias: float, weights: Sequence[float], values: Sequence[float]) -> float:
    """The probability (0 to 1) that weighted values and a bias give."""
    return 1 / (1 + exp(-bias - sum(w * v for w, v in zip(weights, values, strict=True))))
