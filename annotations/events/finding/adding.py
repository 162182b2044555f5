"""New articles beside many that were compared before: what is looked at is near the new ones alone.

Of the articles that were there, those terms are looked up that a new one has and few others do: by
these are candidates found. All that a new article shares is then counted with its candidates, and
with what may be of one event with those.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.before import Before
from annotations.events.finding.candidates import candidates
from annotations.events.finding.grouping import (
    THRESHOLD,
    Judgements,
    events_of,
    judgements,
    together,
    worth_judging,
)
from annotations.events.finding.ordering import ordered
from annotations.events.finding.weighing import (
    Ints,
    Matrix,
    Rows,
    found_among,
    matrix_of,
    places_of,
)
from annotations.events.finding.words import Hashes

Entries = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]
"""Of some entries of articles, whose they are, which terms, and their weights in steps."""


def added(
    rows: Rows,
    places: Ints,
    asked: Ints,
    days: Ints,
    before: Before,
    tell: Callable[[float], None] = lambda done: None,
) -> tuple[Matrix, Judgements, list[list[int]]]:
    """Judge some of the articles `places`, named by index there, and group all of them anew.

    The matrix has the terms of those asked for, and rows of the articles that concern them alone.
    """
    fresh = places[asked]
    terms = np.unique(rows.terms[_entries_of(rows, fresh)])
    known = before.among(places)
    search, terms = _search_matrix(rows, places, asked, terms, before)
    one, other = worth_judging(len(places), days, list(candidates(search, asked)))
    left, broken = before.groups_among(places)
    met = np.concatenate([asked, one, other, broken])
    near = _reached(len(places), met, known)
    owners, columns, steps = _those(rows, places[near], terms)
    owners = near[owners].astype(np.int32)
    whole = matrix_of(len(places), owners, columns, steps, terms, search.holders)
    whole = replace(
        whole, norms=search.norms, foremost=search.foremost, prominence=search.prominence
    )
    concerned = np.zeros(len(places), bool)
    concerned[near] = True
    inside = concerned[known.one] & concerned[known.other]
    found = [known.where(inside), judgements(whole, days, one, other, tell)]
    groups, judged = events_of(whole, days, together(len(places), found), asked)
    groups += [group for group in left if not concerned[group[0]]]
    return whole, together(len(places), [judged, known.where(~inside)]), sorted(groups)


def _search_matrix(
    rows: Rows, places: Ints, asked: Ints, terms: Hashes, before: Before
) -> tuple[Matrix, Hashes]:
    """What candidates are found by: all of the articles asked for, and what is rare of the others.

    Also gives the terms that more than one article has.
    """
    common, counts = before.common, before.holders
    at = np.searchsorted(common, terms).clip(0, max(0, len(common) - 1))
    is_common = common[at] == terms if len(common) else np.zeros(len(terms), bool)
    rare = np.flatnonzero(~is_common).astype(np.int32)
    place = np.full(rows.count, -1, np.int32)
    place[places] = np.arange(len(places), dtype=np.int32)
    place[places[asked]] = -1
    entries, columns = found_among(rows.terms, terms[rare])
    owners = np.repeat(place, np.diff(np.searchsorted(entries, rows.starts)))
    old = owners >= 0
    own = _those(rows, places[asked], terms)
    holders = np.bincount(rare[columns[old]], minlength=len(terms))
    holders += np.bincount(own[1], minlength=len(terms))
    holders[is_common] += counts[at[is_common]]
    owners = np.concatenate([owners[old], asked[own[0]]]).astype(np.int32)
    columns = np.concatenate([rare[columns[old]], own[1]])
    steps = np.concatenate([rows.steps[entries[old]], own[2]])
    many = holders > 1
    inside = many[columns]
    owners, columns, steps = owners[inside], columns[inside], steps[inside]
    order, _ = ordered(
        owners.astype(np.int64) * len(terms) + columns, (len(places) * len(terms)).bit_length()
    )
    columns = (np.cumsum(many, dtype=np.int32) - 1).astype(np.int32)[columns[order]]
    matrix = matrix_of(
        len(places), owners[order], columns, steps[order], terms[many], holders[many]
    )
    return before.recalled(matrix, places), terms[many]


def _entries_of(rows: Rows, numbers: Ints) -> Ints:
    """Where the entries of some articles stand, one article after the other."""
    return places_of(rows.starts[numbers], rows.starts[numbers + 1] - rows.starts[numbers])


def _those(rows: Rows, numbers: Ints, terms: Hashes) -> Entries:
    """The entries of some articles that are of some terms (ascending); whose is by index here."""
    at = _entries_of(rows, numbers)
    entries, columns = found_among(rows.terms[at], terms)
    sizes = rows.starts[numbers + 1] - rows.starts[numbers]
    owners = np.repeat(np.arange(len(numbers), dtype=np.int32), sizes)
    return owners[entries], columns, rows.steps[at[entries]]


def _reached(count: int, met: Ints, known: Judgements) -> Ints:
    """Some articles, and all that may be in one group with them, by what is known of pairs."""
    reached = np.zeros(count, bool)
    reached[met] = True
    likely = known.odds >= THRESHOLD
    one, other = known.one[likely], known.other[likely]
    while True:
        new = reached[one] != reached[other]
        if not new.any():
            return np.flatnonzero(reached)
        reached[one[new]] = reached[other[new]] = True
