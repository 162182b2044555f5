"""Two lists of units as sparse matrices, one pair a channel: words, runs of words, character grams.

Rows are units, columns are terms that both sides share the numbering of; values are counts. A
term is weighed by how rare it is among the units of the two articles (inverse document frequency,
Spärck Jones 1972), so that inside one event the topic's words count little and a name, a number
or a quoted phrase counts much.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count

import numpy as np
from scipy import sparse

from annotations.alignment.arrays import Indices, Matrix, Vector
from annotations.alignment.terms import Token, names_among

STOP_WEIGHT = 0.1
"""What a function word weighs beside a content word that is as rare."""

FLOOR = 0.05
"""What a term in every unit still weighs."""

GRAMS = (3, 4, 5)


@dataclass(frozen=True)
class Channel:
    """Counts of one sort of term in the units of both sides, and the weight of each term."""

    left: Matrix
    right: Matrix
    weight: Vector

    def unit_rows(self) -> tuple[Matrix, Matrix]:
        """Give both sides sublinear in the count, weighed, each row of length one."""
        return _normal(self.left, self.weight), _normal(self.right, self.weight)

    def presence(self) -> tuple[Matrix, Matrix]:
        """Give both sides with 1 where a term occurs."""
        return _binary(self.left), _binary(self.right)


@dataclass(frozen=True)
class Channels:
    """All that is counted about a pair: `vocabulary` names the columns of `words`.

    `pieces` are the words again, a row a sentence; `breadth` says how many sentences
    each left and each right unit has.
    """

    words: Channel
    pairs: Channel
    grams: Channel
    pieces: Channel
    breadth: tuple[Indices, Indices]
    vocabulary: tuple[str, ...]
    names: Vector
    numbers: Vector
    content: Vector


Sentences = Sequence[Sequence[Token]]


def channels(left: Sequence[Sentences], right: Sequence[Sentences]) -> Channels:
    """Count the terms of two lists of units, each given as the tokens of its sentences."""
    units = [*left, *right]
    breadth = np.array([len(unit) for unit in units], dtype=np.int64)
    sentences = [sentence for unit in units for sentence in unit]
    cut, piece_cut = len(left), int(breadth[: len(left)].sum())
    member = sparse.csr_array(
        (
            np.ones(len(sentences)),
            np.arange(len(sentences)),
            np.concatenate([[0], np.cumsum(breadth)]),
        ),
        shape=(len(units), len(sentences)),
    )
    every = [token for each in sentences for token in each]
    starts = np.concatenate([[0], np.cumsum([len(each) for each in sentences], dtype=np.int64)])
    stems, stem_ids = _numbered([token.stem for token in every])
    forms, form_ids = _numbered([token.word for token in every])
    seen = {token.stem: token for token in every}
    stops = np.array([seen[stem].stops for stem in stems], dtype=bool)
    numbers = np.array([seen[stem].number for stem in stems], dtype=float)
    named = names_among(sentences)
    weigh = np.where(stops, STOP_WEIGHT, 1.0)

    words = _counts(stem_ids, starts, len(stems))
    grams = (member @ _counts(form_ids, starts, len(forms)) @ _gram_table(forms)).tocsr()
    pairs = (member @ _pairs(stem_ids, starts, len(stems))).tocsr()
    unit_words = (member @ words).tocsr()
    return Channels(
        _channel(unit_words, cut, rarity(unit_words) * weigh),
        _channel(pairs, cut, rarity(pairs)),
        _channel(grams, cut, flat_rarity(grams)),
        _channel(words, piece_cut, rarity(words) * weigh),
        (breadth[:cut], breadth[cut:]),
        tuple(stems),
        np.array([stem in named for stem in stems], dtype=float),
        numbers,
        (~stops).astype(np.float64),
    )


def _channel(counts: Matrix, cut: int, weight: Vector) -> Channel:
    return Channel(counts[:cut], counts[cut:], weight)


def rarity(counts: Matrix) -> Vector:
    """Give each column's inverse document frequency, smoothed, at least a little above zero."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    weights: Vector = np.log((counts.shape[0] + 1.0) / (frequency + 0.5)) + FLOOR
    return weights


def flat_rarity(counts: Matrix) -> Vector:
    """Give each column's inverse document frequency plus one, so that all that is said counts.

    In articles of a dozen units a term's rarity is known poorly; grams, many to a word, do better
    the less they lean on it.
    """
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    weights: Vector = np.log((counts.shape[0] + 1.0) / (frequency + 1.0)) + 1.0
    return weights


def rarity_of(frequency: int, units: int) -> float:
    """Give the weight of one term that occurs in so many of the units."""
    return math.log((units + 1.0) / (frequency + 0.5)) + FLOOR


def _numbered(words: Sequence[str]) -> tuple[list[str], Indices]:
    numbers = _numbering()
    ids = np.fromiter(map(numbers.__getitem__, words), dtype=np.int64, count=len(words))
    return list(numbers), ids


def _numbering() -> defaultdict[str, int]:
    """Give a table that numbers each new key it is asked for."""
    return defaultdict(count().__next__)


def _counts(ids: Indices, starts: Indices, width: int) -> Matrix:
    """Count the terms of each row; row `k` has the terms from `starts[k]` to `starts[k + 1]`."""
    shape = len(starts) - 1, width
    counts = sparse.csr_array((np.ones(len(ids)), ids, starts), shape=shape, copy=True)
    counts.sum_duplicates()
    return counts


def _pairs(ids: Indices, starts: Indices, width: int) -> Matrix:
    """Count the words that follow each other: what is quoted or copied shows in them."""
    inside = np.ones(max(0, len(ids) - 1), dtype=bool)
    borders = starts[1:-1]
    inside[borders[(borders > 0) & (borders < len(ids))] - 1] = False
    keys = (ids[:-1] * np.int64(width) + ids[1:])[inside]
    distinct, numbers = np.unique(keys, return_inverse=True)
    before = np.concatenate([[0], np.cumsum(inside), [inside.sum()]])
    return _counts(numbers.astype(np.int64), before[np.minimum(starts, len(ids))], len(distinct))


def _gram_table(words: Sequence[str]) -> Matrix:
    """Give words by character grams; a gram may touch the edge of its word, never cross it."""
    grams = [_grams(word) for word in words]
    starts = np.concatenate([[0], np.cumsum([len(each) for each in grams], dtype=np.int64)])
    distinct, ids = _numbered(list(chain.from_iterable(grams)))
    return _counts(ids, starts, max(1, len(distinct)))


@lru_cache(maxsize=32768)
def _grams(word: str) -> tuple[str, ...]:
    edged = f" {word} "
    return tuple(
        edged[at : at + size] for size in GRAMS for at in range(max(1, len(edged) - size + 1))
    )


def _normal(counts: Matrix, weight: Vector) -> Matrix:
    rows = counts.copy()
    rows.data = (1.0 + np.log(rows.data)) * weight[rows.indices]
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    length = np.sqrt(np.bincount(owner, rows.data**2, minlength=rows.shape[0]))
    rows.data /= np.maximum(length, 1e-12)[owner]
    return rows


def _binary(counts: Matrix) -> Matrix:
    rows = counts.copy()
    rows.data = np.ones_like(rows.data)
    return rows
