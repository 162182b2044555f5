"""How much of what each unit says the other says too: words, names, numbers, quoted words.

Coverage is the share of a unit's weight of terms that the other has; of the two directions the
greater and the lesser are kept, so that no feature changes when left and right change places.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from annotations.alignment.arrays import TINY, Indices, Matrix, Vector, shared
from annotations.alignment.channels import Channel, Channels
from annotations.alignment.synonyms import synonym_sets
from annotations.alignment.terms import Token

SYNONYM = 0.6
"""What a synonym covers of a word."""

Measures = dict[str, Vector]


def overlaps(counted: Channels, rows: Indices, columns: Indices) -> Measures:
    """Measure what the two units of each pair share."""
    left, right = counted.words.presence()
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
    wide_left, wide_right = _widened(left, counted), _widened(right, counted)
    of_left = shared(left, wide_right, rows, columns, weights[:, [0, 3]])
    of_right = shared(wide_left, right, rows, columns, weights[:, [0, 3]])
    total_left, total_right = (left @ weights)[rows], (right @ weights)[columns]
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


def covered(name: str, channel: Channel, rows: Indices, columns: Indices) -> Measures:
    """Measure what share of each unit's weight of terms the other has, for one channel."""
    left, right = channel.presence()
    weight = channel.weight[:, None]
    common = shared(left, right, rows, columns, weight)[:, 0]
    totals = (left @ weight)[rows, 0], (right @ weight)[columns, 0]
    return _shares(name, (common, common), totals)


def quoted(
    counted: Channels,
    units: tuple[Sequence[Sequence[Token]], Sequence[Sequence[Token]]],
    rows: Indices,
    columns: Indices,
) -> Measures:
    """Measure what one unit quotes and the other has, and whether either or both quote at all."""
    left, right = counted.words.presence()
    weight = counted.words.weight[:, None]
    numbers = {stem: at for at, stem in enumerate(counted.vocabulary)}
    first, second = (_quoted_words(side, numbers) for side in units)
    had_left, had_right = (first @ weight)[rows, 0], (second @ weight)[columns, 0]
    of_left = shared(first, right, rows, columns, weight)[:, 0] / np.maximum(had_left, TINY)
    of_right = shared(left, second, rows, columns, weight)[:, 0] / np.maximum(had_right, TINY)
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


def _frequency(presence: Matrix) -> Vector:
    counts: Vector = np.bincount(presence.indices, minlength=presence.shape[1]).astype(np.float64)
    return counts


def _single(presence: Matrix) -> Vector:
    """Mark the terms of one unit alone: shared, they tie just this unit to just that one."""
    single: Vector = (_frequency(presence) == 1).astype(np.float64)
    return single


def _surprise(left: Matrix, right: Matrix) -> Vector:
    """Give how unlikely it is that a term falls in two units by chance, in nats."""
    first, second = (
        np.minimum((_frequency(side) + 0.5) / (side.shape[0] + 1), 1.0) for side in (left, right)
    )
    surprise: Vector = -np.log(first * second)
    return surprise


def _widened(presence: Matrix, counted: Channels) -> Matrix:
    """Add to each unit, at less than full weight, the synonyms of its words."""
    sets, count = synonym_sets()
    places = [
        (at, number) for at, word in enumerate(counted.vocabulary) for number in sets.get(word, ())
    ]
    rows, columns = zip(*places, strict=True) if places else ((), ())
    member = sparse.csr_array(
        (np.ones(len(places)), (rows, columns)), shape=(len(counted.vocabulary), count)
    )
    reached = presence @ member @ member.T
    reached.data = np.full_like(reached.data, SYNONYM)
    return presence.maximum(reached)


def _quoted_words(units: Sequence[Sequence[Token]], numbers: dict[str, int]) -> Matrix:
    rows, columns = [], []
    for at, unit in enumerate(units):
        for stem in {token.stem for token in unit if token.quoted}:
            rows.append(at)
            columns.append(numbers[stem])
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(units), len(numbers)))
