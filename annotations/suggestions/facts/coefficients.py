"""How likely two numbers are of the same thing; written by `tests/benchmarks/suggestions/fit_conflicts.py`."""

from __future__ import annotations

BIAS = -2.0090
WEIGHTS = (
    1.2197,
    0.0119,
    -0.6889,
    -0.2886,
    1.0405,
    0.9333,
    0.9837,
    0.0183,
    0.7400,
    -0.2379,
    -0.3999,
    -0.4913,
    0.3814,
    -1.5035,
    -2.3743,
    0.7315,
    0.7055,
)
"""In the order of `Evidence`."""
