"""How alike two articles are, channel by channel, and how far apart in time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.profiles import CHANNELS, CLOSE, NAME, NUMBER, WORD
from annotations.events.finding.weighing import Floats, Ints, Weights

UNDATED = -1
"""The day of an article of which none is known; else days since the year 1."""

FAR = 10
"""Days beyond which two articles are simply far apart."""

FEATURES = (
    *("words", "names", "numbers", "close words", "names and close words"),
    *("days apart", "both dated"),
    *("foremost names in both", "foremost names in one"),
)
"""What `features` has in its columns."""


def products(matrix: Weights, one: Ints, other: Ints) -> Floats:
    """Dot products of pairs of articles, a channel a column; `one` is in ascending runs.

    Two more columns have which part of the foremost names of one the other has, and the other way.
    """
    made = np.zeros((len(one), CHANNELS + 2), np.float32)
    scratch = np.zeros(matrix.width + 1, np.float32)
    sought = np.zeros(matrix.width + 1, np.float32)
    edges = np.flatnonzero(one[1:] != one[:-1]) + 1
    for start, end in pairwise([0, *edges.tolist(), len(one)] if len(one) else []):
        row, theirs = int(one[start]), other[start:end]
        own = slice(matrix.bounds[row * CHANNELS], matrix.bounds[(row + 1) * CHANNELS])
        scratch[matrix.columns[own]] = matrix.values[own]
        first, last = matrix.bounds[theirs * CHANNELS], matrix.bounds[(theirs + 1) * CHANNELS]
        sizes = last - first
        ends = np.cumsum(sizes)
        entries = np.arange(ends[-1]) + np.repeat(first - (ends - sizes), sizes)
        columns = matrix.columns[entries]
        slots = theirs[:, None] * CHANNELS + np.arange(CHANNELS + 1)
        marks = matrix.bounds[slots] - first[:, None] + (ends - sizes)[:, None]
        made[start:end, :CHANNELS] = _sums(scratch[columns] * matrix.values[entries], marks)
        sought[matrix.foremost[row]] = matrix.prominence[row]
        made[start:end, CHANNELS] = _sums(sought[columns], marks[:, [0, -1]])[:, 0]
        had = scratch[matrix.foremost[theirs]] > 0
        made[start:end, CHANNELS + 1] = (had * matrix.prominence[theirs]).sum(axis=1)
        scratch[matrix.columns[own]] = 0
        sought[matrix.foremost[row]] = 0
    return made


def _sums(values: Floats, marks: Ints) -> NDArray[np.float64]:
    """Sums of values between marks, row by row."""
    total = np.zeros(len(values) + 1, np.float64)
    np.cumsum(values, out=total[1:])
    return np.diff(total[marks], axis=1)


def features(
    dots: Floats, norms_one: Floats, norms_other: Floats, days_one: Ints, days_other: Ints
) -> NDArray[np.float64]:
    """What there is to judge pairs by, a row a pair, in the order of `FEATURES`; `dots` are `products`."""
    cosines = [
        _cosine(dots[:, channel], norms_one[:, channel], norms_other[:, channel])
        for channel in (WORD, NAME, NUMBER, CLOSE)
    ]
    both = [NAME, CLOSE]
    cosines.append(
        _cosine(
            dots[:, both].sum(axis=1),
            norms_one[:, both].sum(axis=1),
            norms_other[:, both].sum(axis=1),
        )
    )
    dated = (days_one != UNDATED) & (days_other != UNDATED)
    apart = np.where(dated, np.minimum(np.abs(days_one - days_other), FAR), 0)
    covered = dots[:, CHANNELS:]
    columns = [*cosines, apart, dated, covered.min(axis=1), covered.max(axis=1)]
    return np.stack(columns, axis=1).astype(np.float64)


def far_apart(one: Ints, other: Ints) -> NDArray[np.bool_]:
    """Whether the days of pairs are known to be `FAR` apart or more."""
    return np.asarray((one != UNDATED) & (other != UNDATED) & (np.abs(one - other) >= FAR))


def _cosine(dot: Floats, one: Floats, other: Floats) -> Floats:
    return np.asarray(dot / np.sqrt(np.maximum(one * other, 1e-9)), np.float32).clip(0, 1)
