"""Two lists of units become candidate pairs, each with its probability of being a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotations.alignment.arrays import Indices, Vector
from annotations.alignment.features import measured
from annotations.alignment.model import fitted, probability


@dataclass(frozen=True)
class Scored:
    """Candidate pairs in order, each with the log odds that it is a link."""

    rows: Indices
    columns: Indices
    logits: Vector
    threshold: float

    @property
    def scores(self) -> Vector:
        return probability(self.logits)

    def leaning(self, lean: Sequence[float]) -> Scored:
        """Shift each pair's log odds by what is known beside its text."""
        return replace(self, logits=self.logits + np.array(lean, dtype=float))


def scored(left: Sequence[str], right: Sequence[str]) -> Scored:
    """Score the candidate pairs of two lists of units."""
    model = fitted()
    found = measured(left, right)
    return Scored(found.rows, found.columns, model.logits(found), model.threshold)
