"""For each article, the few others that may report the same event: those with whom it shares rare terms."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.ordering import edges, ordered
from annotations.events.finding.weighing import MOST_HOLDERS, Ints, Matrix, places_of

KEYS = 48
"""Terms of an article by which others are looked for: its weightiest that few have."""

NEAREST = 24
"""Candidates of an article."""

BLOCK = 1000
"""Articles whose candidates are looked for together."""


def candidates(matrix: Matrix, chosen: Ints | None = None) -> Iterator[tuple[Ints, Ints]]:
    """For blocks of articles, pairs of an article and a candidate of it, as two arrays.

    `chosen`, where given, are the articles (ascending) for which candidates are wanted. Those of an
    article are at most `NEAREST`, the pairs ordered by article.
    """
    wanted = np.arange(matrix.count) if chosen is None else chosen
    keys = _keys(matrix)
    for start in range(0, len(wanted), BLOCK):
        yield _of_block(matrix, wanted[start : start + BLOCK], keys)


def _keys(matrix: Matrix) -> NDArray[np.bool_]:
    """Of each term, whether others are looked for by it."""
    return np.asarray(matrix.holders <= MOST_HOLDERS)


def _of_block(matrix: Matrix, block: Ints, keys: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    channels = (len(matrix.bounds) - 1) // matrix.count
    entries = [
        _strongest(
            matrix, keys, matrix.bounds[each * channels], matrix.bounds[(each + 1) * channels]
        )
        for each in block
    ]
    lengths = np.array([len(each) for each in entries], np.int64)
    own = np.concatenate([np.zeros(0, np.int64), *entries])
    columns = matrix.columns[own]
    first, sizes = matrix.held[columns], matrix.holders[columns]
    # All holders of all keys, end to end.
    theirs = matrix.posted[places_of(first, sizes)]
    gain = np.repeat(matrix.values[own], sizes) * matrix.values[theirs]
    row = np.repeat(np.repeat(np.arange(len(block)), lengths), sizes)
    other = matrix.owners[theirs].astype(np.int64)
    apart = other != block[row]
    key = row[apart] * matrix.count + other[apart]
    order, ranked = ordered(key, (len(block) * matrix.count).bit_length())
    starts = edges(ranked)
    sums = np.add.reduceat(gain[apart][order], starts) if len(key) else gain
    row, other = np.divmod(ranked[starts].astype(np.int64), matrix.count)
    return _best(block, row, other, sums / np.sqrt(matrix.norms[other].sum(axis=1)))


def _strongest(matrix: Matrix, keys: NDArray[np.bool_], start: int, end: int) -> Ints:
    """The entries of an article that are its keys."""
    usable = np.flatnonzero(keys[matrix.columns[start:end]]) + start
    if len(usable) <= KEYS:
        return usable
    return usable[np.argpartition(-matrix.values[usable], KEYS)[:KEYS]]


def _best(block: Ints, row: Ints, other: Ints, sums: NDArray[np.floating]) -> tuple[Ints, Ints]:
    """Of each row, the `NEAREST` others with the greatest sums."""
    order = np.lexsort((other, -sums, row))
    row, other = row[order], other[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    near = rank < NEAREST
    return block[row[near]], other[near]
