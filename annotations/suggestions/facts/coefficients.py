"""How likely two numbers are of the same thing; written by `tests/benchmarks/suggestions/fit_conflicts.py`."""

from __future__ import annotations

BIAS = -1.3585
WEIGHTS = (
    0.9636,
    0.2725,
    -0.1157,
    0.9883,
    0.6919,
    0.3474,
    0.0492,
    0.6541,
    -0.5225,
    -0.8210,
    0.0389,
    -1.1533,
    -2.3518,
    0.4587,
    1.1524,
)
"""In the order of `Evidence`."""
