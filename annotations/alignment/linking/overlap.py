"""Features of a pair: the share of each unit's words, names, numbers and quotations in the other.

Coverage is the share of a unit's weight of terms that the other has; of the two directions the
greater and the lesser are kept, so that no feature changes when left and right change places.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotations.alignment.linking.sparse.matrices import (
    TINY,
    Indices,
    Matrix,
    Table,
    Vector,
    through,
)
from annotations.alignment.linking.sparse.pair_products import shared
from annotations.alignment.linking.synonyms import synonym_sets
from annotations.alignment.linking.term_weights import Channel, Channels
from annotations.alignment.linking.terms import MatchToken

SYNONYM = 0.6
"""What a synonym covers of a word."""

Measures = dict[str, Vector]


def overlap_measures(counted: Channels, rows: Indices, columns: Indices) -> Measures:
    """Measure what the two units of each pair share."""
    left, right = counted.words.presence
    weight = counted.words.weight
    plain = counted.content * (1 - counted.names) * (1 - counted.numbers)
    ways = {
        "all": weight,
        "names": weight * counted.names,
        "numbers": weight * counted.numbers,
        "content": weight * plain,
        "only": _single(left) * _single(right) * counted.content,
        "chance": _surprise(left, right) * counted.content,
    }
    weights = np.column_stack(list(ways.values()))
    both = shared(left, right, rows, columns, weights)
    near = _near(counted.vocabulary)
    wide_left, wide_right = _widened(left, near), _widened(right, near)
    of_left = shared(left, wide_right, rows, columns, weights[:, [0, 3]])
    of_right = shared(wide_left, right, rows, columns, weights[:, [0, 3]])
    total_left, total_right = _totals(left, weights)[rows], _totals(right, weights)[columns]
    exact = {name: both[:, at] for at, name in enumerate(ways)}
    found: Measures = {}
    for at, name in enumerate(("all", "names", "numbers")):
        found |= _shares(name, (exact[name], exact[name]), (total_left[:, at], total_right[:, at]))
        found[f"{name}.weight"] = np.log1p(exact[name])
    for at, name in ((1, "names"), (2, "numbers"), (3, "content")):
        found |= _rests(name, total_left[:, at] - both[:, at], total_right[:, at] - both[:, at])
    for name, way, at in (("meant", 0, 0), ("content", 3, 1)):
        totals = total_left[:, way], total_right[:, way]
        found |= _shares(name, (of_left[:, at], of_right[:, at]), totals)
    found["only"] = np.log1p(exact["only"])
    found["chance"] = np.log1p(exact["chance"])
    return found


def coverage_measures(
    name: str, channel: Channel, common: Vector, rows: Indices, columns: Indices
) -> Measures:
    """Measure what share of each unit's weight of terms is common to both, for one channel."""
    left, right = channel.presence
    totals = left.weighed(channel.weight)[rows], right.weighed(channel.weight)[columns]
    return _shares(name, (common, common), totals)


def quotation_measures(
    counted: Channels,
    units: tuple[Sequence[Sequence[MatchToken]], Sequence[Sequence[MatchToken]]],
    rows: Indices,
    columns: Indices,
) -> Measures:
    """Measure what one unit quotes and the other has, and whether either or both quote at all."""
    left, right = counted.words.presence
    weight = counted.words.weight
    numbers = {stem: at for at, stem in enumerate(counted.vocabulary)}
    first, second = (_quoted_words(side, numbers) for side in units)
    had_left, had_right = first.weighed(weight)[rows], second.weighed(weight)[columns]
    of_left = shared(first, right, rows, columns, weight[:, None])[:, 0] / np.maximum(
        had_left, TINY
    )
    of_right = shared(left, second, rows, columns, weight[:, None])[:, 0] / np.maximum(
        had_right, TINY
    )
    return {
        "quote.any": np.maximum(of_left, of_right),
        "quote.both": ((had_left > 0) & (had_right > 0)).astype(float),
        "quote.one": ((had_left > 0) ^ (had_right > 0)).astype(float),
    }


def _shares(name: str, parts: tuple[Vector, Vector], totals: tuple[Vector, Vector]) -> Measures:
    of_left = parts[0] / np.maximum(totals[0], TINY)
    of_right = parts[1] / np.maximum(totals[1], TINY)
    return {
        f"{name}.most": np.maximum(of_left, of_right),
        f"{name}.least": np.minimum(of_left, of_right),
    }


def _rests(name: str, of_left: Vector, of_right: Vector) -> Measures:
    """Measure what each unit has that the other lacks; where both have some, they may disagree."""
    return {
        f"{name}.rest.most": np.log1p(np.maximum(np.maximum(of_left, of_right), 0.0)),
        f"{name}.rest.least": np.log1p(np.maximum(np.minimum(of_left, of_right), 0.0)),
    }


def _totals(presence: Matrix, weights: Table) -> Table:
    """Give what each unit's terms weigh in all, a column a way of weighing."""
    return np.column_stack([presence.weighed(weight) for weight in weights.T])


def _single(presence: Matrix) -> Vector:
    """Mark the terms of one unit alone: shared, they tie just this unit to just that one."""
    single: Vector = (presence.frequency == 1).astype(np.float64)
    return single


def _surprise(left: Matrix, right: Matrix) -> Vector:
    """Give how unlikely it is that a term falls in two units by chance, in nats."""
    first, second = (
        np.minimum((side.frequency + 0.5) / (side.height + 1), 1.0) for side in (left, right)
    )
    surprise: Vector = -np.log(first * second)
    return surprise


def _near(vocabulary: Sequence[str]) -> Matrix:
    """Lead from each word to those that stand in a set of synonyms with it, itself among them."""
    sets, count = synonym_sets()
    size = len(vocabulary)
    places = [(at, number) for at, word in enumerate(vocabulary) for number in sets.get(word, ())]
    word, group = np.array(places, dtype=np.int64).reshape(-1, 2).T
    return through(
        Matrix.summed(word, group, (size, count)), Matrix.summed(group, word, (count, size))
    )


def _widened(presence: Matrix, near: Matrix) -> Matrix:
    """Add to each unit, at less than full weight, the synonyms of its words."""
    reached = through(presence, near)
    every = Matrix.summed(
        np.concatenate([presence.owner, reached.owner]),
        np.concatenate([presence.terms, reached.terms]),
        (presence.height, presence.width),
    )
    values = np.full(len(every.keys), SYNONYM)
    values[np.searchsorted(every.keys, presence.keys)] = 1.0
    return every.with_values(values)


def _quoted_words(units: Sequence[Sequence[MatchToken]], numbers: dict[str, int]) -> Matrix:
    rows, columns = [], []
    for at, unit in enumerate(units):
        for stem in {token.stem for token in unit if token.quoted}:
            rows.append(at)
            columns.append(numbers[stem])
    return Matrix.summed(
        np.array(rows, dtype=np.int64),
        np.array(columns, dtype=np.int64),
        (len(units), len(numbers)),
    )
