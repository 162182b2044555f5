"""What was found out of articles before, so that only new ones need to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from annotations.events.finding.grouping import Judgements
from annotations.events.finding.ordering import edges
from annotations.events.finding.profiles import CHANNELS, channel_of
from annotations.events.finding.weighing import MOST_HOLDERS, Floats, Ints, Matrix
from annotations.events.finding.words import Hashes


@dataclass(frozen=True, slots=True)
class Before:
    """Judgements of articles, which are named by index in `articles` (ascending) and in `known`.

    `norms`, `foremost` (as terms) and `prominence` are those of a `Matrix`, a row an article. Of
    `common` terms (ascending), by which nobody is looked for, `holders` says how many have them.
    `home` numbers the group that an article was in, or is -1.
    """

    articles: Ints
    known: Judgements
    norms: Floats
    foremost: Hashes
    prominence: Floats
    common: Hashes
    holders: Ints
    home: Ints

    def among(self, places: Ints) -> Judgements:
        """The judgements of pairs that are both in `places`, as indices into that."""
        known = self.known
        both = np.isin(known.one, places) & np.isin(known.other, places)
        one = np.searchsorted(places, known.one[both])
        return Judgements(one, np.searchsorted(places, known.other[both]), known.odds[both])

    def groups_among(self, places: Ints) -> tuple[list[list[int]], Ints]:
        """The groups whose articles are all in `places`, and what is left of the others.

        As indices into `places`.
        """
        grouped = np.flatnonzero(self.home >= 0)
        order = grouped[np.argsort(self.home[grouped], kind="stable")]
        at = np.searchsorted(places, self.articles[order]).clip(0, max(0, len(places) - 1))
        there = places[at] == self.articles[order] if len(places) else at < 0
        groups, broken = [], [np.zeros(0, np.int64)]
        for start, end in pairwise([*edges(self.home[order]).tolist(), len(order)]):
            if there[start:end].all():
                groups.append(at[start:end].tolist())
            else:
                broken.append(at[start:end][there[start:end]])
        return groups, np.concatenate(broken)

    def recalled(self, matrix: Matrix, places: Ints) -> Matrix:
        """A matrix over some terms alone, with what is remembered of its articles over all terms."""
        norms, foremost = matrix.norms.copy(), matrix.foremost.copy()
        prominence = matrix.prominence.copy()
        _, rows, mine = np.intersect1d(
            places, self.articles, assume_unique=True, return_indices=True
        )
        norms[rows], prominence[rows] = self.norms[mine], self.prominence[mine]
        norms += _first_shared(matrix, rows)
        terms = self.foremost[mine]
        at = np.searchsorted(matrix.terms, terms).clip(0, max(0, len(matrix.terms) - 1))
        there = matrix.terms[at] == terms if len(matrix.terms) else np.zeros(terms.shape, bool)
        # A name that no new article has: a column of its own, which nobody has.
        foremost[rows] = np.where(there, at, len(matrix.terms))
        now = np.sqrt(matrix.norms.sum(axis=1) / np.maximum(norms.sum(axis=1), 1e-9))
        return replace(
            matrix,
            norms=norms,
            foremost=foremost,
            prominence=prominence,
            told=(matrix.told * now[matrix.who]).astype(np.float32),
        )


def _first_shared(matrix: Matrix, old: Ints) -> Floats:
    """What terms add to the squared lengths of articles that were alone in having them until now."""
    is_old = np.zeros(matrix.count, bool)
    is_old[old] = True
    fresh = [
        matrix.columns[matrix.bounds[each * CHANNELS] : matrix.bounds[(each + 1) * CHANNELS]]
        for each in np.flatnonzero(~is_old)
    ]
    came = np.bincount(np.concatenate([np.zeros(0, np.int32), *fresh]), minlength=len(matrix.terms))
    owners = np.repeat(np.arange(matrix.count), np.diff(matrix.bounds[::CHANNELS]))
    entries = np.flatnonzero((matrix.holders - came == 1)[matrix.columns])
    entries = entries[is_old[owners[entries]]]
    slot = owners[entries] * CHANNELS + channel_of(matrix.terms[matrix.columns[entries]])
    added = np.bincount(slot, matrix.values[entries] ** 2, matrix.count * CHANNELS)
    return added.reshape(matrix.count, CHANNELS).astype(np.float32)


def remembered(
    matrix: Matrix,
    places: Ints,
    known: Judgements,
    groups: Sequence[Sequence[int]],
    before: Before | None,
) -> Before:
    """What is to be remembered of a comparison; of articles not judged now, what `before` says."""
    home = np.full(len(places), -1, np.int64)
    for number, group in enumerate(groups):
        home[group] = number
    terms = np.append(matrix.terms, np.uint32(0))
    foremost = terms[matrix.foremost]
    if before is not None:
        _, rows, mine = np.intersect1d(
            places, before.articles, assume_unique=True, return_indices=True
        )
        foremost[rows] = before.foremost[mine]
    many = matrix.holders > MOST_HOLDERS
    common, holders = matrix.terms[many], matrix.holders[many]
    if before is not None:
        other = ~np.isin(before.common, common)
        common = np.concatenate([common, before.common[other]])
        holders = np.concatenate([holders, before.holders[other]])
        order = np.argsort(common)
        common, holders = common[order], holders[order]
    named = Judgements(places[known.one], places[known.other], known.odds)
    return Before(places, named, matrix.norms, foremost, matrix.prominence, common, holders, home)
