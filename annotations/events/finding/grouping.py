"""The articles of a matrix into events: candidates, judgements, linkage, and a second look.

Of a report of something that two hundred papers tell, only some of the others are its candidates.
So pairs between two groups that seem to be one, or inside one, are judged then, and linkage is done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.judging import judged
from annotations.events.finding.likeness import far_apart
from annotations.events.finding.linkage import grouped
from annotations.events.finding.sharing import Share
from annotations.events.finding.weighing import Floats, Ints, Weights

THRESHOLD = -0.3
"""Log odds from which two groups, on average over their pairs, are one event."""

WORTH_KEEPING = -4.0
"""Log odds below which a judgement is as good as none."""

LOOKS = 3
"""Times that linkage is done at most."""

TOGETHER = 4000
"""Pairs that are judged together."""

LOOKED_AT = 30
"""Articles of a group that are compared with another in a second look."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """Log odds of pairs of articles: `one` is less than `other`, each pair comes once, in order."""

    one: Ints
    other: Ints
    odds: Floats

    def __len__(self) -> int:
        return len(self.odds)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.one.tolist(), self.other.tolist(), self.odds.tolist(), strict=True)

    def where(self, chosen: NDArray[np.bool_]) -> Judgements:
        """Some of them."""
        return Judgements(self.one[chosen], self.other[chosen], self.odds[chosen])


def nothing_known() -> Judgements:
    """No judgement at all."""
    return Judgements(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs to be judged, by index into the rows that come with them; `one` in ascending runs."""

    weights: Weights
    days: Ints
    one: Ints
    other: Ints


def odds_of(pairs: Pairs) -> Floats:
    """Log odds that the articles of each pair report one event."""
    return judged(pairs.weights, pairs.days, pairs.one, pairs.other)


def pairs_of(weights: Weights, days: Ints, one: Ints, other: Ints) -> Pairs:
    """Pairs with their rows, and no others."""
    place = np.zeros(weights.count, np.int64)
    place[one] = place[other] = 1
    rows = np.flatnonzero(place)
    place[rows] = np.arange(len(rows))
    return Pairs(weights.cut(rows), days[rows], place[one], place[other])


def judgements(
    weights: Weights,
    days: Ints,
    one: Ints,
    other: Ints,
    tell: Callable[[float], None] = lambda done: None,
    share: Share = map,
) -> Judgements:
    """Judge pairs of articles, and keep what is worth that; `share` has it done.

    `tell` is told which part (0 to 1) of them is done.
    """
    odds = [np.zeros(0, np.float32)]
    done = 0
    for answer in share(odds_of, _parts(weights, days, one, other)):
        odds.append(answer)
        done += len(answer)
        tell(done / len(one))
    tell(1)
    made = Judgements(one, other, np.concatenate(odds))
    return together(len(days), [made.where(made.odds > WORTH_KEEPING)])


def worth_judging(count: int, days: Ints, found: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Pairs of articles and candidates, each once, in order of its days: so a part is of few articles.

    Two that are dated far apart are never one event, whatever they say.
    """
    one = np.concatenate([np.zeros(0, np.int64), *(each for each, _ in found)])
    other = np.concatenate([np.zeros(0, np.int64), *(each for _, each in found)])
    near = ~far_apart(days[one], days[other])
    one, other = one[near], other[near]
    keys = np.unique(np.minimum(one, other) * count + np.maximum(one, other))
    low, high = np.divmod(keys, count)
    order = np.argsort(days[low], kind="stable")
    return low[order], high[order]


def _parts(weights: Weights, days: Ints, one: Ints, other: Ints) -> Iterator[Pairs]:
    """Pairs to be judged, as many together as are worth sending."""
    for start in range(0, len(one), TOGETHER):
        part = slice(start, start + TOGETHER)
        yield pairs_of(weights, days, one[part], other[part])


def together(count: int, parts: Sequence[Judgements]) -> Judgements:
    """All judgements of some, each pair once, in order; of two of one pair, the former."""
    one = np.concatenate([each.one for each in parts])
    other = np.concatenate([each.other for each in parts])
    odds = np.concatenate([each.odds for each in parts])
    low, high = np.minimum(one, other), np.maximum(one, other)
    _, at = np.unique(low * count + high, return_index=True)
    return Judgements(low[at], high[at], odds[at])


def events_of(
    weights: Weights,
    days: Ints,
    known: Judgements,
    asked: Ints | None = None,
    share: Share = map,
) -> tuple[list[list[int]], Judgements]:
    """Groups of articles that report one event, and all judgements that were made on the way.

    In a second look, only pairs with one of the articles asked for are judged, where they are named.
    """
    groups = grouped(weights.count, known, THRESHOLD)
    for _ in range(LOOKS - 1):
        one, other = _missing(weights.count, groups, known, asked)
        near = ~far_apart(days[one], days[other])
        one, other = one[near], other[near]
        if not len(one):
            break
        odds = list(share(odds_of, _parts(weights, days, one, other)))
        more = Judgements(one, other, np.concatenate(odds))
        known = together(weights.count, [known, more])
        groups = grouped(weights.count, known, THRESHOLD)
    return groups, known


def _missing(
    count: int, groups: list[list[int]], known: Judgements, asked: Ints | None
) -> tuple[Ints, Ints]:
    """Pairs never judged of two groups that have a likely pair between them, or of one.

    Where some articles are asked for, only pairs that have one of them.
    """
    home = np.full(count, -1)
    for at, group in enumerate(groups):
        home[group] = at
    likely = known.odds > 0
    one, other = home[known.one[likely]], home[known.other[likely]]
    both = (one >= 0) & (other >= 0)
    if asked is not None:
        concerned = np.zeros(len(groups) + 1, bool)
        concerned[home[asked]] = True
        concerned[-1] = False
        both &= concerned[one] | concerned[other]
    touching = np.unique(
        np.minimum(one[both], other[both]) * (len(groups) + 1) + np.maximum(one[both], other[both])
    )
    wanted = []
    for key in touching.tolist():
        first, second = divmod(key, len(groups) + 1)
        ours, theirs = np.array(groups[first])[:LOOKED_AT], np.array(groups[second])[:LOOKED_AT]
        if len(ours) == len(theirs) == 1 or (first == second and len(ours) == 2):
            continue
        low = np.minimum.outer(ours, theirs).ravel()
        high = np.maximum.outer(ours, theirs).ravel()
        wanted.append(low * count + high)
    if not wanted:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    keys = np.unique(np.concatenate(wanted))
    keys = keys[keys // count != keys % count]
    keys = np.setdiff1d(keys, known.one * count + known.other, assume_unique=True)
    first, second = np.divmod(keys, count)
    if asked is not None:
        fresh = np.zeros(count, bool)
        fresh[asked] = True
        first, second = first[fresh[first] | fresh[second]], second[fresh[first] | fresh[second]]
    return first, second
