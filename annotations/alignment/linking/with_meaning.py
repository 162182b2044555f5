"""What the words say of a pair and what an encoder says of it, weighed together.

A model of two stages as for the words alone (`classifier`), with coefficients of its own
(`meaning/coefficients.json`, fitted by `tests/benchmarks/fit_encoder.py`): the first sees the log
odds of the words and the features of meaning, the second also what the first made of the pairs
around, and how alike the two articles are as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import orjson
from numpy.typing import NDArray

from annotations.alignment.linking.classifier import Model, model_of, probability
from annotations.alignment.linking.sparse.matrices import Indices, Table, Vector
from annotations.alignment.meaning.encoder import Encoder
from annotations.alignment.meaning.features import COEFFICIENTS, LARGEST, Likeness, likeness_of

NO_WORDS = -7.0
"""Log odds of a pair that the words say nothing for, and the least that they are taken for."""

FAR = -12.0
"""Log odds of all pairs that are not looked at."""


@lru_cache(maxsize=1)
def fitted() -> Model:
    """Read the coefficients that ship with the package."""
    return model_of(orjson.loads(COEFFICIENTS.read_bytes()))


@dataclass(frozen=True)
class Meaning:
    """What a fitted encoder says of two lists of units."""

    model: Model
    likeness: Likeness

    def judged(
        self, rows: Indices, columns: Indices, chance: Vector, settled: NDArray[np.bool_]
    ) -> tuple[Indices, Indices, Vector]:
        """Give each pair its probability anew, and those too that only their meaning brings near.

        `chance` is what the words say, of pairs sorted by row and column. Where `settled`, it
        stays: of copies, and of what copies explain.
        """
        seen = pairs_seen(self.likeness, rows, columns, chance)
        first = self.model.first.log_odds(seen.measures)
        log_odds = self.model.second.log_odds(seen.measures | around(self.likeness, seen, first))
        found = probability(self.model.calibration.of(log_odds))
        found[seen.place[settled]] = chance[settled]
        return seen.rows, seen.columns, found


@dataclass(frozen=True)
class PairsSeen:
    """Pairs of units, sorted, with their features; `place` is where those known by words are."""

    rows: Indices
    columns: Indices
    place: Indices
    measures: dict[str, Vector]


def meaning_of(encoder: Encoder, left: Sequence[str], right: Sequence[str]) -> Meaning | None:
    """What an encoder that the coefficients were fitted to says; None of articles too long for it."""
    if not 0 < len(left) * len(right) <= LARGEST:
        return None
    return Meaning(fitted(), likeness_of(encoder, left, right))


def pairs_seen(alike: Likeness, rows: Indices, columns: Indices, chance: Vector) -> PairsSeen:
    """Join the pairs known by their words with those near by meaning, and measure each.

    `words` are the log odds of the words, `meaning.words` these times the centred likeness.
    """
    width = max(1, alike.centred.shape[1])
    near = alike.nearest()
    every = np.union1d(rows * width + columns, near[0] * width + near[1]).astype(np.int64)
    place = np.searchsorted(every, rows * width + columns)
    words = np.full(len(every), NO_WORDS)
    words[place] = _log_odds(chance)
    first, second = np.divmod(every, width)
    measures = alike.measures(first, second)
    measures |= {"words": words, "meaning.words": measures["meaning.centred"] * words}
    return PairsSeen(first, second, place, measures)


def around(alike: Likeness, seen: PairsSeen, first: Vector) -> dict[str, Vector]:
    """Features of what is around each pair, from the first stage's log odds of all pairs."""
    rows, columns, shape = seen.rows, seen.columns, alike.centred.shape
    odds, chances = np.full(shape, FAR), np.zeros((shape[0] + 2, shape[1] + 2))
    odds[rows, columns] = first
    chances[rows + 1, columns + 1] = chance = probability(first)
    leads = _lead(odds)[rows, columns], _lead(odds.T)[columns, rows]
    others = chances.sum(axis=1)[rows + 1] - chance, chances.sum(axis=0)[columns + 1] - chance
    before, after = chances[rows, columns], chances[rows + 2, columns + 2]
    likest = np.sort(alike.plain, axis=None)[-min(shape) :]
    one = np.ones(len(rows))
    return {
        "first": first,
        "lead.most": np.maximum(*leads),
        "lead.least": np.minimum(*leads),
        "others.most": np.maximum(*others),
        "others.least": np.minimum(*others),
        "order.before": before,
        "order.after": after,
        "order.both": before * after,
        "document.links": one * chances.sum() / min(shape),
        "document.best": one * chances.max(),
        "document.plain": one * float(alike.plain.mean()),
        "document.likest": one * float(likest.mean()),
    }


def _lead(table: Table) -> Table:
    """How far each cell is above the best other one of its row; below 0 where it is not the best."""
    if table.shape[1] < 2:
        return np.zeros(table.shape)
    two = np.partition(table, -2, axis=1)[:, -2:]
    best, second = two[:, 1:], two[:, :1]
    lead: Table = table - np.where(table >= best, second, best)
    return lead


def _log_odds(chance: Vector) -> Vector:
    """Turn probabilities into log odds, no lower than `NO_WORDS`."""
    inside = np.clip(chance, 1e-9, 1 - 1e-9)
    found: Vector = np.clip(np.log(inside / (1 - inside)), NO_WORDS, -NO_WORDS)
    return found
