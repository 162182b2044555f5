"""What was found out of articles before, so that only new ones need to be judged."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from annotations.events.finding.grouping import Judgements
from annotations.events.finding.profiles import CHANNELS, channel_of
from annotations.events.finding.weighing import Floats, Ints, Matrix
from annotations.events.finding.words import Hashes


@dataclass(frozen=True, slots=True)
class Before:
    """Judgements of articles, which are named by index in `articles` (ascending) and in `known`.

    `norms`, `foremost` (as terms) and `prominence` are those of a `Matrix`, a row an article.
    """

    articles: Ints
    known: Judgements
    norms: Floats
    foremost: Hashes
    prominence: Floats

    def among(self, places: Ints) -> Judgements:
        """The judgements of pairs that are both in `places`, as indices into that."""
        known = self.known
        both = np.isin(known.one, places) & np.isin(known.other, places)
        one = np.searchsorted(places, known.one[both])
        return Judgements(one, np.searchsorted(places, known.other[both]), known.odds[both])

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
        return replace(matrix, norms=norms, foremost=foremost, prominence=prominence)


def _first_shared(matrix: Matrix, old: Ints) -> Floats:
    """What terms add to the squared lengths of articles that were alone in having them until now."""
    is_old = np.zeros(matrix.count, bool)
    is_old[old] = True
    entries = np.flatnonzero(is_old[matrix.owners])
    columns = matrix.columns[entries]
    entries = entries[np.bincount(columns, minlength=len(matrix.terms))[columns] == 1]
    slot = matrix.owners[entries] * CHANNELS + channel_of(matrix.terms[matrix.columns[entries]])
    added = np.bincount(slot, matrix.values[entries] ** 2, matrix.count * CHANNELS)
    return added.reshape(matrix.count, CHANNELS).astype(np.float32)


def remembered(matrix: Matrix, places: Ints, known: Judgements, before: Before | None) -> Before:
    """What is to be remembered of a comparison; of articles not judged now, what `before` says."""
    terms = np.append(matrix.terms, np.uint32(0))
    foremost = terms[matrix.foremost]
    if before is not None:
        _, rows, mine = np.intersect1d(
            places, before.articles, assume_unique=True, return_indices=True
        )
        foremost[rows] = before.foremost[mine]
    named = Judgements(places[known.one], places[known.other], known.odds)
    return Before(places, named, matrix.norms, foremost, matrix.prominence)
