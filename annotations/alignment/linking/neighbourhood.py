"""Features of a pair from the other pairs, for the second stage of the model.

They take the chance of being a link that the first stage gave each pair. A better partner of the
same unit speaks against a pair, unless the pair shares words that the partner has not; linked
neighbours speak for it; crossing many others speaks against it where the two articles keep order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from annotations.alignment.linking.sparse.matrices import (
    CELLS_AT_ONCE,
    TINY,
    Indices,
    Matrix,
    Table,
    Vector,
    best_of,
    other_best,
)
from annotations.alignment.linking.sparse.pair_products import in_common, shared_twice

FARTHEST = 4
"""Rows or columns to the farthest pair that is looked at from a pair."""

REACH = 12
"""Rows on either side that tell where a row's partner is to be expected."""

GRID = 512
"""Bins a side, at most, in which pairs before and after are counted; exact in shorter articles."""

STEPS = (
    (1, 0, 1.0),
    (0, 1, 1.0),
    (1, 1, 1.0),
    (2, 1, 0.7),
    (1, 2, 0.7),
    (2, 2, 0.6),
    (3, 2, 0.5),
    (2, 3, 0.5),
    (3, 3, 0.5),
)
"""Steps to a neighbour in order, in rows and columns, and how much it counts."""

OF_DOCUMENT = (
    "order.kept",
    "found.least",
    "found.most",
    "found.each",
    "found.sure",
    "found.clear",
)
"""Measures that are the same for every pair of two articles."""


@dataclass(frozen=True)
class Chances:
    """Pairs, sorted by row and column, each with its chance of being a link so far."""

    rows: Indices
    columns: Indices
    chance: Vector
    shape: tuple[int, int]

    @cached_property
    def _table(self) -> Table | None:
        """All pairs with a border of nothing as wide as a step goes, unless they are too many."""
        height, width = (size + 2 * FARTHEST for size in self.shape)
        if height * width > CELLS_AT_ONCE:
            return None
        table = np.zeros((height, width))
        table[self.rows + FARTHEST, self.columns + FARTHEST] = self.chance
        return table

    @cached_property
    def _places(self) -> Indices:
        """Where each pair stands in the table, its rows one after another."""
        return (self.rows + FARTHEST) * (self.shape[1] + 2 * FARTHEST) + self.columns + FARTHEST

    def at(self, down: int, across: int) -> Vector:
        """Give for each pair the chance of the pair so many rows and columns further on.

        No step is longer than `FARTHEST`, either way.
        """
        if self._table is not None:
            step = down * self._table.shape[1] + across
            near: Vector = self._table.ravel().take(self._places + step)
            return near
        width = self.shape[1]
        keys = self.rows * width + self.columns
        rows, columns = self.rows + down, self.columns + across
        wanted = rows * width + columns
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        inside = (rows >= 0) & (columns >= 0) & (columns < width)
        found: Vector = np.where(inside & (keys[places] == wanted), self.chance[places], 0.0)
        return found


def log_odds(chance: Vector) -> Vector:
    """Give the log odds of chances, kept within what two decimals can tell apart."""
    kept = np.clip(chance, 1e-4, 1 - 1e-4)
    odds: Vector = np.log(kept / (1 - kept))
    return odds


def neighbourhood_measures(
    seen: Chances, words: tuple[Matrix, Matrix, Vector]
) -> dict[str, Vector]:
    """All features of this file by name, one value a pair.

    `words` are the two sides' units by words (1 where a word occurs), and the weight of each word.
    """
    return {
        "first": log_odds(seen.chance),
        **_rivals(seen, words),
        **_neighbours(seen),
        **_order(seen),
        **_expected(seen),
        **_document(seen),
    }


def _both(name: str, of_row: Vector, of_column: Vector) -> dict[str, Vector]:
    return {
        f"{name}.most": np.maximum(of_row, of_column),
        f"{name}.least": np.minimum(of_row, of_column),
    }


def _rivals(seen: Chances, words: tuple[Matrix, Matrix, Vector]) -> dict[str, Vector]:
    """Measure the other partners of the row's unit and of the column's."""
    chance, rows, columns = seen.chance, seen.rows, seen.columns
    left, right, weight = in_common(*words)
    row_rival, in_row = other_best(chance, rows)
    column_rival, in_column = other_best(chance, columns)
    row_sum = np.bincount(rows, chance, minlength=seen.shape[0])[rows] - chance
    column_sum = np.bincount(columns, chance, minlength=seen.shape[1])[columns] - chance
    by_row = _fresh(left, right, (rows, columns, columns[in_row]), weight, row_rival)
    by_column = _fresh(right, left, (columns, rows, rows[in_column]), weight, column_rival)
    return {
        **_both("rival", row_rival, column_rival),
        **_both("lead", chance - row_rival, chance - column_rival),
        **_both("others", row_sum, column_sum),
        **_both(
            "part",
            chance / np.maximum(1e-6, chance + row_sum),
            chance / np.maximum(1e-6, chance + column_sum),
        ),
        **_both("fresh", by_row[0], by_column[0]),
        **_both("fresh.weight", by_row[1], by_column[1]),
    }


def _fresh(
    one: Matrix,
    other: Matrix,
    places: tuple[Indices, Indices, Indices],
    weight: Vector,
    rival: Vector,
) -> tuple[Vector, Vector]:
    """Measure the words that a pair shares and its first unit's best other partner has not."""
    total, doubled = shared_twice(one, other, places, weight)
    explained = rival * doubled
    return 1 - explained / np.maximum(total, TINY), np.log1p(np.maximum(total - explained, 0.0))


def _neighbours(seen: Chances) -> dict[str, Vector]:
    before = [(weight, seen.at(-down, -across)) for down, across, weight in STEPS]
    after = [(weight, seen.at(down, across)) for down, across, weight in STEPS]
    earlier = np.max([weight * chance for weight, chance in before], axis=0)
    later = np.max([weight * chance for weight, chance in after], axis=0)
    (above, back, diagonal), (below, ahead, onward) = (
        [chance for _, chance in side[:3]] for side in (before, after)
    )
    sides = above + below + back + ahead
    return {
        "diagonal.most": np.maximum(diagonal, onward),
        "diagonal.sum": diagonal + onward,
        "diagonal.second": before[5][1] + after[5][1],
        "knight.sum": sum(side[at][1] for side in (before, after) for at in (3, 4)),
        "beside.sum": sides,
        "beside.most": np.max([above, below, back, ahead], axis=0),
        "against.sum": seen.at(-1, 1) + seen.at(1, -1),
        "between": np.sqrt(earlier * later),
        "next": np.maximum(earlier, later),
        "within": np.maximum(np.sqrt(above * below), np.sqrt(back * ahead)),
        "around": _around(seen),
        "around.against": _around(seen, against=True),
    }


def _around(seen: Chances, against: bool = False) -> Vector:
    """Sum up the chances near by, the more the closer to the line that keeps the order."""
    total = np.zeros(len(seen.chance))
    for down, across, weight in _weights_around(math.sqrt(seen.shape[1] / seen.shape[0])):
        total += weight * seen.at(down, -across if against else across)
    return total


@lru_cache(maxsize=256)
def _weights_around(slope: float) -> tuple[tuple[int, int, float], ...]:
    """Steps in rows and columns, and what each weighs where a row is worth `slope` columns."""
    weights = []
    for down in range(-FARTHEST, FARTHEST + 1):
        for across in range(-FARTHEST, FARTHEST + 1):
            along, aside = down * slope, across / slope
            weight = math.exp(-((abs(along) + abs(aside)) / 2 + abs(aside - along)) / 1.5)
            if weight > 0.04 and (down or across):
                weights.append((down, across, weight))
    return tuple(weights)


def _order(seen: Chances) -> dict[str, Vector]:
    """Measure how much of the rest stands in the same order as the pair, how much crosses it."""
    bins = [min(GRID, size) for size in seen.shape]
    down = seen.rows * bins[0] // seen.shape[0]
    across = seen.columns * bins[1] // seen.shape[1]
    cells = np.bincount(down * bins[1] + across, seen.chance, minlength=bins[0] * bins[1])
    sums = np.zeros((bins[0] + 1, bins[1] + 1))
    sums[1:, 1:] = cells.reshape(bins).cumsum(axis=0).cumsum(axis=1)
    total = sums[-1, -1]
    before = sums[down, across]
    after = total - sums[down + 1, -1] - sums[-1, across + 1] + sums[down + 1, across + 1]
    crossing = sums[down, -1] - sums[down, across + 1] + sums[-1, across] - sums[down + 1, across]
    agreeing = before + after
    share = (agreeing + 0.5) / (agreeing + crossing + 1)
    kept = ((agreeing - crossing) * seen.chance).sum()
    # Where no two pairs are seen only rounding is left, which must not look like an order.
    kept = round(float(kept / max(1e-6, ((agreeing + crossing) * seen.chance).sum())), 6)
    return {
        "order.share": share,
        "order.crossing": crossing / max(total, 1e-6),
        "order.kept": np.full(len(share), kept),
        "order.both": share * kept,
    }


def _expected(seen: Chances) -> dict[str, Vector]:
    """Measure how far the pair stands from where the rows and columns around it lead."""
    slope = seen.shape[1] / seen.shape[0]
    by_row = _drift(seen.rows, seen.columns, seen.chance, seen.shape[0], slope)
    by_column = _drift(seen.columns, seen.rows, seen.chance, seen.shape[1], 1 / slope)
    distance = by_row[0] / np.sqrt(slope), by_column[0] * np.sqrt(slope)
    return {
        "drift.most": np.minimum(np.maximum(*distance), 8.0),
        "drift.least": np.minimum(np.minimum(*distance), 8.0),
        "drift.known": by_row[1] + by_column[1],
    }


def _drift(
    owner: Indices, partner: Indices, chance: Vector, count: int, slope: float
) -> tuple[Vector, Vector]:
    mass = np.bincount(owner, chance, minlength=count)
    centre = np.bincount(owner, chance * partner, minlength=count) - slope * np.arange(count) * mass
    steps = np.arange(-REACH, REACH + 1)
    kernel = np.where(steps == 0, 0.0, np.exp(-np.abs(steps) / 2))
    spread = np.convolve(mass, kernel)[REACH : REACH + count]
    lean = np.convolve(centre, kernel)[REACH : REACH + count]
    expected = (lean + slope * np.arange(count) * spread) / np.maximum(spread, 1e-6)
    return np.abs(partner - expected[owner]), spread[owner]


def _document(seen: Chances) -> dict[str, Vector]:
    """Measure how much of both articles has found a partner, and how surely."""
    best_rows = best_of(seen.chance, seen.rows, seen.shape[0])
    best_columns = best_of(seen.chance, seen.columns, seen.shape[1])
    means: Sequence[float] = (float(best_rows.mean()), float(best_columns.mean()))
    total = float(seen.chance.sum())
    whole = {
        "found.least": min(means),
        "found.most": max(means),
        "found.each": total / min(seen.shape),
        "found.sure": float(np.mean(np.concatenate([best_rows, best_columns]) > 0.8)),
        "found.clear": float((seen.chance**2).sum() / max(1e-6, total)),
    }
    return {name: np.full(len(seen.chance), value) for name, value in whole.items()}
