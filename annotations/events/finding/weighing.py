"""How much each term of each article says: terms by how rare they are, as sparse rows.

A term that one article alone has can join no two, and most are such; they are left out before
anything is sorted. What is left are rows of (term, weight), and for each term who has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.profiles import CHANNELS, NAME, STEPS, Profile, channel_of
from annotations.events.finding.words import Hashes

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]

BACKGROUND = 500
"""Articles that nobody has seen, which count beside those of the archive: in a folder of six
articles, that two of them have a word says little of how rare it is elsewhere."""

EXPECTED = np.array([0.02, 0.004, 0.01, 0.0005])
"""Share of the unseen articles that has a term of each channel."""

POWER = 1.2
"""What rarity is raised to: rare terms say more than their information alone."""

FOREMOST = 4
"""Names of an article that are asked for in another: reports of one event have each other's."""

BUCKETS = 28
"""Bits of the table that tells which terms come twice; 256 MB at most."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The terms of articles, end to end: those of article i are `starts[i]` to `starts[i + 1]`.

    `steps` are their weights, as bytes: in steps of 1 / `STEPS` from 1 on.
    """

    starts: Ints
    terms: Hashes
    steps: NDArray[np.uint8]

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self.starts) - 1


def rows_of(profiles: Sequence[Profile]) -> Rows:
    """The terms of some profiles as rows."""
    lengths = [len(each.terms) for each in profiles]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    terms = np.concatenate([np.zeros(0, np.uint32), *(each.terms for each in profiles)])
    steps = np.concatenate([np.zeros(0, np.uint8), *(steps_of(each.weights) for each in profiles)])
    return Rows(starts, terms, steps)


def steps_of(weights: Floats) -> NDArray[np.uint8]:
    """The weights of a profile as bytes; nothing of them is lost."""
    return np.round((weights - 1) * STEPS).astype(np.uint8)


def weights_of(steps: NDArray[np.uint8]) -> Floats:
    """The weights that `steps_of` made bytes of."""
    return np.asarray(1 + steps.astype(np.float32) / np.float32(STEPS))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Articles as weighed rows over the terms that two or more have.

    Row i is `bounds[CHANNELS * i]` to `bounds[CHANNELS * (i + 1)]` of `columns` (ascending) and
    `values`, with the bounds of its channels between; `norms` (articles × channels) are the
    squared lengths. `posted` are the entries by term: those of column c are `posted[held[c]:
    held[c + 1]]`; `owners` says whose an entry is. `foremost` (articles × `FOREMOST`) are the columns
    of the names that weigh most in an article, `prominence` their shares of those together.
    """

    bounds: Ints
    columns: NDArray[np.int32]
    values: Floats
    norms: Floats
    posted: NDArray[np.int32]
    held: Ints
    owners: NDArray[np.int32]
    terms: Hashes
    foremost: NDArray[np.int32]
    prominence: Floats

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self.norms)

    @property
    def holders(self) -> Ints:
        """How many articles have each term."""
        return np.diff(self.held)

    def holders_of(self, columns: NDArray[np.signedinteger]) -> Ints:
        """How many articles have each of some terms."""
        return np.asarray(self.held[columns + 1] - self.held[columns])


def weighed(rows: Rows, chosen: Ints | None = None, asked: Ints | None = None) -> Matrix:
    """Weigh the terms of articles by how few of them have each.

    `chosen` (ascending) are the articles that take part, all unless it is given; row i of the
    matrix is `chosen[i]`. `asked`, where given, are those rows whose terms are wanted: what none of
    them has is left out, so that `norms` and the foremost names hold for them alone.
    """
    numbers = np.arange(rows.count) if chosen is None else chosen
    count = len(numbers)
    place = np.full(rows.count, -1, np.int32)
    place[numbers] = np.arange(count, dtype=np.int32)
    kept = _twice(rows, numbers) if asked is None else _had(rows, numbers[asked])
    owners = np.repeat(place, np.diff(rows.starts))
    kept &= owners >= 0
    owners = owners[kept]
    terms, steps = rows.terms[kept], rows.steps[kept]
    del kept
    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    edges = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    held = np.concatenate([[0], edges, [len(ordered)]]).astype(np.int64)
    if not len(ordered):
        held = np.zeros(1, np.int64)
    sizes = np.diff(held)
    many = sizes > 1  # the table that left terms out says "twice" of a few that come once
    order = order[np.repeat(many, sizes)]
    distinct = ordered[held[:-1][many]] if len(sizes) else ordered
    sizes = sizes[many]
    held = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    inside = np.zeros(len(terms), bool)
    inside[order] = True
    columns = np.zeros(len(terms), np.int32)
    columns[order] = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    posted = (np.cumsum(inside, dtype=np.int32) - 1)[order]
    del order, ordered, terms
    columns, owners = columns[inside], owners[inside]
    channels = channel_of(distinct)
    values = weights_of(steps[inside]) * rarity(sizes, count, channels)[columns]
    slot = owners.astype(np.int64) * CHANNELS + channels[columns]
    bounds = np.concatenate([[0], np.cumsum(np.bincount(slot, minlength=count * CHANNELS))])
    norms = np.bincount(slot, values**2, count * CHANNELS)
    del slot
    return Matrix(
        bounds.astype(np.int64),
        columns,
        values,
        norms.reshape(count, CHANNELS).astype(np.float32),
        posted,
        held,
        owners,
        distinct,
        *_foremost(
            count, owners, columns, np.where(channels[columns] == NAME, values, 0), len(distinct)
        ),
    )


def _foremost(
    count: int,
    owners: NDArray[np.int32],
    columns: NDArray[np.int32],
    values: Floats,
    nobody: int,
) -> tuple[NDArray[np.int32], Floats]:
    """The columns of the names that weigh most in each article, and their shares of that.

    Where there are fewer, `nobody` stands, a column that nobody has.
    """
    names = np.flatnonzero(values)
    order = names[np.lexsort((-values[names], owners[names]))]
    rank = np.arange(len(order)) - np.searchsorted(owners[order], owners[order])
    order, rank = order[rank < FOREMOST], rank[rank < FOREMOST]
    foremost = np.full((count, FOREMOST), nobody, np.int32)
    shares = np.zeros((count, FOREMOST), np.float32)
    foremost[owners[order], rank] = columns[order]
    shares[owners[order], rank] = values[order]
    return foremost, shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)


def rarity(holders: Ints, count: int, channels: NDArray[np.intp]) -> Floats:
    """How much it says that an article has a term, from how many of `count` have it."""
    seen = holders + BACKGROUND * EXPECTED[channels]
    return np.asarray(np.log((count + BACKGROUND) / seen).clip(0.01) ** POWER, np.float32)


def _twice(rows: Rows, chosen: Ints) -> NDArray[np.bool_]:
    """Of each entry, whether another article may have its term; right about all that have."""
    seen, shift = _table(rows)
    again = np.zeros_like(seen)
    for start, end in zip(rows.starts[chosen], rows.starts[chosen + 1], strict=True):
        bucket = rows.terms[start:end] >> shift
        met = bucket[seen[bucket]]
        again[met] = True
        seen[bucket] = True
    return np.asarray(again[rows.terms >> shift])


def _had(rows: Rows, asked: Ints) -> NDArray[np.bool_]:
    """Of each entry, whether its term is one that some articles have."""
    seen, shift = _table(rows)
    for start, end in zip(rows.starts[asked], rows.starts[asked + 1], strict=True):
        seen[rows.terms[start:end] >> shift] = True
    kept = np.asarray(seen[rows.terms >> shift])
    mine = [rows.terms[rows.starts[each] : rows.starts[each + 1]] for each in asked.tolist()]
    every = np.unique(np.concatenate([np.zeros(0, np.uint32), *mine]))
    at = np.flatnonzero(kept)
    there = np.searchsorted(every, rows.terms[at]).clip(0, max(0, len(every) - 1))
    kept[at] = every[there] == rows.terms[at] if len(every) else False
    return kept


def _table(rows: Rows) -> tuple[NDArray[np.bool_], np.uint32]:
    """An empty table of marks for terms, and by how many bits a term is shifted to its place."""
    bits = min(BUCKETS, max(10, int(len(rows.terms) * 4).bit_length()))
    return np.zeros(1 << bits, bool), np.uint32(32 - bits)
