"""Two lists of units as sparse rows, one pair a channel: words, runs of words, character grams.

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
from functools import cached_property
from itertools import count

import numpy as np

from annotations.alignment.linking.character_grams import gram_rows
from annotations.alignment.linking.sparse.matrices import Indices, Matrix, Vector
from annotations.alignment.linking.terms import MatchToken, names_among

STOP_WEIGHT = 0.1
"""What a function word weighs beside a content word that is as rare."""

FLOOR = 0.05
"""What a term in every unit still weighs."""


@dataclass(frozen=True)
class Channel:
    """Counts of one sort of term in the units of both sides, and the weight of each term."""

    left: Matrix
    right: Matrix
    weight: Vector

    def unit_rows(self) -> tuple[Matrix, Matrix]:
        """Give both sides sublinear in the count, weighed, each row of length one."""
        return _normal(self.left, self.weight), _normal(self.right, self.weight)

    @cached_property
    def presence(self) -> tuple[Matrix, Matrix]:
        """Both sides with 1 where a term occurs."""
        return self.left.presence(), self.right.presence()


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


Sentences = Sequence[Sequence[MatchToken]]


def channels(left: Sequence[Sentences], right: Sequence[Sentences]) -> Channels:
    """Count the terms of two lists of units, each given as the tokens of its sentences."""
    units = [*left, *right]
    breadth = np.array([len(unit) for unit in units], dtype=np.int64)
    sentences = [sentence for unit in units for sentence in unit]
    cut, piece_cut = len(left), int(breadth[: len(left)].sum())
    sentence = np.repeat(
        np.arange(len(sentences)), np.array([len(each) for each in sentences], dtype=np.int64)
    )
    unit = np.repeat(np.arange(len(units)), breadth)[sentence]
    every = [token for each in sentences for token in each]
    stems, stem_ids = _numbered([token.stem for token in every])
    forms, form_ids = _numbered([token.word for token in every])
    seen = {token.stem: token for token in every}
    stops = np.array([seen[stem].stops for stem in stems], dtype=bool)
    numbers = np.array([seen[stem].number for stem in stems], dtype=float)
    named = names_among(sentences)
    weigh = np.where(stops, STOP_WEIGHT, 1.0)

    words = Matrix.summed(sentence, stem_ids, (len(sentences), len(stems)))
    unit_words = Matrix.summed(unit, stem_ids, (len(units), len(stems)))
    grams = gram_rows(Matrix.summed(unit, form_ids, (len(units), len(forms))), forms)
    pairs = _pairs(stem_ids, sentence, unit, (len(units), len(stems)))
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
    return Channel(counts.rows(0, cut), counts.rows(cut, counts.height), weight)


def rarity(counts: Matrix) -> Vector:
    """Give each column's inverse document frequency, smoothed, at least a little above zero."""
    weights: Vector = np.log((counts.height + 1.0) / (counts.frequency + 0.5)) + FLOOR
    return weights


def flat_rarity(counts: Matrix) -> Vector:
    """Give each column's inverse document frequency plus one, so that all that is said counts.

    In articles of a dozen units a term's rarity is known poorly; grams, many to a word, do better
    the less they lean on it.
    """
    weights: Vector = np.log((counts.height + 1.0) / (counts.frequency + 1.0)) + 1.0
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


def _pairs(ids: Indices, sentence: Indices, unit: Indices, shape: tuple[int, int]) -> Matrix:
    """Count the words that follow each other in a sentence: what is quoted or copied shows in them."""
    inside = sentence[1:] == sentence[:-1]
    keys = (ids[:-1] * np.int64(shape[1]) + ids[1:])[inside]
    distinct, numbers = np.unique(keys, return_inverse=True)
    return Matrix.summed(unit[:-1][inside], numbers, (shape[0], len(distinct)))


def _normal(counts: Matrix, weight: Vector) -> Matrix:
    values = (1.0 + np.log(counts.values)) * weight[counts.terms]
    length = np.sqrt(np.bincount(counts.owner, values**2, minlength=counts.height))
    return counts.with_values(values / np.maximum(length, 1e-12)[counts.owner])
