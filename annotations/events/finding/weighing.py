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

from annotations.events.finding.ordering import edges, ordered
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

MOST_HOLDERS = 400
"""Articles that may have a term by which others are looked for; this bounds the work an article."""

PLACES = 22
"""Bits of the table by which it is looked up which term one is."""

AT_A_TIME = 1 << 17
"""Terms that are looked up together: as many as a processor keeps at hand."""

PARTS = 4
"""Highest bits of terms by which they are sorted apart, at a fraction of the memory and of the time."""


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
class Weights:
    """Articles as weighed rows.

    Row i is `bounds[CHANNELS * i]` to `bounds[CHANNELS * (i + 1)]` of `columns` (ascending, less
    than `width`) and `values`, with the bounds of its channels between; `norms` (articles ×
    channels) are the squared lengths. `foremost` (articles × `FOREMOST`) are the columns of the names that
    weigh most in an article, `prominence` their shares of those together.
    """

    bounds: Ints
    columns: NDArray[np.int32]
    values: Floats
    norms: Floats
    foremost: NDArray[np.int32]
    prominence: Floats
    width: int

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self.norms)

    def cut(self, rows: Ints) -> Weights:
        """Some of the rows alone, in that order: all that whoever works on them needs."""
        starts = self.bounds[rows * CHANNELS]
        sizes = self.bounds[(rows + 1) * CHANNELS] - starts
        entries = places_of(starts, sizes)
        moved = np.cumsum(sizes) - sizes - starts
        marks = self.bounds[rows[:, None] * CHANNELS + np.arange(CHANNELS)] + moved[:, None]
        return Weights(
            np.append(marks.ravel(), len(entries)),
            self.columns[entries],
            self.values[entries],
            self.norms[rows],
            self.foremost[rows],
            self.prominence[rows],
            self.width,
        )


@dataclass(frozen=True, slots=True)
class Matrix(Weights):
    """Articles as weighed rows over the terms that two or more have, a term a column.

    `holders` says how many articles have each of the `terms`. Of those by which others are looked
    for, term c is had by the articles `who[held[c]:held[c + 1]]`, and `told` is what it weighs in
    each, as a share of the article's length.
    """

    terms: Hashes
    holders: Ints
    held: Ints
    who: NDArray[np.int32]
    told: Floats


def weighed(rows: Rows, chosen: Ints | None = None) -> Matrix:
    """Weigh the terms of articles by how few of them have each.

    `chosen` (ascending) are the articles that take part, all unless it is given; row i of the
    matrix is `chosen[i]`.
    """
    numbers = np.arange(rows.count) if chosen is None else chosen
    place = np.full(rows.count, -1, np.int32)
    place[numbers] = np.arange(len(numbers), dtype=np.int32)
    sizes = np.diff(rows.starts)
    columns, terms, holders = _columns(rows.terms, np.repeat(place >= 0, sizes))
    inside = columns >= 0
    columns = columns[inside]  # one after the other, for each is as large as all that was read
    owners = np.repeat(place, sizes)[inside]
    steps = rows.steps[inside]
    del inside
    return matrix_of(len(numbers), owners, columns, steps, terms, holders)


def _columns(terms: Hashes, counted: NDArray[np.bool_]) -> tuple[NDArray[np.int32], Hashes, Ints]:
    """Of each entry that is counted, which of the terms it is that two or more have, or -1.

    Also gives those terms, ascending, and how many have each. Only so many are sorted at a time as
    leave memory for the rest.
    """
    columns = np.full(len(terms), -1, np.int32)
    found, holders, before = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)], 0
    part = (terms >> np.uint32(32 - PARTS)).astype(np.uint8)
    part[~counted] = 1 << PARTS
    for each in range(1 << PARTS):
        at = np.flatnonzero(part == each)
        order, ranked = ordered(terms[at], 32)
        starts = edges(ranked)
        sizes = np.diff(np.append(starts, len(at)))
        many = sizes > 1
        rank = np.where(many, before + np.cumsum(many) - 1, -1).astype(np.int32)
        columns[at[order]] = np.repeat(rank, sizes)
        found.append(ranked[starts][many].astype(np.uint32))
        holders.append(sizes[many])
        before += len(found[-1])
    return columns, np.concatenate(found), np.concatenate(holders)


def matrix_of(
    count: int,
    owners: NDArray[np.int32],
    columns: NDArray[np.int32],
    steps: NDArray[np.uint8],
    terms: Hashes,
    holders: Ints,
) -> Matrix:
    """Weigh entries, which stand in the order of their owners and columns, as a matrix."""
    channels = channel_of(terms)
    values = weights_of(steps) * rarity(holders, count, channels)[columns]
    slot = owners.astype(np.int64) * CHANNELS + channels[columns]
    bounds = np.concatenate([[0], np.cumsum(np.bincount(slot, minlength=count * CHANNELS))])
    norms = np.bincount(slot, values**2, count * CHANNELS)
    del slot
    keys = holders <= MOST_HOLDERS
    posted = np.flatnonzero(keys[columns]).astype(np.int32)
    posted = posted[ordered(columns[posted], 32)[0]]
    who = owners[posted]
    lengths = np.sqrt(norms.reshape(count, CHANNELS).sum(axis=1)).astype(np.float32)
    names = np.flatnonzero((channels == NAME)[columns])
    return Matrix(
        bounds.astype(np.int64),
        columns,
        values,
        norms.reshape(count, CHANNELS).astype(np.float32),
        *_foremost(count, owners[names], columns[names], values[names], len(terms)),
        len(terms),
        terms,
        holders,
        np.concatenate([[0], np.cumsum(np.where(keys, holders, 0))]).astype(np.int64),
        who,
        values[posted] / lengths[who],
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
    # The greater first: positive numbers are in the order of their bits. Few are looked at twice.
    key = (owners.astype(np.uint64) << np.uint64(32)) | ~values.view(np.uint32)
    ranked = np.sort(key)
    ends = np.searchsorted(ranked, np.arange(1, count + 1, dtype=np.uint64) << np.uint64(32))
    last = np.minimum(np.concatenate([[0], ends[:-1]]) + FOREMOST, ends) - 1
    near = np.flatnonzero(key <= ranked[last[owners]])
    order = near[np.argsort(key[near], kind="stable")]
    rank = np.arange(len(order)) - np.searchsorted(owners[order], owners[order])
    order, rank = order[rank < FOREMOST], rank[rank < FOREMOST]
    foremost = np.full((count, FOREMOST), nobody, np.int32)
    shares = np.zeros((count, FOREMOST), np.float32)
    foremost[owners[order], rank] = columns[order]
    shares[owners[order], rank] = values[order]
    return foremost, shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)


def places_of(starts: Ints, sizes: Ints) -> Ints:
    """The places `start` to `start + size` of each, one after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts - (ends - sizes), sizes))


def rarity(holders: Ints, count: int, channels: NDArray[np.intp]) -> Floats:
    """How much it says that an article has a term, from how many of `count` have it."""
    seen = holders + BACKGROUND * EXPECTED[channels]
    return np.asarray(np.log((count + BACKGROUND) / seen).clip(0.01) ** POWER, np.float32)


def found_among(terms: Hashes, sought: Hashes) -> tuple[Ints, NDArray[np.int32]]:
    """Which of some terms are among those sought (ascending, each once), and as which of them."""
    entries, columns = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    shift = np.uint32(32 - PLACES)
    first = np.full(1 << PLACES, len(sought), np.int32)
    at = edges(sought >> shift)
    first[sought[at] >> shift] = at
    guarded = np.append(sought, np.uint32(0xFFFFFFFF))
    for start in range(0, len(terms), AT_A_TIME):
        own = terms[start : start + AT_A_TIME]
        column = first[own >> shift]
        near = np.flatnonzero(column < len(sought))
        column, own = column[near], own[near]
        behind = np.flatnonzero(guarded[column] < own)
        while len(behind):
            column[behind] += 1
            behind = behind[guarded[column[behind]] < own[behind]]
        hit = np.flatnonzero((guarded[column] == own) & (column < len(sought)))
        entries.append(near[hit] + start)
        columns.append(column[hit])
    return np.concatenate(entries), np.concatenate(columns)
