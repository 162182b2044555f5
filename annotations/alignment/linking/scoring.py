"""Score the candidate pairs of two lists of units: a probability of being a link for each."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.linking.classifier import Model, fitted, probability
from annotations.alignment.linking.features import Candidates, measure_candidates
from annotations.alignment.linking.neighbourhood import OF_DOCUMENT, Chances, neighbourhood_measures
from annotations.alignment.linking.sparse.matrices import Indices, Vector

if TYPE_CHECKING:
    from annotations.alignment.linking.with_meaning import Meaning

LIKELIEST = 0.6
"""The least probability of the likeliest pair of two articles that report one event."""

MOST_LEAN = 1.8
"""The most log odds that are added for that, so that articles on two events stay without links."""

ONE_STORY = 0.3
"""Share of content words in common from which two articles may report one event, of the article
with the lower share: of pairs of reports, 95 % have more; of unrelated articles, 95 % have less."""

WORD_FOR_WORD = 0.98
"""The least probability of a pair whose two units are the same word for word."""

BEST = 3
"""How many of its candidates a unit is linked with at most, the other unit's own best aside; more than
three made no set of the gold links better."""

SAME_WORDS = 0.8
"""Likeness of two units from which function words are evidence too: `So it is` and `So is it`."""

Pair = tuple[int, int]
Lean = Callable[[int, int], float]
"""Log odds for what is known of two units (row, column) beside their text."""


@dataclass(frozen=True)
class ScoredCandidates:
    """Candidate pairs, sorted by row and column, each with its probability of being a link."""

    rows: Indices
    columns: Indices
    chance: Vector
    threshold: float

    def links(self) -> dict[Pair, float]:
        """The pairs at or above the threshold, with their probability to four decimals.

        A pair is a link only where it is among the `BEST` of one of its two units: units that are
        all alike, as the lines of a table of results are, are not all linked with each other.
        """
        among = (_rank(self.rows, self.chance) < BEST) | (_rank(self.columns, self.chance) < BEST)
        kept = np.flatnonzero((self.chance >= self.threshold) & among)
        return {
            (int(self.rows[at]), int(self.columns[at])): round(float(self.chance[at]), 4)
            for at in kept
        }


@dataclass(frozen=True)
class MeasuredPair:
    """Two lists of units, measured once; scored again whenever a person decides on a link.

    `lean` is added to the log odds of each candidate, before and after the second stage. `meaning`
    is what a fitted encoder says of the two, if one was asked.
    """

    model: Model
    found: Candidates
    lean: Vector
    threshold: float
    meaning: Meaning | None = None

    def with_meaning(self, meaning: Meaning | None) -> MeasuredPair:
        """The same with what an encoder says, as far as it says anything."""
        if meaning is None:
            return self
        return replace(self, meaning=meaning, threshold=meaning.model.threshold)

    def of_one_story(self) -> MeasuredPair:
        """The same for two articles that are known to report one event.

        The threshold is the lower one, and the log odds of all pairs are raised until the likeliest
        pair has a probability of `LIKELIEST`, though by no more than `MOST_LEAN`: the model also
        learned from articles on different events, and is too cautious for reports of one. Nothing
        changes where the two have few content words in common, for any two articles can be opened.
        """
        if len(self.found) == 0 or self.found.measures["document.content"][0] < ONE_STORY:
            return self
        model = self.meaning.model if self.meaning else self.model
        pair = replace(self, threshold=model.story_threshold)
        best = float(self.scored().chance.max())
        if not 0 < best < 1:
            return pair
        needed = math.log(LIKELIEST / (1 - LIKELIEST)) - math.log(best / (1 - best))
        return replace(pair, lean=self.lean + needed) if 0 < needed <= MOST_LEAN else pair

    def scored(
        self, made: Collection[Pair] = (), rejected: Collection[Pair] = ()
    ) -> ScoredCandidates:
        """Score the candidates; pairs that a person made or rejected count as certain."""
        if len(self.found) == 0:
            return self._judged(np.empty(0), np.empty(0, dtype=np.bool_))
        first = probability(self.model.first.log_odds(self.found.measures) + self.lean)
        around = surroundings(self.found, first, made, rejected)
        log_odds = self.model.second.log_odds(self.found.measures | around)
        chance = probability(self.model.calibration.of(log_odds) + self.lean)
        chance[~_evident(self.found)] = 0.0
        explained = _explained(self.found, rejected)
        chance[explained] = 0.0
        chance[self.found.copies] = np.maximum(chance[self.found.copies], WORD_FOR_WORD)
        return self._judged(chance, explained | self.found.copies)

    def _judged(self, chance: Vector, settled: NDArray[np.bool_]) -> ScoredCandidates:
        """What the words say, and after it the encoder, where it is not settled."""
        rows, columns = self.found.rows, self.found.columns
        if self.meaning is not None:
            rows, columns, chance = self.meaning.judged(rows, columns, chance, settled)
        return ScoredCandidates(rows, columns, chance, self.threshold)


def _rank(units: Indices, chance: Vector) -> Indices:
    """The place of each candidate among those of its unit, the likeliest being 0."""
    order = np.lexsort((-chance, units))
    ordered = units[order]
    begins = np.searchsorted(ordered, ordered)
    rank = np.empty(len(units), dtype=np.int64)
    rank[order] = np.arange(len(units)) - begins
    return rank


def _explained(found: Candidates, rejected: Collection[Pair]) -> NDArray[np.bool_]:
    """Mark the pairs of two units that both stand word for word elsewhere on the other side.

    A copy says all that its unit says, so likeness to a third unit is no second link. A copy that a
    person rejected explains nothing.
    """
    refused = set(rejected)
    copies = [
        at
        for at in np.flatnonzero(found.copies)
        if (int(found.rows[at]), int(found.columns[at])) not in refused
    ]
    elsewhere = np.isin(found.rows, found.rows[copies]) & np.isin(
        found.columns, found.columns[copies]
    )
    said_again = found.measures["ratio"] >= 1  # in an article that says a paragraph twice
    explained: NDArray[np.bool_] = elsewhere & ~found.copies & ~said_again
    return explained


def _evident(found: Candidates) -> NDArray[np.bool_]:
    """Mark the pairs that share some words: place alone is no evidence of a link."""
    seen = found.measures
    evident: NDArray[np.bool_] = (
        (seen["chance"] > 0) | (seen["content.most"] > 0) | (seen["ratio"] >= SAME_WORDS)
    )
    return evident


def measure_pair(
    left: Sequence[str], right: Sequence[str], lean: Lean | None = None
) -> MeasuredPair:
    """Measure two lists of units against each other."""
    found = measure_candidates(left, right)
    pairs = zip(found.rows.tolist(), found.columns.tolist(), strict=True)
    leaning = [lean(row, column) if lean else 0.0 for row, column in pairs]
    model = fitted()
    return MeasuredPair(model, found, np.array(leaning, dtype=float), model.threshold)


def surroundings(
    found: Candidates, chance: Vector, made: Collection[Pair] = (), rejected: Collection[Pair] = ()
) -> dict[str, Vector]:
    """Features of each candidate's surroundings, from the chances of all candidates.

    A pair in `made` has a chance of 1, one in `rejected` of 0, candidate or not. The features of
    the two articles as a whole (`OF_DOCUMENT`) are measured without these decisions.
    """
    plain = neighbourhood_measures(
        Chances(found.rows, found.columns, chance, found.shape), found.words
    )
    if not made and not rejected:
        return plain
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
    around = neighbourhood_measures(Chances(rows, columns, chances, found.shape), found.words)
    kept = np.searchsorted(every, keys)
    near = {name: values[kept] for name, values in around.items()}
    near |= {name: plain[name] for name in OF_DOCUMENT}
    near["order.both"] = near["order.share"] * near["order.kept"]
    return near
