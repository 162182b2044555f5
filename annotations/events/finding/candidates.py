"""For each article, the few others that may report the same event: those with whom it shares rare terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.ordering import edges, ordered
from annotations.events.finding.profiles import CHANNELS
from annotations.events.finding.sharing import Share
from annotations.events.finding.weighing import MOST_HOLDERS, Floats, Ints, Matrix, places_of

KEYS = 48
"""Terms of an article by which others are looked for: its weightiest that few have."""

NEAREST = 24
"""Candidates of an article."""

BLOCK = 400
"""Articles whose candidates are looked for together."""


@dataclass(frozen=True, slots=True)
class Search:
    """Some of `count` articles, and who has the terms by which others are looked for.

    Each of the `block` has so many `keys`: `which` of the terms here, and what it `gains` by each.
    Term c is had by `who[held[c]:held[c + 1]]`, and `told` is what it weighs there.
    """

    count: int
    block: Ints
    keys: Ints
    which: Ints
    gains: Floats
    held: Ints
    who: NDArray[np.int32]
    told: Floats


def candidates(
    matrix: Matrix, chosen: Ints | None = None, share: Share = map
) -> Iterator[tuple[Ints, Ints]]:
    """For blocks of articles, pairs of an article and a candidate of it, as two arrays.

    `chosen`, where given, are the articles (ascending) for which candidates are wanted. Those of an
    article are at most `NEAREST`, the pairs ordered by article. `share` has the work done.
    """
    wanted = np.arange(matrix.count) if chosen is None else chosen
    blocks = (wanted[start : start + BLOCK] for start in range(0, len(wanted), BLOCK))
    yield from share(nearest, (_search(matrix, block) for block in blocks))


def _search(matrix: Matrix, block: Ints) -> Search:
    """All that is needed to look for the candidates of some articles."""
    entries = [
        _strongest(matrix, matrix.bounds[each * CHANNELS], matrix.bounds[(each + 1) * CHANNELS])
        for each in block
    ]
    own = np.concatenate([np.zeros(0, np.int64), *entries])
    columns, which = np.unique(matrix.columns[own], return_inverse=True)
    sizes = matrix.holders[columns]
    held = places_of(matrix.held[columns], sizes)
    return Search(
        matrix.count,
        block,
        np.array([len(each) for each in entries], np.int64),
        which,
        matrix.values[own],
        np.concatenate([[0], np.cumsum(sizes)]),
        matrix.who[held],
        matrix.told[held],
    )


def _strongest(matrix: Matrix, start: int, end: int) -> Ints:
    """The entries of an article by which others are looked for."""
    usable = np.flatnonzero(matrix.holders[matrix.columns[start:end]] <= MOST_HOLDERS) + start
    if len(usable) <= KEYS:
        return usable
    return usable[np.argpartition(-matrix.values[usable], KEYS)[:KEYS]]


def nearest(search: Search) -> tuple[Ints, Ints]:
    """The candidates of some articles."""
    sizes = np.diff(search.held)[search.which]
    theirs = places_of(search.held[search.which], sizes)
    gain = np.repeat(search.gains, sizes) * search.told[theirs]
    row = np.repeat(np.repeat(np.arange(len(search.block)), search.keys), sizes)
    other = search.who[theirs].astype(np.int64)
    apart = other != search.block[row]
    key = row[apart] * search.count + other[apart]
    order, ranked = ordered(key, (len(search.block) * search.count).bit_length())
    starts = edges(ranked)
    sums = np.add.reduceat(gain[apart][order], starts) if len(key) else gain
    row, other = np.divmod(ranked[starts].astype(np.int64), search.count)
    order = np.lexsort((other, -sums, row))
    row, other = row[order], other[order]
    near = np.arange(len(row)) - np.searchsorted(row, row) < NEAREST
    return search.block[row[near]], other[near]
