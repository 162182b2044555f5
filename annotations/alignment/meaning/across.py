"""Links between two articles in different languages, by meaning alone: no words can be compared."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from annotations.alignment.meaning.encoder import Encoder
from annotations.alignment.meaning.features import LARGEST, Cells, Vector, likeness_of

Pair = tuple[int, int]

MUTUAL, SURE = 0.3, 0.5
"""Centred likeness from which two units that are each other's nearest are linked, and any two."""

PLAIN = 0.845
"""Plain likeness that two linked units have by the fitted encoder: every list of units has nearest ones,
also where the two are on different events."""

STEEP = 6.0
"""What a likeness of 1 more adds to the log odds."""


def links_across(
    encoder: Encoder, left: Sequence[str], right: Sequence[str], rejected: Collection[Pair] = ()
) -> dict[Pair, float]:
    """Link two lists of units, as (row, column) with a probability to four decimals.

    A pair in `rejected` is nobody's nearest.
    """
    chance = chances_across(encoder, left, right, rejected)
    return {
        (int(row), int(column)): round(float(chance[row, column]), 4)
        for row, column in zip(*np.nonzero(chance >= 0.5), strict=True)
    }


def chances_across(
    encoder: Encoder, left: Sequence[str], right: Sequence[str], rejected: Collection[Pair] = ()
) -> Vector:
    """Give all pairs of units a probability of telling the same, a row a left unit."""
    if not 0 < len(left) * len(right) <= LARGEST:
        return np.zeros((len(left), len(right)))
    found = likeness_of(encoder, left, right)
    alike = found.centred.copy()
    for row, column in rejected:
        alike[row, column] = -1
    chance = _chances(alike)
    return np.where(found.plain >= PLAIN, chance, chance / 2) if encoder.fitted else chance


def _chances(alike: Cells) -> Vector:
    """Turn likeness into probabilities, 0.5 at the bounds."""
    best = (alike >= alike.max(axis=1, keepdims=True)) & (alike >= alike.max(axis=0))
    above = (alike - np.where(best, MUTUAL, SURE)).astype(float)
    chance: Vector = 1.0 / (1.0 + np.exp(-STEEP * above))
    return chance
