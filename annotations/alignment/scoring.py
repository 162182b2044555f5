"""Two lists of units become candidate pairs, each with its probability of being a link."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.arrays import Indices, Vector
from annotations.alignment.context import Chances, context
from annotations.alignment.features import Candidates, measured
from annotations.alignment.model import Model, fitted, probability

LIKELIEST = 0.6
"""What the likeliest pair of two articles on one story is at least, in probability."""

MOST_LEAN = 1.8
"""Log odds beyond which they are not leaned for that: strangers stay strangers."""

ONE_STORY = 0.3
"""Share of one article's content words, the poorer one's, that the other has where both tell one
story: nineteen in twenty pairs of reports have more, nineteen in twenty of strangers less."""

WORD_FOR_WORD = 0.98
"""What a unit that stands word for word in the other article is linked with, at least."""

SAME_WORDS = 0.8
"""Likeness of two units from which function words are evidence too: `So it is` and `So is it`."""

Pair = tuple[int, int]
Lean = Callable[[int, int], float]
"""What is known of two units beside their text, in log odds."""


@dataclass(frozen=True)
class Scored:
    """Candidate pairs, sorted by row and column, each with its probability of being a link."""

    rows: Indices
    columns: Indices
    chance: Vector
    threshold: float

    def links(self) -> dict[Pair, float]:
        """Give the pairs that are likely enough to be linked, with their probability."""
        return {
            (int(row), int(column)): round(float(chance), 4)
            for row, column, chance in zip(self.rows, self.columns, self.chance, strict=True)
            if chance >= self.threshold
        }


@dataclass(frozen=True)
class Reading:
    """Two lists of units measured once, so that they can be scored again under other decisions."""

    model: Model
    found: Candidates
    lean: Vector

    def of_one_story(self) -> Reading:
        """Lean towards links as far as the likeliest pair needs to be one, if that is not far.

        The model also learned from articles on different events; who opens two articles together
        knows that these tell of one, so where no pair stands out all are too low. Not where hardly a
        word is common to both: anyone may open two articles.
        """
        if len(self.found) == 0 or self.found.measures["document.content"][0] < ONE_STORY:
            return self
        best = float(self.scored().chance.max())
        if not 0 < best < 1:
            return self
        needed = math.log(LIKELIEST / (1 - LIKELIEST)) - math.log(best / (1 - best))
        return replace(self, lean=self.lean + needed) if 0 < needed <= MOST_LEAN else self

    def scored(self, made: Iterable[Pair] = (), rejected: Iterable[Pair] = ()) -> Scored:
        """Score the candidates, taking what a person made or rejected for certain."""
        if len(self.found) == 0:
            return Scored(self.found.rows, self.found.columns, np.empty(0), self.model.threshold)
        first = probability(self.model.first.log_odds(self.found.measures) + self.lean)
        around = surroundings(self.found, first, made, rejected)
        log_odds = self.model.second.log_odds(self.found.measures | around)
        chance = probability(self.model.calibration.of(log_odds) + self.lean)
        chance[~_evident(self.found)] = 0.0
        chance[self.found.copies] = np.maximum(chance[self.found.copies], WORD_FOR_WORD)
        return Scored(self.found.rows, self.found.columns, chance, self.model.threshold)


def _evident(found: Candidates) -> NDArray[np.bool_]:
    """Mark the pairs that share anything to go by; place alone links nothing, however few there are."""
    seen = found.measures
    evident: NDArray[np.bool_] = (
        (seen["chance"] > 0) | (seen["content.most"] > 0) | (seen["ratio"] >= SAME_WORDS)
    )
    return evident


def read(left: Sequence[str], right: Sequence[str], lean: Lean | None = None) -> Reading:
    """Measure two lists of units against each other."""
    found = measured(left, right)
    pairs = zip(found.rows.tolist(), found.columns.tolist(), strict=True)
    leaning = [lean(row, column) if lean else 0.0 for row, column in pairs]
    return Reading(fitted(), found, np.array(leaning, dtype=float))


def surroundings(
    found: Candidates, chance: Vector, made: Iterable[Pair] = (), rejected: Iterable[Pair] = ()
) -> dict[str, Vector]:
    """Measure what surrounds each candidate, given the chances of all and what is certain."""
    width = found.shape[1]
    keys = found.rows * width + found.columns
    every, chances = keys, chance
    for pairs, certain in ((made, 1.0), (rejected, 0.0)):
        sure = np.array([row * width + column for row, column in pairs], dtype=np.int64)
        if len(sure):
            wider = np.union1d(every, sure)
            values = np.zeros(len(wider))
            values[np.searchsorted(wider, every)] = chances
            values[np.searchsorted(wider, sure)] = certain
            every, chances = wider, values
    rows, columns = np.divmod(every, max(1, width))
    around = context(Chances(rows, columns, chances, found.shape), found.words)
    if len(every) == len(keys):
        return around
    kept = np.searchsorted(every, keys)
    return {name: values[kept] for name, values in around.items()}
